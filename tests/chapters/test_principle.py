"""Entropy, sparsemax and its cost, draws with Gumbel noise, and the curl of outputs."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from sympy import Function, Symbol, dsolve, erfc, exp, log, loggamma, sqrt

import row_checks
from output_layer import (
    check_gradient,
    curl,
    entropy,
    gumbel_argmax,
    logsumexp,
    sigmoid,
    smooth_maximum,
    softmax,
    sparsemax,
    sparsemax_cost,
    sparsemax_cost_gradient,
)
from output_layer.algebra.symbols import y as target
from output_layer.algebra.symbols import z as logit
from output_layer.derivations.principle_family import natural_slope

ULP = np.finfo(float).eps
TYPES = [np.float16, np.float32, np.float64]
rows = st.lists(st.floats(-5, 5), min_size=1, max_size=8)


# Entropy, and the largest value that it leads to


def test_entropy_is_that_of_scipy_along_every_axis():
    a = softmax(np.random.default_rng(0).normal(size=(3, 4, 5)) * 5)
    np.testing.assert_allclose(entropy(a), scipy.stats.entropy(a, axis=-1), rtol=1e-14)
    np.testing.assert_allclose(entropy(np.moveaxis(a, -1, 0), axis=0), entropy(a), rtol=1e-14)
    np.testing.assert_allclose(entropy(a / 4, axis=(1, 2)), [entropy(b.ravel() / 4) for b in a])
    assert entropy([0.0, 1.0, 0.0]) == 0
    assert entropy(np.full(7, 1 / 7)) == pytest.approx(np.log(7), rel=1e-15)


@pytest.mark.parametrize(
    "wrong", [[0.5, 0.6], [-0.1, 1.1], [np.nan, 1.0], [[1.0, 0.0], [1.0, 1.0]]]
)
def test_what_is_no_row_of_shares_has_no_entropy(wrong):
    with pytest.raises(ValueError, match="shares must sum to 1, none negative"):
        entropy(wrong)


@given(rows, st.floats(0.05, 20), st.integers(0, 1000))
def test_smooth_maximum_is_the_largest_value_with_entropy_and_softmax_attains_it(z, tau, seed):
    z = np.array(z)
    most, best = smooth_maximum(z, tau), softmax(z / tau)
    assert z.max() <= most + 1e-12
    assert most <= z.max() + tau * np.log(len(z)) + 1e-12
    assert best @ z + tau * entropy(best) == pytest.approx(most, rel=1e-12, abs=1e-12)
    other = np.random.default_rng(seed).dirichlet(np.ones(len(z)))
    other /= other.sum()
    assert other @ z + tau * entropy(other) <= most + 1e-12


def test_smooth_maximum_is_log_sum_exp_and_its_slope_is_softmax():
    z = np.random.default_rng(0).normal(size=(4, 3))
    np.testing.assert_allclose(smooth_maximum(z), logsumexp(z), rtol=1e-14)
    np.testing.assert_allclose(smooth_maximum(z, axis=0), logsumexp(z, axis=0), rtol=1e-14)
    check_gradient(lambda z: smooth_maximum(z, 0.7), lambda z: softmax(z / 0.7), z[0])
    assert smooth_maximum([1e300, 1e300], 1e-9) == 1e300
    assert smooth_maximum([-np.inf, 2.0]) == 2
    with pytest.raises(ValueError, match="tau must be greater than 0"):
        smooth_maximum([1.0], 0)


# Sparsemax


def exact_projection(row):
    """Return the nearest point of the simplex in rational numbers, by trying every support."""
    z = [Fraction(float(number)) for number in row]
    for size in range(len(z), 0, -1):
        kept = sorted(z, reverse=True)[:size]
        c = (sum(kept) - 1) / size
        if kept[-1] > c:
            return [float(max(Fraction(0), number - c)) for number in z]
    raise AssertionError("no support fits")


@pytest.mark.parametrize("scale", [1e-3, 1.0, 30.0, 1e6])
@pytest.mark.parametrize("classes", [1, 2, 3, 10, 300])
def test_sparsemax_is_the_nearest_point_in_rational_numbers(scale, classes):
    z = np.random.default_rng(classes).normal(size=(5, classes)) * scale
    true = [exact_projection(row) for row in z]
    np.testing.assert_allclose(sparsemax(z), true, rtol=0, atol=4 * ULP)


def test_sparsemax_is_what_an_optimiser_finds_as_the_nearest_point():
    random = np.random.default_rng(1)
    for z in random.normal(size=(5, 4)):
        found = scipy.optimize.minimize(
            lambda a, z=z: ((a - z) ** 2).sum(),
            np.full(4, 0.25),
            bounds=[(0, 1)] * 4,
            constraints={"type": "eq", "fun": lambda a: a.sum() - 1},
            options={"ftol": 1e-14},
        )
        np.testing.assert_allclose(sparsemax(z), found.x, atol=1e-6)


@given(rows)
def test_sparsemax_gives_shares_in_the_order_of_the_logits(row):
    a = sparsemax(row)
    assert a.min() >= 0
    assert a.sum() == pytest.approx(1, abs=4 * len(row) * ULP)
    assert (np.diff(a[np.argsort(row, kind="stable")]) >= 0).all()
    np.testing.assert_allclose(sparsemax(np.add(row, 3.0)), a, atol=1e-14)


@pytest.mark.parametrize("axis", [0, 1, 2, -1, (0, 2), None])
def test_sparsemax_takes_the_axes_that_softmax_takes(axis):
    z = np.random.default_rng(3).normal(size=(3, 4, 5))
    a = sparsemax(z, axis)
    np.testing.assert_allclose(a.sum(axis=axis), 1, rtol=1e-14)
    if axis == 0:
        np.testing.assert_array_equal(a, np.moveaxis(sparsemax(np.moveaxis(z, 0, -1)), -1, 0))
    many = np.random.default_rng(4).normal(size=(4, 500))
    np.testing.assert_allclose(sparsemax(many, 0), sparsemax(many.T).T, atol=2 * ULP)


def test_sparsemax_far_out_is_finite_and_takes_limits_as_softmax_does():
    np.testing.assert_array_equal(sparsemax([1e308, -1e308, 0.0]), [1, 0, 0])
    np.testing.assert_array_equal(sparsemax([1e308, 1e308]), [0.5, 0.5])
    np.testing.assert_array_equal(sparsemax([0.0, -np.inf, np.inf]), [0, 0, 1])
    np.testing.assert_array_equal(sparsemax([0.0, -np.inf]), [1, 0])
    assert np.isnan(sparsemax([np.inf, np.inf])).all()
    assert np.isnan(sparsemax([-np.inf, -np.inf])).all()
    assert np.isnan(sparsemax([np.nan, 1.0])).all()


@pytest.mark.parametrize("dtype", TYPES)
def test_types_stay_and_nothing_is_changed(dtype):
    z = np.array([[1.0, 0.5, -1.0], [0.0, 0.25, 0.5]], dtype)
    z.flags.writeable = False
    with np.errstate(all="raise"):
        for result in (sparsemax(z), sparsemax_cost(z, [0, 1]), sparsemax_cost_gradient(z, [0, 1])):
            assert result.dtype == dtype
        assert smooth_maximum(z).dtype == entropy(sparsemax(z)).dtype == dtype


# Its cost


@given(rows, st.data())
def test_cost_is_the_largest_value_with_the_square_less_that_of_the_label(row, data):
    z, label = np.array(row), data.draw(st.integers(0, len(row) - 1))
    a = sparsemax(z)
    matching = a @ z - (a**2).sum() / 2 + 0.5 - z[label]
    assert sparsemax_cost(z, label) == pytest.approx(matching, abs=1e-13)
    assert sparsemax_cost(z, label) >= 0


@given(rows, st.data())
def test_cost_and_gradient_are_exactly_0_from_a_margin_of_1_on(row, data):
    label = data.draw(st.integers(0, len(row) - 1))
    row[label] = max(row) + 1.0
    others = [z for place, z in enumerate(row) if place != label]
    if all(row[label] - z >= 1 for z in others):
        assert sparsemax_cost(row, label) == 0
        assert not sparsemax_cost_gradient(row, label).any()
    if others:
        row[label] = max(others) + 0.9
        assert sparsemax_cost(row, label) > 0


@pytest.mark.parametrize("shape", row_checks.SHAPES)
def test_gradient_is_the_slope_of_the_cost(shape):
    row_checks.check_slope(sparsemax_cost, sparsemax_cost_gradient, shape, "central")


def test_gradient_is_the_slope_where_the_true_class_has_no_share():
    z = np.array([-3.0, 0.4, 0.1, -0.2])
    assert sparsemax(z)[0] == 0
    slope = check_gradient(
        lambda z: sparsemax_cost(z, 0), lambda z: sparsemax_cost_gradient(z, 0), z
    )
    assert slope < 1e-10
    assert sparsemax_cost_gradient(z, 0)[0] == -1


def test_another_gradient_is_refused():
    z = np.array([0.3, 0.0, -0.1])
    with pytest.raises(AssertionError, match="the slope of function is"):
        check_gradient(lambda z: sparsemax_cost(z, 0), lambda z: softmax(z) - np.eye(3)[0], z)


def test_labels_and_errors():
    z = np.array([[1.0, 0.2, 0.0], [0.0, 0.0, 0.1]])
    for function in (sparsemax_cost, sparsemax_cost_gradient):
        row_checks.check_errors(function)
        result = function(z, [0, 2])
        np.testing.assert_array_equal(function(z, np.eye(3)[[0, 2]]), result)
        np.testing.assert_array_equal(function(z[None], [[0, 2]])[0], result)
        assert function(np.empty((0, 3)), np.empty(0, int)).shape[0] == 0
        with pytest.raises(TypeError, match="z must be integers"):
            function(z + 0j, [0, 2])
    for empty in (np.empty((2, 0)), np.empty(0)):
        with pytest.raises(ValueError, match="at least one class"):
            sparsemax(empty)
    with pytest.raises(TypeError, match="z must be integers"):
        sparsemax([1j])


# Draws


def test_draws_have_the_shares_of_softmax():
    z = np.array([1.0, 2.0, 0.0, -np.inf])
    draws = gumbel_argmax(np.tile(z, (200_000, 1)), np.random.default_rng(0))
    counts = np.bincount(draws, minlength=4)
    assert counts[3] == 0
    assert scipy.stats.chisquare(counts[:3], softmax(z[:3]) * counts.sum()).pvalue > 0.001


def test_draws_repeat_with_the_seed_and_take_any_axis():
    z = np.random.default_rng(5).normal(size=(3, 4))
    first, second = (gumbel_argmax(z, np.random.default_rng(1), axis=0) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert first.shape == (4,)
    assert first.max() < 3


@pytest.mark.parametrize(
    ("z", "words"),
    [(np.empty((2, 0)), "at least one class"), ([np.nan, 0.0], "no NaN"), ([-np.inf], "no NaN")],
)
def test_rows_that_allow_no_draw(z, words):
    with pytest.raises(ValueError, match=words):
        gumbel_argmax(z, np.random.default_rng(0))


def test_a_seed_is_no_generator():
    with pytest.raises(TypeError, match=r"random must be a numpy.random.Generator, not int"):
        gumbel_argmax([0.0], 0)


# Which outputs have a cost with the gradient a − e_y


def powers(exponent):
    return lambda z: z**exponent / (z**exponent).sum()


@pytest.mark.parametrize("outputs", [softmax, lambda z: softmax(z / 0.3), sigmoid, np.asarray])
def test_outputs_that_have_a_cost_have_no_curl(outputs):
    np.testing.assert_allclose(curl(outputs, np.array([0.3, -1.0, 0.6])), 0, atol=1e-9)


def test_sparsemax_has_no_curl_within_a_support():
    np.testing.assert_allclose(curl(sparsemax, np.array([0.3, 0.0, -0.1, -3.0])), 0, atol=1e-9)


def test_normalised_squares_have_the_curl_of_the_formula():
    z = np.array([1.0, 2.0, 0.5])
    i, j = np.indices((3, 3))
    true = -2 * z[i] * z[j] * (z[i] - z[j]) / (z**2).sum() ** 2
    np.testing.assert_allclose(curl(powers(2), z), true, atol=1e-9)


@pytest.mark.parametrize(
    "positive", [lambda z: z**2, lambda z: 1 + np.tanh(z), lambda z: np.log1p(np.exp(z))]
)
def test_shares_of_other_functions_have_a_curl(positive):
    outputs = lambda z: positive(z) / positive(z).sum()  # noqa: E731
    assert abs(curl(outputs, np.array([0.4, 1.1, 0.7]))).max() > 1e-3


@pytest.mark.parametrize(
    ("at", "outputs", "kind"),
    [
        ([[1.0]], softmax, ValueError),
        ([np.inf, 0.0], softmax, ValueError),
        ([1.0, 2.0], lambda z: z[:1], ValueError),
        ([1.0, 2.0], None, TypeError),
    ],
)
def test_where_no_curl_can_be_measured(at, outputs, kind):
    with pytest.raises(kind):
        curl(outputs, at)


def test_only_an_exponential_has_no_curl():
    # f′/f must be the same number β wherever it is taken.
    u, beta, f = Symbol("u", real=True), Symbol("beta", real=True), Function("f")
    solved = dsolve(f(u).diff(u) - beta * f(u), f(u)).rhs
    assert solved == Symbol("C1") * exp(beta * u)


# Exponential families, from their whole densities


SIGMOID = 1 / (1 + exp(-logit))


@pytest.mark.parametrize(
    ("log_density", "mean"),
    [
        (-((target - logit) ** 2) / 2, logit),
        (target * log(SIGMOID) + (1 - target) * log(1 - SIGMOID), SIGMOID),
        (target * logit - exp(logit) - loggamma(target + 1), exp(logit)),
    ],
)
def test_the_slope_of_a_family_is_its_mean(log_density, mean):
    assert (natural_slope(log_density) - mean).simplify() == 0


def test_probit_is_refused():
    a = erfc(-logit / sqrt(2)) / 2
    with pytest.raises(ValueError, match=r"z is no natural parameter: .* has y in it"):
        natural_slope(target * log(a) + (1 - target) * log(1 - a))
