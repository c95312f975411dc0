"""The cost of one output neuron from its logit."""

from mpmath import exp, log1p

TITLE = "The cost of one neuron"
OPERATION = "binary_cross_entropy"
TYPES = ("float32", "float64")
CASES = {
    "z = −1,000, target 1": {"x": [-1000], "t": [1]},
    "z = 21, target 1": {"x": [21], "t": [1]},
    "z = 40, target 1": {"x": [40], "t": [1]},
    "z = 40, target 0": {"x": [40], "t": [0]},
}


def truth(x, t):
    """Return softplus(x) − t x."""
    gaps = [one if target else -one for one, target in zip(x, t, strict=True)]
    return [-min(gap, 0) + log1p(exp(-abs(gap))) for gap in gaps]
