"""Numbers for formulas: random points, and the value of an expression at a point."""

import numpy as np
from sympy import Float, Indexed, N, Ne, Tuple

from output_layer.derivations.ground import ground, settled
from output_layer.derivations.symbols import (
    A,
    Dot,
    K,
    biases,
    i,
    inputs,
    j,
    k,
    label,
    logits,
    m,
    n,
    output,
    targets,
    weights,
)

DIGITS = 50
SIZE = 3
CLASSES = (3, 2, 5, 1, 4, 6)
ARRAYS = {
    "weights": weights,
    "inputs": inputs,
    "targets": targets,
    "logits": logits,
    "biases": biases,
}
INDICES = {"i": i, "j": j, "k": k, "label": label}
ENDS = (0.0, 30.0, -30.0)


def sample(names, where=None, points=6, seed=0):
    """Yield points as dictionaries from argument names to random numbers or arrays.

    The last values of z are 0 and both far ends; targets of examples are 0 or 1. Logits and
    biases have 1 to 6 classes, or as many as ``where`` says, and indices count them from 1.
    """
    random = np.random.default_rng(seed)
    for number in range(points):
        classes = _classes(number, where)
        point = {name: _draw(name, random, names, classes) for name in names}
        if isinstance(where, Ne):
            point["i"] = point["j"] % classes + 1
        if "z" in point and number >= points - len(ENDS):
            point["z"] = ENDS[number - points]
        yield point


def _classes(number, where):
    if where is not None and where.lhs == K:
        return int(where.rhs)
    return max(CLASSES[number], 2 if isinstance(where, Ne) else 1)


def _draw(name, random, names, classes):
    if name in INDICES:
        return int(random.integers(1, classes, endpoint=True))
    if name in ("logits", "biases"):
        return 2 * random.normal(size=classes)
    if name == "inputs":
        return random.normal(size=(SIZE, SIZE) if "targets" in names else SIZE)
    if name == "weights":
        return random.normal(size=(classes, SIZE) if "biases" in names else SIZE)
    if name == "targets":
        return random.integers(0, 2, size=SIZE).astype(float)
    if name in ("a", "y", "eta", "tau"):
        return random.uniform(0.05, 0.95)
    return random.normal() * (3 if name == "z" else 1)


class Formula:
    """An expression as a function of the named numbers, evaluated with 50 digits."""

    def __init__(self, expr, entry, names):
        if "a" in names:
            expr = expr.replace(A, lambda *_: output)
        self.expr = expr if entry is None else ground(expr, entry.given, entry.where)

    def __call__(self, **point):
        """Return the value at a point; the index k is 1 unless the point has another.

        ``LookupError`` if the formula asks for something that the point does not have.
        """
        sizes = {k: 1, **_sizes(point)}
        expr = self.expr.replace(Dot, lambda *args: Dot(*args).components())
        expr = settled(expr.subs(sizes))
        expr = expr.replace(
            lambda e: isinstance(e, Indexed),
            lambda e: _element(point[_name(e.base)], e.indices),
        )
        numbers = {s: Float(point[s.name], DIGITS) for s in expr.free_symbols}
        return _number(expr.subs(numbers))


def _sizes(point):
    """Return the indices, and the numbers of examples, inputs and classes, from the arrays."""
    shape = np.shape(point.get("inputs", ()))
    sizes = dict(zip((m, n)[-len(shape) :], shape, strict=False))
    sizes |= {index: point[name] for name, index in INDICES.items() if name in point}
    vectors = [point[name] for name in ("logits", "biases") if name in point]
    return sizes | ({K: len(vectors[0])} if vectors else {})


def _name(base):
    return next(name for name, array in ARRAYS.items() if array == base)


def _element(array, indices):
    places = tuple(index - 1 for index in indices)
    inside = [place in range(size) for place, size in zip(places, array.shape, strict=False)]
    if not (len(places) == array.ndim and all(inside)):
        raise IndexError(f"no element {indices}")
    return Float(array[tuple(map(int, places))], DIGITS)


def _number(expr):
    """Return a float, an array for a tuple, or NaN for what is not a real number."""
    if isinstance(expr, Tuple):
        return np.array([_number(part) for part in expr])
    value = N(expr, DIGITS)
    return float(value) if value.is_number and value.is_real else np.nan
