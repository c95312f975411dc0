"""A chapter, a figure and an assignment, made as CONTRIBUTING says, pass the checks that apply.

The files of the chapter `bipolar` in ``example`` stand as they do in the project: a contributor
may copy them. The test puts them into a copy of the checkout, makes the entries in existing files
that CONTRIBUTING names, and runs the project's own tests on what is new, and a small build.
"""

import os
import re
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
        ('    "answers",\n', '    "bipolar",\n    "bipolar_derivative",\n'),
    ],
    "output_layer/figures/__init__.py": [
        ("Attention\n", "from output_layer.figures.bipolar import Bipolar\n"),
        ('    "Attention",\n', '    "Bipolar",\n'),
    ],
    "output_layer/grading/questions/chapters.py": [
        ('    "sigmoid": "The sigmoid",\n', '    "bipolar": "The bipolar output",\n')
    ],
    "tests/selftests/worked.py": [
        (
            "WORKED = {\n",
            '    "bipolar-scale": (0.6, 0.8, 1.6),\n'
            '    "bipolar-steep": (1 / 2, 1 / 4, 1),\n'
            '    "bipolar-undecided": (0, 1 / 2, -1),\n',
        )
    ],
    "README.md": [
        (
            "| one neuron and its bend: probability, slope, saturation, logistic regression |\n",
            "| `book/bipolar.md` | an output from −1 to 1 |\n",
        )
    ],
    "book/intro.md": [("```{roadmap}\n", "bipolar:\n")],
    "book/zh.md": [("## 各章内容\n\n", "- [双极](bipolar.md)：从 −1 到 1 的输出\n\n")],
}
# The tests that see what is new: those of its name, and a few of all that there is.
CHECKS = (
    "tests/chapters/test_bipolar.py",
    "tests/algebra/test_derivations.py",
    "tests/algebra/test_equations.py",
    "tests/algebra/test_ledger.py",
    "tests/algebra/test_printing.py",
    "tests/algebra/test_typed.py",
    "tests/assignments/test_assignments.py",
    "tests/assignments/test_release.py",
    "tests/figures/test_figures.py",
    "tests/figures/test_words.py",
    "tests/grading/test_asked_elsewhere.py",
    "tests/labs/test_labs.py",
    "tests/package/test_chapters.py",
    "tests/package/test_docstrings.py",
    "tests/package/test_exercises.py",
    "tests/package/test_reference.py",
    "tests/package/test_spelling.py",
    "tests/selftests/test_questions.py",
)
OF_ALL = (
    "under_its_label",
    "compare_answers",
    "every_script",
    "have_a_reason",
    "readme",
    "leads_to_every",
)
ON_PAGES = (
    "tests/site/test_length.py",
    "tests/site/test_site.py",
    "tests/site/test_site_figures.py",
)
OF_A_PAGE = (
    "reader",
    "quiet",
    "accessible",
    "punctuation",
    "somewhere",
    "needs_python",
    "drawn",
    "keyboard",
)
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


def passed(checkout, files, words, **settings):
    """Run tests of the copy; return the files in which some of what is new has passed."""
    report = checkout / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", words]
    done = subprocess.run(
        [*command, f"--junitxml={report}", *files],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), **settings},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    ran = [case for case in ElementTree.parse(report).iter("testcase") if not len(case)]
    names = [f"{case.get('classname')}.py[{case.get('name')}]".lower() for case in ran]
    modules = {name.partition("[")[0] for name in names if "bipolar" in name}
    return [name for name in files if name.replace("/", ".") in modules]


def named_paths():
    """Return the paths that CONTRIBUTING names, with x as the topic."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w.-]+\.(?:md|yml|toml|txt))`", text)
    return [re.sub(r"(?<![A-Za-z])x(?![A-Za-z])", "bipolar", name) for name in names]


def test_every_path_that_is_named_is_there(checkout):
    elsewhere = {"source.toml", "templates/", "findings/bipolar.sh"}  # within one that is named
    paths = [checkout / name for name in named_paths() if name not in elsewhere]
    assert [path for path in paths if not path.exists()] == []


def test_every_file_of_the_example_is_named():
    files = [path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*") if path.is_file()]
    assert [name for name in files if name not in named_paths() and "__pycache__" not in name] == []
    assert set(ENTRIES) <= set(named_paths())


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
    assert passed(checkout, CHECKS, " or ".join(["bipolar", *OF_ALL])) == [*CHECKS]


def test_pages_are_built_and_pass_in_a_browser(checkout, site):
    words = f"bipolar and ({' or '.join(OF_A_PAGE)})"
    assert passed(checkout, ON_PAGES, words, OUTPUT_LAYER_SITE=str(site)) == [*ON_PAGES]


LISTED = """
from pathlib import Path
from contents import chapters
from output_layer.derivations import listing
from output_layer.site.equations import pages

assert "book/bipolar" in pages([f"book/{chapter}" for chapter in chapters()])
print(listing("bipolar", Path("book/bipolar.md").read_text(encoding="utf-8")))
"""


def test_the_page_of_equations_lists_those_of_the_chapter(checkout):
    paths = os.pathsep.join([str(checkout), str(checkout / "tests" / "shared")])
    settings = {**os.environ, "PYTHONPATH": paths}
    command = [sys.executable, "-c", LISTED]
    listed = subprocess.check_output(command, cwd=checkout, env=settings, text=True)
    for function in ("bipolar_output", "bipolar_slope"):
        assert f"`{function}` in `bipolar.py`" in listed
        assert f"{{eq}}`eq-{function.replace('_', '-')}`" in listed
