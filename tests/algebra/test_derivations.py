"""The derivations: every step follows, and is a step for a symbolic number of examples."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from sympy import (
    Add,
    Derivative,
    Eq,
    Indexed,
    KroneckerDelta,
    Piecewise,
    Rational,
    Sum,
    Symbol,
    Tuple,
    exp,
    log,
    symbols,
)
from sympy.core.function import AppliedUndef

import output_layer as ol
from output_layer import derivations
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Solution
from output_layer.algebra.evaluate import Formula
from output_layer.algebra.ground import ground, picked
from output_layer.algebra.ledger import derive, derived
from output_layer.algebra.points import INDICES, sample
from output_layer.algebra.symbols import (
    Dot,
    K,
    MeanCost,
    b,
    ell,
    i,
    j,
    labels,
    logits,
    m,
    n,
    theta,
    w,
    x,
    y,
    z,
)
from output_layer.derivations import LEDGER, equations

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


ONE_NEURON = ("z", "y", "w", "x", "b", "c", "eta", "weights", "inputs", "targets")
A_LAYER = ("logits", "label", "tags", "weights", "inputs", "biases", "theta", "psi", "direction")
A_COST = ("theta", "inputs", "labels", "lamda", "j", "k", "ell", "second")
A_LAYER += (
    *("factors", "forecasts", "rates", "drawing", "width", "c_1", "c_2", "beta"),
    *("c", "tau", "eta", "lamda", "i", "j", "k", "block", "m_1", "m_2"),
)


def _names(entry, formulas):
    """Return the names of numbers: the cost of many examples has labels, not one label y."""
    letters = set().union(*(_letters(formula.expr) for formula in formulas))
    if letters & {w, x, b, y, z} and K not in letters:
        names = ONE_NEURON
    else:
        of_weights = any(theta in cost.args for cost in entry.left.atoms(MeanCost))
        names = A_COST if of_weights else A_LAYER
    counted = {K, m, n, *INDICES.values()}
    return (*names, *sorted({letter.name for letter in letters - counted} - set(names)))


def _letters(expr):
    """Return the symbols of an expression that are no names of arrays."""
    elements = {element: Add(*element.indices) for element in expr.atoms(Indexed)}
    return expr.xreplace(elements).free_symbols


def _steps_agree(entry):
    steps = [step.expression for step in entry.steps if step.relation == "="]
    left, *others = (Formula(expr, entry, ()) for expr in (entry.left, *steps))
    for point in islice(sample(_names(entry, (left, *others)), entry.where), 2):
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
    """Return the absolute value of an expression, with odd numbers for its letters and sums."""
    expr = expr.xreplace({total: Symbol(f"total_{n}") for n, total in enumerate(expr.atoms(Sum))})
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
        np.testing.assert_allclose(formula(k=2, **point), truth, rtol=1e-12)


def test_the_number_of_examples_stays_a_symbol():
    for label in ("eq-logistic-cost", "eq-logistic-cost-indicator", "eq-logistic-cost-gradient"):
        assert derive(label).result.has(m)


# The number of classes is a symbol


@pytest.mark.parametrize("size", range(1, 7))
def test_the_results_hold_for_any_number_of_classes(size):
    random = np.random.default_rng(size)
    weights, inputs = random.normal(size=(size, 2)), random.normal(size=2)
    biases = random.normal(size=size)
    point = {"weights": weights, "inputs": inputs, "biases": biases, "label": size}
    point["logits"] = logits = weights @ inputs + biases
    errors = _explicit_slopes(logits, lambda a: -log(a[-1]))
    truths = {
        "eq-softmax-sum": 1.0,
        "eq-temperature-hot": 1 / size,
        "eq-log-likelihood-logits": -np.log(ol.softmax(logits)[-1]),
        "eq-jacobian": np.transpose([_explicit_slopes(logits, _nth(i)) for i in range(size)]),
        "eq-log-likelihood-gradient": errors,
        "eq-log-likelihood-gradient-bias": errors,
        "eq-log-likelihood-gradient-weight": np.outer(errors, inputs),
        "eq-gradient-sum": 0.0,
    }
    for label, truth in truths.items():
        np.testing.assert_allclose(_values(label, truth, point), truth, rtol=1e-12, atol=1e-40)


def _explicit_slopes(at, function):
    """Differentiate a function of the shares, written out for as many classes as there are."""
    z = symbols(f"z:{len(at)}")
    total = sum(map(exp, z))
    value = function([exp(each) / total for each in z])
    numbers = dict(zip(z, map(Rational, at), strict=True))
    return np.array([float(value.diff(each).subs(numbers).evalf(50, chop=True)) for each in z])


def _nth(place):
    return lambda shares: shares[place]


def _values(label, truth, point):
    """Return a result for all its indices: j, and then i of the Jacobian or k of a weight."""
    formula = Formula(derive(label).result, derive(label), tuple(point))
    second = "i" if label == "eq-jacobian" else "k"
    places = (
        {name: p + 1 for name, p in zip(("j", second), place, strict=False)}
        for place in np.ndindex(np.shape(truth))
    )
    return np.reshape([formula(**point, **place) for place in places], np.shape(truth))


@pytest.mark.parametrize("size", range(1, 7))
def test_softmax_regression_holds_for_any_number_of_classes(size):
    point = _examples(size, np.random.default_rng(size))
    theta, decay = point["theta"], point["lamda"]
    cost, slopes = _written_out(theta, point), _slopes(_written_out, theta, point)
    truths = {
        "eq-softmax-cost": cost,
        "eq-softmax-cost-picked": cost,
        "eq-softmax-cost-gradient": slopes,
        "eq-weight-decay": cost + decay / 2 * (theta**2).sum(),
        "eq-weight-decay-gradient": slopes + decay * theta,
    }
    for label, truth in truths.items():
        np.testing.assert_allclose(_values(label, truth, point), truth, rtol=1e-12, atol=1e-16)
    total = Formula(derive("eq-weight-decay-sum").left, derive("eq-weight-decay-sum"), (*point,))
    np.testing.assert_allclose(total(k=2, **point), decay * theta[:, 1].sum(), rtol=1e-12)


def _examples(size, random):
    """Return size + 1 examples with two inputs, and parameters for as many classes as size."""
    return {
        "theta": random.normal(size=(size, 2)),
        "inputs": random.normal(size=(size + 1, 2)),
        "labels": random.integers(1, size, size + 1, endpoint=True),
        "lamda": random.uniform(),
    }


def _written_out(theta, point):
    """Return the mean cost, example by example and class by class."""
    total = 0
    for first, second, label in zip(*point["inputs"].T, point["labels"], strict=True):
        powers = [np.exp(row[0] * first + row[1] * second) for row in theta]
        total -= np.log(powers[label - 1] / sum(powers))
    return total / len(point["inputs"])


def _slopes(cost, theta, point):
    """Differentiate by every parameter with the complex step."""
    slopes = np.empty(theta.shape)
    for place in np.ndindex(theta.shape):
        moved = theta.astype(complex)
        moved[place] += 1e-30j
        slopes[place] = cost(moved, point).imag / 1e-30
    return slopes


@pytest.mark.parametrize("size", range(1, 7))
def test_the_probabilities_hold_for_any_number_of_classes(size):
    random = np.random.default_rng(size)
    theta, psi, inputs = (random.normal(size=shape) for shape in ((size, 2), 2, 2))
    powers = np.exp(theta @ inputs)
    point = {"theta": theta, "psi": psi, "inputs": inputs}
    for label in ("eq-softmax-probability", "eq-softmax-redundancy"):
        values = _values(label, powers, point)
        np.testing.assert_allclose(values, powers / powers.sum(), rtol=1e-12)
    shifted = Formula(derive("eq-softmax-redundancy").left, derive("eq-softmax-redundancy"), ())
    np.testing.assert_allclose(shifted(j=1, **point), powers[0] / powers.sum(), rtol=1e-12)


@pytest.mark.parametrize("size", range(1, 7))
def test_overlapping_labels_hold_for_any_number_of_classes(size):
    random = np.random.default_rng(size)
    logits, tags = random.normal(size=size), random.integers(0, 2, size).astype(float)
    outputs = 1 / (1 + np.exp(-logits))
    chosen = np.where(tags == 1, outputs, 1 - outputs)
    truths = {"eq-labels-cost": -np.log(chosen.prod()), "eq-labels-gradient": outputs - tags}
    for label, truth in truths.items():
        values = _values(label, truth, {"logits": logits, "tags": tags})
        np.testing.assert_allclose(values, truth, rtol=1e-12)


def test_the_estimator_minimises_the_derived_cost():
    random = np.random.default_rng(0)
    x, y = random.normal(size=(12, 2)), np.arange(12) % 3
    model = ol.SoftmaxRegression(weight_decay=0.1, decay_bias=True, tol=1e-9).fit(x, y)
    theta = np.column_stack([model.coef_, model.intercept_])
    inputs = np.column_stack([x, np.ones(12)])
    point = {"theta": theta, "inputs": inputs, "labels": y + 1, "lamda": 0.1}
    cost = Formula(derive("eq-weight-decay").result, derive("eq-weight-decay"), ())
    np.testing.assert_allclose(cost(**point), model.costs_[-1], rtol=1e-12)
    np.testing.assert_allclose(_values("eq-weight-decay-gradient", theta, point), 0, atol=1e-9)
    np.testing.assert_allclose(theta.sum(axis=0), 0, atol=1e-8)


def test_the_number_of_classes_stays_a_symbol():
    for label in ("eq-softmax", "eq-log-likelihood-logits", "eq-temperature-hot"):
        assert derive(label).result.has(K)
    assert derive("eq-softmax-cost").result.has(K, m)
    assert derive("eq-weight-decay").result.has(K, n)
    assert derive("eq-labels-cost").result.has(K)


def test_a_delta_picks_the_term_of_its_index():
    term = KroneckerDelta(ell, j) * exp(logits[ell])
    assert picked(term, (ell, 1, K)) == exp(logits[j])
    for size in range(1, 7):
        for at in range(1, size + 1):
            written_out = sum(term.subs({ell: number, j: at}) for number in range(1, size + 1))
            assert written_out == exp(logits[at])


def test_an_indicator_picks_the_term_of_the_label_of_its_example():
    term = KroneckerDelta(ell, labels[i]) * exp(logits[ell])
    assert picked(term, (ell, 1, K)) == exp(logits[labels[i]])


@pytest.mark.parametrize("at", [j, labels[i]])
@pytest.mark.parametrize("bounds", [(2, K), (1, K - 1)])
def test_a_delta_may_pick_nothing_from_a_shorter_sum(bounds, at):
    assert picked(KroneckerDelta(ell, at) * exp(logits[ell]), (ell, *bounds)).has(Piecewise)


def test_a_sum_over_classes_comes_before_one_over_examples():
    term = KroneckerDelta(j, labels[i]) * logits[j]
    exchanged = ground(Sum(Sum(term, (i, 1, m)), (j, 1, K)))
    assert exchanged == Sum(logits[labels[i]], (i, 1, m))


# The ledger's two functions


def test_equations_returns_a_chapter_in_order():
    labels = list(equations("slowdown"))
    assert labels[:2] == ["eq-quadratic-cost", "eq-gradient-descent"]
    assert labels == [label for label in LEDGER if LEDGER[label].chapter == "slowdown"]


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="'eq-nothing' is not in the ledger"):
        derivations.derive("eq-nothing")
    with pytest.raises(ValueError, match="no chapter is called 'nothing'"):
        equations("nothing")


def test_a_label_is_entered_once():
    with pytest.raises(ValueError, match="eq-sigmoid is in the ledger already"):
        derived("The sigmoid", check=None)(LEDGER["eq-sigmoid"].function)


def test_a_derivation_carries_its_names():
    entry = derive("eq-quadratic-gradient-z")
    assert (entry.label, entry.kind) == ("eq-quadratic-gradient-z", "derived")
    assert (entry.chapter, entry.title) == ("slowdown", "The gradient of the quadratic cost")
