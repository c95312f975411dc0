"""A logit of +∞: ∞ − ∞ is no number, and the limit gives the class everything."""

TITLE = "Softmax of (0, 0, +∞)"
OPERATION = "softmax"
TYPES = ("float32",)
CASES = {"(0, 0, +∞)": {"x": [[0, 0, float("inf")]]}}
NAN = float("nan")


def answers(x):
    """Return the readings: none, none of the last class alone, and the limit."""
    return {"all NaN": [NAN, NAN, NAN], "0, 0, NaN": [0, 0, NAN], "the limit 0, 0, 1": [0, 0, 1]}
