"""The examples in the docstrings run, and each public function has a docstring that fits."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import output_layer
from output_layer import grading

# A program, and what is imported inside the sandbox, where the package is not.
ELSEWHERE = {"__main__", "child", "shown"}
MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (output_layer, grading)
    for module in pkgutil.iter_modules(package.__path__)
    if not module.ispkg and module.name not in ELSEWHERE
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_show(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


@pytest.mark.parametrize("name", output_layer.__all__)
def test_every_public_name_is_documented_in_20_lines(name):
    docstring = inspect.getdoc(getattr(output_layer, name))
    assert docstring
    assert len(docstring.splitlines()) <= 20


def test_what_the_readme_shows_is_what_happens():
    failed, tried = doctest.testfile("../../README.md")
    assert tried
    assert not failed
