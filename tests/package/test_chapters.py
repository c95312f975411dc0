"""One word names a topic everywhere: each chapter has its lab, module, derivations and tests."""

import ast
import re
from importlib.util import resolve_name

import pytest

import output_layer
from built import ROOT
from contents import NO_CHAPTERS, chapters, others
from output_layer.derivations import LEDGER

CHAPTERS = chapters()
PACKAGE = ROOT / "output_layer"
# What stands at the top level of the package beside the chapters.
BESIDE = {
    "__init__": "names what the chapters offer",
    "__main__": "makes the command a module",
    "gradcheck": "the one gradient checker, for readers too",
    "tasks": "checks the tasks of the labs",
}
PLACES = (
    "book/{}.md",
    "notebooks/{}.ipynb",
    "output_layer/{}.py",
    "output_layer/derivations/{}.py",
    "output_layer/selftests/{}.py",
    "tests/chapters/test_{}.py",
    "tests/labs/wrong_{}.py",
)
# What machinery may import from the package.
MACHINERY = {
    "numerics/*.py": {"numerics"},
    "algebra/*.py": {"algebra", "gradcheck", "numerics"},
    "gradcheck.py": {"numerics"},
    "tasks.py": {"numerics"},
}

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS)


def stems(folder, pattern="*.py"):
    return {path.stem for path in (ROOT / folder).glob(pattern) if path.stem != "__init__"}


def topics(names):
    """Return the chapters that names begin with: ``slowdown_curvature`` belongs to slowdown."""
    return {name.partition("_")[0] for name in names}


@each_chapter
def test_a_chapter_has_all_that_bears_its_name(chapter):
    missing = [place.format(chapter) for place in PLACES]
    assert [place for place in missing if not (ROOT / place).is_file()] == []
    assert CHAPTERS[chapter] == [f"notebooks/{chapter}"], "its lab stands below it in _toc.yml"


@each_chapter
def test_a_chapter_offers_functions_from_the_top_of_the_package(chapter):
    module = f"output_layer.{chapter}"
    offered = [getattr(output_layer, name) for name in output_layer.__all__]
    # These two show how a formula fails and is mended; the mended ones are those of softmax.
    mended = chapter in ("stability", "precision")
    assert mended or any(each.__module__ == module for each in offered), (
        f"name the functions of {chapter}.py in output_layer/__init__.py"
    )


@each_chapter
def test_a_chapter_has_equations_that_are_derived(chapter):
    assert any(r.chapter == chapter and r.kind != "definition" for r in LEDGER.values())


def test_pages_that_are_no_chapters_have_a_reason():
    assert others() == list(NO_CHAPTERS)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@each_chapter
def test_the_next_chapter_and_the_one_before_are_those_of_the_contents(chapter):
    place, order = list(CHAPTERS).index(chapter), [None, *CHAPTERS, None]
    for words, neighbour in (("next chapter", order[place + 2]), ("chapter before", order[place])):
        said = re.findall(rf"\[(?:the )?{words}\]\((\w+)\.md\)", read(f"book/{chapter}.md"), re.I)
        assert set(said) <= {neighbour}, words


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("book/intro.md", r"^\[\]\((\w+)\.md\)"),
        ("book/instructors.md", r"^\[\]\((\w+)\.md\), with \[its lab\]"),
        ("README.md", r"^\| `book/(\w+)\.md`"),
    ],
)
def test_what_goes_through_the_chapters_does_so_in_their_order(page, entry):
    named = [name for name in re.findall(entry, read(page), re.MULTILINE) if name in CHAPTERS]
    assert len(named) > len(CHAPTERS) / 2
    assert named == [name for name in CHAPTERS if name in named]


def test_modules_and_tests_without_a_chapter_have_a_reason():
    known = {*CHAPTERS, *BESIDE}
    assert topics(stems("output_layer")) <= topics(known), "machinery has folders of its own"
    assert topics(stems("output_layer/derivations")) == set(CHAPTERS)
    tests = {name.removeprefix("test_") for name in stems("tests/chapters")}
    assert topics(tests) <= known


def test_every_page_and_folder_has_its_row_in_the_readme():
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    pages = [f"{stem}.md" for stem in (*CHAPTERS, *NO_CHAPTERS)]
    assert [page for page in pages if not {page, f"book/{page}"} & set(named)] == []
    folders = [path for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()]
    assert [f.name for f in folders if f"output_layer/{f.name}/" not in named] == []
    paths = [name if "/" in name else f"book/{name}" for name in named if name.endswith(".md")]
    assert [path for path in paths if not (ROOT / path).is_file()] == []
    assert [name for name in named if name.endswith("/") and not (ROOT / name).is_dir()] == []


@pytest.mark.parametrize("pattern", MACHINERY)
def test_machinery_imports_no_chapter(pattern):
    paths = sorted(PACKAGE.glob(pattern))
    assert paths
    found = {(path.stem, name) for path in paths for name in imported(path)}
    assert {(stem, name) for stem, name in found if name not in MACHINERY[pattern]} == set()


def imported(path):
    """Yield what a module takes from the package: names of its modules and folders."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            names = [f"{source}.{alias.name}" for alias in node.names]
        inside = (name.split(".") for name in names)
        yield from (parts[:2][-1] for parts in inside if parts[0] == "output_layer")
