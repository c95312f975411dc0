"""What is found by numbers alone: near the ends of the scale, and where a cost is smallest."""

import ast

import numpy as np
from mpmath import mp

from output_layer.algebra.arithmetic import Place, value
from output_layer.own.words import say

GRID = 1 / (1 + np.exp(-np.linspace(-12, 12, 961)))  # outputs; the middle one is 1/2
EDGE = 2e-5  # what is nearer to an end is the end
NEAR = (5, 10, 20, 40)  # at 10^(−n) from the end
DIGITS = 120
SETTLED = 1e-9
ZOOMS, NARROW = 12, 9  # each makes what is looked at four times as narrow
# Next to the targets where 0·log 0 has no value, but a limit, and a little farther off.
ALMOST = {0.0: 1e-300, 1.0: 1 - 2.0**-53}
FARTHER = {0.0: 1e-200, 1.0: 1 - 2.0**-52}


def near(expr, end):
    """Return the values of a function of a at 10^(−n) from an end, NaN where there is none."""
    with mp.workdps(DIGITS):
        return [_number(expr, abs(end - mp.mpf(10) ** -n)) for n in NEAR]


def _number(expr, a):
    found = value(expr, Place({}, {"a": a}, {}))
    return mp.nan if mp.im(found) else mp.re(found)


def costs(typed, a, y):
    """Return the typed cost at outputs, where 0·log 0 counts as its limit, 0."""
    found = typed.values(a, y)
    if y not in ALMOST or not np.isnan(found).any():
        return found
    nearest, next_to = typed.values(a, ALMOST[y]), typed.values(a, FARTHER[y])
    settled = np.isclose(nearest, next_to, rtol=SETTLED, atol=SETTLED)
    return np.where(np.isnan(found) & settled, nearest, found)


def refuse_gaps(typed, y):
    """Raise ``ValueError`` with one sentence if a cost is no number for some a of the grid."""
    found = costs(typed, GRID, y)
    places = [*GRID[~np.isfinite(found)], *_poles(typed, ALMOST.get(y, y))]
    if places:
        place = min(places, key=lambda a: abs(a - 0.5))
        raise ValueError(say("no number", a=f"{place:.3g}", y=f"{y:g}"))


def _poles(typed, y):
    """Yield the outputs at which a denominator or what stands in a logarithm is 0."""
    for part in map(_part, ast.walk(typed.tree)):
        if part is not None:
            size = abs(typed.values(GRID, y, part))
            dips = np.flatnonzero((size[1:-1] <= size[:-2]) & (size[1:-1] < size[2:])) + 1
            for dip in dips[:3]:
                place, least = _lowest(
                    lambda a, part=part: abs(typed.values(a, y, part)), GRID[dip - 1 : dip + 2]
                )
                if least < 1e-9 * np.nanmax(size):
                    yield place


def _part(node):
    """Return what must not be 0 in a node of a tree, None if all may."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return node.right
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return node.left if isinstance(node.right, ast.UnaryOp) else None
    return node.args[0] if isinstance(node, ast.Call) and node.func.id in ("log", "ln") else None


def _lowest(function, a):
    """Return the place of the least value between the first and last of some outputs, and it."""
    for _ in range(ZOOMS):
        a = np.linspace(a[0], a[-1], NARROW)
        middle = min(max(int(np.nanargmin(function(a))), 1), NARROW - 2)
        a = a[middle - 1 : middle + 2]
    return float(a[1]), float(function(a)[1])


def lowest(typed, y):
    """Return the output at which a cost is smallest for a target, and whether others are too.

    An end counts as 0 or 1; of a flat stretch it is the place next to the target.
    """
    found = costs(typed, GRID, y)
    best = np.flatnonzero(found == found.min())
    if len(best) > 2:
        first, last = (_end(index) for index in best[[0, -1]])
        return min(max(y, first), last), True
    index = best[np.argmin(abs(GRID[best] - y))]
    if index in (0, len(GRID) - 1):
        return _end(index), False
    place = _lowest(lambda a: costs(typed, a, y), GRID[index - 1 : index + 2])[0]
    return (float(round(place)) if abs(place - round(place)) < EDGE else place), False


def _end(index):
    """Return an output of the grid, of which the first is 0 and the last 1."""
    return {0: 0.0, len(GRID) - 1: 1.0}.get(int(index), float(GRID[index]))
