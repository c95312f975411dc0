"""The value of a formula at a point."""

import numpy as np
from mpmath import mp
from sympy import Tuple

from output_layer.algebra.arithmetic import Place, value
from output_layer.algebra.ground import ground
from output_layer.algebra.points import ARRAYS, INDICES
from output_layer.algebra.symbols import A, K, each, k, m, n, output

DIGITS = 50  # that a value has
WORKING = (60, 120, 240, 480)  # digits to compute with: what cancels more is below all floats


class Formula:
    """An expression as a function of the named numbers, all 50 digits of whose value are right.

    It is worked out with 60 digits and with 120, and with more as long as the last two values
    differ or are 0: of log(1 + e^(−z)) at z = 300, 60 digits leave nothing.
    """

    def __init__(self, expr, entry, names):
        if "a" in names:
            expr = expr.replace(A, lambda *_: output)
        self.expr = expr if entry is None else ground(expr, entry.given, entry.where)

    def __call__(self, **point):
        """Return the value at a point; the index k, which a vector has too, is 1 if not given.

        ``LookupError`` if the formula asks for something that the point does not have.
        """
        arrays = {base: np.asarray(point[name]) for name, base in ARRAYS.items() if name in point}
        place = Place(_sizes(point), point, arrays)
        if isinstance(self.expr, Tuple):
            return np.array([_settled_number(part, place) for part in self.expr])
        return _settled_number(self.expr, place)


def _settled_number(expr, place):
    """Return the value at a place as a float, NaN if it is not a real number."""
    values = [None]
    for digits in WORKING:
        with mp.workdps(digits):
            values.append(_number(expr, place))
            if _agree(*values[-2:]):
                break
    return np.nan if values[-1] is None else float(values[-1])


def _agree(first, second):
    """Tell whether two values have the same digits; 0 and no number have none yet."""
    if not first or not second:
        return False
    return abs(first - second) <= abs(second) * mp.mpf(10) ** -DIGITS


def _number(expr, place):
    """Return the value at a place, None if it is not a real number."""
    number = value(expr, place)
    return mp.re(number) if mp.isfinite(number) and not mp.im(number) else None


def _sizes(point):
    """Return the indices, and the numbers of examples, inputs and classes, from the arrays."""
    shape = np.shape(point.get("inputs", ()))
    sizes = dict(zip((m, n)[-len(shape) :], shape, strict=False))
    sizes |= {index: point[name] for name, index in INDICES.items() if name in point}
    names = ("logits", "biases", "theta", "tags", "forecasts")
    vectors = [point[name] for name in names if name in point]
    sizes |= {K: len(vectors[0])} if vectors else {}
    return {k: 1, each: sizes.get(k, 1), **sizes}
