"""The hosts of notebooks in which the figures run: each is started beside one small notebook.

They speak to nobody but this machine, take whatever port is free, and know no settings of whoever
runs the tests.
"""

import os
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import nbformat
import psutil

PATIENCE = 90  # seconds; a slow machine starts JupyterLab in ten to thirty
TOKEN = secrets.token_hex(16)
SERVER = ["--no-browser", "--port=0", f"--IdentityProvider.token={TOKEN}"]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    SERVER.append("--allow-root")
IDLE = """window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel
  ?.status === 'idle'"""
RUN = "window.jupyterapp.commands.execute('notebook:run-all-cells')"
NOTEBOOK, APP = "a.ipynb", "app.py"
APP_TEXT = """import marimo
app = marimo.App()
@app.cell
def _():
    import marimo as mo
{}
    mo.vstack([mo.ui.anywidget(figure) for figure in figures])
"""


class Host(NamedTuple):
    """How a host is started; its page is empty where it runs the notebook by itself."""

    module: str
    options: list
    page: str = ""


HOSTS = {
    "JupyterLab": Host(
        "jupyterlab", [*SERVER, "--LabApp.expose_app_in_browser=True"], f"lab/tree/{NOTEBOOK}"
    ),
    "Jupyter Notebook": Host(
        "notebook",
        [*SERVER, "--JupyterNotebookApp.expose_app_in_browser=True"],
        f"notebooks/{NOTEBOOK}",
    ),
    "Voilà": Host("voila", [NOTEBOOK, "--no-browser", "--port=0"]),
    "marimo": Host("marimo", ["run", APP, "--headless", "--no-token"]),
}


def write_notebook(folder, *sources):
    """Write a notebook with these cells."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(notebook, folder / NOTEBOOK)


def write_app(folder, source):
    """Write an app of marimo that shows the list ``figures``, which a line of code makes."""
    (folder / APP).write_text(APP_TEXT.format(f"    {source}"), encoding="utf-8")


def environment(folder):
    """Return the environment in which a host, and its kernels, keep all they have in a folder.

    The kernels find what the tests share, and are told nothing by a builder of the book.
    """
    own = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "STATE")}
    paths = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    own |= {
        "IPYTHONDIR": str(folder / "ipython"),
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }
    given = {name: value for name, value in os.environ.items() if not name.startswith("OUTPUT_")}
    return given | own


def await_(what, seconds=PATIENCE):
    """Call ``what`` until it gives something true, and return that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise TimeoutError(f"nothing came of {what} in {seconds} s")


@contextmanager
def started(name, folder):
    """Start a host in the folder of the notebook; yield the address of the notebook's page."""
    host, log = HOSTS[name], folder / "log.txt"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", host.module, *host.options],
            **{"cwd": folder, "env": environment(folder), "stdout": file, "stderr": file},
        )
        try:
            port = await_(lambda: _port(process, log))
            token = f"?token={TOKEN}" if host.page else ""
            yield f"http://127.0.0.1:{port}/{host.page}{token}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _port(process, log):
    """Return the port at which a server listens, once it does."""
    assert process.poll() is None, log.read_text()
    sockets = psutil.Process(process.pid).net_connections("tcp")
    return next((s.laddr.port for s in sockets if s.status == psutil.CONN_LISTEN), None)


@contextmanager
def opened(browser, name, address):
    """Yield the page of the notebook, whose cells run."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto(address)
    if HOSTS[name].page:
        page.wait_for_function(IDLE)
        page.evaluate(RUN)
    yield page
    context.close()
