"""The derivations of the chapter saturation: for any number of classes, and what they rest on."""

import numpy as np
import pytest
from sympy import Eq, KroneckerDelta, Ne, Rational, Sum, Tuple, exp

import output_layer as ol
from output_layer.algebra.conditions import conditions, of_logits, parted, under
from output_layer.algebra.display import Equation
from output_layer.algebra.evaluate import Formula
from output_layer.algebra.ground import ground
from output_layer.algebra.ledger import derive
from output_layer.algebra.points import sample
from output_layer.algebra.rational import extremes
from output_layer.algebra.symbols import K, c, ell, gap, i, j, label, logits
from output_layer.derivations.saturation_gap import SINKS
from output_layer.derivations.saturation_rises import RISES

# Written out without the package: shares, costs, and slopes by the complex step


def shares(logits):
    return np.exp(logits) / np.exp(logits).sum()


def quadratic(outputs, label):
    return ((outputs - (np.arange(1, len(outputs) + 1) == label)) ** 2).sum() / 2


def slopes(cost, logits):
    steps = 1e-30j * np.eye(len(logits))
    return np.array([cost(logits + step).imag for step in steps]) / 1e-30


def softmax_quadratic(label):
    return lambda logits: quadratic(shares(logits), label)


def sigmoid_quadratic(label):
    return lambda logits: quadratic(1 / (1 + np.exp(-logits)), label)


def sigmoid_cross_entropy(label):
    def cost(logits):
        others = np.delete(logits, label - 1)
        return np.log(1 + np.exp(-logits[label - 1])) + np.log(1 + np.exp(others)).sum()

    return cost


def log_likelihood(label):
    return lambda logits: -np.log(shares(logits)[label - 1])


def value(name, point):
    """Return the result of a derivation at a point."""
    entry = derive(name)
    return Formula(entry.result, entry, tuple(point))(**point)


# Any number of classes


@pytest.mark.parametrize("size", range(1, 7))
@pytest.mark.parametrize(
    ("name", "cost"),
    [
        ("softmax-quadratic", softmax_quadratic),
        ("sigmoid-layer-quadratic", sigmoid_quadratic),
        ("sigmoid-layer-cross-entropy", sigmoid_cross_entropy),
    ],
)
def test_costs_and_gradients_hold_for_any_number_of_classes(size, name, cost):
    point = {"logits": np.random.default_rng(size).normal(size=size), "label": (size + 1) // 2}
    cost = cost(point["label"])
    np.testing.assert_allclose(value(f"eq-{name}", point), cost(point["logits"]), rtol=1e-12)
    gradient = [value(f"eq-{name}-gradient", point | {"j": at}) for at in range(1, size + 1)]
    true = slopes(cost, point["logits"])
    np.testing.assert_allclose(gradient, true, rtol=1e-12, atol=1e-16)


@pytest.mark.parametrize("size", range(1, 7))
def test_the_gradient_for_the_true_class_its_bound_and_equal_logits(size):
    point = {"logits": np.random.default_rng(size).normal(size=size), "label": size}
    slope = slopes(softmax_quadratic(size), point["logits"])[-1]
    room = 2 * shares(point["logits"])[-1] + slope
    np.testing.assert_allclose(value("eq-softmax-quadratic-true", point), slope, atol=1e-16)
    np.testing.assert_allclose(value("eq-softmax-quadratic-bound", point), room, rtol=1e-12)
    equal = {"logits": np.full(size, 0.3), "label": 1, "c": 0.3}
    slope = slopes(softmax_quadratic(1), equal["logits"])[0]
    np.testing.assert_allclose(value("eq-softmax-quadratic-equal", equal), slope, atol=1e-16)


@pytest.mark.parametrize("size", range(2, 7))
@pytest.mark.parametrize("g", [0.0, 0.7, 5.0])
def test_both_ways_of_being_wrong_hold_for_any_number_of_classes(size, g):
    point = {"logits": np.eye(size)[0] * -g, "label": 1, "g": g}
    quadratic, log = (
        slopes(cost(1), point["logits"]) for cost in (softmax_quadratic, log_likelihood)
    )
    truths = {"share": shares(point["logits"])[0], "log-likelihood": log[0]}
    for name, truth in (truths | {"quadratic": quadratic[0]}).items():
        np.testing.assert_allclose(value(f"eq-sinks-{name}", point), truth, rtol=1e-12)
    point = {"logits": np.eye(size)[1] * g, "label": 1, "i": 2, "g": g}
    quadratic, log = (
        slopes(cost(1), point["logits"]) for cost in (softmax_quadratic, log_likelihood)
    )
    truths = {"share": shares(point["logits"])[:2], "log-likelihood": log[:2]}
    for name, truth in (truths | {"quadratic": quadratic[1]}).items():
        np.testing.assert_allclose(value(f"eq-rises-{name}", point), truth, rtol=1e-12)


@pytest.mark.parametrize("size", range(2, 7))
def test_the_peak_and_the_ends_hold_for_any_number_of_classes(size):
    place = np.log(2 * (size - 1))
    peak, beside = (
        slopes(softmax_quadratic(1), np.eye(size)[1] * g)[1] for g in (place, place + 1)
    )
    point = {"logits": np.zeros(size), "label": 1, "i": 2}
    assert value("eq-rises-peak", point) == pytest.approx(peak, rel=1e-12)
    assert beside < peak
    assert value("eq-rises-decay", point) == size
    assert value("eq-sinks-decay", point) == pytest.approx(-size / (size - 1) ** 2, rel=1e-15)


def test_of_many_classes_the_norm_is_that_of_the_risen_one():
    z = np.zeros((3, 10**6))
    z[:, 1] = np.log([1e6, 2e6, 4e6])
    norms = np.linalg.norm(ol.softmax_quadratic_cost_gradient(z, [0, 0, 0]), axis=-1)
    s = np.array([1 / 2, 2 / 3, 4 / 5])
    np.testing.assert_allclose(norms, s**2 * (1 - s), rtol=1e-5)


# What they rest on


def test_a_power_of_a_delta_has_two_values():
    power = exp(gap * KroneckerDelta(ell, label) - 2 * KroneckerDelta(ell, i))
    for first in (0, 1):
        for second in (0, 1):
            values = {KroneckerDelta(ell, label): first, KroneckerDelta(ell, i): second}
            assert parted(power).subs(values) == power.subs(values)


@pytest.mark.parametrize("size", range(1, 7))
def test_a_sum_of_powers_of_a_delta(size):
    total = Sum(exp(gap * KroneckerDelta(ell, label)), (ell, 1, K))
    assert ground(total) == exp(gap) + K - 1
    for at in range(1, size + 1):
        assert total.subs({K: size, label: at}).doit() == exp(gap) + size - 1


def test_conditions_one_by_one():
    assert conditions(None) == ()
    assert conditions(Eq(K, 2)) == (Eq(K, 2),)
    assert conditions(RISES) == (Eq(logits[ell], gap * KroneckerDelta(i, ell)), Ne(i, label))
    assert of_logits(Eq(K, 2)) is None
    assert of_logits(RISES) == gap * KroneckerDelta(i, ell)


def test_a_formula_for_every_logit_is_inserted_with_its_index():
    assert under(SINKS, logits[j] + logits[label]) == -gap * KroneckerDelta(j, label) - gap
    assert under(Ne(i, label), KroneckerDelta(i, label)) == 0


def test_the_points_of_a_condition_satisfy_it():
    for point in sample(("logits", "label", "i"), RISES):
        risen = point["g"] * (np.arange(1, len(point["logits"]) + 1) == point["i"])
        np.testing.assert_array_equal(point["logits"], risen)
        assert point["i"] != point["label"]
        assert point["g"] > 0
    for point in sample(("logits",), Eq(logits[ell], c)):
        assert set(point["logits"]) == {point["c"]}


def test_several_conditions_are_printed_in_one_bracket():
    text = Equation((("=", j), ("=", j)), Tuple(Eq(K, 2), Ne(i, label))).latex
    assert text == r"j = j \quad (K = 2,\ i \neq y)"


def test_extremes_of_a_function_of_another_variable_and_of_the_number_of_classes():
    curve = K * exp(2 * gap) / (exp(gap) + K - 1) ** 3
    assert extremes(curve, gap) == (0, Rational(4, 27) * K / (K - 1))
