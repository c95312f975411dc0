"""The log-likelihood cost, its gradient and the Jacobian: truth, properties, every input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import row_checks
from output_layer import (
    check_gradient,
    cross_entropy_cost,
    cross_entropy_cost_gradient,
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    softmax,
    softmax_jacobian,
    softmax_jacobian_product,
)

EPSILON = np.finfo(float).eps
SHAPES = row_checks.SHAPES

rows = st.lists(st.floats(-50, 50), min_size=2, max_size=6)


# Against the truth


@pytest.mark.parametrize("name", ["log_likelihood_cost", "log_likelihood_cost_gradient"])
def test_within_5_ulp_of_the_truth_near_saturation_and_everywhere(name):
    random = np.random.default_rng(0)
    ordinary = [(random.standard_normal(4) * 3).tolist() for _ in range(50)]
    for row in [*row_checks.saturated_rows(), *ordinary]:
        for label in range(len(row)):
            assert row_checks.errors(name, row, label).max() <= 5, (row, label)


def test_jacobian_is_within_10_ulp_of_the_truth():
    for row in row_checks.saturated_rows():
        assert row_checks.errors("softmax_jacobian", row).max() <= 10, row


def test_the_true_class_keeps_what_subtracting_1_loses():
    assert softmax([0.0, -38.0])[0] - 1 == 0
    np.testing.assert_allclose(
        log_likelihood_cost_gradient([0.0, -38.0], 0), [-np.exp(-38), np.exp(-38)], rtol=1e-15
    )


@pytest.mark.parametrize(
    ("z", "label", "cost", "slope"),
    [
        ([3.0], 0, 0.0, [0.0]),
        ([0.0, 0.0], 1, np.log(2), [0.5, -0.5]),
        ([1e4, -1e4], 1, 2e4, [1.0, -1.0]),
        ([1e4, -1e4], 0, 0.0, [0.0, 0.0]),
        ([0.0, -np.inf], 1, np.inf, [1.0, -1.0]),
        ([0.0, -np.inf], 0, 0.0, [0.0, 0.0]),
        ([np.inf, 0.0], 1, np.inf, [1.0, -1.0]),
        ([np.nan, 0.0], 1, np.nan, [np.nan, np.nan]),
    ],
)
def test_known_values_and_limits(z, label, cost, slope):
    np.testing.assert_array_equal(log_likelihood_cost(z, label), cost)
    np.testing.assert_array_equal(log_likelihood_cost_gradient(z, label), slope)
    assert not np.signbit(log_likelihood_cost(z, label))


# Properties


@given(rows, st.data())
def test_the_entries_of_the_gradient_sum_to_0_and_only_one_is_negative(row, data):
    label = data.draw(st.integers(0, len(row) - 1))
    gradient = log_likelihood_cost_gradient(row, label)
    assert gradient.sum() == pytest.approx(0, abs=4 * EPSILON)
    assert gradient[label] <= 0
    assert (np.delete(gradient, label) >= 0).all()


@given(st.floats(-700, 700))
def test_two_classes_cost_what_one_sigmoid_neuron_does(z):
    # Class 0 of the layer is target 1 of the neuron.
    for label, target in ((0, 1.0), (1, 0.0)):
        cost = log_likelihood_cost([z, 0.0], label)
        assert cost == pytest.approx(cross_entropy_cost(z, target), rel=8 * EPSILON)
        slope = log_likelihood_cost_gradient([z, 0.0], label)
        expected = cross_entropy_cost_gradient(z, target)
        np.testing.assert_allclose(slope, [expected, -expected], rtol=8 * EPSILON)


@given(rows)
def test_rows_and_columns_of_the_jacobian_sum_to_0(row):
    jacobian = softmax_jacobian(row)
    np.testing.assert_array_equal(jacobian, jacobian.T)
    np.testing.assert_allclose(jacobian.sum(axis=0), 0, atol=4 * EPSILON)
    assert (np.diag(jacobian) >= 0).all()


@given(rows, st.data())
def test_product_is_that_of_the_jacobian(row, data):
    v = np.array([data.draw(st.floats(-10, 10)) for _ in row])
    expected = softmax_jacobian(row) @ v
    np.testing.assert_allclose(softmax_jacobian_product(row, v), expected, atol=1e-13)


@given(rows)
def test_the_gradient_is_the_jacobian_times_the_slope_in_a(row):
    a = softmax(row)
    for label in range(len(row)):
        v = np.where(np.arange(len(row)) == label, -1 / a[label], 0.0)
        np.testing.assert_allclose(
            softmax_jacobian_product(row, v), log_likelihood_cost_gradient(row, label), atol=1e-14
        )


# Slopes, by the one checker


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("shape", SHAPES)
def test_gradient_is_the_slope_of_the_cost(shape, method):
    row_checks.check_slope(log_likelihood_cost, log_likelihood_cost_gradient, shape, method)


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("shape", SHAPES)
def test_jacobian_is_the_slope_of_softmax(shape, method):
    z, _ = row_checks.example(shape)
    weights = np.random.default_rng(2).standard_normal(shape)

    def weighted(z):
        return (weights * softmax(z)).sum()

    check_gradient(weighted, lambda z: softmax_jacobian_product(z, weights), z, method=method)
    check_gradient(
        weighted,
        lambda z: np.einsum("...ij,...j->...i", softmax_jacobian(z), weights),
        z,
        method=method,
    )


def test_the_complex_step_resolves_a_saturated_slope():
    for label in (0, 1):
        check_gradient(
            lambda z, label=label: log_likelihood_cost(z, label),
            lambda z, label=label: log_likelihood_cost_gradient(z, label),
            np.array([0.0, -60.0]),
            method="complex",
        )


WRONG = {
    "only the case i = j": lambda a, chosen, z: -chosen * (1 - a),
    "taken elementwise": lambda a, chosen, z: -chosen / a * a * (1 - a),
    "σ′ multiplied back": lambda a, chosen, z: (a - chosen) * a * (1 - a),
    "softmax twice": lambda a, chosen, z: softmax(a) - chosen,
    "sum instead of mean": lambda a, chosen, z: (a - chosen) * len(z),
    "the sign": lambda a, chosen, z: chosen - a,
    "a millionth": lambda a, chosen, z: (a - chosen) * (1 + 1e-6),
}


@pytest.mark.parametrize("method", ["central", "complex"])
@pytest.mark.parametrize("mistake", WRONG)
def test_each_wrong_gradient_is_caught(mistake, method):
    z, labels = row_checks.example((5, 3), seed=4)
    chosen = np.eye(3)[labels]
    with pytest.raises(AssertionError, match="the slope of function is"):
        check_gradient(
            lambda z: log_likelihood_cost(z, labels).mean(),
            lambda z: WRONG[mistake](softmax(z), chosen, z) / 5,
            z,
            method=method,
        )


# Every kind of input


@pytest.mark.parametrize(
    ("function", "reduced"), [(log_likelihood_cost, True), (log_likelihood_cost_gradient, False)]
)
def test_labels_types_shapes_and_errors(function, reduced):
    row_checks.check_labels_types_and_shapes(function, reduced)
    row_checks.check_errors(function, "target shares must sum to 1, none negative")


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.complex128])
def test_jacobian_keeps_types_and_stacks(dtype):
    z = np.random.default_rng(5).standard_normal((2, 3, 4)).astype(dtype)
    assert softmax_jacobian(z).shape == (2, 3, 4, 4)
    assert softmax_jacobian(z).dtype == dtype
    assert softmax_jacobian_product(z, z.real).dtype == dtype
    np.testing.assert_array_equal(softmax_jacobian(z)[1, 2], softmax_jacobian(z[1, 2]))


def test_jacobian_names_what_is_wrong():
    with pytest.raises(ValueError, match=r"^v must have the shape \(2,\) of z, not \(3,\)$"):
        softmax_jacobian_product([1, 2], [1, 2, 3])
    with pytest.raises(TypeError, match=r"^v must be integers"):
        softmax_jacobian_product([1, 2], "ab")
    for function in (softmax_jacobian, lambda z: softmax_jacobian_product(z, z)):
        with pytest.raises(ValueError, match=r"^z must hold at least one class"):
            function([])
        with pytest.raises(TypeError, match=r"^z must be integers"):
            function("a")
