"""What students get: everything they need to work, and nothing of the solution."""

import ast
import io
import json
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from classroom import code, notebook, toy, write_toy
from output_layer.grading.assignment import read_assignment
from output_layer.grading.cells import HIDDEN, SOLUTION
from output_layer.grading.release import ReleaseError, main, release
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import read_submission

ROOT = Path(__file__).parents[2]
SOURCES = {path.stem: path for path in sorted(ROOT.glob("assignments/*/*.ipynb"))}
FREE = {"numpy", "matplotlib"} | sys.stdlib_module_names

each_assignment = pytest.mark.parametrize("name", SOURCES)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Return {assignment: {name of a file: bytes}} as students unpack them."""
    out = tmp_path_factory.mktemp("dist")
    return {name: unpacked(release(path, out)) for name, path in SOURCES.items()}


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return {Path(name).name: archive.read(name) for name in archive.namelist()}


def sources(data):
    return [cell.source for cell in parsed(data).cells if cell.cell_type == "code"]


def parsed(data):
    return nbformat.reads(data.decode(), as_version=4)


def parted(cell):
    """Return the lines of a cell that students may see, and those that they may not."""
    marks = "|".join(f"{begin}.*?{end}" for begin, end in (HIDDEN, SOLUTION))
    secret = "\n".join(re.findall(marks, cell.source, re.DOTALL))
    if cell.role in ("answer", "essay") and not secret:
        return set(), lines(cell.source)
    return lines(re.sub(marks, "", cell.source, flags=re.DOTALL)), lines(secret)


def lines(text):
    return {line.strip() for line in text.splitlines() if len(line.strip()) > 3}


def texts(value):
    """Yield every text in a JSON document, its names included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in [*value, *(value.values() if isinstance(value, dict) else [])]:
            yield from texts(part)


def run(source, folder, **options):
    """Run a notebook in a new kernel, in a folder with its data."""
    client = NotebookClient(source, timeout=120, kernel_name="python3", **options)
    client.execute(cwd=str(folder))
    return source.cells


def test_the_four_assignments_are_there():
    assert {"slowdown", "gradient", "stability", "regression"} <= set(SOURCES)


@each_assignment
def test_nothing_of_the_solution_is_released(released, name):
    pairs = [parted(cell) for cell in read_assignment(SOURCES[name]).cells]
    public, secret = (set().union(*part) for part in zip(*pairs, strict=True))
    document = json.loads(released[name][f"{name}.ipynb"])
    shown = set().union(*map(lines, texts(document)), lines(released[name]["README.txt"].decode()))
    assert {*HIDDEN, *SOLUTION} <= secret
    assert shown & (secret - public) == set()


@each_assignment
def test_the_data_come_along_unchanged(released, name):
    beside = [path for path in SOURCES[name].parent.glob("[!.]*") if path.suffix != ".ipynb"]
    data = {path.name: path.read_bytes() for path in beside}
    assert set(released[name]) == {*data, f"{name}.ipynb", "README.txt"}
    assert {file: released[name][file] for file in data} == data


@each_assignment
def test_the_readme_names_the_notebook_its_points_and_pinned_packages(released, name):
    readme = released[name]["README.txt"].decode()
    assert f"{name}.ipynb" in readme
    assert f"{read_assignment(SOURCES[name]).points:g} points" in readme
    packages = re.search(r"pip install (.+)", readme)[1].split()
    pins = (ROOT / "requirements.txt").read_text()
    assert packages
    assert [package for package in packages if not re.search(f"^{package}==", pins, re.M)] == []


@each_assignment
def test_notebooks_import_nothing_but_numpy_and_matplotlib(released, name):
    cells = [*sources(released[name][f"{name}.ipynb"]), *sources(SOURCES[name].read_bytes())]
    nodes = [node for source in cells for node in ast.walk(ast.parse(source))]
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules = plain + [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    assert [module for module in modules if module.split(".")[0] not in FREE] == []
    assert "numpy" in modules


@each_assignment
def test_a_release_runs_to_its_end_and_only_what_is_missing_fails(released, name, tmp_path):
    for file, data in released[name].items():
        (tmp_path / file).write_bytes(data)
    cells = run(parsed(released[name][f"{name}.ipynb"]), tmp_path, allow_errors=True)
    failed = {cell.metadata.nbgrader.grade_id for cell in cells if errors(cell)}
    roles = {cell.name: cell.role for cell in read_assignment(SOURCES[name]).cells}
    assert all(cell.execution_count for cell in cells if cell.cell_type == "code")
    assert failed
    assert {roles[grade_id] for grade_id in failed} <= {"answer", "check"}


def errors(cell):
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


@each_assignment
def test_a_solved_notebook_runs_without_an_error(name):
    cells = run(parsed(SOURCES[name].read_bytes()), SOURCES[name].parent)
    assert not any(errors(cell) for cell in cells)


@pytest.mark.usefixtures("confined")
@each_assignment
def test_a_release_handed_in_untouched_earns_nothing(released, name):
    submission = read_submission(released[name][f"{name}.ipynb"])
    outcomes = grade_submission(read_assignment(SOURCES[name]), submission)
    checks = [outcome for outcome in outcomes if outcome["role"] == "check"]
    assert checks
    assert {outcome["points"] for outcome in checks} == {0}


# A small assignment of the tests' own


def written(folder, solved=None):
    """Write the toy with data, and with what authors and editors leave; return its path."""
    path = write_toy(folder, solved=solved, **{"numbers.csv": b"1,2\n", ".toy.swp": b"return x"})
    (path.parent / ".ipynb_checkpoints").mkdir()
    for copied in ("solved.ipynb", ".ipynb_checkpoints/toy-checkpoint.ipynb"):
        shutil.copy(path, path.parent / copied)
    return path


def test_a_zip_holds_one_folder_with_one_notebook_and_its_data(tmp_path):
    with zipfile.ZipFile(release(written(tmp_path), tmp_path / "dist")) as archive:
        assert archive.namelist() == ["toy/README.txt", "toy/numbers.csv", "toy/toy.ipynb"]
        assert "raise NotImplementedError()" in archive.read("toy/toy.ipynb").decode()


def test_a_zip_is_the_same_bytes_whenever_and_wherever_it_is_made(tmp_path):
    first = written(tmp_path / "first")
    second = Path(shutil.copytree(first.parent, tmp_path / "second" / "toy")) / first.name
    for path in second.parent.rglob("*"):
        os.utime(path, (10**9, 10**9))
        path.chmod(0o700)
    made = [release(path, path.parent.parent / "dist").read_bytes() for path in (first, second)]
    assert made[0] == made[1]
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(made[0])).filelist} == {1980}


def test_what_nbgrader_cannot_convert_is_not_released(tmp_path):
    endless = code("### BEGIN SOLUTION\nx = 1", "endless", solution=True)
    source = written(tmp_path, notebook([*toy()["cells"], endless]))
    with pytest.raises(ReleaseError, match="no end solution statement found"):
        release(source, tmp_path / "dist")
    assert list(tmp_path.glob("dist/*")) == []


def test_what_grades_nothing_is_not_released(tmp_path):
    with pytest.raises(ValueError, match="no cell with points"):
        release(written(tmp_path, notebook(toy()["cells"][:3])), tmp_path / "dist")


def test_without_nbgrader_the_command_to_install_it_is_given(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "nbgrader.converters", None)
    with pytest.raises(ReleaseError, match=r"pip install -e \"\.\[classroom\]\""):
        release(written(tmp_path), tmp_path / "dist")


def test_the_command_says_where_the_zips_are(tmp_path, capsys):
    out = tmp_path / "dist"
    assert main([str(written(tmp_path)), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out / 'toy.zip'}\n"


def test_the_command_says_what_is_wrong_in_one_line(tmp_path, capsys):
    assert main([str(tmp_path / "none.ipynb"), "--out", str(tmp_path)]) == 1
    assert "none.ipynb" in capsys.readouterr().err
