"""A chapter, a figure and an assignment, made as CONTRIBUTING says, pass the checks that apply.

The files of the chapter `bipolar` in ``example`` stand as they do in the project: a contributor
may copy them. The test puts them into a copy of the checkout, makes the entries in existing files
that CONTRIBUTING names, and runs the project's own tests on what is new, and a small build.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from built import ROOT, build

EXAMPLE = Path(__file__).parent / "example"
LEFT_OUT = shutil.ignore_patterns(".*", "_build", "build", "dist", "*.egg-info", "__pycache__")
# What a contributor enters by hand: file → pairs (the line before, the lines that are new).
ENTRIES = {
    "_toc.yml": [
        (
            "          - file: notebooks/sigmoid\n",
            "      - file: book/bipolar\n        sections:\n          - file: notebooks/bipolar\n",
        )
    ],
    "output_layer/__init__.py": [
        ("\n\nfrom ", "output_layer.bipolar import bipolar, bipolar_derivative\nfrom "),
        ('    "Trajectory",\n', '    "bipolar",\n    "bipolar_derivative",\n'),
    ],
    "output_layer/figures/__init__.py": [
        ("\n\nfrom ", "output_layer.figures.bipolar import Bipolar\nfrom "),
        ("__all__ = [\n", '    "Bipolar",\n'),
    ],
    "README.md": [("|---|---|\n", "| `book/bipolar.md` | an output from −1 to 1 |\n")],
}
# The tests that see what is new: file → words of their names besides "bipolar".
CHECKS = {
    "tests/chapters/test_bipolar.py": "",
    "tests/algebra/test_derivations.py": "",
    "tests/algebra/test_equations.py": "every_entry",
    "tests/algebra/test_ledger.py": "",
    "tests/algebra/test_printing.py": "",
    "tests/algebra/test_typed.py": "",
    "tests/assignments/test_assignments.py": "compare_answers",
    "tests/assignments/test_release.py": "",
    "tests/figures/test_figures.py": "every_script",
    "tests/labs/test_labs.py": "",
    "tests/package/test_chapters.py": "no_chapters or have_a_reason or readme",
    "tests/package/test_docstrings.py": "",
    "tests/package/test_spelling.py": "",
}
ON_PAGES = {
    "tests/site/test_site.py": "quiet or accessible or wider or punctuation or somewhere or python",
    "tests/site/test_site_figures.py": "drawn or keyboard",
}
CONTENTS = {
    "format": "jb-book",
    "root": "book/bipolar",
    "chapters": [{"file": "notebooks/bipolar"}],
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """Return a copy of the checkout with the example in it."""
    root = tmp_path_factory.mktemp("contribution") / "book"
    shutil.copytree(ROOT, root, ignore=LEFT_OUT)
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True, ignore=LEFT_OUT)
    for name, entries in ENTRIES.items():
        text = (root / name).read_text(encoding="utf-8")
        for before, new in entries:
            assert before in text, f"{name} has no {before!r} any more"
            text = text.replace(before, before + new, 1)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(checkout, tmp_path_factory):
    """Return the site of two pages, the chapter and its lab."""
    folder = tmp_path_factory.mktemp("small")
    kept = ["book/bipolar.md", "book/references.bib", "notebooks/bipolar.ipynb", "_config.yml"]
    shutil.copytree(checkout / "output_layer/site/static", folder / "output_layer/site/static")
    for name in kept:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(checkout / name, folder / name)
    (folder / "_toc.yml").write_text(yaml.safe_dump(CONTENTS), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(checkout))
        return build(folder, folder / "out")


def passed(checkout, checks, **settings):
    """Run tests of the copy on what is new; return how many passed, file by file."""
    found = {}
    words = " or ".join(filter(None, ["bipolar", *checks.values()]))
    report = checkout / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", words]
    done = subprocess.run(
        [*command, f"--junitxml={report}", *checks],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), **settings},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.get("classname").replace(".", "/") + ".py"
        found[name] = found.get(name, 0) + (case.find("skipped") is None)
    return found


def test_style_holds(checkout):
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", "."],
            cwd=checkout,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout


def test_checks_find_what_is_new_and_pass(checkout):
    found = passed(checkout, CHECKS)
    assert [name for name in CHECKS if not found.get(name)] == []


def test_pages_are_built_and_shown_in_a_browser(checkout, site):
    found = passed(checkout, ON_PAGES, OUTPUT_LAYER_SITE=str(site))
    assert [name for name in ON_PAGES if not found.get(name)] == []
