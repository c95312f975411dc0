"""What divides the sum of weighted costs where the targets are shares."""

from mpmath import fsum
from questions._costs import logs, reduced

TITLE = "Class weights, targets as shares"
OPERATION = "cross_entropy_weighted_shares"
TYPES = ("float64",)
CASES = {
    "weights 1, 2, 5": {
        "x": [[1, 2, 0], [-1, 0.5, 3]],
        "t": [[1, 0, 0], [0, 0.25, 0.75]],
        "w": [1, 2, 5],
    }
}


def answers(x, t, w):
    """Return every way to reduce the weighted costs."""
    weights = [fsum(a * b for a, b in zip(w, row, strict=True)) for row in t]
    costs = [
        -fsum(a * b * c for a, b, c in zip(w, shares, logs(row), strict=True))
        for row, shares in zip(x, t, strict=True)
    ]
    plain = [
        -fsum(b * c for b, c in zip(shares, logs(row), strict=True))
        for row, shares in zip(x, t, strict=True)
    ]
    beside = fsum(a * b for a, b in zip(weights, plain, strict=True)) / fsum(weights)
    return {**reduced(costs, weights), "rows weighted, not terms; by the weights' sum": beside}
