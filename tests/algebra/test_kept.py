"""What pages show is what the ledger derives, and more than that is there for who asks."""

import pytest
from IPython.core.formatters import DisplayFormatter
from sympy import Basic

from output_layer.algebra import kept, ledger
from output_layer.derivations import LEDGER, derive, equations


@pytest.mark.parametrize("label", LEDGER)
def test_an_entry_shows_what_is_derived(label):
    real = ledger.derive(label)
    assert derive(label)._repr_latex_() == real._repr_latex_()
    assert derive(label).equation._repr_latex_() == real.equation._repr_latex_()
    assert kept.printed(label)["steps"] == len(real.steps)


@pytest.mark.parametrize("label", ["eq-sigmoid", "eq-softmax-sum", "eq-quadratic-inflection"])
def test_all_else_is_that_of_the_derivation(label):
    entry, real = derive(label), ledger.derive(label)
    assert isinstance(entry.result, Basic)
    assert (entry.result, entry.steps, entry.sides) == (real.result, real.steps, real.sides)
    assert entry.equation.sides == real.equation.sides
    assert (entry.label, entry.kind, entry.chapter) == (label, real.kind, real.chapter)


def test_what_nobody_has_is_an_attribute_error():
    for name in ("nothing", "_repr_html_", "__array__"):
        with pytest.raises(AttributeError, match=name):
            getattr(derive("eq-softmax"), name)


def test_jupyter_shows_the_latex_and_a_short_name():
    for shown in (derive("eq-softmax-sum"), derive("eq-softmax-sum").equation):
        data, _ = DisplayFormatter().format(shown)
        assert data["text/latex"] == shown._repr_latex_()
        assert data["text/plain"].startswith("<eq-softmax-sum: The shares add up to one>")


def test_a_chapter_has_all_its_equations():
    for chapter in {record.chapter for record in LEDGER.values()}:
        own = [label for label, record in LEDGER.items() if record.chapter == chapter]
        assert list(equations(chapter)) == own
