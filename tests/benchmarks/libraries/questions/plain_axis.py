"""Along which axis softmax works when none is named."""

from mpmath import exp

TITLE = "Softmax of a (2, 2, 2) array, no axis named"
OPERATION = "softmax_plain"
TYPES = ("float64",)
CASES = {"(2, 2, 2)": {"x": [[[0, 1], [3, 7]], [[-2, 4], [1, 1.5]]]}}


def answers(x):
    """Return the shares along each axis and of the whole array."""
    at = {(i, j, k): exp(x[i][j][k]) for i in (0, 1) for j in (0, 1) for k in (0, 1)}
    names = {"all": "the whole array", 0: "the first", 1: "the second", 2: "the last"}
    found = {}
    for axis, name in names.items():
        beside = {place: _beside(place, axis) for place in at}
        found[name] = [at[place] / sum(at[one] for one in beside[place]) for place in at]
    return found


def _beside(place, axis):
    if axis == "all":
        return [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    return [(*place[:axis], other, *place[axis + 1 :]) for other in (0, 1)]
