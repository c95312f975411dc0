"""The quadratic cost and its gradient: the truth, their properties, every kind of input."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cost_checks
from output_layer import (
    check_gradient,
    quadratic_cost,
    quadratic_cost_gradient,
    sigmoid,
    sigmoid_derivative,
)
from output_layer.sigmoid import residual

BOTH = ["quadratic_cost", "quadratic_cost_gradient"]

finite = st.floats(allow_nan=False, allow_infinity=False)
targets = st.floats(0, 1)


# Against the truth


DEFINITIONS = {
    "quadratic_cost": lambda a, y: (a - y) ** 2 / 2,
    "quadratic_cost_gradient": lambda a, y: (a - y) * a * (1 - a),
}


@pytest.mark.parametrize("name", BOTH)
def test_the_truth_is_that_of_the_definition_with_700_digits(name):
    cost_checks.check_truth_against_the_definition(name, DEFINITIONS[name])


@pytest.mark.parametrize(
    ("dtype", "allowed"), [(np.float64, 5.0), (np.float32, 0.500001), (np.float16, 0.5)]
)
@pytest.mark.parametrize("name", BOTH)
def test_targets_0_and_1_are_within_5_ulp_of_the_truth(name, dtype, allowed):
    assert cost_checks.errors_at_targets_0_and_1(name, dtype).max() <= allowed


def test_fractional_targets_lose_no_more_than_a_minus_y_does():
    z, y, true, errors = cost_checks.errors_at_fractions("quadratic_cost")
    allowed = cost_checks.residual_bound(z, y)
    inherent = np.sqrt(2 * true) * allowed + allowed**2
    assert (errors <= inherent + 1.5 * np.spacing(true)).all()


def test_gradient_at_fractional_targets_loses_no_more_than_a_minus_y_does():
    z, y, true, errors = cost_checks.errors_at_fractions("quadratic_cost_gradient")
    inherent = cost_checks.residual_bound(z, y) * sigmoid_derivative(z)
    assert (errors <= inherent + 3 * np.spacing(abs(true))).all()


def test_residual_keeps_what_subtracting_from_1_loses():
    assert sigmoid(50.0) - 1 == 0
    assert residual(50.0, 1.0) == -sigmoid(-50.0)
    assert quadratic_cost(50.0, 1.0) == pytest.approx(np.exp(-100.0) / 2, rel=1e-14)


@pytest.mark.parametrize(
    ("z", "y", "cost", "slope"),
    [
        (np.inf, 0.0, 0.5, 0.0),
        (-np.inf, 0.0, 0.0, 0.0),
        (np.inf, 1.0, 0.0, 0.0),
        (-np.inf, 1.0, 0.5, 0.0),
        (np.inf, 0.25, 0.28125, 0.0),
        (0.0, 0.0, 0.125, 0.125),
        (0.0, 1.0, 0.125, -0.125),
        (0.0, 0.5, 0.0, 0.0),
    ],
)
def test_known_values_and_limits(z, y, cost, slope):
    assert quadratic_cost(z, y) == cost
    assert quadratic_cost_gradient(z, y) == slope


def test_steepest_where_the_output_is_two_thirds():
    z = np.linspace(-10, 10, 200_001)
    slope = quadratic_cost_gradient(z, 0.0)
    assert slope.max() == pytest.approx(4 / 27, rel=1e-8)
    assert sigmoid(z[slope.argmax()]) == pytest.approx(2 / 3, abs=1e-4)


# Properties


@given(z=finite, y=targets)
def test_turning_output_and_target_round_changes_only_the_sign(z, y):
    assume(1 - (1 - y) == y)  # then 1 − y is exact
    assume(y != 0.5)  # both sides of 1/2 take the other formula
    assert quadratic_cost(-z, 1 - y) == quadratic_cost(z, y)
    assert quadratic_cost_gradient(-z, 1 - y) == -quadratic_cost_gradient(z, y)


@given(z=finite, y=targets)
def test_cost_lies_between_0_and_a_half(z, y):
    assert 0 <= quadratic_cost(z, y) <= 0.5


@given(z=finite, y=targets)
def test_gradient_points_away_from_the_target(z, y):
    assume(abs(sigmoid(z) - y) > 1e-15)
    assert np.sign(quadratic_cost_gradient(z, y)) in (0, np.sign(sigmoid(z) - y))


@given(z=st.floats(2, 350))
def test_gradient_vanishes_where_the_neuron_is_most_wrong(z):
    assert quadratic_cost_gradient(2 * z, 0.0) < quadratic_cost_gradient(z, 0.0)
    assert quadratic_cost_gradient(2 * z, 0.0) <= 1.01 * np.exp(-2 * z)


@given(z=finite, y=targets)
def test_residual_is_the_output_minus_the_target(z, y):
    assert residual(z, y) == pytest.approx(sigmoid(z) - y, abs=4e-16)


# The gradient, by the one checker


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("y", [0, 0.3, 0.5, 0.7, 1])
@pytest.mark.parametrize("z", [-20.0, -3.0, -0.5, 0.0, 0.4, 2.0, 8.0, 20.0])
def test_gradient_is_the_slope_of_the_cost(z, y, method):
    check_gradient(
        lambda z: quadratic_cost(z, y), lambda z: quadratic_cost_gradient(z, y), z, method=method
    )


@pytest.mark.parametrize("method", ["central", "complex"])
def test_gradient_of_the_mean_over_examples(method):
    random = np.random.default_rng(3)
    x, y, w = random.normal(size=(20, 4)), random.integers(0, 2, 20), random.normal(size=4)

    def mean_cost(w):
        return quadratic_cost(x @ w, y).mean()

    def gradient(w):
        return x.T @ quadratic_cost_gradient(x @ w, y) / 20

    check_gradient(mean_cost, gradient, w, method=method)


WRONG = {
    "the sign": lambda z, y: -quadratic_cost_gradient(z, y),
    "no σ′": lambda z, y: sigmoid(z) - y,
    "σ′ twice": lambda z, y: quadratic_cost_gradient(z, y) * sigmoid_derivative(z),
    "the factor 2": lambda z, y: 2 * quadratic_cost_gradient(z, y),
    "σ for σ′": lambda z, y: (sigmoid(z) - y) * sigmoid(z),
    "a millionth": lambda z, y: quadratic_cost_gradient(z, y) * (1 + 1e-6),
}


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("mistake", WRONG)
@pytest.mark.parametrize(("z", "y"), [(-2.0, 0), (0.5, 0.3), (3.0, 0), (-1.0, 1)])
def test_each_wrong_gradient_is_caught(mistake, z, y, method):
    with pytest.raises(AssertionError, match="the slope of function is"):
        check_gradient(
            lambda z: quadratic_cost(z, y), lambda z: WRONG[mistake](z, y), z, method=method
        )


# Every kind of input


@pytest.mark.parametrize("function", [quadratic_cost, quadratic_cost_gradient, residual])
def test_types_shapes_silence_and_errors(function):
    cost_checks.check_types_and_shapes(function)
    cost_checks.check_silent_and_finite(function)
    cost_checks.check_errors(function)
