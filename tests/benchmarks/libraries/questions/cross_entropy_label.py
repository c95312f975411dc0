"""The cost of a label: of a class far below, of one ruled out, and beside one ruled out."""

from mpmath import exp, log1p

TITLE = "The cost of a label"
OPERATION = "cross_entropy"
TYPES = ("float32", "float64")
INF = float("inf")
CASES = {
    "1,000 below": {"x": [[-1000, 0]], "y": [0]},
    "40 above": {"x": [[0, -40]], "y": [0]},
    "beside a masked class": {"x": [[-INF, 0]], "y": [1]},
    "a masked class": {"x": [[-INF, 0]], "y": [0]},
}


def truth(x, y):
    """Return −log a_y of each row of two."""
    gaps = [row[label] - row[1 - label] for row, label in zip(x, y, strict=True)]
    return [-min(gap, 0) + log1p(exp(-abs(gap))) for gap in gaps]
