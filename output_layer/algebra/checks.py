"""Checks by numbers: each side of an equation against the NumPy functions of the book.

A check is called with a derivation or definition, and optionally with other claims in place
of its own. It returns the worst relative error, and raises AssertionError if that is above
1e−9. The claims are evaluated with 50 digits: what is compared is the formula, not rounding.
"""

from functools import cache
from inspect import signature

import numpy as np
from sympy import Eq, Symbol, solve

from output_layer.algebra.evaluate import Formula
from output_layer.algebra.points import ENDS, sample
from output_layer.gradcheck import check_gradient

RTOL = 1e-9
ATOL = 1e-40  # what the 50 digits of a formula leave of an exact zero
FAR = 30.0
STEP = 2.0**-60
BOUNDS = {"<": max, "<=": max, ">": min, ">=": min}


def equals(truth, ends=ENDS, at=None, moved=dict):
    """Check that every side has the value of ``truth``, a function of the named numbers.

    ``at`` holds points to use in place of random ones, where numbers must fit together;
    ``moved`` takes each point to one where the equation holds, if it does not hold everywhere.
    """
    names = tuple(signature(truth).parameters)

    @cache
    def numbers(where):
        points = at or map(moved, sample(names, where, ends=ends))
        return [(point, truth(**{name: point[name] for name in names})) for point in points]

    def check(entry, claims=None):
        known = numbers(entry.where)
        return max(_worst(entry, claim, names, known) for claim in claims or entry.claims)

    return check


def _worst(entry, claim, names, numbers):
    relation, expr = claim
    formula = Formula(expr, entry, names)
    if relation in BOUNDS:
        best = BOUNDS[relation](number for _, number in numbers)
        return _small(abs(formula() - best), formula(), best)
    return max(_error(formula(**point), number) for point, number in numbers)


def _error(value, number):
    scale = np.where(np.equal(number, 0), 1, np.abs(number))
    return _small(np.max(np.abs(np.subtract(value, number)) / scale), value, number)


def _small(error, value, number):
    if not error <= RTOL:
        raise AssertionError(f"{value} should be {number}: relative error {error:.3g}")
    return float(error)


def largest(function):
    """Check that every side is the largest value of a function of z."""

    def truth():
        from scipy.optimize import minimize_scalar  # takes longer than all else here

        return -minimize_scalar(lambda z: -function(z), options={"xtol": 1e-9}).fun

    return equals(truth)


def limiting(function):
    """Check that every side is the value of a function of z far out, at z = 30."""
    return equals(lambda: function(FAR))


def gradient(function, *, by, at=None, method="complex"):
    """Check with the book's one gradient checker that every side is ∂function/∂by.

    With ``at``, the name of an index, only that entry of the array ``by`` is moved.
    """
    wanted = signature(function).parameters
    names = tuple(wanted) if at is None or at in wanted else (*wanted, at)

    def check(entry, claims=None):
        return max(
            _slope_error(function, Formula(expr, entry, names), point, (by, at), method)
            for _, expr in claims or entry.claims
            for point in sample(names, entry.where)
        )

    return check


def _slope_error(function, formula, point, variable, method):
    by, at = variable
    start = point[by] if at is None else point[by][point[at] - 1]

    def cost(value):
        moved = _moved(point, by, at, value)
        return function(**{name: moved[name] for name in signature(function).parameters})

    def slope(value):
        moved = _moved(point, by, at, value)
        parts = [formula(**moved | place) for place in _places(np.shape(value))]
        return np.reshape(parts, np.shape(value))

    return check_gradient(cost, slope, start, method=method, rtol=RTOL, atol=ATOL)


def _moved(point, by, at, value):
    """Return a point with another value of ``by``, or of its one entry ``at``."""
    if at is None:
        return {**point, by: value}
    here = np.arange(len(point[by])) == point[at] - 1
    return {**point, by: np.where(here, value, point[by])}


def _places(shape):
    """Yield the indices of each entry: j and k of a matrix; of a vector, either has the one."""
    for place in np.ndindex(shape):
        yield {name: p + 1 for name, p in zip("jk", place * (3 - len(place)), strict=False)}


def antiderivative(slope):
    """Check that the slope of every side with respect to z is ``slope(z, y)``."""

    def check(entry, claims=None):
        return max(
            _integral_error(Formula(expr, entry, ("z", "y", "c")), point)
            for _, expr in claims or entry.claims
            for point in sample(("z", "y", "c"))
        )

    def _integral_error(formula, point):
        def cost(z):
            return formula(**{**point, "z": z})

        return check_gradient(cost, lambda z: slope(z, point["y"]), point["z"])

    return check


def slope_of(function):
    """Return the slope of a function of z, by the complex step."""

    def slope(z):
        return np.imag(function(z + 1j * STEP)) / STEP

    return slope


def sign_change(function, *, of):
    """Check that a function is zero where the last equation says, and changes its sign there."""
    names = tuple(signature(function).parameters)

    def check(entry, claims=None):
        ((_, claim),) = claims or entry.claims
        roots = solve(claim, Symbol(of, real=True)) if isinstance(claim, Eq) else [claim]
        if len(roots) != 1:
            raise AssertionError(f"{claim} has {len(roots)} solutions")
        return max(_zero_error(roots[0], point) for point in sample(names))

    def _zero_error(root, point):
        place = Formula(root, None, names)(**point)
        before, at, after = (function(**{**point, of: place + d}) for d in (-0.1, 0.0, 0.1))
        if not (abs(at) <= RTOL and before * after < 0):
            raise AssertionError(f"not zero, or no change of sign, at {of} = {place}: {at}")
        return abs(float(at))

    return check
