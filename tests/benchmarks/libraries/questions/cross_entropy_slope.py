"""The gradient of a label's cost by the logits: a − e_y, also where shares are near 0 and 1."""

from mpmath import exp

TITLE = "The gradient of a label's cost"
OPERATION = "cross_entropy"
SLOPE = True
TYPES = ("float32", "float64")
INF = float("inf")
CASES = {
    "1,000 below": {"x": [[-1000, 0]], "y": [0]},
    "20 above": {"x": [[0, -20]], "y": [0]},
    "40 above": {"x": [[0, -40]], "y": [0]},
    "beside a masked class": {"x": [[-INF, 0]], "y": [1]},
}


def truth(x, y):
    """Return the gradient: the other class's share, with both signs."""
    other = 1 / (1 + exp(x[0][y[0]] - x[0][1 - y[0]]))
    return [[-other if place == y[0] else other for place in (0, 1)]]
