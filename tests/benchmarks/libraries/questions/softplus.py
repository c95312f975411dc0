"""Softplus at both ends: e^z below, z above."""

from mpmath import exp, log1p

TITLE = "Softplus"
OPERATION = "softplus"
TYPES = ("float32", "float64")
CASES = {
    f"softplus({size})".replace("-", "−"): {"x": [size]} for size in (-800, -40, -21, 21, 40, 800)
}


def truth(x):
    """Return log(1 + e^x)."""
    return [max(one, 0) + log1p(exp(-abs(one))) for one in x]
