"""The gradient of one neuron's cost by its logit: a − y."""

from mpmath import exp
from questions.binary_cross_entropy import CASES as CASES

TITLE = "The gradient of one neuron's cost"
OPERATION = "binary_cross_entropy"
SLOPE = True
TYPES = ("float32", "float64")


def truth(x, t):
    """Return σ(x) − t."""
    sizes = [1 / (1 + exp(one if target else -one)) for one, target in zip(x, t, strict=True)]
    return [-size if target else size for size, target in zip(sizes, t, strict=True)]
