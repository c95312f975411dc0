"""The slope of a function along a line, measured: by central differences, by the complex step."""

import warnings
from typing import NamedTuple

import numpy as np

from output_layer.numerics.arguments import REAL, numbers

EPSILON = np.finfo(float).eps
SMALLEST = np.finfo(float).smallest_subnormal
LEVELS = 8  # halvings of the step that one extrapolation takes
CLOSEST = 2.0**-70  # the least step at 0, which has no spacing that would give one
OUTSIDE = (ValueError, ArithmeticError)  # what a function raises where it is not defined


class Slope(NamedTuple):
    """A measured slope, how much the last two estimates of it differ, and what rounding explains.

    ``noise`` is that of float64, ``rounding`` that of ``kind``, the type of the values.
    """

    value: float
    change: float
    noise: float
    rounding: float
    kind: type = np.float64

    @property
    def doubt(self):
        """How far the slope may be from the true one."""
        return self.change + self.rounding

    def settled(self, rtol):
        """Tell whether the doubt is small beside ``rtol``."""
        return self.doubt <= rtol / 4 * abs(self.value)

    def limited(self):
        """Tell whether it is rounding that keeps the estimates apart."""
        return self.change <= self.rounding < np.inf

    def relative_doubt(self):
        """Return the doubt relative to the slope."""
        return self.doubt / abs(self.value) if abs(self.value) > 0 else np.inf


NOWHERE = Slope(np.nan, np.inf, np.inf, np.inf)


def central(function, at, direction, step, rtol):
    """Take Ridders' extrapolation (1982) from the widest step on that settles to ``rtol``.

    Near the edge of its domain a function is not defined on both sides of ``at``, or differs
    from its Taylor series, until the step is short enough. If none will do, the best is taken.
    """
    value = _on_line(function, at, direction)
    middle, best, error, widest = value(0.0), NOWHERE, None, step
    while np.isfinite(middle) and step >= _least_step(at):
        try:
            with np.errstate(all="ignore"):
                found = _extrapolation(value, float(middle), at, step)
        except OUTSIDE as raised:
            found, error = NOWHERE, raised
        best = min(found, best, key=Slope.relative_doubt)
        if best.settled(rtol) or (step == widest and best.limited()):
            return best  # a shorter step has more rounding
        step /= 2**LEVELS
    if error is not None and best is NOWHERE:
        error.add_note("This is beside at, however short the step: at may be no inner point.")
        raise error
    return best


def _least_step(at):
    size = np.max(abs(at))
    return 2.0**12 * np.spacing(size) if size else CLOSEST


def _on_line(function, at, direction):
    def value(t):
        return one_number(function(at + t * direction), kinds=REAL)

    return value


def _extrapolation(value, middle, at, step):
    """Halve the step, extrapolate to 0, keep what the last two steps agree on."""
    best, least_change, row = NOWHERE, np.inf, []
    for h in step / 2.0 ** np.arange(LEVELS):
        above, below = value(h), value(-h)
        high, low = float(above), float(below)
        if not np.isfinite(high - low):
            return NOWHERE
        new = _extrapolated((high - low) / (2 * h), row)
        change = max(abs(new[-1] - new[-2]), abs(new[-1] - row[-1])) if row else np.inf
        if change < least_change:
            kind, least_change = above.dtype.type, change
            rise = max(abs(high - middle), abs(low - middle))
            noise = _rounding(at, rise, high, low, h, EPSILON) / h
            # Beside a pole the middle says nothing of the two sides.
            coarse = _rounding(at, abs(high - low), high, low, h, np.finfo(kind).eps) / h
            best = Slope(*map(float, (new[-1], change, noise, coarse)), kind)
        row = new
    return best


def _rounding(at, rise, high, low, h, epsilon):
    """Bound the rounding in a value: 8 ULP of it, and of ``at`` or of what is close to ``at``."""
    size = float(np.max(abs(at))) + 2.0**10 * h
    values = epsilon * max(abs(high), abs(low))
    return 8 * (values + EPSILON * rise / h * size + SMALLEST)


def _extrapolated(difference, previous):
    """Return the next row of Richardson's table: its k-th entry has an error of order h^(2k+2)."""
    row = [difference]
    for k, coarse in enumerate(previous, start=1):
        row.append(row[-1] + (row[-1] - coarse) / (4.0**k - 1.0))
    return row


def complex_step(function, at, direction, step, rtol):
    """Take the slope from the imaginary part: no difference, so nothing cancels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            value = function(at + 1j * step * direction)
    except (TypeError, np.exceptions.ComplexWarning) as error:
        raise TypeError(f"function cannot take complex numbers: {error}") from error
    if not np.iscomplexobj(value):
        raise TypeError(f"function must return a complex number for a complex one, not {value!r}")
    noise = 8 * SMALLEST / step
    return Slope(float(one_number(value).imag / step), 0.0, noise, noise)


def one_number(value, **kinds):
    """Return the only number in ``value``, which may be an array; ``ValueError`` if it is not."""
    value = numbers("function(at)", value, **kinds)
    if value.size != 1:
        raise ValueError(f"function(at) must be one number, not an array of shape {value.shape}")
    return value.reshape(())[()]
