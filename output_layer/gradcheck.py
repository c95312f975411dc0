"""One checker for every gradient of the book: central differences or the complex step."""

import math
from typing import NamedTuple

import numpy as np

from output_layer.numerics.arguments import REAL, callback, choice, count, numbers, positive, scalar
from output_layer.numerics.slopes import EPSILON, NOWHERE, Slope, central, complex_step


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

    Along ``directions`` random unit vectors v (one, if ``at`` is one number) v · gradient is
    compared with the slope of t ↦ function(at + tv) at t = 0.
    "central": Ridders' extrapolation of central differences from ``step`` = 2⁻⁶, or a shorter
    one near the edge of the domain; good to 1e−12 of the larger of function and slope.
    "complex": Im function(at + i·step·v)/step, ``step`` = 2⁻⁵⁰; good to 1e−14 for any slope.
    The error is relative to the larger slope of the two; a difference that rounding can explain,
    or ``atol``, counts as within ``rtol`` (1e−8, complex 1e−12).

    >>> check_gradient(lambda z: z**3, lambda z: 3 * z**2, 2.0) < 1e-12
    True

    :shapes: ``at`` of any, which ``gradient`` returns too; ``function`` returns one number
    :domain: finite ``at``; ``function`` is finite near it, and for "complex" takes complex numbers
    :raises AssertionError: if ``raises`` is true and the error is NaN or above ``rtol``
    :raises ValueError: for wrong shapes, for ``at`` that is not finite, and for an unknown method
    :raises TypeError: if "complex" gets no complex numbers, and for what is no function
    """
    slope_along, usual_step, usual_rtol = choice("method", method, METHODS)
    step = positive("step", usual_step if step is None else step)
    rtol = positive("rtol", usual_rtol if rtol is None else rtol)
    atol = scalar("atol", atol, least=0)
    at, function = _point(at), callback("function", function)
    slopes = _gradient_at(at, callback("gradient", gradient))
    found = []
    for direction in _directions(at, count("directions", directions, least=1), seed):
        measured = slope_along(function, at, direction, step, rtol)
        found.append(_compared(measured, slopes, direction, atol, rtol))
    worst = max(found, key=lambda comparison: (math.isnan(comparison.error), comparison.error))
    if raises and not worst.error <= rtol:
        raise AssertionError(_disagreement(worst, found, slopes.dtype.type, step, rtol))
    return worst.error


class Comparison(NamedTuple):
    """A measured slope and the given one, their relative error, and what their types leave."""

    measured: Slope
    given: float
    error: float
    reachable: float


def _compared(measured, slopes, direction, atol, rtol):
    """Compare a slope with the sum of the terms v_k · gradient_k."""
    terms = slopes * direction  # in float64, as the direction is
    given, size = float(np.sum(terms)), float(np.sum(abs(terms)))
    scale = max(abs(measured.value), abs(given))
    difference = abs(measured.value - given)
    unresolved = measured.noise + atol + EPSILON * size
    if difference <= unresolved:
        scale = max(scale, unresolved / rtol)
    error = difference / scale if scale > 0 else difference
    lost = measured.doubt + 8 * float(np.finfo(slopes.dtype).eps) * size
    return Comparison(measured, given, error, lost / scale if scale > 0 else np.inf)


def _point(at):
    try:
        at = numbers("at", at, kinds=REAL).astype(np.float64)
    except ValueError:
        raise ValueError(
            "at must be one array: put parameters of different shapes into one, "
            "np.concatenate([np.ravel(p) for p in parameters])"
        ) from None
    if at.size == 0 or not np.isfinite(at).all():
        raise ValueError(f"at must hold at least one number, all finite, not {at}")
    return at[()]


def _gradient_at(at, gradient):
    slopes = numbers("gradient(at)", gradient(np.copy(at)[()]), kinds=REAL)
    if slopes.size == np.size(at) == 1:
        return slopes.reshape(np.shape(at))
    if slopes.shape != np.shape(at):
        raise ValueError(f"gradient(at) must have at's shape {np.shape(at)}, not {slopes.shape}")
    return slopes


def _directions(at, number, seed):
    """Yield random unit vectors, rounded to multiples of 2⁻²⁰ so that at ± hv is exact."""
    if np.size(at) == 1:
        yield np.ones_like(at)
        return
    random = np.random.default_rng(seed)
    for _ in range(number):
        vector = random.standard_normal(np.shape(at))
        yield np.round(vector / np.linalg.norm(vector) * 2**20) / 2**20


def _disagreement(worst, found, kind, step, rtol):
    """Return both slopes and their error, and what else may be the reason."""
    message = (
        f"the slope of function is {worst.measured.value!r}, that of gradient(at) "
        f"{worst.given!r}: relative error {worst.error:.3g}, allowed {rtol:.3g}"
    )
    coarse = {"function": worst.measured.kind, "gradient": kind}
    coarse = {name: of for name, of in coarse.items() if of is not np.float64}
    if coarse and worst.measured is not NOWHERE:
        types = " and ".join(f"{name} returns {of.__name__}" for name, of in coarse.items())
        reached = _rounded_up(max(comparison.reachable for comparison in found))
        message += f"; {types}, which allows no less than rtol={reached}"
    if worst.measured is NOWHERE:
        message += f"; function is not finite on both sides of at, from step={step:.3g} on"
    elif not coarse and not worst.measured.settled(rtol):
        message += (
            f"; differences from step={step:.3g} on agree within {worst.measured.doubt:.3g} only"
        )
    return message


def _rounded_up(number):
    """Return a positive number with one digit, not below it."""
    unit = 10.0 ** math.floor(math.log10(number))
    return f"{math.ceil(number / unit) * unit:.0e}"


METHODS = {"central": (central, 2.0**-6, 1e-8), "complex": (complex_step, 2.0**-50, 1e-12)}
