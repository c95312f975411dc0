"""What is made of the costs of a batch when nothing is said."""

from questions._costs import logs

TITLE = "The cost of three examples, nothing said"
OPERATION = "cross_entropy_plain"
TYPES = ("float64",)
CASES = {"three rows": {"x": [[1, 2, 0], [-1, 0.5, 3], [0, 0, -2]], "y": [0, 2, 1]}}


def answers(x, y):
    """Return the costs of logits, of their exponentials and of their logarithms, in three forms."""
    costs = [-logs(row)[label] for row, label in zip(x, y, strict=True)]
    return {
        "each row's": costs,
        "the mean": sum(costs) / len(costs),
        "the sum": sum(costs),
    }
