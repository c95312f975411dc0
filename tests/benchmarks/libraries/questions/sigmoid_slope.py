"""The slope of the sigmoid near its ends, as automatic differentiation gives it."""

from mpmath import exp

TITLE = "The slope of the sigmoid"
OPERATION = "sigmoid"
SLOPE = True
TYPES = ("float32", "float64")
CASES = {f"σ′({size})".replace("-", "−"): {"x": [size]} for size in (-90, -17, -15, 15, 17, 40, 90)}


def truth(x):
    """Return σ(x) σ(−x)."""
    return [1 / (2 + exp(one) + exp(-one)) for one in x]
