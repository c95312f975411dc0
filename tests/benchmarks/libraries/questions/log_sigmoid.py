"""The logarithm of the sigmoid: z below, −e^−z above."""

from mpmath import exp, log1p

TITLE = "The logarithm of the sigmoid"
OPERATION = "log_sigmoid"
TYPES = ("float32", "float64")
CASES = {
    f"log σ({size})".replace("-", "−"): {"x": [size]} for size in (-800, -40, -21, 21, 40, 800)
}


def truth(x):
    """Return log σ(x)."""
    return [min(one, 0) - log1p(exp(-abs(one))) for one in x]
