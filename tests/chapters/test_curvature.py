"""The curvature: Hessian, bound and steps against digits and properties, and where they end."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from sklearn.datasets import load_digits, load_iris

from output_layer import (
    check_gradient,
    cross_entropy_cost,
    cross_entropy_cost_gradient,
    cross_entropy_newton_step,
    guaranteed_step,
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    newton_descent,
    regression_hessian,
    regression_hessian_product,
    sigmoid_derivative,
    softmax,
    softmax_jacobian,
)

rows = st.lists(st.floats(-30, 30), min_size=2, max_size=6)


def problem(examples=7, inputs=3, classes=4, seed=0):
    random = np.random.default_rng(seed)
    x = np.column_stack([random.normal(size=(examples, inputs - 1)), np.ones(examples)])
    return random.normal(size=(classes, inputs)), x, random.integers(0, classes, examples)


def irises(*species):
    """Return the petals of two species with a column of ones, and 0 or 1 for which it is."""
    iris = load_iris()
    chosen = np.isin(iris.target, species)
    x = np.column_stack([iris.data[chosen, 2:], np.ones(chosen.sum())])
    return x, (iris.target[chosen] == species[1]).astype(int)


def digits():
    found = load_digits()
    return np.column_stack([found.data / 16, np.ones(1797)])[:1297], found.target[:1297]


def slope(theta, x, labels, decay=0.0):
    return log_likelihood_cost_gradient(x @ theta.T, labels).T @ x / len(x) + decay * theta


def cost(theta, x, labels, decay=0.0):
    return log_likelihood_cost(x @ theta.T, labels).mean() + decay / 2 * (theta**2).sum()


# Newton's step of one neuron


@pytest.mark.parametrize("y", [0.0, 1.0])
def test_newtons_step_is_within_3_ulp_of_the_truth(y):
    for z in np.linspace(-700, 700, 301):
        with mpmath.workdps(700):
            a = 1 / (1 + mpmath.exp(-mpmath.mpf(z)))
            true = (a - y) / (a * (1 - a))
            found = cross_entropy_newton_step(z, y)
            assert abs(found - true) <= 3 * np.spacing(abs(float(true)))


@pytest.mark.parametrize("y", [0.1, 0.5, 0.9])
def test_newtons_step_is_slope_over_curvature(y):
    z = np.linspace(-20, 20, 401)
    expected = cross_entropy_cost_gradient(z, y) / sigmoid_derivative(z)
    np.testing.assert_allclose(cross_entropy_newton_step(z, y), expected, rtol=1e-12, atol=1e-14)


def test_newtons_step_far_out_has_its_limits_and_no_warning():
    z = np.array([-800.0, 800.0, -np.inf, np.inf])
    np.testing.assert_array_equal(cross_entropy_newton_step(z, 0.0), [1, np.inf, 1, np.inf])
    np.testing.assert_array_equal(cross_entropy_newton_step(z, 1.0), [-np.inf, -1, -np.inf, -1])
    with pytest.raises(ValueError, match="y must lie within"):
        cross_entropy_newton_step(0.0, 1.5)


def landing(z, y=0.5):
    return z - cross_entropy_newton_step(z, y)


def test_for_target_half_newton_comes_home_up_to_sinh_z_equal_2z_and_flies_off_beyond():
    edge = float(mpmath.findroot(lambda z: mpmath.sinh(z) - 2 * z, 2.2))
    assert round(edge, 4) == 2.1773
    assert landing(edge) == pytest.approx(-edge)
    near, far = edge - 1e-3, edge + 1e-3
    for _ in range(20):
        near, far = landing(near), landing(far) if abs(far) < 50 else far
    assert abs(near) < 1e-9 < 50 < abs(far)


@given(st.floats(-8, 8), st.sampled_from([0.0, 0.5, 1.0]))
def test_the_bounds_step_of_one_neuron_never_goes_uphill(z, y):
    slope_there = cross_entropy_cost_gradient(z, y)
    for part in (4, 8):  # the lowest point of the parabola of ¼, and where it is back at the cost
        assert cross_entropy_cost(z - part * slope_there, y) <= cross_entropy_cost(z, y) + 1e-12


# The Hessian


def test_the_hessian_is_the_slope_of_the_gradient_whatever_the_labels():
    theta, x, labels = problem()
    for label in (labels, (labels + 1) % 4):
        hessian = regression_hessian(theta, x, weight_decay=0.3)
        for row in range(theta.size):

            def entry(theta, row=row, label=label):
                return slope(theta, x, label, 0.3).ravel()[row]

            def of_hessian(theta, row=row, hessian=hessian):
                return hessian[row].reshape(theta.shape)

            check_gradient(entry, of_hessian, theta)


def test_the_hessian_is_the_mean_of_the_kronecker_products():
    theta, x, _ = problem()
    products = [np.kron(softmax_jacobian(theta @ row), np.outer(row, row)) for row in x]
    expected = np.mean(products, axis=0) + 0.1 * np.eye(theta.size)
    np.testing.assert_allclose(
        regression_hessian(theta, x, weight_decay=0.1), expected, rtol=1e-12, atol=1e-15
    )


@pytest.mark.parametrize("decay", [0.0, 0.2])
def test_the_product_is_that_of_the_matrix(decay):
    theta, x, _ = problem(seed=1)
    v = np.random.default_rng(2).normal(size=theta.shape)
    expected = regression_hessian(theta, x, weight_decay=decay) @ v.ravel()
    found = regression_hessian_product(theta, x, v, weight_decay=decay)
    np.testing.assert_allclose(found.ravel(), expected, rtol=1e-11)


def test_far_out_the_flat_directions_stay_flat():
    # With a(1 − a) from rounded shares the rows of the Jacobian would not add up to 0.
    theta = np.array([[-50.0, -50.0, -50.0], [50.0, 50.0, 50.0]])
    hessian = regression_hessian(theta, problem()[1])
    assert abs(hessian[:3] + hessian[3:]).max() <= 1e-15 * abs(hessian).max()


def test_the_null_space_is_what_all_rows_have_in_common_and_inputs_that_are_always_0():
    x, _ = digits()
    hessian = regression_hessian(np.zeros((10, 65)), x)
    eigenvalues = np.linalg.eigvalsh(hessian)
    assert np.sum(eigenvalues < 1e-12) == 62 + 3 * 10
    assert np.linalg.matrix_rank(x) == 62
    common = np.tile(np.random.default_rng(0).normal(size=65), (10, 1))
    assert abs(regression_hessian_product(np.zeros((10, 65)), x, common)).max() < 1e-14
    assert eigenvalues.min() > -1e-14


# The bound


@given(rows, st.data())
def test_the_curvature_is_a_variance_and_at_most_half(row, data):
    v = np.array(data.draw(st.lists(st.floats(-5, 5), min_size=len(row), max_size=len(row))))
    a, hessian = softmax(row), softmax_jacobian(row)
    assert v @ hessian @ v == pytest.approx(a @ (v - a @ v) ** 2, abs=1e-12)
    assert v @ hessian @ v <= v @ v / 2 + 1e-12
    centred = v - v.mean()  # Böhning's bound
    assert v @ hessian @ v <= centred @ centred / 2 + 1e-12


def test_two_classes_at_a_half_attain_the_bound():
    assert np.linalg.eigvalsh(softmax_jacobian([0.0, 0.0, -800.0]))[-1] == pytest.approx(0.5)


def test_the_guaranteed_step_of_the_digits():
    x, _ = digits()
    assert round(guaranteed_step(x), 4) == 0.3496
    largest = np.linalg.eigvalsh(regression_hessian(np.zeros((10, 65)), x))[-1]
    assert 2 / largest == pytest.approx(5 * guaranteed_step(x))  # I/K of ten classes, not ½
    assert guaranteed_step(x, weight_decay=1.0) == pytest.approx(1 / (1 / guaranteed_step(x) + 0.5))
    assert guaranteed_step([[0.0]]) == np.inf


@pytest.mark.parametrize("seed", range(5))
def test_with_the_guaranteed_step_descent_never_goes_uphill(seed):
    theta, x, labels = problem(seed=seed)
    theta = 5 * theta
    eta, paid = guaranteed_step(x, weight_decay=0.1), []
    for _ in range(60):
        paid.append(cost(theta, x, labels, 0.1))
        theta = theta - eta * slope(theta, x, labels, 0.1)
    assert (np.diff(paid) <= 1e-13).all()


def test_with_two_classes_twice_the_guaranteed_step_already_goes_uphill():
    x, labels = np.array([[1.0], [1.0]]), [0, 1]
    eta = guaranteed_step(x)
    start = np.array([[1e-3], [-1e-3]])
    for times, uphill in ((0.99, False), (1.01, True)):
        after = start - times * eta * slope(start, x, labels)
        assert (cost(after, x, labels) > cost(start, x, labels)) == uphill


# Newton's method


def test_on_two_irises_newton_needs_nine_steps_and_finds_what_another_search_finds():
    x, labels = irises(1, 2)
    path = newton_descent(np.zeros((2, 3)), x, labels, tol=1e-13)
    assert len(path.factors) == 9
    gap = path.theta[1] - path.theta[0]
    np.testing.assert_allclose(gap, [5.75453232, 10.44669989, -45.27234377], rtol=1e-8)
    found = minimize(lambda w: cross_entropy_cost(x @ w, labels).mean(), np.zeros(3), method="BFGS")
    assert found.fun == pytest.approx(path.costs[-1], abs=1e-6)
    assert (np.diff(path.costs) < 0).all()
    assert (path.factors == 1).all()


def test_from_far_out_the_plain_step_leaps_and_the_damped_one_arrives():
    x, labels = irises(1, 2)
    start = np.array([[-2.5] * 3, [2.5] * 3])
    leap = newton_descent(start, x, labels, damped=False, max_steps=1)
    assert leap.costs[1] > 1e13
    path = newton_descent(start, x, labels)
    assert path.slopes[-1] <= 1e-10
    assert path.costs[-1] == pytest.approx(0.102818, abs=1e-6)
    assert (np.diff(path.costs) <= 1e-12).all()
    assert path.factors.min() < 1e-9


@pytest.mark.parametrize(("decay", "steps"), [(1e-2, 6), (1e-8, 17)])
def test_from_0_the_plain_step_never_fails_on_the_digits(decay, steps):
    x, labels = digits()
    path = newton_descent(np.zeros((10, 65)), x, labels, weight_decay=decay, damped=False)
    assert len(path.factors) == steps
    assert (np.diff(path.costs) < 0).all()
    assert abs(path.theta.sum(axis=0)).max() < 1e-8


def test_the_bound_goes_downhill_from_everywhere_and_arrives_late():
    x, labels = irises(1, 2)
    start = np.array([[-2.5] * 3, [2.5] * 3])
    path = newton_descent(start, x, labels, curvature="bound", damped=False, max_steps=400)
    assert (np.diff(path.costs) <= 1e-12).all()
    assert path.costs[-1] < 0.15
    assert path.slopes[-1] > 1e-4


def test_newton_does_not_know_the_units_of_the_inputs():
    x, labels = irises(1, 2)
    first = newton_descent(np.zeros((2, 3)), x, labels, max_steps=4)
    scaled = newton_descent(np.zeros((2, 3)), x * [100, 0.01, 1], labels, max_steps=4)
    np.testing.assert_allclose(first.costs, scaled.costs, rtol=1e-6)


def test_one_hot_labels_are_taken_too():
    theta, x, labels = problem()
    first = newton_descent(theta, x, labels, weight_decay=0.1)
    second = newton_descent(theta, x, np.eye(4)[labels], weight_decay=0.1)
    np.testing.assert_array_equal(first.theta, second.theta)
    assert newton_descent(theta, x, labels, max_steps=0).factors.size == 0


# Errors


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: regression_hessian([[0.0]], [1.0]), "x must have the shape"),
        (lambda: regression_hessian([[0.0, 0.0]], [[1.0]]), r"theta must have the shape \(K, 1\)"),
        (lambda: regression_hessian([[0.0]], [[1.0]], weight_decay=-1), "weight_decay must be at"),
        (
            lambda: regression_hessian_product([[0.0]], [[1.0]], [1.0]),
            r"v must have the shape \(1, 1\) of theta",
        ),
        (lambda: guaranteed_step([]), "x must have the shape"),
        (lambda: guaranteed_step([[np.nan]]), "x must be finite, but holds nan"),
        (
            lambda: newton_descent([[0.0]], [[1.0]], [0], curvature="half"),
            "curvature must be 'exact' or 'bound'",
        ),
        (lambda: newton_descent([[0.0]], [[1.0]], [1]), "labels must be integers from 0 to 0"),
        (lambda: newton_descent([[0.0]], [[1.0]], [0], tol=0), "tol must be greater than 0"),
    ],
)
def test_errors_name_the_argument(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_what_is_no_real_number_is_refused():
    with pytest.raises(TypeError, match="theta must be"):
        regression_hessian([[1j]], [[1.0]])
    with pytest.raises(TypeError, match="x must be"):
        guaranteed_step([["one"]])
