"""One checker for every gradient of the book: central differences or the complex step."""

import warnings

import numpy as np

from output_layer.numerics.arguments import REAL, callback, choice, count, numbers, positive, scalar

EPSILON = np.finfo(float).eps
SMALLEST = np.finfo(float).smallest_subnormal


def check_gradient(
    function,
    gradient,
    at,
    *,
    method="central",
    directions=8,
    seed=0,
    step=None,
    rtol=None,
    atol=0.0,
    raises=True,
):
    """Compare ``gradient`` with the numerical slope of ``function``; return the worst error.

    ``function`` maps ``at``, a real number or array, to one number; ``gradient`` maps it to
    an array of the same shape. Along ``directions`` random unit vectors v (one, if ``at``
    is one number) v · gradient is compared with the slope of t ↦ function(at + tv) at 0.

    "central": Ridders' extrapolation of central differences, the widest from ``step`` = 2⁻⁶;
    good to 1e−12 of the larger of function and slope: what is smaller drowns in rounding.
    "complex": Im function(at + i·step·v)/step, ``step`` = 2⁻⁵⁰; good to 1e−14 however small
    the slope. ``TypeError`` if the function does not return complex numbers for complex ones.

    The error is relative to the larger slope of the two; what rounding can explain, and
    ``atol``, count as within ``rtol`` (1e−8, complex 1e−12). If it is above, or NaN, and
    ``raises`` is true, ``AssertionError`` shows both numbers. ``ValueError`` for wrong shapes.

    >>> check_gradient(lambda z: z**3, lambda z: 3 * z**2, 2.0) < 1e-12
    True
    """
    slope_along, usual_step, usual_rtol = choice("method", method, METHODS)
    step = positive("step", usual_step if step is None else step)
    rtol = positive("rtol", usual_rtol if rtol is None else rtol)
    atol = scalar("atol", atol, least=0)
    at, function = _point(at), callback("function", function)
    slopes = _gradient_at(at, callback("gradient", gradient))
    worst = 0.0
    for direction in _directions(at, count("directions", directions, least=1), seed):
        numeric, noise = slope_along(function, at, direction, step)
        terms = slopes * direction
        given = float(np.sum(terms))
        unresolved = noise + atol + EPSILON * float(np.sum(abs(terms)))
        error = _relative_error(numeric, given, least=unresolved / rtol)
        if raises and not error <= rtol:
            raise AssertionError(_disagreement(numeric, given, error, rtol))
        worst = float(np.maximum(worst, error))
    return worst


def _point(at):
    at = numbers("at", at, kinds=REAL).astype(np.float64)
    if at.size == 0 or not np.isfinite(at).all():
        raise ValueError(f"at must hold at least one number, all finite, not {at}")
    return at[()]


def _gradient_at(at, gradient):
    slopes = numbers("gradient(at)", gradient(np.copy(at)[()]), kinds=REAL)
    if slopes.shape != np.shape(at):
        raise ValueError(f"gradient(at) must have at's shape {np.shape(at)}, not {slopes.shape}")
    return slopes.astype(np.float64)


def _directions(at, number, seed):
    """Yield random unit vectors, rounded to multiples of 2⁻²⁰ so that at ± hv is exact."""
    if np.size(at) == 1:
        yield np.ones_like(at)
        return
    random = np.random.default_rng(seed)
    for _ in range(number):
        vector = random.standard_normal(np.shape(at))
        yield np.round(vector / np.linalg.norm(vector) * 2**20) / 2**20


def _relative_error(numeric, given, *, least):
    scale = max(abs(numeric), abs(given), least)
    return abs(numeric - given) / scale if scale > 0 else abs(numeric - given)


def _disagreement(numeric, given, error, rtol):
    return (
        f"the slope of function is {numeric!r}, that of gradient(at) {given!r}: "
        f"relative error {error:.3g}, allowed {rtol:.3g}"
    )


def _central(function, at, direction, step, *, levels=8):
    """Halve the step, extrapolate to 0 (Ridders 1982), keep what the last two steps agree on."""

    def value(h):
        return float(_one_number(function(at + h * direction), kinds=REAL))

    middle, best, least_change, noise, row = value(0.0), np.nan, np.inf, 0.0, []
    for h in step / 2.0 ** np.arange(levels):
        high, low = value(h), value(-h)
        new = _extrapolated((high - low) / (2 * h), row)
        change = max(abs(new[-1] - new[-2]), abs(new[-1] - row[-1])) if row else np.inf
        if change < least_change:
            best, least_change = new[-1], change
            noise = _rounding(at, middle, high, low, h) / h
        row = new
    return float(best), float(noise)


def _rounding(at, middle, high, low, h):
    """Bound the rounding in a value of function: 8 ULP of the value and of ``at`` each."""
    steepness = max(abs(high - middle), abs(low - middle)) / h
    size = max(1.0, float(np.max(abs(at))))
    return 8 * (EPSILON * (max(abs(high), abs(low)) + steepness * size) + SMALLEST)


def _extrapolated(difference, previous):
    """Return the next row of Richardson's table: its k-th entry has an error of order h^(2k+2)."""
    row = [difference]
    for k, coarse in enumerate(previous, start=1):
        row.append(row[-1] + (row[-1] - coarse) / (4.0**k - 1.0))
    return row


def _complex(function, at, direction, step):
    """Take the slope from the imaginary part: no difference, so nothing cancels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            value = function(at + 1j * step * direction)
    except (TypeError, np.exceptions.ComplexWarning) as error:
        raise TypeError(f"function cannot take complex numbers: {error}") from error
    if not np.iscomplexobj(value):
        raise TypeError(f"function must return a complex number for a complex one, not {value!r}")
    return float(_one_number(value).imag / step), 8 * SMALLEST / step


def _one_number(value, **kinds):
    value = numbers("function(at)", value, **kinds)
    if value.shape != ():
        raise ValueError(f"function(at) must be one number, not an array of shape {value.shape}")
    return value[()]


METHODS = {"central": (_central, 2.0**-6, 1e-8), "complex": (_complex, 2.0**-50, 1e-12)}
