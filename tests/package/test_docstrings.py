"""The examples in the docstrings run, and each public function has a docstring that fits."""

import doctest
import importlib
import inspect
import pkgutil
import re

import pytest

import output_layer
from contents import chapters
from output_layer import NewtonPath, Trajectory, VocabularyGradient, figures, grading, numerics
from output_layer.derivations import LEDGER
from output_layer.site.package import BESIDE, offered

# A program, and what is imported inside the sandbox, where the package is not.
ELSEWHERE = {"__main__", "child", "shown"}
MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (output_layer, figures, grading, numerics)
    for module in pkgutil.iter_modules(package.__path__)
    if not module.ispkg and module.name not in ELSEWHERE
]
# What the page of the package lists, by the name under which it is imported.
SECTIONS = offered([f"book/{chapter}" for chapter in chapters()])
PUBLIC = [name for names in SECTIONS.values() for name in names]
OF_CHAPTERS = [n for stem, names in SECTIONS.items() if stem not in BESIDE for n in names]
FORMULA = re.compile(r"[=∂Σ/]")
FIELD = re.compile(r"^:(\w+)(?: (\w+))?: (.+)$", re.MULTILINE)

each_public = pytest.mark.parametrize("name", PUBLIC)


def documented(name):
    """Return what is imported by a name, and its docstring."""
    module, _, last = name.rpartition(".")
    found = getattr(importlib.import_module(module), last)
    return found, inspect.getdoc(found)


def fields(docstring):
    """Return what a docstring says at its end: the name of a field → all its texts."""
    found = FIELD.findall(docstring)
    return {name: [text for other, *text in found if other == name] for name, _, _ in found}


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_show(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def test_the_page_lists_every_public_name():
    top = {name.rpartition(".")[2] for name in PUBLIC if name.count(".") == 1}
    assert top == set(output_layer.__all__)
    assert SECTIONS["figures"] == [f"output_layer.figures.{name}" for name in figures.__all__]
    assert len(set(PUBLIC)) == len(PUBLIC)


@each_public
def test_every_public_name_is_documented_in_20_lines_with_an_example(name):
    _, docstring = documented(name)
    assert docstring
    assert len(docstring.splitlines()) <= 20
    assert doctest.DocTestParser().get_examples(docstring)


@each_public
def test_an_example_shows_numbers_as_readers_write_them(name):
    examples = doctest.DocTestParser().get_examples(documented(name)[1])
    assert [each.want for each in examples if "np." in each.want] == []


@pytest.mark.parametrize("name", OF_CHAPTERS)
def test_a_function_of_a_chapter_says_formula_shapes_domain_and_errors(name):
    found, docstring = documented(name)
    assert FORMULA.search(docstring.partition("\n\n")[0])
    assert {"shapes", "domain", "raises"} <= set(fields(docstring)) or found in (
        NewtonPath,
        VocabularyGradient,
        Trajectory,
    )


@each_public
def test_the_equations_that_a_docstring_names_are_in_the_ledger(name):
    named = fields(documented(name)[1]).get("equation", ())
    assert [label for _, text in named for label in text.split() if label not in LEDGER] == []


@pytest.mark.parametrize("chapter", chapters())
def test_a_chapter_has_functions_whose_equations_it_derives(chapter):
    docstrings = [documented(name)[1] for name in SECTIONS[chapter]]
    assert any(fields(docstring).get("equation") for docstring in docstrings)


def test_what_the_readme_shows_is_what_happens():
    failed, tried = doctest.testfile("../../README.md")
    assert tried
    assert not failed
