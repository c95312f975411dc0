"""The cost of target shares: a share of 0 for a class that is ruled out costs nothing."""

from mpmath import exp, log1p

TITLE = "The cost of target shares"
OPERATION = "cross_entropy_shares"
TYPES = ("float32", "float64")
INF = float("inf")
CASES = {
    "(1, 0), 1,000 below": {"x": [[-1000, 0]], "t": [[1, 0]]},
    "(1, 0), 40 above": {"x": [[0, -40]], "t": [[1, 0]]},
    "(0, 1) beside a masked class": {"x": [[-INF, 0]], "t": [[0, 1]]},
    "(1, 0) for a masked class": {"x": [[-INF, 0]], "t": [[1, 0]]},
}


def truth(x, t):
    """Return −log a of the class that has the whole share."""
    labels = [row.index(1) for row in t]
    gaps = [row[label] - row[1 - label] for row, label in zip(x, labels, strict=True)]
    return [-min(gap, 0) + log1p(exp(-abs(gap))) for gap in gaps]
