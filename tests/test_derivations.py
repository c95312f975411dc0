"""The derivations: every step follows, and is a step for a symbolic number of examples."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from sympy import (
    Derivative,
    Eq,
    Function,
    IndexedBase,
    KroneckerDelta,
    Rational,
    Sum,
    Symbol,
    Tuple,
    exp,
    symbols,
)
from sympy.core.function import AppliedUndef

import output_layer as ol
from output_layer.derivations import derive, equations
from output_layer.derivations.definition import Definition
from output_layer.derivations.derivation import Derivation, Solution, Step
from output_layer.derivations.evaluate import Formula, sample
from output_layer.derivations.ground import ground
from output_layer.derivations.ledger import LEDGER, derived
from output_layer.derivations.printing import latex
from output_layer.derivations.symbols import Dot, m, z

DERIVED = [label for label, record in LEDGER.items() if record.kind != "definition"]


# Every step follows


@pytest.mark.parametrize("label", LEDGER)
def test_kind_steps_and_reasons(label):
    entry = derive(label)
    assert (entry.kind == "definition") == isinstance(entry, Definition)
    assert bool(entry.steps) == (entry.kind != "definition")
    assert all(step.reason[0].isupper() and step.reason.endswith(".") for step in entry.steps)


@pytest.mark.parametrize("label", DERIVED)
def test_a_step_that_does_not_follow_is_refused(label):
    entry = derive(label)
    for number, step in enumerate(entry.steps):
        wrong = replace(step, expression=_wrong(step.expression))
        with pytest.raises(ValueError, match="does not follow"):
            replace(entry, steps=(*entry.steps[:number], wrong, *entry.steps[number + 1 :]))


def _wrong(expr):
    """Return an expression, a tuple or an equation with something added to its last part."""
    if isinstance(expr, Eq | Tuple):
        return expr.func(*expr.args[:-1], _wrong(expr.args[-1]))
    return expr + (z + 1) / 7


@pytest.mark.parametrize("label", DERIVED)
def test_every_step_has_the_same_value_at_random_points(label):
    entry = derive(label)
    if isinstance(entry, Solution):
        _holds_at_the_solution_only(entry)
    else:
        _steps_agree(entry)


NAMES = ("z", "y", "w", "x", "b", "c", "eta", "weights", "inputs", "targets")


def _steps_agree(entry):
    steps = [step.expression for step in entry.steps if step.relation == "="]
    left, *others = (Formula(expr, entry, NAMES) for expr in (entry.left, *steps))
    for point in islice(sample(NAMES), 2):
        for other in others:
            np.testing.assert_allclose(other(**point), left(**point), rtol=1e-9, atol=1e-40)


def _holds_at_the_solution_only(entry):
    for equation in (entry.left, *(step.expression for step in entry.steps)):
        gap = equation.lhs - equation.rhs
        if not entry.unknown.is_Symbol:
            gap = Derivative(gap.subs(entry.unknown, entry.solution), z)
        gap = ground(gap, entry.given, entry.where)
        at, beside = (gap.subs(entry.unknown, entry.solution + d) for d in (0, Rational(1, 7)))
        assert _size(at) < 1e-30
        assert _size(beside) > 1e-3 or not entry.unknown.is_Symbol


def _size(expr):
    """Return the absolute value of an expression, with odd numbers between 0 and 1 for letters."""
    letters = sorted(expr.atoms(Symbol, AppliedUndef, Dot), key=str)
    point = {letter: Rational(3, 7 + place) for place, letter in enumerate(letters)}
    return abs(complex(expr.xreplace(point).evalf(40)))


# The number of examples is a symbol


@pytest.mark.parametrize("size", range(1, 7))
def test_the_mean_over_any_number_of_examples(size):
    random = np.random.default_rng(size)
    inputs, targets = random.normal(size=(size, 2)), random.integers(0, 2, size).astype(float)
    weights, bias = random.normal(size=2), random.normal()
    logits = inputs @ weights + bias
    slopes = inputs.T @ ol.cross_entropy_cost_gradient(logits, targets) / size
    truths = {
        "eq-logistic-cost": ol.cross_entropy_cost(logits, targets).mean(),
        "eq-logistic-cost-indicator": ol.cross_entropy_cost(logits, targets).mean(),
        "eq-logistic-cost-gradient": slopes[1],
    }
    point = {"weights": weights, "inputs": inputs, "b": bias, "targets": targets}
    for label, truth in truths.items():
        formula = Formula(derive(label).result, derive(label), tuple(point))
        np.testing.assert_allclose(formula(component=2, **point), truth, rtol=1e-12)


def test_the_number_of_examples_stays_a_symbol():
    for label in ("eq-logistic-cost", "eq-logistic-cost-indicator", "eq-logistic-cost-gradient"):
        assert derive(label).result.has(m)


# Softmax for a symbolic number of classes fits


K = symbols("K", integer=True, positive=True)
FIRST, SECOND, INDEX = symbols("i j l", integer=True, positive=True)
LOGITS = IndexedBase("z", real=True)
SHARE = Function("a", positive=True)(FIRST, LOGITS[SECOND])


def _softmax():
    return Definition(SHARE, exp(LOGITS[FIRST]) / Sum(exp(LOGITS[INDEX]), (INDEX, 1, K)))


def _softmax_slope(sign):
    definition = _softmax()
    other = SHARE.subs(FIRST, SECOND)
    return Derivation(
        Derivative(SHARE, LOGITS[SECOND]),
        (
            Step(Derivative(definition.right, LOGITS[SECOND]), "Insert the definition."),
            Step(SHARE * (KroneckerDelta(FIRST, SECOND) - sign * other), "Differentiate."),
        ),
        given=(definition,),
    )


def test_the_slope_of_softmax_is_proved_for_any_number_of_classes():
    assert latex(_softmax_slope(1).result) == r"a_{i}(\delta_{i j} - a_{j})"


def test_a_wrong_slope_of_softmax_is_refused():
    with pytest.raises(ValueError, match="does not follow"):
        _softmax_slope(-1)


# The ledger's two functions


def test_equations_returns_a_chapter_in_order():
    labels = list(equations("slowdown"))
    assert labels[:2] == ["eq-quadratic-cost", "eq-gradient-descent"]
    assert labels == [label for label in LEDGER if LEDGER[label].chapter == "slowdown"]


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="'eq-nothing' is not in the ledger"):
        derive("eq-nothing")
    with pytest.raises(ValueError, match="no chapter is called 'nothing'"):
        equations("nothing")


def test_a_label_is_entered_once():
    with pytest.raises(ValueError, match="eq-sigmoid is in the ledger already"):
        derived("The sigmoid", check=None)(LEDGER["eq-sigmoid"].function)


def test_a_derivation_carries_its_names():
    entry = derive("eq-quadratic-gradient-z")
    assert (entry.label, entry.kind) == ("eq-quadratic-gradient-z", "derived")
    assert (entry.chapter, entry.title) == ("slowdown", "The gradient of the quadratic cost")
