"""Softmax with the quadratic cost: truth, where its gradient vanishes, every kind of input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import row_checks
from output_layer import (
    check_gradient,
    log_likelihood_cost_gradient,
    quadratic_cost_gradient,
    softmax,
    softmax_quadratic_cost,
    softmax_quadratic_cost_gradient,
)

rows = st.lists(st.floats(-50, 50), min_size=2, max_size=6)


def test_cost_is_within_12_ulp_of_the_truth():
    for row in row_checks.saturated_rows():
        for label in range(len(row)):
            assert row_checks.errors("softmax_quadratic_cost", row, label).max() <= 12, row


def test_gradient_is_within_12_ulp_of_the_truth_where_one_class_dominates_or_the_true_one_sank():
    name, checked = "softmax_quadratic_cost_gradient", 0
    for row in row_checks.saturated_rows():
        if row[0] >= 10:  # whichever class is the right one
            for label in range(len(row)):
                assert row_checks.errors(name, row, label).max() <= 12, (row, label)
                checked += 1
        elif row[0] <= -10:  # the other classes are not saturated
            assert row_checks.errors(name, row, 0)[0] <= 12, row
            checked += 1
    assert checked == 6 * (2 + 3 + 5) + 6 * 3


@given(rows, st.data())
def test_size_of_the_true_class_slope_and_its_bound(row, data):
    label = data.draw(st.integers(0, len(row) - 1))
    a = softmax(row)
    slope = softmax_quadratic_cost_gradient(row, label)[label]
    assert slope == pytest.approx(-a[label] * (1 + (a**2).sum() - 2 * a[label]), abs=1e-15)
    assert -2 * a[label] <= slope <= 0


@given(rows)
def test_cost_lies_between_0_and_1(row):
    for label in range(len(row)):
        assert 0 <= softmax_quadratic_cost(row, label) <= 1 + 1e-15


@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_already_small_at_equal_logits(classes):
    slope = softmax_quadratic_cost_gradient(np.zeros(classes), 0)[0]
    assert slope == pytest.approx(-(1 - 1 / classes) / classes, rel=1e-12)


def test_vanishes_where_the_answer_is_wrong_while_the_log_likelihood_does_not():
    z = np.array([-40.0, 0.0, 0.0])
    assert abs(softmax_quadratic_cost_gradient(z, 0)).max() < 1e-17
    assert log_likelihood_cost_gradient(z, 0)[0] == -1


def test_steepest_near_a_gap_of_log_k_at_about_an_eighth():
    # One wrong class rises; the norm over all classes comes to the same order.
    gaps = np.linspace(0, 30, 3001)
    z = np.zeros((gaps.size, 1000))
    z[:, 1] = gaps
    slopes = softmax_quadratic_cost_gradient(z, np.zeros(gaps.size, dtype=int))
    rising = abs(slopes[:, 1])
    assert gaps[rising.argmax()] == pytest.approx(np.log(1000), abs=1)
    assert 0.1 < rising.max() < 0.2


@given(st.floats(-300, 300))
def test_two_classes_are_twice_one_sigmoid_neuron(z):
    # Both entries of the residual are those of the neuron, up to the sign.
    slope = softmax_quadratic_cost_gradient([z, 0.0], 0)[0]
    assert slope == pytest.approx(2 * quadratic_cost_gradient(z, 1.0), rel=1e-14)


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("shape", row_checks.SHAPES)
def test_gradient_is_the_slope_of_the_cost(shape, method):
    row_checks.check_slope(softmax_quadratic_cost, softmax_quadratic_cost_gradient, shape, method)


WRONG = {
    "the residual alone": lambda a, chosen: a - chosen,
    "taken elementwise": lambda a, chosen: (a - chosen) * a * (1 - a),
    "the mean left out": lambda a, chosen: a * (a - chosen),
}


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("mistake", WRONG)
def test_each_wrong_gradient_is_caught(mistake, method):
    z, labels = row_checks.example((4,), seed=3)
    with pytest.raises(AssertionError, match="the slope of function is"):
        check_gradient(
            lambda z: softmax_quadratic_cost(z, labels),
            lambda z: WRONG[mistake](softmax(z), np.eye(4)[labels]),
            z,
            method=method,
        )


@pytest.mark.parametrize(
    ("function", "reduced"),
    [(softmax_quadratic_cost, True), (softmax_quadratic_cost_gradient, False)],
)
def test_labels_types_shapes_and_errors(function, reduced):
    row_checks.check_labels_types_and_shapes(function, reduced)
    row_checks.check_errors(function)
