"""What a batch costs whose labels are all to be ignored."""

TITLE = "All labels ignored"
OPERATION = "cross_entropy_ignored"
TYPES = ("float32",)
CASES = {"two rows, both ignored": {"x": [[1, 2, 0], [0, 0, 3]], "y": [-1, -1]}}


def answers(x, y):
    """Return the two answers that there are: 0/0, and 0."""
    return {"NaN": float("nan"), "0": 0.0, "0 for each row": [0.0, 0.0]}
