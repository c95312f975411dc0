"""Softmax of rows whose logits lie far apart: the worst error in units in the last place."""

import random

from mpmath import exp

TITLE = "Softmax of widely spread logits"
OPERATION = "softmax"
TYPES = ("float32", "float64")
WORST = True
CLASSES, ROWS = 10, 50


def _rows(spread):
    chance = random.Random(f"spread {spread}")
    return [[chance.uniform(0, spread) for _ in range(CLASSES)] for _ in range(ROWS)]


CASES = {f"spread {spread}": {"x": _rows(spread)} for spread in (10, 100, 1000)}


def truth(x):
    """Return the shares."""
    powers = [[exp(one - max(row)) for one in row] for row in x]
    return [[one / sum(row) for one in row] for row in powers]
