"""The log-likelihood cost with target shares, smoothing and class weights."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output_layer import (
    check_gradient,
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    log_softmax,
    softmax,
)

EPSILON = np.finfo(float).eps
WEIGHTS = np.array([0.5, 2.0, 1.0, 0.0])


def example(shape=(5, 4), seed=0):
    random = np.random.default_rng(seed)
    return random.standard_normal(shape) * 3, random.dirichlet(np.ones(shape[-1]), shape[:-1])


SETTINGS = [{}, {"smoothing": 0.1}, {"weights": WEIGHTS}, {"smoothing": 0.3, "weights": WEIGHTS}]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("kind", ["shares", "integers"])
def test_gradient_is_the_slope_of_the_cost(settings, method, kind):
    z, targets = example()
    labels = targets if kind == "shares" else targets.argmax(axis=1)
    check_gradient(
        lambda z: log_likelihood_cost(z, labels, **settings).sum(),
        lambda z: log_likelihood_cost_gradient(z, labels, **settings),
        z,
        method=method,
    )


def true_gradient(row, targets, weights):
    """Return the gradient with 400 digits, from a_j Σ w t − w_j t_j."""
    with mpmath.workdps(400):
        terms = [mpmath.exp(mpmath.mpf(z)) for z in row]
        products = [mpmath.mpf(w) * mpmath.mpf(t) for w, t in zip(weights, targets, strict=True)]
        whole, total = sum(products), sum(terms)
        return [whole * e / total - p for e, p in zip(terms, products, strict=True)]


@pytest.mark.parametrize("gap", [1.0, 30.0, 300.0, -300.0])
@pytest.mark.parametrize("weights", [[1.0, 1.0, 1.0], [0.5, 3.0, 1.0]])
@pytest.mark.parametrize("label", [0, 1, 2])
def test_a_label_keeps_all_its_digits_with_weights_too(gap, weights, label):
    row = [gap, 0.3, -0.7]
    found = log_likelihood_cost_gradient(row, label, weights=weights)
    targets = np.eye(3)[label].tolist()
    for ours, true in zip(found, true_gradient(row, targets, weights), strict=True):
        assert abs(ours - true) <= 6 * np.spacing(abs(float(true)))


def test_cost_is_that_of_the_definition():
    z, targets = example(seed=1)
    logs = log_softmax(z)
    np.testing.assert_allclose(log_likelihood_cost(z, targets), -(targets * logs).sum(axis=1))
    smoothed = 0.8 * targets + 0.2 / 4
    np.testing.assert_allclose(
        log_likelihood_cost(z, targets, smoothing=0.2, weights=WEIGHTS),
        -(WEIGHTS * smoothed * logs).sum(axis=1),
    )


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=6), st.data())
def test_shares_are_the_mean_over_labels_and_weights_multiply_a_label(row, data):
    z = np.array(row)
    drawn = data.draw(st.lists(st.integers(1, 9), min_size=z.size, max_size=z.size))
    targets = np.array(drawn) / sum(drawn)
    every = np.arange(z.size)
    for function in (log_likelihood_cost, log_likelihood_cost_gradient):
        each = function(np.tile(z, (z.size, 1)), every)
        np.testing.assert_allclose(function(z, targets), targets @ each, rtol=1e-12, atol=1e-14)
        weighted = function(np.tile(z, (z.size, 1)), every, weights=drawn)
        np.testing.assert_allclose(weighted.T, np.multiply(drawn, each.T), rtol=1e-14)


def test_the_minimum_lies_at_the_shares_times_the_weights():
    targets, weights = np.array([0.2, 0.3, 0.5]), np.array([3.0, 1.0, 2.0])
    best = weights * targets / (weights @ targets)
    slope = log_likelihood_cost_gradient(np.log(best), targets, weights=weights)
    np.testing.assert_allclose(slope, 0, atol=4 * EPSILON)
    np.testing.assert_allclose(
        log_likelihood_cost_gradient(np.log(targets), targets), 0, atol=2 * EPSILON
    )


def test_smoothing_ends_at_the_finite_gap():
    # log((K(1 − ε) + ε)/ε) = log 91 for ten classes and ε = 0.1
    z = np.array([np.log(91.0), *np.zeros(9)])
    slope = log_likelihood_cost_gradient(z, 0, smoothing=0.1)
    np.testing.assert_allclose(slope, 0, atol=4 * EPSILON)


def test_what_has_no_share_and_no_weight_costs_nothing_however_small_its_output():
    assert log_likelihood_cost([0.0, -np.inf, 0.0], [0.5, 0.0, 0.5]) == pytest.approx(np.log(2))
    assert log_likelihood_cost([0.0, -np.inf], 1, weights=[1, 0]) == 0
    assert log_likelihood_cost([0.0, -np.inf], [0.9, 0.1]) == np.inf


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_shares_of_any_type_count_as_complete_to_half_of_their_digits(dtype):
    z, targets = example((50, 7), seed=2)
    assert log_likelihood_cost(z, softmax(targets.astype(dtype))).shape == (50,)
    assert log_likelihood_cost_gradient(z.astype(dtype), targets).dtype == dtype


@pytest.mark.parametrize("function", [log_likelihood_cost, log_likelihood_cost_gradient])
@pytest.mark.parametrize(
    ("labels", "settings", "message"),
    [
        (
            [0.5, 0.4],
            {},
            r"^target shares must sum to 1, .* but one row is \[0.5 0.4\]",
        ),
        ([1.5, -0.5], {}, r"^target shares must sum to 1, none negative"),
        ([np.nan, 1.0], {}, r"^target shares must sum to 1, none negative"),
        ([1 + 1e-7, 0.0], {}, r"^target shares must sum to 1"),
        (0, {"smoothing": -0.1}, r"^smoothing must be at least 0"),
        (0, {"smoothing": 1.5}, r"^smoothing must be at most 1, not 1.5"),
        (0, {"weights": [1.0]}, r"^weights must be 2 finite numbers from 0 on"),
        (0, {"weights": [1.0, -1.0]}, r"^weights must be 2 finite numbers from 0 on"),
        (0, {"weights": [1.0, np.inf]}, r"^weights must be 2 finite numbers from 0 on"),
    ],
)
def test_what_is_wrong_is_named(function, labels, settings, message):
    with pytest.raises(ValueError, match=message):
        function([0.0, 1.0], labels, **settings)
