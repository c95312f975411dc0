"""Numbers for formulas: random points, and the value of an expression at a point."""

import numpy as np
from sympy import Float, Indexed, Integer, N, Ne, Tuple

from output_layer.algebra.conditions import conditions, of_logits
from output_layer.algebra.ground import ground, settled
from output_layer.algebra.symbols import (
    A,
    B,
    Dot,
    K,
    biases,
    c,
    direction,
    each,
    ell,
    gap,
    i,
    inputs,
    j,
    k,
    label,
    labels,
    logits,
    m,
    n,
    output,
    psi,
    tags,
    targets,
    theta,
    weights,
)

DIGITS = 50  # that a value has
WORKING = (60, 120, 240, 480)  # digits to compute with: what cancels more is below all floats
SIZE = 3
CLASSES = (3, 2, 5, 1, 4, 6)
ARRAYS = {
    "weights": weights,
    "inputs": inputs,
    "targets": targets,
    "logits": logits,
    "biases": biases,
    "labels": labels,
    "theta": theta,
    "psi": psi,
    "tags": tags,
    "direction": direction,
}
NAMES = {array: name for name, array in ARRAYS.items()}
INDICES = {"i": i, "j": j, "k": k, "block": B, "label": label}
ENDS = (0.0, 300.0, -300.0)
FAR = 100.0  # times as far apart as the others are the logits of one point


def sample(names, where=None, points=6, seed=0, ends=ENDS):
    """Yield points as dictionaries from argument names to random numbers or arrays.

    The last values of z are ``ends``, 0 and both far ends, and the logits before them lie far
    apart; targets of examples and tags are 0 or 1.
    Vectors and rows of classes are 1 to 6, or as many as ``where`` says; indices count from 1.
    The last label is the last class, which a sum that is too short leaves out.
    """
    random = np.random.default_rng(seed)
    for number in range(points):
        classes = _classes(number, where)
        point = {name: _draw(name, random, names, classes) for name in names}
        if "label" in point and number == points - 1:
            point["label"] = classes
        for condition in conditions(where):
            point |= _imposed(condition, point, classes)
        if (formula := of_logits(where)) is not None:
            point |= _under_formula(formula, point, classes, random)
        if "z" in point and number >= points - len(ends):
            point["z"] = ends[number - points]
        if "logits" in point and number == points - len(ends) - 1 and of_logits(where) is None:
            point["logits"] = FAR * point["logits"]
        yield point


def _classes(number, where):
    for condition in conditions(where):
        if condition.lhs == K:
            return int(condition.rhs)
    wrong = of_logits(where) is not None or isinstance(where, Ne)
    return max(CLASSES[number], 2 if wrong else 1)


def _imposed(condition, point, classes):
    """Return the index i that differs from another one, as i ≠ j wants it."""
    if not isinstance(condition, Ne):
        return {}
    other = next(name for name, index in INDICES.items() if index == condition.rhs)
    return {"i": point[other] % classes + 1}


def _under_formula(formula, point, classes, random):
    """Return the logits that a formula for z_l gives, and the g or c in it, both positive."""
    letters = {letter: abs(random.normal()) for letter in (gap, c) if formula.has(letter)}
    indices = {index: point[name] for name, index in INDICES.items() if name in point}
    formula = formula.subs(letters | indices)
    rows = [formula.subs(ell, place) for place in range(1, classes + 1)]
    named = {letter.name: size for letter, size in letters.items()}
    return {**named, "logits": np.array(rows, float)}


def _draw(name, random, names, classes):
    if name in INDICES:
        return int(random.integers(1, SIZE if name == "k" else classes, endpoint=True))
    if name in ("a", "y", "eta", "tau", "lamda"):
        return random.uniform(0.05, 0.95)
    if name in ARRAYS:
        return _draw_array(name, random, names, classes)
    return random.normal() * (3 if name == "z" else 1)


def _draw_array(name, random, names, classes):
    shape = _shape(name, names, classes)
    if name in ("targets", "tags"):
        return random.integers(0, 2, size=shape).astype(float)
    if name == "labels":
        return random.integers(1, classes, size=shape, endpoint=True)
    return random.normal(size=shape) * (2 if name in ("logits", "biases") else 1)


def _shape(name, names, classes):
    """Return the shape of an array: of m examples, n inputs and K classes, m = n = SIZE."""
    matrix = {
        "inputs": SIZE if {"targets", "labels"} & set(names) else None,
        "weights": classes if "biases" in names else None,
        "theta": classes,
    }
    if name in matrix:
        return SIZE if matrix[name] is None else (matrix[name], SIZE)
    return classes if name in ("logits", "biases", "tags", "direction") else SIZE


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
