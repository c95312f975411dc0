"""The logarithm of a share that is itself too small to be stored."""

TITLE = "The logarithm of a share near 0"
OPERATION = "log_softmax"
TYPES = ("float32", "float64")
CASES = {f"log softmax(0, −{gap})₂": {"x": [[0, -gap]]} for gap in (70, 100, 1000, 10000)}
PICK = 1


def truth(x):
    """Return the logarithms of the shares; the correction of e^−70 is far below all types."""
    return [[0, *row[1:]] for row in x]
