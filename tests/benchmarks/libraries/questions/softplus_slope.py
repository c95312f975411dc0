"""The slope of softplus, which is the sigmoid, as automatic differentiation gives it."""

from mpmath import exp

TITLE = "The slope of softplus"
OPERATION = "softplus"
SLOPE = True
TYPES = ("float32", "float64")
CASES = {f"softplus′({size})".replace("-", "−"): {"x": [size]} for size in (-40, -21, 21, 40, 800)}


def truth(x):
    """Return σ(x)."""
    return [1 / (1 + exp(-one)) for one in x]
