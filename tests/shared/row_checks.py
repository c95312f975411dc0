"""What holds for both costs of a softmax layer, their gradients and its Jacobian."""

import numpy as np
import pytest
from flint import arb, ctx

import output_layer
from output_layer import check_gradient

BITS = 6000  # bears a_y − 1 with a_y down to e^(−740), and the products of such differences
SHAPES = [(1,), (2,), (7,), (3, 4), (2, 3, 5)]


def shares(row):
    ctx.prec = BITS
    terms = [arb(z).exp() for z in row]
    total = sum(terms, arb(0))
    return [term / total for term in terms]


def minus_target(a, label):
    return [share - (j == label) for j, share in enumerate(a)]


def log_likelihood_cost(a, label):
    return [-a[label].log()]


def softmax_quadratic_cost(a, label):
    return [sum((r * r for r in minus_target(a, label)), arb(0)) / 2]


def softmax_quadratic_cost_gradient(a, label):
    r = minus_target(a, label)
    mean = sum((share * rest for share, rest in zip(a, r, strict=True)), arb(0))
    return [share * (rest - mean) for share, rest in zip(a, r, strict=True)]


def softmax_jacobian(a):
    return [x * ((i == j) - y) for i, x in enumerate(a) for j, y in enumerate(a)]


DEFINITIONS = {
    "log_likelihood_cost": log_likelihood_cost,
    "log_likelihood_cost_gradient": minus_target,
    "softmax_quadratic_cost": softmax_quadratic_cost,
    "softmax_quadratic_cost_gradient": softmax_quadratic_cost_gradient,
    "softmax_jacobian": softmax_jacobian,
}


def errors(name, row, *label):
    """Return |result − truth| in ULP of the truth, at least of the smallest number there is."""
    result = np.ravel(getattr(output_layer, name)(np.array(row), *label)).tolist()
    true = DEFINITIONS[name](shares(row), *label)
    return np.array(
        [
            abs(float((arb(ours) - ball) / arb(float(np.spacing(abs(float(ball)))))))
            for ours, ball in zip(result, true, strict=True)
        ]
    )


def saturated_rows():
    """Yield rows of 2 to 5 logits of which one rises, or sinks, far beyond the others."""
    random = np.random.default_rng(1)
    for gap in (3, 10, 30, 38, 100, 300, 345):
        for classes in (2, 3, 5):
            row = random.standard_normal(classes)
            for sign in (1, -1):
                row[0] = sign * gap
                yield row.tolist()


def example(shape, seed=0):
    """Return random logits of the shape and random labels for them."""
    random = np.random.default_rng(seed)
    return random.standard_normal(shape) * 2, random.integers(0, shape[-1], shape[:-1])


def check_slope(cost, gradient, shape, method):
    z, labels = example(shape)

    def mean_cost(z):
        return cost(z, labels).mean()

    def mean_gradient(z):
        return gradient(z, labels) / max(1, np.size(labels))

    check_gradient(mean_cost, mean_gradient, z, method=method)


def check_labels_types_and_shapes(function, reduced):
    for shape in SHAPES:
        z, labels = example(shape)
        result = function(z, labels)
        one_hot = np.eye(shape[-1])[labels]
        for same in (one_hot, one_hot.astype(bool), one_hot.astype(int), labels.astype(np.float32)):
            np.testing.assert_array_equal(function(z, same), result)
        assert np.shape(result) == (shape[:-1] if reduced else shape)
        for dtype in (np.float16, np.float32, np.float64, np.complex128):
            given = z.astype(dtype)
            before = given.copy()
            given.flags.writeable = False
            with np.errstate(all="raise"):
                assert function(given, labels).dtype == dtype
            np.testing.assert_array_equal(given, before)
        narrow = function(z.astype(np.float32), labels)
        wide = function(z.astype(np.float32).astype(np.float64), labels)
        np.testing.assert_array_equal(narrow, wide.astype(np.float32))
    np.testing.assert_array_equal(
        function([[0, 1], [2, 0]], [0, 1]), function([[0.0, 1], [2, 0]], [0, 1])
    )
    assert function(np.empty((0, 3)), np.empty(0, dtype=int)).shape == ((0,) if reduced else (0, 3))


def check_errors(function, rows=r"one-hot labels must hold a single 1 and zeros"):
    z = np.zeros((2, 3))
    for wrong in ([0, 3], [-1, 0], [0, 0.5], [0, np.nan]):
        with pytest.raises(ValueError, match=r"^labels must be integers from 0 to 2, but hold "):
            function(z, wrong)
    for wrong in ([[1, 0, 0], [1, 1, 0]], [[0, 0, 0], [1, 0, 0]], [[2, -1, 0], [1, 0, 0]]):
        with pytest.raises(ValueError, match=f"^{rows}"):
            function(z, wrong)
    for wrong in (0, [0], [0, 1, 2], np.zeros((3, 2))):
        with pytest.raises(ValueError, match=r"^labels must have the shape \(2,\) of the examples"):
            function(z, wrong)
    for wrong in ("cat", None, ["a", "b"], [1j, 0]):
        with pytest.raises(
            TypeError, match=r"^labels must be integers, booleans or one of float16"
        ):
            function(z, wrong)
    with pytest.raises(TypeError, match=r"^z must be integers, booleans or one of float16"):
        function("a", 0)
    for empty in (1.0, np.empty((2, 0))):
        with pytest.raises(ValueError, match=r"^z must hold at least one class along its last"):
            function(empty, [0, 0])
