"""Confidence: the tempered cost against many digits, the fit, the bins, and what uses a share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp as scipy_logsumexp
from sklearn.calibration import CalibratedClassifierCV, calibration_curve
from sklearn.datasets import load_digits
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LogisticRegression

from output_layer import (
    answers,
    check_gradient,
    decision_threshold,
    expected_calibration_error,
    fit_temperature,
    log_likelihood_cost,
    murphy,
    reliability,
    softmax,
    tempered_cost,
    tempered_cost_slope,
    with_frequencies,
)

BETAS = (0.0, 1e-8, 0.1, 1.0, 3.0, 40.0)
rows = st.lists(st.floats(-50, 50), min_size=2, max_size=6)


def some(examples=200, classes=4, seed=0):
    """Return logits that are three times as far apart as they ought to be, and labels."""
    random = np.random.default_rng(seed)
    z = random.normal(size=(examples, classes))
    shares = softmax(z)
    labels = (shares.cumsum(axis=1) < random.random((examples, 1))).sum(axis=1)
    return 3 * z, np.minimum(labels, classes - 1)


def truth(row, label, beta):
    """Return cost and slope with 400 digits, so that nothing that cancels is lost."""
    with mp.workdps(400):
        z, beta = [mp.mpf(each) for each in row], mp.mpf(beta)
        powers = [mp.exp(beta * (each - z[label])) for each in z]
        total = mp.fsum(powers)
        rises = mp.fsum(p * (each - z[label]) for p, each in zip(powers, z, strict=True))
        return float(mp.log(total)), float(rises / total)


@pytest.mark.parametrize("beta", BETAS)
def test_cost_and_slope_against_400_digits(beta):
    random = np.random.default_rng(1)
    for spread in (0.1, 1, 10, 300):
        for _ in range(5):
            row = spread * random.normal(size=5)
            for label in range(5):
                cost, slope = truth(row, label, beta)
                # beta (z_j - z_y) is rounded once or twice, and its error stands in an exponent
                size = 1e-15 * (4 + beta * np.ptp(row))
                assert tempered_cost(row, label, beta) == pytest.approx(cost, rel=size, abs=5e-324)
                lost = 1e-15 * np.ptp(row) * (4 + beta * np.ptp(row))
                assert abs(tempered_cost_slope(row, label, beta) - slope) <= lost


def test_cost_against_scipy():
    z, labels = some()
    expected = scipy_logsumexp(0.3 * z, axis=1) - 0.3 * z[np.arange(len(z)), labels]
    np.testing.assert_allclose(tempered_cost(z, labels, 0.3), expected, rtol=1e-13)


@pytest.mark.parametrize("size", [1e4, 1e150, 1e300])
@pytest.mark.parametrize("beta", [0.0, 1e-300, 1.0, 1e5])
def test_finite_wherever_the_true_value_is(size, beta):
    z = np.array([size, 0.0, -size])
    for label in range(3):
        with np.errstate(all="raise"):
            cost, slope = tempered_cost(z, label, beta), tempered_cost_slope(z, label, beta)
        assert np.isfinite(cost) or beta * size > 1e304
        assert np.isfinite(slope)


@given(rows, st.floats(0.1, 5))
def test_slope_of_the_cost(row, beta):
    check_gradient(
        lambda beta: tempered_cost(row, 0, beta),
        lambda beta: tempered_cost_slope(row, 0, beta),
        beta,
        method="central",
    )


@given(rows)
def test_cost_is_convex_in_beta(row):
    slopes = [float(tempered_cost_slope(row, 0, beta)) for beta in np.linspace(0, 4, 41)]
    assert (np.diff(slopes) >= -1e-12).all()


def test_a_temperature_of_one_is_the_cost_that_is_known():
    z, labels = some()
    np.testing.assert_allclose(
        tempered_cost(z, labels, 1.0), log_likelihood_cost(z, labels), rtol=1e-13
    )
    np.testing.assert_allclose(tempered_cost(z, labels, 0.0), np.log(4), rtol=1e-15)


def test_labels_may_be_one_hot():
    z, labels = some()
    for function in (tempered_cost, tempered_cost_slope):
        one_hot = function(z, np.eye(4)[labels], 0.7)
        np.testing.assert_array_equal(one_hot, function(z, labels, 0.7))
    assert fit_temperature(z, np.eye(4)[labels]) == fit_temperature(z, labels)
    np.testing.assert_array_equal(answers(z, np.eye(4)[labels]).right, answers(z, labels).right)


# The temperature


def test_fitted_temperature_is_that_of_the_truth_and_of_a_search():
    z, labels = some(50_000)
    tau = fit_temperature(z, labels)
    assert tau == pytest.approx(3, rel=0.02)
    found = minimize_scalar(lambda t: tempered_cost(z, labels, 1 / t).mean(), bounds=(1, 9))
    assert tau == pytest.approx(found.x, rel=1e-4)


def test_at_the_best_temperature_the_mean_expected_logit_is_the_mean_true_one():
    z, labels = some()
    beta = 1 / fit_temperature(z, labels)
    expected = (softmax(beta * z) * z).sum(axis=1).mean()
    assert expected == pytest.approx(z[np.arange(len(z)), labels].mean(), abs=1e-12)


@pytest.mark.parametrize("factor", [1e-6, 0.5, 7.0, 1e6])
def test_a_factor_of_the_logits_is_one_of_the_temperature(factor):
    z, labels = some()
    expected = factor * fit_temperature(z, labels)
    assert fit_temperature(factor * z, labels) == pytest.approx(expected, rel=1e-9)


def test_no_answer_changes():
    z, labels = some()
    tempered = z / fit_temperature(z, labels)
    np.testing.assert_array_equal(answers(tempered, labels).right, answers(z, labels).right)


def test_without_a_best_temperature_an_error_says_which_way_it_goes():
    with pytest.raises(ValueError, match="every answer is right, and a lower one is better"):
        fit_temperature([[2.0, 0.0], [0.0, 2.0]], [0, 1])
    for z in ([[2.0, 0.0], [2.0, 0.0]], [[1.0, 1.0], [3.0, 3.0]]):
        with pytest.raises(ValueError, match="the true class is no higher than the others"):
            fit_temperature(z, [0, 1])


def test_the_temperature_is_that_of_scikit_learn():
    digits = load_digits()
    x, y = digits.data / 16, digits.target
    model = LogisticRegression(C=1 / (997 * 1e-3), max_iter=2000).fit(x[:997], y[:997])
    theirs = CalibratedClassifierCV(FrozenEstimator(model), method="temperature")
    theirs.fit(x[997:1297], y[997:1297])
    z = model.decision_function(x)
    tau = fit_temperature(z[997:1297], y[997:1297])
    shares = theirs.predict_proba(x[1297:])
    np.testing.assert_allclose(softmax(z[1297:] / tau), shares, atol=1e-4)


# The bins


def test_bins_are_those_of_scikit_learn():
    random = np.random.default_rng(2)
    confidence = random.uniform(0.3, 1, 500)
    right = random.random(500) < confidence
    found = reliability(confidence, right)
    theirs = calibration_curve(right, confidence, n_bins=10)
    full = found.count > 0
    np.testing.assert_allclose((found.accuracy[full], found.confidence[full]), theirs, rtol=1e-12)
    assert found.count.sum() == 500
    assert np.isnan(found.accuracy[:3]).all()


def test_a_bin_begins_with_its_lower_edge_and_one_is_in_the_last():
    np.testing.assert_array_equal(
        reliability([0.0, 0.25, 0.5, 1.0], [0, 0, 1, 1], bins=4).count, [1, 1, 1, 1]
    )


def test_calibration_error_by_hand():
    confidence, right = [0.55, 0.65, 0.95, 0.95], [1, 0, 1, 1]
    assert expected_calibration_error(confidence, right) == pytest.approx(
        (0.45 + 0.65 + 2 * 0.05) / 4
    )


def test_the_error_of_a_perfect_model_is_what_chance_makes_of_it():
    random, p, n = np.random.default_rng(3), np.linspace(0.05, 0.95, 10), 200
    confidence = np.repeat(p, n)
    errors = [
        expected_calibration_error(confidence, random.random(10 * n) < confidence)
        for _ in range(300)
    ]
    expected = np.sqrt(2 * p * (1 - p) / (np.pi * n)).mean()
    assert np.mean(errors) == pytest.approx(expected, rel=0.03)


def test_the_split_adds_up_where_the_forecasts_of_a_bin_are_equal():
    random = np.random.default_rng(4)
    confidence = random.choice([0.05, 0.35, 0.65, 0.95], 400)
    right = random.random(400) < 0.5
    parts = murphy(confidence, right)
    paid = np.mean((confidence - right) ** 2)
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(paid)
    uneven = random.uniform(0, 1, 400)
    parts = murphy(uneven, right)
    total = parts.reliability - parts.resolution + parts.uncertainty
    assert total != pytest.approx(np.mean((uneven - right) ** 2), rel=1e-4)


# What uses a share


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0, 1))
def test_the_threshold_is_where_the_cheaper_answer_changes(alarm, miss, share):
    threshold = decision_threshold(alarm, miss)
    one, two = (1 - share) * alarm, share * miss
    assert abs(share - threshold) < 1e-9 or (one < two) == (share > threshold)


def test_other_frequencies_multiply_the_shares():
    z, _ = some()
    old, new = np.array([1, 1, 2, 4]), np.array([0.4, 0.3, 0.2, 0.1])
    weighted = softmax(z) * new / old
    expected = weighted / weighted.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(softmax(with_frequencies(z, old, new)), expected, rtol=1e-12)
    back = with_frequencies(with_frequencies(z, old, new), new, old)
    np.testing.assert_allclose(back, z, atol=1e-14)


def test_nothing_warns_where_warnings_are_errors():
    z, labels = some()
    with np.errstate(all="raise"):
        for size in (1e-300, 1.0, 1e300):
            answers(size * z, labels)
            fit_temperature(size * z, labels)
        reliability([0.0, 1.0], [0, 1])
        murphy([0.0, 1.0], [0, 1])
        with_frequencies([1e308, -1e308], [1e-300, 1.0], [1.0, 1e-300])


# Errors


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: tempered_cost([[0.0, 1.0]], [2], 1.0), "labels must be integers from 0 to 1"),
        (lambda: tempered_cost([0.0, 1.0], 0, -1.0), "beta must be at least 0"),
        (lambda: tempered_cost([0.0, 1.0], 0, np.nan), "beta must be one finite number"),
        (lambda: tempered_cost_slope([0.0, np.inf], 0, 1.0), "z must be finite, but holds inf"),
        (lambda: fit_temperature([[0.0, np.nan]], [0]), "z must be finite, but holds nan"),
        (lambda: reliability([0.5, 1.5], [0, 1]), r"confidence must lie within \[0, 1\]"),
        (lambda: reliability([0.5], [0, 1]), "confidence and right must be rows of one length"),
        (lambda: murphy([], []), "with an answer at least"),
        (lambda: reliability([0.5], [1], bins=0), "bins must be at least 1"),
        (lambda: decision_threshold(0, 1), "alarm must be greater than 0"),
        (lambda: with_frequencies([0.0, 1.0], [1, 1], [1, 0]), "new must be .* above 0"),
        (lambda: with_frequencies([0.0, 1.0], [1, 1, 1], [1, 1]), "old must be"),
    ],
)
def test_errors_name_the_argument(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_complex_logits_have_no_largest_share():
    for function in (tempered_cost, tempered_cost_slope):
        with pytest.raises(TypeError, match="z must be integers, booleans or one of"):
            function([1j, 0], 0, 1.0)
