"""The trained neuron: the published experiment, the update rule, its arguments."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from output_layer import (
    Trajectory,
    cross_entropy_cost,
    cross_entropy_cost_gradient,
    quadratic_cost,
    quadratic_cost_gradient,
    sigmoid,
    train_neuron,
)

COSTS = {
    "quadratic": (quadratic_cost, quadratic_cost_gradient),
    "cross-entropy": (cross_entropy_cost, cross_entropy_cost_gradient),
}


@pytest.mark.parametrize(
    ("start", "first", "last"), [((0.6, 0.9), 0.82, 0.09), ((2, 2), 0.98, 0.2)]
)
def test_published_outputs_of_the_quadratic_cost(start, first, last):
    a = train_neuron(*start).a
    assert (round(a[0], 2), round(a[-1], 2)) == (first, last)


def test_published_slowdown_lasts_about_150_epochs():
    a = train_neuron(2.0, 2.0).a
    assert a[150] > 0.9
    assert a[300] < 0.21


def naive_animation(w, b, eta, updates):
    """Step along ∂C/∂a = 1/(1 − a), as the published script does, where ∂C/∂z = a belongs."""
    for _ in range(updates):
        step = 1 / (1 - sigmoid(w + b))
        w, b = w - eta * step, b - eta * step
    return sigmoid(w + b)


@pytest.mark.parametrize(("start", "last"), [((0.6, 0.9), 0.04), ((2.0, 2.0), 0.05)])
def test_published_cross_entropy_outputs_leave_the_slope_of_sigmoid_out(start, last):
    # The script's counter runs from 0 to 300 with one update each: 301 updates.
    assert round(naive_animation(*start, 0.005, 301), 2) == last
    assert round(naive_animation(*start, 0.005, 300), 2) == last
    assert train_neuron(*start, cost="cross-entropy", eta=0.005).a[-1] > 0.4


@pytest.mark.parametrize("start", [(0.6, 0.9), (2.0, 2.0), (4.0, 4.0)])
def test_at_one_rate_the_cross_entropy_learns_from_every_start(start):
    assert train_neuron(*start, cost="cross-entropy").a[-1] == pytest.approx(0.012, abs=7e-4)


def test_the_quadratic_cost_does_not_move_a_saturated_neuron():
    a = train_neuron(4.0, 4.0).a
    assert a[0] - a[-1] < 2e-5


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (-0.7, 1.0), (2.5, 0.3), (0.0, 1.0)])
def test_every_step_follows_the_gradient_of_the_cost(cost, x, y):
    path = train_neuron(0.4, -1.1, x=x, y=y, eta=0.3, cost=cost, epochs=20)
    cost_of, gradient_of = COSTS[cost]
    z = path.w * x + path.b
    slope = gradient_of(z, y)[:-1]
    np.testing.assert_allclose(np.diff(path.w), -0.3 * slope * x, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(np.diff(path.b), -0.3 * slope, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(path.a, sigmoid(z))
    np.testing.assert_array_equal(path.cost, cost_of(z, y))


@pytest.mark.parametrize("epochs", [0, 1, 7, np.int64(3)])
def test_element_0_is_the_start_and_the_length_is_epochs_plus_1(epochs):
    path = train_neuron(2, -1, epochs=epochs)
    assert isinstance(path, Trajectory)
    assert path._fields == ("w", "b", "a", "cost")
    for values in path:
        assert values.shape == (epochs + 1,)
        assert values.dtype == np.float64
    assert (path.w[0], path.b[0]) == (2.0, -1.0)
    assert path.a[0] == sigmoid(1.0)


def test_the_arrays_do_not_share_memory():
    path = train_neuron(1.0, 1.0, epochs=3)
    path.w[:] = 0
    assert (path.b != 0).all()


@settings(max_examples=30)
@given(
    w=st.floats(-5, 5),
    b=st.floats(-5, 5),
    y=st.floats(0, 1),
    eta=st.floats(0.01, 1),
    cost=st.sampled_from(list(COSTS)),
)
def test_the_cost_never_rises_at_these_rates(w, b, y, eta, cost):
    # Along (x, 1) the curvature is at most (1 + x²)/4 = 1/2, so any η up to 2 descends.
    path = train_neuron(w, b, y=y, eta=eta, cost=cost, epochs=30)
    assert (np.diff(path.cost) <= 1e-15).all()


@pytest.mark.parametrize("cost", COSTS)
def test_extreme_but_finite_numbers_do_not_warn(cost):
    with np.errstate(all="raise"):
        path = train_neuron(1e300, -1e300, x=1e5, eta=1e300, cost=cost, epochs=5)
    assert path.w.shape == (6,)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"w": "1"}, TypeError, "w must be integers, booleans or one of float16"),
        ({"b": 1j}, TypeError, "b must be .* not complex128"),
        ({"w": np.inf}, ValueError, "w must be one finite number, not inf"),
        ({"b": [1.0, 2.0]}, ValueError, r"b must be one finite number, not \[1.0, 2.0\]"),
        ({"x": np.nan}, ValueError, "x must be one finite number, not nan"),
        ({"x": None}, TypeError, "x must be integers"),
        ({"y": 1.5}, ValueError, r"y must lie within \[0, 1\], but holds 1.5"),
        ({"y": [0, 1]}, ValueError, "y must be one finite number"),
        ({"eta": 0}, ValueError, "eta must be greater than 0, not 0"),
        ({"eta": -0.1}, ValueError, "eta must be greater than 0, not -0.1"),
        ({"eta": np.inf}, ValueError, "eta must be one finite number, not inf"),
        ({"eta": "fast"}, TypeError, "eta must be integers"),
        ({"cost": "hinge"}, ValueError, "cost must be 'quadratic' or 'cross-entropy', not 'hinge'"),
        (
            {"cost": quadratic_cost},
            ValueError,
            "cost must be 'quadratic' or .*, not <function",
        ),
        ({"epochs": -1}, ValueError, "epochs must be at least 0, not -1"),
        ({"epochs": 2.5}, TypeError, "epochs must be an integer, not 2.5"),
    ],
)
def test_a_wrong_argument_is_named(arguments, error, message):
    with pytest.raises(error, match=f"^{message}"):
        train_neuron(**{"w": 1.0, "b": 1.0, **arguments})
