"""The logarithms of shares where a logit is +∞."""

TITLE = "Log-softmax of (0, 0, +∞)"
OPERATION = "log_softmax"
TYPES = ("float32",)
CASES = {"(0, 0, +∞)": {"x": [[0, 0, float("inf")]]}}
INF, NAN = float("inf"), float("nan")


def answers(x):
    """Return the readings: none, none of the last class alone, and the limit."""
    return {
        "all NaN": [NAN, NAN, NAN],
        "−∞, −∞, NaN": [-INF, -INF, NAN],
        "the limit −∞, −∞, 0": [-INF, -INF, 0],
    }
