"""What holds for both costs and their gradients alike."""

import mpmath
import numpy as np
import pytest

import output_layer
import truth
from output_layer import sigmoid
from points import awkward, finite_halves, logits

EPSILON = np.finfo(float).eps
TARGETS = np.array([0.0, 5e-324, 1e-17, 0.1, 0.5, 0.9, 1 - 2.0**-53, 1.0])


def errors_at_targets_0_and_1(name, dtype=np.float64, count=100_000):
    """Return the errors in ULP at ``count`` weighted inputs or every float16, for both targets."""
    z = finite_halves() if dtype is np.float16 else logits(count, dtype, seed=1)
    z = np.repeat(z, 2)
    y = np.tile([0.0, 1.0], z.size // 2)
    return _errors(name, z, y)


def check_truth_against_the_definition(name, definition):
    """Check the truth at 1000 points with 700 digits, which bear every cancellation up to 746."""
    z = logits(1000, np.float64, seed=3)
    y = np.random.default_rng(3).choice(TARGETS, z.size)
    nearest, rest = truth.truth(getattr(truth, name), z, y)
    with mpmath.workdps(700):
        for at, target, high, low in zip(z.tolist(), y.tolist(), nearest, rest, strict=True):
            unit = mpmath.mpf(float(np.spacing(abs(high))))
            true = definition(1 / (1 + mpmath.exp(-at)), mpmath.mpf(target))
            assert abs(true - high - low * unit) < 1e-9 * unit


def errors_at_fractions(name, count=100_000):
    """Return z, y, the truth and the absolute errors, with many targets close to 0, 1 and σ(z)."""
    random = np.random.default_rng(2)
    z = logits(count, np.float64, seed=2)
    near = sigmoid(z) * (1 + random.choice([-1, 1], z.size) * 2.0 ** random.uniform(-40, 0, z.size))
    tiny = 2.0 ** random.uniform(-60, -1, z.size)
    y = np.choose(np.arange(z.size) % 4, [random.uniform(0, 1, z.size), near, tiny, 1 - tiny])
    y = np.clip(y, 0, 1)
    true, _ = truth.truth(getattr(truth, name), z, y)
    return z, y, true, _errors(name, z, y) * np.spacing(abs(true))


def _errors(name, z, y):
    result = getattr(output_layer, name)(z, y)
    return truth.ulp_errors(result, *truth.truth(getattr(truth, name), z, y))


def residual_bound(z, y):
    """Return the error that a − y may have: 2 ULP of the small side, half a ULP of itself."""
    side = np.where(y > 0.5, sigmoid(-z), sigmoid(z))
    return 2 * np.spacing(side) + 0.5 * np.spacing(abs(sigmoid(z) - y) + EPSILON * side)


def check_types_and_shapes(function):
    for dtype in (np.float16, np.float32, np.float64, np.complex128):
        for shape in ((), (0,), (3,), (2, 3)):
            result = function(np.full(shape, 0.3, dtype=dtype), 1)
            assert result.dtype == dtype
            assert result.shape == shape
    assert function(np.float32([0.3, 0.4]), np.array([0.1, 0.2])).dtype == np.float32
    assert function([[1], [2]], [0, 1, 0]).shape == (2, 3)
    for z, y in ((1, 0), (True, False), (np.array(0.5), np.float32(0.5)), (0.5, np.int8(1))):
        assert type(function(z, y)) is np.float64
    np.testing.assert_array_equal(function([0, 1], [0, 1]), function([0.0, 1.0], [False, True]))


def check_silent_and_finite(function):
    for dtype in (np.float16, np.float32, np.float64, np.complex128):
        real = np.float64 if dtype is np.complex128 else dtype
        z = awkward(real).astype(dtype)[:, np.newaxis]
        y = TARGETS.astype(real)
        before = z.copy(), y.copy()
        z.flags.writeable = y.flags.writeable = False
        with np.errstate(all="raise"):
            result = function(z, y)
        np.testing.assert_array_equal(z, before[0])
        np.testing.assert_array_equal(y, before[1])
        assert np.isfinite(result[np.isfinite(z[:, 0])]).all()
        assert np.isnan(result[np.isnan(z[:, 0])]).all()


def check_errors(function):
    for wrong in ("a", None, np.longdouble(1), np.complex64(1), [1, None]):
        with pytest.raises(TypeError, match=r"^z must be integers, booleans or one of float16"):
            function(wrong, 0.0)
        with pytest.raises(TypeError, match=r"^y must be integers, booleans or one of float16, "):
            function(0.0, wrong)
    with pytest.raises(TypeError, match=r"^y must be .* not complex128"):
        function(0.0, 1j)
    for outside in (-1e-300, 1 + EPSILON, np.nan, np.inf, 2, [0.5, -1]):
        with pytest.raises(ValueError, match=r"^y must lie within \[0, 1\], but holds "):
            function(0.0, outside)
    with pytest.raises(ValueError, match=r"broadcast.* z has \(3,\), y has \(2,\)$"):
        function([1, 2, 3], [0, 1])
    with pytest.raises(ValueError, match=r"^z must have rows of equal length"):
        function([[1], [2, 3]], 0)
    with pytest.raises(TypeError, match="missing a required argument: 'y'"):
        function(0.0)
