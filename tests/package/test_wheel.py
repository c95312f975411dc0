"""The wheel alone: in an empty environment it runs every example and shows every figure.

The environment has the wheel, what the wheel says it requires, and what a notebook needs: nothing
else that is installed here, and not the checkout. What is required is there in its pinned version
by links, which take no time, where a download takes a minute.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from email.parser import Parser
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from nbclient import NotebookClient
from packaging.requirements import Requirement

from built import ROOT
from output_layer import figures

BESIDE = ("pyproject.toml", "README.md", "LICENSE")  # what the wheel is made of, beside the package
NO_SOURCE = shutil.ignore_patterns("__pycache__")
NOTEBOOK = "ipykernel"
WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
# All that the page of the package shows, and what it stands on.
EXAMPLES = """
import doctest, importlib, pkgutil
import output_layer
from output_layer import figures, numerics

found = {}
for package in (output_layer, figures, numerics):
    for module in pkgutil.iter_modules(package.__path__):
        if not module.ispkg and module.name != "__main__":
            whole = importlib.import_module(f"{package.__name__}.{module.name}")
            found[whole.__name__] = doctest.testmod(whole)
failed = [name for name, result in found.items() if result.failed]
assert not failed, failed
print(output_layer.__file__, sum(result.attempted for result in found.values()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel, built by the project's own backend from a copy of its sources."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "output_layer", source / "output_layer", ignore=NO_SOURCE)
    for name in BESIDE:
        shutil.copy(ROOT / name, source)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", out, source)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """Return the Python of the environment."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=os.name != "nt")
    packages = place("purelib", folder)
    pip("install", "--quiet", "--no-deps", "--no-index", "--target", packages, wheel)
    for name in required([*requirements(wheel), NOTEBOOK]):
        link(distribution(name), packages)
    return place("scripts", folder) / "python"


def place(kind, folder):
    """Return where an environment has something: its programs, its packages."""
    return Path(sysconfig.get_path(kind, "venv", {"base": str(folder), "platbase": str(folder)}))


def pip(*command):
    options = ["--disable-pip-version-check", "--no-cache-dir"]
    subprocess.run([sys.executable, "-m", "pip", *command, *options], check=True)


def requirements(wheel):
    """Return what the wheel says it requires, without its extras."""
    with ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        told = Parser().parsestr(archive.read(name).decode())
    return told.get_all("Requires-Dist")


def required(texts, extra=""):
    """Return the names of all distributions that the requirements lead to."""
    found, rest = set(), [Requirement(text) for text in texts]
    while rest:
        each = rest.pop()
        if each.name in found or (each.marker and not each.marker.evaluate({"extra": extra})):
            continue
        found.add(each.name)
        rest += map(Requirement, distribution(each.name).requires or ())
    return found


def link(installed, packages):
    """Let what is installed here be found there too."""
    tops = {path.parts[0] for path in installed.files} - {"..", "__pycache__"}
    for top in tops:
        target = packages / top
        if not target.exists():
            target.symlink_to(installed.locate_file(top))


def test_the_wheel_has_every_file_of_the_package(wheel):
    files = [path for path in (ROOT / "output_layer").rglob("*") if path.is_file()]
    names = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("output_layer/")}
    assert packed == names


def test_every_example_runs_from_the_wheel(python, tmp_path):
    done = subprocess.run(
        [python, "-I", "-c", EXAMPLES], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    place, tried = done.stdout.split()
    assert Path(place).is_relative_to(python.parents[1])
    assert int(tried) > 50


@pytest.fixture
def kernel(python, tmp_path, monkeypatch):
    """Let Jupyter know the environment by a name, and return the name."""
    spec = tmp_path / "kernels" / "wheel" / "kernel.json"
    spec.parent.mkdir(parents=True)
    command = [str(python), "-I", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    told = {"argv": command, "display_name": "wheel", "language": "python"}
    spec.write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    return "wheel"


def test_a_notebook_shows_every_figure(kernel, tmp_path):
    cells = [f"from output_layer.figures import {name}\n\n{name}()" for name in figures.__all__]
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, cells)))
    NotebookClient(notebook, kernel_name=kernel).execute(cwd=str(tmp_path))
    models = notebook.metadata.widgets[STATE]["state"]
    for cell in notebook.cells:
        output, still = cell.outputs
        assert "<svg" in still.data["image/svg+xml"], cell.source
        state = models[output.data[WIDGET]["model_id"]]["state"]
        assert "render" in state["_esm"], cell.source
        assert state["_css"]
        assert state["words"]["title"]
