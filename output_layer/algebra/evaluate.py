"""The value of a formula at a point."""

import numpy as np
from sympy import Float, Indexed, Integer, N, Tuple

from output_layer.algebra.ground import ground, settled
from output_layer.algebra.points import ARRAYS, INDICES
from output_layer.algebra.symbols import (
    A,
    Dot,
    K,
    each,
    k,
    m,
    n,
    output,
)

DIGITS = 50  # that a value has
WORKING = (60, 120, 240, 480)  # digits to compute with: what cancels more is below all floats
NAMES = {array: name for name, array in ARRAYS.items()}


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
        sizes = {k: 1, **_sizes(point)}
        sizes[each] = sizes[k]
        expr = self.expr.replace(Dot, lambda *args: Dot(*args).components())
        expr = settled(expr.subs(sizes))
        if isinstance(expr, Tuple):
            return np.array([_settled_number(part, point) for part in expr])
        return _settled_number(expr, point)


def _settled_number(expr, point):
    """Return the value at a point as a float, NaN if it is not a real number."""
    values = [None]
    for digits in WORKING:
        values.append(_number(expr, point, digits))
        if _agree(*values[-2:]):
            break
    return np.nan if values[-1] is None else float(values[-1])


def _agree(first, second):
    """Tell whether two values have the same digits; 0 and no number have none yet."""
    if not first or not second:
        return False
    return abs(first - second) <= abs(second) * Float(10, DIGITS) ** -DIGITS


def _number(expr, point, digits):
    """Return the value at a point from numbers of so many digits, None if it is not real."""
    expr = _with_elements(expr, point, digits)
    value = N(expr.xreplace({s: Float(point[s.name], digits) for s in expr.free_symbols}), digits)
    return value if value.is_number and value.is_real else None


def _sizes(point):
    """Return the indices, and the numbers of examples, inputs and classes, from the arrays."""
    shape = np.shape(point.get("inputs", ()))
    sizes = dict(zip((m, n)[-len(shape) :], shape, strict=False))
    sizes |= {index: point[name] for name, index in INDICES.items() if name in point}
    names = ("logits", "biases", "theta", "tags")
    vectors = [point[name] for name in names if name in point]
    return sizes | ({K: len(vectors[0])} if vectors else {})


def _with_elements(expr, point, digits):
    """Insert the elements of arrays; an index that is an element itself goes first."""
    while elements := expr.atoms(Indexed):
        known = [e for e in elements if not any(index.has(Indexed) for index in e.indices)]
        values = {e: _element(point[NAMES[e.base]], e.indices, digits) for e in known}
        expr = expr.xreplace(values)
    return expr


def _element(array, indices, digits):
    places = tuple(index - 1 for index in indices)
    inside = [place in range(size) for place, size in zip(places, array.shape, strict=False)]
    if not (len(places) == array.ndim and all(inside)):
        raise IndexError(f"no element {indices}")
    value = array[tuple(map(int, places))]
    return Integer(value) if array.dtype.kind == "i" else Float(value, digits)
