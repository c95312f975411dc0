"""A figure in JupyterLab with a live kernel: the view moves Python, and Python the view."""

import ast
import json
import os
import secrets
import subprocess
import sys
import time

import nbformat
import pytest
from jupyter_client import BlockingKernelClient

PATIENCE = 90  # seconds; a slow machine starts JupyterLab in ten to thirty
SOURCES = [
    "from output_layer.figures import Slopes\nfigure = Slopes(z=3.0, y=0)\nfigure",
    "figure",  # a second view of the same figure
]
FIGURE = "[data-figure=slopes]"
READ = """figure => Object.fromEntries([...figure.querySelectorAll('[data-readout]')]
  .map((node) => [node.dataset.readout, node.textContent]))"""


def await_(what, seconds=PATIENCE):
    """Call ``what`` until it gives something true, and return that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise TimeoutError(f"nothing came of {what} in {seconds} s")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start JupyterLab beside one small notebook; yield its folder and the page's address."""
    folder = tmp_path_factory.mktemp("lab")
    cells = [nbformat.v4.new_code_cell(source) for source in SOURCES]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(notebook, folder / "a.ipynb")
    homes = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    token = secrets.token_hex(16)
    options = ["--no-browser", "--port=0", "--LabApp.expose_app_in_browser=True"]
    options += [f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    with (folder / "log.txt").open("w") as log:
        command = [sys.executable, "-m", "jupyterlab", *options]
        environment = {**os.environ, **homes, "IPYTHONDIR": str(folder / "ipython")}
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            server = await_(lambda: read_server(folder, process))
            yield folder, f"{server['url']}lab/tree/a.ipynb?token={token}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def read_server(folder, process):
    """Return what the server says of itself, once it has said so."""
    assert process.poll() is None, (folder / "log.txt").read_text()
    for path in (folder / "RUNTIME").glob("jpserver-*.json"):
        said = path.read_text()  # empty while it is being written
        return json.loads(said) if said else None
    return None


@pytest.fixture(scope="module")
def page(browser, lab):
    """Return the page of the notebook, with its cells run."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    page = context.new_page()
    page.goto(lab[1])
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel"
        "?.status === 'idle'",
        timeout=PATIENCE * 1000,
    )
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(FIGURE).nth(1).wait_for(timeout=PATIENCE * 1000)
    yield page
    context.close()


@pytest.fixture(scope="module")
def python(lab, page):
    """Return a function that evaluates an expression in the notebook's own kernel."""
    (connection,) = (lab[0] / "RUNTIME").glob("kernel-*.json")
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(PATIENCE)

    def evaluate(expression, code=""):
        reply = client.execute(code, user_expressions={"it": expression}, reply=True)
        return ast.literal_eval(reply["content"]["user_expressions"]["it"]["data"]["text/plain"])

    yield evaluate
    client.stop_channels()


def slider(page):
    return page.locator(f"{FIGURE} input[type=range]").first


def agree(page, python):
    """Wait until both views and Python show the same numbers, as messages take their time."""
    views = page.locator(FIGURE)
    expected = [python("figure.readouts()")] * 2
    await_(lambda: [view.evaluate(READ) for view in views.all()] == expected, 20)


def test_view_shows_what_python_has(page, python):
    assert python("figure.z") == 3.0
    agree(page, python)


def test_keyboard_in_the_view_changes_the_trait(page, python):
    before = python("figure.z")
    slider(page).press("ArrowRight")
    await_(lambda: python("figure.z") > before, 20)
    agree(page, python)


def test_mouse_in_the_view_changes_the_trait(page, python):
    before = python("figure.z")
    box = slider(page).bounding_box()
    slider(page).click(position={"x": box["width"] * 0.2, "y": box["height"] / 2})
    await_(lambda: python("figure.z") < before, 20)
    agree(page, python)


def test_trait_changed_in_python_moves_the_view(page, python):
    python("None", "figure.z = -2.5; figure.y = 1")
    await_(lambda: slider(page).input_value() == "-2.5", 20)
    agree(page, python)
