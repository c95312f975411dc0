"""The gradient checker: what it accepts, what it catches, how close it comes, what it refuses."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output_layer import (
    check_gradient,
    cross_entropy_cost,
    cross_entropy_cost_gradient,
    logit,
    sigmoid,
)

METHODS = ["central", "complex"]
REACHED = {"central": 1e-12, "complex": 4e-16}

MATRIX = np.random.default_rng(0).normal(size=(3, 4))


def quartic(x):
    return (x**4).sum() + (MATRIX[:, :2] @ x[:2]).prod()


def quartic_gradient(x):
    a, rows = MATRIX[:, :2], MATRIX[:, :2] @ x[:2]
    product = sum(a[i] * np.delete(rows, i).prod() for i in range(3))
    return 4 * x**3 + np.pad(product, (0, x.size - 2))


def log_sum_exp(z):
    return np.log(np.exp(z).sum())


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


# Right gradients


KNOWN = [
    (lambda x: x**3, lambda x: 3 * x**2, 2.0),
    (np.exp, np.exp, -1.5),
    (np.sin, np.cos, 0.5),
    (lambda x: 1 / x, lambda x: -1 / x**2, 3.0),
    (np.sqrt, lambda x: 0.5 / np.sqrt(x), 2.0),
]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("function", "gradient", "at"), KNOWN)
def test_one_number(function, gradient, at, method):
    assert check_gradient(function, gradient, at, method=method) <= REACHED[method]


@pytest.mark.parametrize("method", METHODS)
def test_arrays_of_any_shape(method):
    vector = np.array([0.3, -1.2, 2.0, 0.7])
    assert check_gradient(quartic, quartic_gradient, vector, method=method) < 1e-11
    assert check_gradient(log_sum_exp, softmax, MATRIX, method=method) < 1e-11
    assert check_gradient(log_sum_exp, softmax, MATRIX.reshape(2, 1, 6), method=method) < 1e-11
    assert check_gradient(lambda x: (x**2).sum(), lambda x: 2 * x, [3], method=method) < 1e-11


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("scale", [1e-3, 1.0, 100.0])
def test_badly_scaled_inputs_need_no_other_step(method, scale):
    x = scale * np.random.default_rng(1).normal(size=(50, 4))
    y = np.arange(50) % 2

    def mean_cost(w):
        return cross_entropy_cost(x @ w, y).mean()

    def gradient(w):
        return x.T @ cross_entropy_cost_gradient(x @ w, y) / 50

    check_gradient(mean_cost, gradient, np.array([0.1, -0.2, 0.3, 0.05]), method=method)


@given(st.floats(-100, 100), st.sampled_from(METHODS))
def test_accepts_every_point_of_a_smooth_function(at, method):
    check_gradient(lambda x: x * sigmoid(x), lambda x: _swish_slope(x), at, method=method)


def _swish_slope(x):
    return sigmoid(x) + x * sigmoid(x) * sigmoid(-x)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", [int, np.int8, np.float16, np.float32, np.float64])
def test_the_point_is_taken_in_float64(method, kind):
    seen = []

    def function(x):
        seen.append(np.asarray(x).dtype)
        return x**2

    check_gradient(function, lambda x: 2 * x, kind(3), method=method)
    assert set(seen) == {np.dtype(np.float64 if method == "central" else np.complex128)}


def test_a_slope_lost_in_rounding_is_not_held_against_the_gradient():
    assert check_gradient(lambda x: 1e6 + x**2, lambda x: 2 * x, 1e-9) <= 1e-8
    assert check_gradient(lambda x: (x - 1) ** 2, lambda x: 2 * (x - 1), 1.0) <= 1e-8


def test_atol_forgives_a_gradient_whose_terms_cancel():
    def right(x):
        return x - 1.0

    def rounded(x):
        return x - 1.0 + 1e-17

    check_gradient(lambda x: (x - 1) ** 2 / 2, right, 1.0, method="complex")
    with pytest.raises(AssertionError):
        check_gradient(lambda x: (x - 1) ** 2 / 2, rounded, 1.0, method="complex")
    check_gradient(lambda x: (x - 1) ** 2 / 2, rounded, 1.0, method="complex", atol=1e-16)


def test_a_constant_has_no_slope():
    for method in METHODS:
        assert check_gradient(lambda x: 0 * x + 3, np.zeros_like, 2.0, method=method) == 0
    with pytest.raises(AssertionError):
        check_gradient(lambda x: 0 * x + 3, lambda x: x * 1e-9, 2.0)


# Wrong gradients

MISTAKES = {
    "sign": lambda x: -quartic_gradient(x),
    "factor": lambda x: 2 * quartic_gradient(x),
    "order": lambda x: quartic_gradient(x)[::-1],
    "zero": np.zeros_like,
    "one entry": lambda x: quartic_gradient(x) + np.array([0, 0, 1e-5, 0]),
    "a constant": lambda x: quartic_gradient(x) + 1e-5,
    "two that balance": lambda x: quartic_gradient(x) + np.array([1e-5, -1e-5, 0, 0]),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_catches(mistake, method, seed):
    at = np.array([0.3, -1.2, 2.0, 0.7])
    arguments = quartic, MISTAKES[mistake], at
    with pytest.raises(AssertionError, match="the slope of function is"):
        check_gradient(*arguments, method=method, seed=seed)
    assert check_gradient(*arguments, method=method, seed=seed, raises=False) > 1e-7


@pytest.mark.parametrize("method", METHODS)
def test_catches_softmax_differentiated_elementwise(method):
    at = np.array([1.0, 2.0, 0.5])
    with pytest.raises(AssertionError):
        check_gradient(
            lambda z: softmax(z)[0], lambda z: softmax(z) * (1 - softmax(z)), at, method=method
        )


def test_complex_step_sees_a_tiny_wrong_slope_that_differences_cannot():
    def cost(z):
        return sigmoid(z) ** 2 / 2

    def twice(z):
        return 2 * sigmoid(z) ** 2 * sigmoid(-z)

    assert check_gradient(cost, twice, 40.0) <= 1e-8
    with pytest.raises(AssertionError):
        check_gradient(cost, twice, 40.0, method="complex")


def test_the_message_shows_both_numbers():
    with pytest.raises(AssertionError) as caught:
        check_gradient(lambda x: x**2, lambda x: 3 * x, 1.0, method="complex")
    assert str(caught.value) == (
        "the slope of function is 2.0, that of gradient(at) 3.0: "
        "relative error 0.333, allowed 1e-12"
    )


def test_returns_the_worst_relative_error_when_not_raising():
    for factor, error in ((3, 1 / 3), (1, 1 / 2), (-2, 2), (0, 1)):
        found = check_gradient(lambda x: x**2, lambda x, k=factor: k * x, 1.0, raises=False)
        assert found == pytest.approx(error)


def test_rtol_decides():
    def off_by_a_thousandth(x):
        return 2.002 * x

    assert check_gradient(lambda x: x**2, off_by_a_thousandth, 1.0, rtol=2e-3) > 9e-4
    with pytest.raises(AssertionError, match=r"allowed 0.0001"):
        check_gradient(lambda x: x**2, off_by_a_thousandth, 1.0, rtol=1e-4)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("at", [1.0, np.array([1.0, 2.0])])
@pytest.mark.parametrize(
    ("function", "gradient"),
    [(lambda x: np.sum(x * np.nan), lambda x: x), (lambda x: np.sum(x**2), lambda x: x * np.nan)],
)
def test_nan_never_passes(function, gradient, at, method):
    with pytest.raises(AssertionError, match="nan"):
        check_gradient(function, gradient, at, method=method)
    assert np.isnan(check_gradient(function, gradient, at, method=method, raises=False))


# Directions


def test_as_many_directions_as_asked_and_one_for_one_number():
    calls = []

    def counted(x):
        calls.append(x)
        return (x**2).sum()

    check_gradient(counted, lambda x: 2 * x, np.ones(3), method="complex", directions=5)
    assert len(calls) == 5
    calls.clear()
    check_gradient(counted, lambda x: 2 * x, 1.0, method="complex", directions=5)
    assert len(calls) == 1


def test_directions_are_unit_vectors_drawn_from_the_seed():
    def directions(seed):
        seen = []

        def function(x):
            seen.append(x.imag * 2.0**50)
            return (x**2).sum()

        check_gradient(function, lambda x: 2 * x, np.ones((2, 3)), method="complex", seed=seed)
        return np.array(seen)

    np.testing.assert_array_equal(directions(1), directions(1))
    assert (directions(1) != directions(2)).any()
    np.testing.assert_allclose(np.linalg.norm(directions(0).reshape(8, 6), axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("method", METHODS)
def test_the_point_is_not_changed_even_by_a_careless_gradient(method):
    at = np.array([1.0, 2.0])

    def careless(x):
        x *= 2
        return x

    check_gradient(lambda x: (x**2).sum(), careless, at, method=method)
    np.testing.assert_array_equal(at, [1.0, 2.0])


# What the complex step refuses


@pytest.mark.parametrize(
    "function",
    [
        lambda x: float(x) ** 2,
        lambda x: np.array([x.item()], dtype=complex).astype(float)[0] ** 2,
        lambda x: abs(x) ** 2,
        lambda x: x.real**2,
        lambda x: 4.0,
    ],
)
def test_a_function_that_drops_the_imaginary_part_is_an_error(function):
    with pytest.raises(TypeError, match=r"^function (cannot take|must return a) complex number"):
        check_gradient(function, lambda x: 2 * x, 2.0, method="complex")


def test_a_function_that_is_not_analytic_does_not_pass():
    with pytest.raises(AssertionError):
        check_gradient(lambda x: x.real**2 + 0j, lambda x: 2 * x, 2.0, method="complex")


def test_other_errors_of_the_function_pass_through():
    def broken(x):
        raise KeyError("inside")

    for method in METHODS:
        with pytest.raises(KeyError, match="inside"):
            check_gradient(broken, lambda x: x, 1.0, method=method)


# Near the edge of a domain

EDGES = [
    (lambda a: -np.log(a), lambda a: -1 / a, 0.01),
    (lambda a: -math.log(a), lambda a: -1 / a, 0.01),  # raises ValueError where NumPy has NaN
    (lambda a: (1 - a) ** -0.5 + math.sqrt(a), lambda a: 0.5 * ((1 - a) ** -1.5 + a**-0.5), 1e-5),
    (logit, lambda p: 1 / (p * (1 - p)), 0.001),
    (lambda z: 1 / z, lambda z: -1 / z**2, 1e-8),  # both sides are finite, but across the pole
    (lambda z: 1 / z, lambda z: -1 / z**2, -1e-8),
    (np.log, lambda z: 1 / z, 1e-100),
    (np.sqrt, lambda z: 0.5 / np.sqrt(z), 1e-12),
    (lambda z: np.log(z).sum(), lambda z: 1 / z, np.array([1.0, 1e-6, 3.0])),
    (lambda a: np.arctanh(a), lambda a: 1 / (1 - a**2), 1 - 2.0**-20),
]


@pytest.mark.parametrize(("function", "gradient", "at"), EDGES)
def test_the_step_shrinks_until_both_sides_are_inside(function, gradient, at):
    assert check_gradient(function, gradient, at) <= 1e-9
    with pytest.raises(AssertionError, match=r"relative error (9\.\d+e-06|1e-05)"):
        check_gradient(function, lambda x: 1.00001 * gradient(x), at)


@given(st.floats(-250, 0), st.sampled_from([np.log, np.sqrt, np.reciprocal, np.cbrt]))
def test_every_point_of_a_half_line_is_far_enough_from_its_end(power, function):
    slope = {
        np.log: lambda x: 1 / x,
        np.sqrt: lambda x: 0.5 / np.sqrt(x),
        np.reciprocal: lambda x: -1 / x / x,
        np.cbrt: lambda x: np.cbrt(x) / x / 3,
    }[function]
    at = 10.0 ** (power if function is not np.reciprocal else power / 2)
    assert check_gradient(function, slope, at) <= 1e-8
    assert check_gradient(function, lambda x: 1.001 * slope(x), at, raises=False) > 9e-4


def test_a_point_on_the_edge_is_not_checked_and_step_is_named():
    with pytest.raises(AssertionError, match=r"not finite on both sides of at, from step=0.0156"):
        check_gradient(np.sqrt, lambda x: x, 0.0)
    with pytest.raises(ValueError, match=r"domain|nonnegative") as caught:  # before 3.14, and since
        check_gradient(math.sqrt, lambda x: x, 0.0)
    assert "at may be no inner point" in caught.value.__notes__[0]


def test_what_does_not_settle_is_said_with_the_step():
    with pytest.raises(AssertionError, match=r"; differences from step=0.0156 on agree within"):
        check_gradient(lambda x: np.cbrt(x - 0.3), lambda x: 1.0, 0.3)


def test_a_warning_of_a_trial_outside_is_not_the_readers():
    with np.errstate(all="raise"):
        assert check_gradient(np.log, lambda z: 1 / z, 0.01) <= 1e-9


# Coarse types


@pytest.mark.parametrize("kind", [np.float16, np.float32])
@pytest.mark.parametrize("of", ["function", "gradient"])
def test_a_coarse_type_is_named_with_the_tolerance_that_it_allows(kind, of):
    weights = np.random.default_rng(0).normal(size=(4, 3))
    at = np.array([0.1, 0.2, -0.4])

    def cost(x, kind):
        return np.sum(np.tanh(weights.astype(kind) @ x.astype(kind)), dtype=kind)

    def slope(x, kind):
        return weights.T.astype(kind) @ (1 - np.tanh(weights.astype(kind) @ x.astype(kind)) ** 2)

    kinds = {"function": np.float64, "gradient": np.float64} | {of: kind}
    arguments = (lambda x: cost(x, kinds["function"]), lambda x: slope(x, kinds["gradient"]), at)
    said = rf"; {of} returns {kind.__name__}, which allows no less than rtol=(\S+)$"
    with pytest.raises(AssertionError, match=said) as caught:
        check_gradient(*arguments)
    rtol = float(re.search(said, str(caught.value))[1])
    assert check_gradient(*arguments, rtol=rtol) <= rtol
    assert rtol < {np.float16: 30, np.float32: 0.01}[kind]


def test_the_tolerance_of_float32_still_finds_a_mistake():
    with pytest.raises(AssertionError, match=r"relative error 0.0099, .* function returns float32"):
        check_gradient(lambda x: np.float32(x) ** 2, lambda x: 2.02 * x, 1.3, rtol=1e-4)


# What is printed is what decides


def test_the_printed_error_is_that_of_the_slopes():
    with pytest.raises(
        AssertionError, match=r"relative error 0.0099\d*, allowed 1e-08; .* within 2.32e-07 only$"
    ):
        check_gradient(lambda z: 1e6 + 1e-3 * z, lambda z: 1.01e-3, 1.0)


@given(st.floats(-8, 0), st.floats(0, 8), st.floats(-9, 9))
def test_the_error_is_above_rtol_or_explained_by_rounding(off, offset, at):
    def function(z):
        return 10.0**offset + 1e-3 * z

    slope = 1e-3 * (1 + 10.0**off)
    error = check_gradient(function, lambda z: slope, at, raises=False)
    true = (slope - 1e-3) / slope
    assert error == pytest.approx(true, rel=1e-2) or error <= 1e-8 or abs(error - true) < 1e-6


# One number in an array, and parameters in a list


@pytest.mark.parametrize("shape", [(1,), (1, 1), ()])
def test_a_result_of_one_number_may_have_any_shape(shape):
    def square(x):
        return np.reshape(x**2, shape)

    for method in METHODS:
        for at in (3.0, [3.0], [[3.0]]):
            assert (
                check_gradient(square, lambda x: np.reshape(2 * x, shape), at, method=method) == 0
            )
        with pytest.raises(AssertionError, match="slope of function is 6"):
            check_gradient(square, lambda x: np.reshape(3 * x, shape), 3.0, method=method)


def test_a_list_of_parameters_is_told_how_to_become_one_array():
    with pytest.raises(ValueError, match=r"^at must be one array: .* np.concatenate"):
        check_gradient(lambda p: 0.0, lambda p: p, [np.ones((2, 3)), np.ones(2)])


# Wrong arguments


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"method": "forward"}, ValueError, "method must be 'central' or 'complex', not 'forward'"),
        ({"directions": 0}, ValueError, "directions must be at least 1, not 0"),
        ({"directions": 1.5}, TypeError, "directions must be an integer, not 1.5"),
        ({"step": 0}, ValueError, "step must be greater than 0, not 0"),
        ({"rtol": -1}, ValueError, "rtol must be greater than 0, not -1"),
        ({"atol": np.nan}, ValueError, "atol must be one finite number, not nan"),
        ({"atol": -1e-9}, ValueError, "atol must be at least 0, not -1e-09"),
        ({"at": 1j}, TypeError, "at must be .* not complex128"),
        ({"at": "here"}, TypeError, "at must be integers, booleans or one of float16"),
        ({"at": []}, ValueError, r"at must hold at least one number, all finite, not \[\]"),
        ({"at": [1, np.inf]}, ValueError, "at must hold at least one number, all finite"),
        ({"gradient": np.zeros(2)}, TypeError, "gradient must be a function, not array"),
        ({"function": 3}, TypeError, "function must be a function, not 3"),
        ({"gradient": lambda x: x[:1]}, ValueError, r"gradient\(at\) must have at's shape \(2,\)"),
        ({"gradient": lambda x: x * 1j}, TypeError, r"gradient\(at\) must be .* not complex128"),
        ({"function": lambda x: x}, ValueError, r"function\(at\) must be one number, not an array"),
        ({"function": lambda x: "a"}, TypeError, r"function\(at\) must be integers"),
        ({"function": lambda x: 1j}, TypeError, r"function\(at\) must be .* not complex128"),
    ],
)
def test_a_wrong_argument_is_named(arguments, error, message):
    usual = {"function": lambda x: (x**2).sum(), "gradient": lambda x: 2 * x, "at": [1.0, 2.0]}
    with pytest.raises(error, match=f"^{message}"):
        check_gradient(**{**usual, **arguments})
