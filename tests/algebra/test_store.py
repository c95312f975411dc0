"""What is kept is what these very sources made, whatever happens to the files."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from output_layer.algebra import store

PACKAGE = Path(store.__file__).parents[1]
SHOW = """
import sys
from output_layer.derivations import derive
print(derive("eq-weighted-input")._repr_latex_(), "sympy" in sys.modules)
"""
TRY = 'from output_layer.derivations import tried\nprint(tried("eq-weighted-input"))'
RIGHT, WRONG = "w * x + b", "w * x - b"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Let results be kept in an empty checkout, and return the folder for them."""
    (tmp_path / "_toc.yml").touch()
    monkeypatch.setattr(store, "CHECKOUT", tmp_path)
    return tmp_path / "_build" / "derived"


def counted(result):
    """Return a function that makes a result, and the list of its calls."""
    calls = []

    def make():
        calls.append(result)
        return result

    return make, calls


# Another source is another result


@pytest.fixture
def copy(tmp_path):
    """Return a checkout of its own, with a copy of the package."""
    ignored = shutil.ignore_patterns("figures", "grading", "site", "__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "output_layer", ignore=ignored)
    (tmp_path / "_toc.yml").touch()
    return tmp_path


def run(code, folder):
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)


def test_a_changed_sign_is_derived_anew(copy):
    first, second = run(SHOW, copy).stdout, run(SHOW, copy).stdout
    assert first.replace("True", "False") == second  # the second needed no SymPy
    assert "z = w x + b" in second
    chapter = copy / "output_layer" / "derivations" / "sigmoid.py"
    text = chapter.read_text(encoding="utf-8")
    assert text.count(RIGHT) == 1
    chapter.write_text(text.replace(RIGHT, WRONG), encoding="utf-8")
    assert "z = w x - b $$ True" in " ".join(run(SHOW, copy).stdout.split())
    chapter.write_text(text, encoding="utf-8")
    assert run(SHOW, copy).stdout == second  # and the first is still there


def test_what_was_tried_before_does_not_hide_a_wrong_sign(copy):
    assert "killed" in run(TRY, copy).stdout
    chapter = copy / "output_layer" / "derivations" / "sigmoid.py"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace(RIGHT, WRONG), encoding="utf-8")
    assert "AssertionError" in run(TRY, copy).stderr


@pytest.mark.parametrize(
    "name", ["sigmoid.py", "algebra/proof.py", "derivations/softmax.py", "numerics/rows.py"]
)
def test_the_hash_is_of_all_sources_that_matter(copy, monkeypatch, name):
    monkeypatch.setattr(store, "PACKAGE", copy / "output_layer")
    before = store.made_by()
    with (copy / "output_layer" / name).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    assert store.made_by() != before


@pytest.mark.parametrize("library", ["mpmath", "numpy", "scipy", "sympy"])
def test_the_hash_is_of_the_versions_of_the_libraries(monkeypatch, library):
    before, version = store.made_by(), store.version
    newer = lambda name: "99" if name == library else version(name)  # noqa: E731
    monkeypatch.setattr(store, "version", newer)
    assert store.made_by() != before


def test_the_hash_is_of_the_version_of_python(monkeypatch):
    before = store.made_by()
    monkeypatch.setattr(store.platform, "python_version", lambda: "4.0.0")
    assert store.made_by() != before


# Files


def test_a_result_is_made_once(checkout):
    make, calls = counted({"a": [1, "π"], "b": 1e-16})
    assert store.kept("x", make) == store.kept("x", make) == calls[0]
    assert len(calls) == 1
    assert [path.name for path in checkout.glob("*/*")] == ["x.json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:70],
        lambda data: data + b" ",
        lambda data: data.replace(b"right", b"wrong"),
        lambda data: data.replace(b"right", b"\xff"),
        lambda data: data.partition(b"\n")[2],
    ],
)
def test_a_damaged_file_is_made_anew_and_mended(checkout, damage):
    make, calls = counted({"x": "right"})
    store.kept("x", make)
    (path,) = checkout.glob("*/x.json")
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert store.kept("x", make) == {"x": "right"}
    assert len(calls) == 2
    assert path.read_bytes() == whole


def test_writers_at_once_leave_a_whole_file_at_every_moment(checkout):
    results = [{"text": letter * 200_000} for letter in "abcd"]
    store.kept("x", lambda: results[0])
    (path,) = checkout.glob("*/x.json")
    with ThreadPoolExecutor(5) as pool:
        writers = [pool.submit(store._write, path, each) for each in results * 10]
        while not all(writer.done() for writer in writers):
            assert store._read(path) in results
    assert [each.result() for each in writers] == [None] * 40
    assert list(checkout.glob("*/*")) == [path]  # and nothing half-written beside it


def test_where_nothing_can_be_written_results_are_made(checkout):
    checkout.parent.write_text("no folder", encoding="utf-8")
    make, calls = counted({"x": 1})
    assert store.kept("x", make) == store.kept("x", make) == {"x": 1}
    assert len(calls) == 2


def test_a_full_disk_leaves_nothing_half_written(checkout, monkeypatch):
    def full(*names):
        raise OSError("no space left")

    monkeypatch.setattr(store.os, "replace", full)
    make, _ = counted({"x": 1})
    assert store.kept("x", make) == {"x": 1}
    assert list(checkout.glob("*/*")) == []


def test_an_installed_package_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "CHECKOUT", tmp_path)
    make, _ = counted({"x": 1})
    assert store.kept("x", make) == {"x": 1}
    assert list(tmp_path.iterdir()) == []


def test_a_result_of_sources_that_changed_meanwhile_is_not_kept(checkout, monkeypatch):
    monkeypatch.setattr(store, "made_by", lambda: "others")
    make, calls = counted({"x": 1})
    store.kept("x", make)
    store.kept("x", make)
    assert len(calls) == 2
    assert not checkout.exists()


def test_old_sets_of_results_are_removed(checkout, monkeypatch):
    for number in range(2 * store.LATEST):
        monkeypatch.setattr(store, "LOADED", f"{number:02}")
        monkeypatch.setattr(store, "made_by", lambda: store.LOADED)
        store.kept("x", lambda: {"x": 1})
        os.utime(checkout / store.LOADED, (number, number))
    latest = [f"{number:02}" for number in range(store.LATEST, 2 * store.LATEST)]
    assert sorted(path.name for path in checkout.iterdir()) == latest
