"""A share that is very small: above the normal range's end, below it, and below all numbers."""

from mpmath import exp

TITLE = "A very small share"
OPERATION = "softmax"
TYPES = ("float32", "float64")
CASES = {f"softmax(0, −{gap})₂": {"x": [[0, -gap]]} for gap in (20, 70, 85, 95, 720, 740)}
PICK = 1


def truth(x):
    """Return the shares."""
    return [[exp(one) / sum(map(exp, row)) for one in row] for row in x]
