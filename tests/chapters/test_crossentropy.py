"""The cross-entropy and its gradient: the truth, their properties, every kind of input."""

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cost_checks
from output_layer import (
    check_gradient,
    cross_entropy_cost,
    cross_entropy_cost_gradient,
    log_sigmoid,
    logit,
    quadratic_cost_gradient,
    sigmoid,
    sigmoid_derivative,
    softplus,
)

BOTH = ["cross_entropy_cost", "cross_entropy_cost_gradient"]
EPSILON = np.finfo(float).eps

finite = st.floats(allow_nan=False, allow_infinity=False)
moderate = st.floats(-300, 300)
targets = st.floats(0, 1)


# Against the truth


DEFINITIONS = {
    "cross_entropy_cost": lambda a, y: -y * mpmath.log(a) - (1 - y) * mpmath.log(1 - a),
    "cross_entropy_cost_gradient": lambda a, y: a - y,
}


@pytest.mark.parametrize("name", BOTH)
def test_the_truth_is_that_of_the_definition_with_700_digits(name):
    cost_checks.check_truth_against_the_definition(name, DEFINITIONS[name])


@pytest.mark.parametrize(
    ("dtype", "allowed"), [(np.float64, 2.0), (np.float32, 0.500001), (np.float16, 0.5)]
)
@pytest.mark.parametrize("name", BOTH)
def test_targets_0_and_1_are_within_2_ulp_of_the_truth(name, dtype, allowed):
    assert cost_checks.errors_at_targets_0_and_1(name, dtype).max() <= allowed


def test_cost_is_within_2_ulp_of_the_truth_at_every_target():
    _, _, true, errors = cost_checks.errors_at_fractions("cross_entropy_cost")
    assert (errors <= 2 * np.spacing(true)).all()


def test_gradient_at_fractional_targets_loses_no_more_than_a_minus_y_must():
    z, y, _, errors = cost_checks.errors_at_fractions("cross_entropy_cost_gradient")
    assert (errors <= cost_checks.residual_bound(z, y)).all()


def test_the_obvious_formulas_lose_what_this_one_keeps():
    assert softplus(40.0) - 40.0 == 0
    assert cross_entropy_cost(40.0, 1.0) == pytest.approx(np.exp(-40.0), rel=1e-15)
    with np.errstate(divide="ignore"):
        assert -np.log(1 - sigmoid(40.0)) == np.inf
    assert cross_entropy_cost(40.0, 0.0) == 40.0


@pytest.mark.parametrize(
    ("z", "y", "cost", "slope"),
    [
        (np.inf, 0.0, np.inf, 1.0),
        (-np.inf, 0.0, 0.0, 0.0),
        (np.inf, 1.0, 0.0, 0.0),
        (-np.inf, 1.0, np.inf, -1.0),
        (np.inf, 0.25, np.inf, 0.75),
        (-np.inf, 0.25, np.inf, -0.25),
        (0.0, 0.0, np.log(2), 0.5),
        (0.0, 1.0, np.log(2), -0.5),
        (0.0, 0.5, np.log(2), 0.0),
        (1e308, 0.0, 1e308, 1.0),
        (-1e308, 1.0, 1e308, -1.0),
    ],
)
def test_known_values_and_limits(z, y, cost, slope):
    assert cross_entropy_cost(z, y) == cost
    assert cross_entropy_cost_gradient(z, y) == slope


# Properties


@given(z=finite)
def test_targets_0_and_1_are_softplus(z):
    assert cross_entropy_cost(z, 0) == softplus(z)
    assert cross_entropy_cost(z, 1) == softplus(-z) == -log_sigmoid(z)


@given(z=moderate, y=targets)
def test_both_written_forms_agree(z, y):
    likelihood = -y * log_sigmoid(z) - (1 - y) * log_sigmoid(-z)
    assert cross_entropy_cost(z, y) == pytest.approx(likelihood, rel=8 * EPSILON)
    size = EPSILON * (1 + abs(z))
    assert cross_entropy_cost(z, y) == pytest.approx(softplus(z) - y * z, abs=4 * size)


@given(z=finite, y=targets)
def test_turning_output_and_target_round_changes_only_the_sign(z, y):
    assume(1 - (1 - y) == y)  # then 1 − y is exact
    assume(y != 0.5)  # both sides of 1/2 take the other formula
    assume(z != 0)
    assert cross_entropy_cost(-z, 1 - y) == cross_entropy_cost(z, y)
    assert cross_entropy_cost_gradient(-z, 1 - y) == -cross_entropy_cost_gradient(z, y)


@given(z=moderate, y=targets)
def test_cost_is_least_where_the_output_is_the_target(z, y):
    least = cross_entropy_cost(logit(y), y)
    assert 0 <= least <= cross_entropy_cost(z, y) * (1 + 8 * EPSILON)


@given(a=moderate, b=moderate, y=targets)
def test_cost_is_convex(a, b, y):
    middle = cross_entropy_cost((a + b) / 2, y)
    chord = (cross_entropy_cost(a, y) + cross_entropy_cost(b, y)) / 2
    assert middle <= chord * (1 + 8 * EPSILON)


@given(z=st.floats(-700, 700), y=targets)
def test_quadratic_gradient_is_this_one_times_the_slope_of_sigmoid(z, y):
    expected = cross_entropy_cost_gradient(z, y) * sigmoid_derivative(z)
    assert quadratic_cost_gradient(z, y) == expected


# The gradient, by the one checker


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("y", [0, 0.3, 0.5, 0.7, 1])
@pytest.mark.parametrize("z", [-20.0, -3.0, -0.5, 0.0, 0.4, 2.0, 8.0, 20.0])
def test_gradient_is_the_slope_of_the_cost(z, y, method):
    check_gradient(
        lambda z: cross_entropy_cost(z, y),
        lambda z: cross_entropy_cost_gradient(z, y),
        z,
        method=method,
    )


@pytest.mark.parametrize("method", ["central", "complex"])
def test_gradient_of_the_mean_over_examples(method):
    random = np.random.default_rng(4)
    x, y, w = random.normal(size=(20, 4)), random.integers(0, 2, 20), random.normal(size=4)

    def mean_cost(w):
        return cross_entropy_cost(x @ w, y).mean()

    def gradient(w):
        return x.T @ cross_entropy_cost_gradient(x @ w, y) / 20

    check_gradient(mean_cost, gradient, w, method=method)


WRONG = {
    "the sign": lambda z, y: y - sigmoid(z),
    "σ′ multiplied back": lambda z, y: (sigmoid(z) - y) * sigmoid_derivative(z),
    "the animation's ∂C/∂a": lambda z, y: (sigmoid(z) - y) / sigmoid_derivative(z),
    "a factor 2": lambda z, y: 2 * (sigmoid(z) - y),
    "no target": lambda z, y: sigmoid(z) - y + 0.1,
    "a millionth": lambda z, y: cross_entropy_cost_gradient(z, y) * (1 + 1e-6),
}


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("mistake", WRONG)
@pytest.mark.parametrize(("z", "y"), [(-2.0, 0), (0.5, 0.3), (3.0, 0), (-1.0, 1)])
def test_each_wrong_gradient_is_caught(mistake, z, y, method):
    with pytest.raises(AssertionError, match="the slope of function is"):
        check_gradient(
            lambda z: cross_entropy_cost(z, y), lambda z: WRONG[mistake](z, y), z, method=method
        )


# Every kind of input


@pytest.mark.parametrize("function", [cross_entropy_cost, cross_entropy_cost_gradient])
def test_types_shapes_silence_and_errors(function):
    cost_checks.check_types_and_shapes(function)
    cost_checks.check_silent_and_finite(function)
    cost_checks.check_errors(function)
