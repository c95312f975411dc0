"""The sigmoid where it is small: e^z to the last digits, and half of a subnormal at the end."""

from mpmath import exp

TITLE = "The sigmoid where it is small"
OPERATION = "sigmoid"
TYPES = ("float32", "float64")
CASES = {f"σ(−{size})": {"x": [-size]} for size in (15, 17, 20, 90, 745)}


def truth(x):
    """Return σ(x) = 1/(1 + e^−x)."""
    return [1 / (1 + exp(-one)) for one in x]
