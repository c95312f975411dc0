"""Whether the plainest call takes logits or shares: it is given shares."""

from mpmath import log, mpf
from questions._costs import logs

TITLE = "The cost of shares, nothing said"
OPERATION = "cross_entropy_plain"
TYPES = ("float64",)
CASES = {"shares (⅛, ⅜, ½), the third right": {"x": [[0.125, 0.375, 0.5]], "y": [2]}}


def answers(x, y):
    """Return the cost if these are taken as shares, and if they are taken as logits."""
    return {
        "takes shares": -log(mpf(x[0][y[0]])),
        "takes logits": -logs(x[0])[y[0]],
    }
