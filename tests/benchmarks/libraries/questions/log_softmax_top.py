"""The logarithm of the share of a class that dominates: −e^−gap nearly."""

from mpmath import exp, log1p

TITLE = "The logarithm of a share near 1"
OPERATION = "log_softmax"
TYPES = ("float32", "float64")
CASES = {f"log softmax(0, −{gap})₁": {"x": [[0, -gap]]} for gap in (10, 15, 20, 40, 100)}
PICK = 0


def truth(x):
    """Return the logarithms of the shares."""
    return [[min(a - b, 0) - log1p(exp(-abs(a - b))) for a, b in (row, row[::-1])] for row in x]
