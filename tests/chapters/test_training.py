"""Costs with focus, smoothing and weights; what they ask for; batches and first biases."""

from itertools import combinations

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import row_checks
from output_layer import (
    check_gradient,
    focal_cost,
    focal_cost_gradient,
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    log_softmax,
    softmax,
)
from output_layer.training import asked_gap, batch_variance, first_biases, smoothed_gap

WEIGHTS = np.array([0.5, 2.0, 1.0, 0.0])
SETTINGS = [
    {"gamma": 2.0},
    {"gamma": 0.5},
    {"gamma": 1.0, "smoothing": 0.1},
    {"gamma": 3.0, "smoothing": 0.3, "weights": WEIGHTS},
]


# The focal cost


def true_focal(row, label, gamma):
    """Return the cost and its gradient with as many digits as a_y = 1 − e^(−1400) needs."""
    with mpmath.workdps(1500):
        powers = [mpmath.exp(mpmath.mpf(z)) for z in row]
        a = [power / mpmath.fsum(powers) for power in powers]
        own, gamma = a[label], mpmath.mpf(gamma)
        logarithm, rest = mpmath.log(own), 1 - own
        focus = rest**gamma - gamma * own * rest ** (gamma - 1) * logarithm
        slopes = [focus * (share - (j == label)) for j, share in enumerate(a)]
        return -(rest**gamma) * logarithm, slopes


def ulps(found, true):
    """Return the errors in units in the last place, at least of the smallest number there is."""
    return max(
        abs(float((mpmath.mpf(ours) - exact) / mpmath.mpf(float(np.spacing(abs(float(exact)))))))
        for ours, exact in zip(np.ravel(found).tolist(), true, strict=True)
    )


@pytest.mark.parametrize("gamma", [0.5, 1.0, 2.0, 5.0])
def test_focal_cost_and_gradient_keep_their_digits_where_one_class_rises_or_sinks(gamma):
    bound = 12 + 6 * gamma  # the power multiplies the error of 1 − a by γ
    for row in row_checks.saturated_rows():
        for label in (0, len(row) - 1):
            cost, slopes = true_focal(row, label, gamma)
            assert ulps(focal_cost(row, label, gamma=gamma), [cost]) <= bound, (row, label)
            found = focal_cost_gradient(row, label, gamma=gamma)
            assert ulps(found, slopes) <= bound, (row, label)


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("kind", ["labels", "shares"])
def test_focal_gradient_is_the_slope_of_the_cost(settings, method, kind):
    z, labels = row_checks.example((5, 4))
    shares = np.random.default_rng(3).dirichlet(np.ones(4), 5)
    targets = labels if kind == "labels" else shares
    check_gradient(
        lambda z: focal_cost(z, targets, **settings).sum(),
        lambda z: focal_cost_gradient(z, targets, **settings),
        z,
        method=method,
    )


WRONG = {
    "only the outer slope": lambda a, miss, log_a: miss**2,
    "the sign of the second part turned": lambda a, miss, log_a: miss**2 + 2 * a * miss * log_a,
    "the factor γ left out": lambda a, miss, log_a: miss**2 - a * miss * log_a,
}


@pytest.mark.parametrize("mistake", WRONG)
def test_each_wrong_focal_gradient_is_caught(mistake):
    z, label = np.array([0.3, 1.0, -0.5]), 1

    def wrong(z):
        a = softmax(z)
        factor = WRONG[mistake](a[label], 1 - a[label], np.log(a[label]))
        return factor * (a - np.eye(3)[label])

    with pytest.raises(AssertionError, match="the slope of function is"):
        check_gradient(lambda z: focal_cost(z, label), wrong, z)


def test_without_focus_it_is_the_log_likelihood():
    z, labels = row_checks.example((6, 4))
    settings = {"smoothing": 0.2, "weights": WEIGHTS}
    for focal, plain in (
        (focal_cost, log_likelihood_cost),
        (focal_cost_gradient, log_likelihood_cost_gradient),
    ):
        np.testing.assert_allclose(
            focal(z, labels, gamma=0.0, **settings), plain(z, labels, **settings), rtol=1e-13
        )


@given(st.lists(st.floats(-900, 900), min_size=1, max_size=6), st.floats(0, 10), st.data())
def test_focal_is_finite_and_never_above_the_log_likelihood(row, gamma, data):
    label = data.draw(st.integers(0, len(row) - 1))
    cost, slopes = focal_cost(row, label, gamma=gamma), focal_cost_gradient(row, label, gamma=gamma)
    assert 0 <= cost <= log_likelihood_cost(row, label)
    assert np.isfinite(slopes).all()
    assert slopes[label] <= 0
    assert (np.delete(slopes, label) >= 0).all()


@pytest.mark.parametrize(
    ("function", "reduced"), [(focal_cost, True), (focal_cost_gradient, False)]
)
def test_labels_types_shapes_and_errors(function, reduced):
    row_checks.check_labels_types_and_shapes(function, reduced)
    row_checks.check_errors(function, rows="target shares must sum to 1")
    for wrong in (-0.1, np.inf, [1.0, 2.0]):
        with pytest.raises(ValueError, match=r"^gamma must be "):
            function([0.0, 1.0], 0, gamma=wrong)


def test_a_class_that_is_ruled_out_costs_nothing_unless_it_is_right():
    assert np.isfinite(focal_cost_gradient([0.0, -np.inf, 1.0], 0)).all()
    assert focal_cost([0.0, -np.inf], 1) == np.inf
    np.testing.assert_array_equal(focal_cost_gradient([0.0, -np.inf], 1), [1.0, -1.0])


# What a target asks for


def mean_slope(gap, truth, classes, gamma=0.0, smoothing=0.0, weight=1.0):
    """Return the mean over all labels of the slope over the first logit, label by label."""
    z = np.append(gap, np.zeros(classes - 1))
    chances = np.full(classes, (1 - truth) / (classes - 1))
    chances[0] = truth
    settings = {"smoothing": smoothing, "weights": [weight] + (classes - 1) * [1.0]}
    slopes = [focal_cost_gradient(z, label, gamma=gamma, **settings)[0] for label in range(classes)]
    return chances @ slopes


@pytest.mark.parametrize("truth", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("classes", [2, 10, 100])
@pytest.mark.parametrize(
    "settings", [{}, {"smoothing": 0.1}, {"weight": 5.0}, {"gamma": 2.0}, {"gamma": 0.5}]
)
def test_the_mean_slope_changes_its_sign_at_the_asked_gap(truth, classes, settings):
    gap = asked_gap(truth, classes, **settings)
    assert mean_slope(gap - 0.01, truth, classes, **settings) < 0
    assert mean_slope(gap + 0.01, truth, classes, **settings) > 0


def test_the_asked_gap_in_closed_form():
    plain = np.log(0.9 * 9 / 0.1)
    assert asked_gap(0.9, 10) == pytest.approx(plain, rel=1e-12)
    assert asked_gap(0.9, 10, weight=5.0) == pytest.approx(plain + np.log(5), rel=1e-12)
    assert asked_gap(1.0, 10, smoothing=0.1) == pytest.approx(np.log(91), rel=1e-12)
    assert asked_gap(1.0, 10) == asked_gap(1.0, 10, gamma=2.0) == np.inf
    assert asked_gap(0.0, 10) == -np.inf
    assert asked_gap(1e-9, 1000, weight=1e-3) == pytest.approx(
        np.log(1e-9 * 999 / (1 - 1e-9)) - np.log(1000), rel=1e-9
    )


@pytest.mark.parametrize(("gamma", "answer"), [(1.0, 0.774), (2.0, 0.694)])
def test_focal_answers_nine_tenths_with_less(gamma, answer):
    assert softmax([asked_gap(0.9, 2, gamma=gamma), 0.0])[0] == pytest.approx(answer, abs=5e-4)


@given(st.integers(2, 1000), st.floats(1e-6, 1))
def test_the_smoothed_gap_is_that_of_the_targets(classes, smoothing):
    own, other = (1 - smoothing) + smoothing / classes, smoothing / classes
    assert smoothed_gap(classes, smoothing) == pytest.approx(np.log(own / other), abs=1e-9)


def test_the_smoothed_gap_at_its_ends():
    assert smoothed_gap(10, 0) == np.inf
    assert smoothed_gap(10, 1) == 0
    assert smoothed_gap(10, 0.1) == pytest.approx(np.log(91), rel=1e-15)


def test_smoothing_is_what_redrawn_labels_ask_for_in_the_mean():
    z, epsilon = row_checks.example((4,))[0], 0.3
    every = log_likelihood_cost(np.tile(z, (4, 1)), np.arange(4))
    redrawn = (1 - epsilon) * every[1] + epsilon * every.mean()
    assert log_likelihood_cost(z, 1, smoothing=epsilon) == pytest.approx(redrawn, rel=1e-14)
    lifted = every[1] + epsilon * (z[1] - z.mean())
    assert log_likelihood_cost(z, 1, smoothing=epsilon) == pytest.approx(lifted, rel=1e-14)


def test_weights_are_undone_by_taking_their_logarithms_off_the_logits():
    weights, truth = np.array([3.0, 1.0, 2.0]), np.array([0.2, 0.3, 0.5])
    weighted = np.log(weights * truth)  # where the weighted cost has no slope
    slope = log_likelihood_cost_gradient(weighted, truth, weights=weights)
    np.testing.assert_allclose(slope, 0, atol=1e-15)
    np.testing.assert_allclose(softmax(weighted - np.log(weights)), truth, rtol=1e-14)


# Against scikit-learn


def test_class_weights_agree_with_scikit_learn():
    from sklearn.datasets import load_iris
    from sklearn.metrics import log_loss
    from sklearn.utils.class_weight import compute_sample_weight

    x, labels = load_iris(return_X_y=True)
    z = (x - x.mean(axis=0)) @ np.random.default_rng(0).normal(size=(4, 3))
    weights = np.array([1.0, 2.0, 5.0])
    costs = log_likelihood_cost(z, labels, weights=weights)
    of_examples = compute_sample_weight(dict(enumerate(weights)), labels)
    theirs = log_loss(labels, softmax(z), sample_weight=of_examples)
    assert costs.sum() / of_examples.sum() == pytest.approx(theirs, rel=1e-12)


# Batches


@pytest.mark.parametrize("batch", range(1, 7))
def test_the_variance_of_a_batch_is_that_of_all_batches_that_there_are(batch):
    numbers = np.random.default_rng(1).normal(size=(6, 2))
    means = [numbers[list(chosen)].mean(axis=0) for chosen in combinations(range(6), batch)]
    found = batch_variance(numbers.var(axis=0), batch, 6)
    np.testing.assert_allclose(found, np.var(means, axis=0), atol=1e-15)


def test_a_batch_of_one_and_of_all():
    assert batch_variance(2.0, 1, 50) == 2
    assert batch_variance(2.0, 50, 50) == 0
    assert batch_variance(0.0, 1, 1) == 0


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((1.0, 0, 5), ValueError, "^batch must be at least 1"),
        ((1.0, 6, 5), ValueError, "^batch must be at most 5, the number of examples, not 6"),
        ((1.0, 1, 0), ValueError, "^examples must be at least 1"),
        ((-1.0, 1, 5), ValueError, "^spread must be at least 0, but holds -1"),
        ((np.nan, 1, 5), ValueError, "^spread must be at least 0, but holds nan"),
        ((1.0, 1.5, 5), TypeError, "^batch must be an integer"),
    ],
)
def test_what_is_wrong_with_a_batch_is_named(arguments, error, message):
    with pytest.raises(error, match=message):
        batch_variance(*arguments)


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (smoothed_gap, (10, 1.5), "^smoothing must be at most 1, not 1.5"),
        (smoothed_gap, (0, 0.1), "^classes must be at least 1"),
        (asked_gap, (1.5, 10), "^truth must be at most 1"),
        (asked_gap, (-0.5, 10), "^truth must be at least 0"),
        (asked_gap, (0.5, 1), "^classes must be at least 2"),
        (first_biases, ([0, 3], 3), "^labels must be a row of integers from 0 to 2"),
        (first_biases, ([[0, 1]], 2), "^labels must be a row of integers from 0 to 1"),
        (first_biases, ([0, 2, 2], 3), "^class 1 has no example"),
    ],
)
def test_what_is_wrong_with_a_setting_is_named(function, arguments, message):
    with pytest.raises(ValueError, match=message):
        function(*arguments)


# The first step


def test_no_other_biases_cost_less_and_the_cost_is_the_entropy_of_the_labels():
    labels = np.repeat([0, 1, 2], [50, 10, 40])
    biases, random = first_biases(labels, 3), np.random.default_rng(2)

    def mean_cost(b):
        return log_likelihood_cost(np.tile(b, (100, 1)), labels).mean()

    frequencies = np.array([0.5, 0.1, 0.4])
    assert mean_cost(biases) == pytest.approx(-(frequencies * np.log(frequencies)).sum())
    assert all(mean_cost(biases + 0.1 * random.normal(size=3)) > mean_cost(biases) for _ in "abcde")


@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_random_logits_cost_log_k_and_half_of_their_variance(classes):
    random, size = np.random.default_rng(4), 0.2
    z = size * random.normal(size=(200_000 // classes, classes))
    mean = -log_softmax(z).mean()  # over all labels too
    extra = size**2 / 2 * (1 - 1 / classes)
    assert mean == pytest.approx(np.log(classes) + extra, abs=0.1 * extra)
    assert mean < np.log(classes) + 0.6 * size**2
