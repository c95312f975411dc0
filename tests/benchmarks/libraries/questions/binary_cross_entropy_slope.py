"""The gradient of one neuron's cost by its logit: a − y."""

from mpmath import exp

TITLE = "The gradient of one neuron's cost"
OPERATION = "binary_cross_entropy"
SLOPE = True
TYPES = ("float32", "float64")
CASES = {
    "z = −1,000, target 1": {"x": [-1000], "t": [1]},
    "z = 21, target 1": {"x": [21], "t": [1]},
    "z = 40, target 1": {"x": [40], "t": [1]},
    "z = 40, target 0": {"x": [40], "t": [0]},
}


def truth(x, t):
    """Return σ(x) − t."""
    sizes = [1 / (1 + exp(one if target else -one)) for one, target in zip(x, t, strict=True)]
    return [-size if target else size for size, target in zip(sizes, t, strict=True)]
