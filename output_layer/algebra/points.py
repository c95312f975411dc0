"""Random points: numbers and arrays for the arguments of a formula, far out and at the edges."""

import numpy as np
from sympy import Ne

from output_layer.algebra.conditions import conditions, of_logits
from output_layer.algebra.symbols import (
    B,
    K,
    biases,
    c,
    direction,
    drawing,
    ell,
    factors,
    forecasts,
    gap,
    i,
    inputs,
    j,
    k,
    label,
    labels,
    logits,
    psi,
    rates,
    second,
    tags,
    targets,
    theta,
    weights,
    width,
)

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
    "factors": factors,
    "forecasts": forecasts,
    "rates": rates,
    "drawing": drawing,
}
INDICES = {"i": i, "j": j, "k": k, "ell": ell, "second": second, "block": B, "label": label}
INDICES |= {"width": width}
OF_INPUTS = ("k", "second")
# These have an entry for each class.
VECTORS = ("logits", "biases", "tags", "direction", "factors", "forecasts", "rates", "drawing")
# These lie between 0 and 1.
UNIT = ("a", "y", "eta", "tau", "beta", "lamda", "gamma", "varepsilon", "c_1", "c_2", "p", "q", "M")
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
        return int(random.integers(1, SIZE if name in OF_INPUTS else classes, endpoint=True))
    if name in UNIT:
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
    if name == "factors":
        return random.uniform(0.2, 5.0, size=shape)
    if name == "drawing":
        return random.uniform(0.05, 0.95, size=shape)
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
    return classes if name in VECTORS else SIZE
