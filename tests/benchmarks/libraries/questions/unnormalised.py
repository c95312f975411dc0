"""What shares cost that do not sum to 1."""

from mpmath import fsum
from questions._costs import logs

TITLE = "Target shares that sum to ½"
OPERATION = "cross_entropy_shares"
TYPES = ("float64",)
CASES = {"shares (¼, ¼, 0)": {"x": [[1, 2, 0]], "t": [[0.25, 0.25, 0]]}}


def answers(x, t):
    """Return the costs of three readings of one row."""
    logarithms = logs(x[0])
    inner = fsum(a * b for a, b in zip(t[0], logarithms, strict=True))
    pushed = fsum(a * b for a, b in zip(t[0], x[0], strict=True))
    return {
        "−Σ tⱼ log aⱼ": -inner,
        "shares made to sum to 1": -inner / fsum(t[0]),
        "lse − Σ tⱼ zⱼ": x[0][0] - logarithms[0] - pushed,
        "the same, the largest logit subtracted": x[0][0]
        - logarithms[0]
        - pushed
        - max(x[0]) * (1 - fsum(t[0])),
    }
