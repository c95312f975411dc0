"""The contours of a cost over (w, b), for target 0 or 1.

The cost depends on z = w·x + b alone, so the contour of a level is the straight line
w·x + b = z through the z at which the cost has that level.
"""

import numpy as np

from output_layer.crossentropy import cross_entropy_cost
from output_layer.sigmoid import logit
from output_layer.slowdown import quadratic_cost

__all__ = ["SPACING", "bands", "contours", "level_logit", "plateau"]

COSTS = {"quadratic": quadratic_cost, "cross-entropy": cross_entropy_cost}
# The distance |a − y| at which the cost has this level.
DISTANCES = {
    "quadratic": lambda level: np.sqrt(2 * level),
    "cross-entropy": lambda level: -np.expm1(-level),
}
SPACING = {"quadratic": 0.05, "cross-entropy": 1.0}  # of the cost, from contour to contour


def level_logit(cost, level, y):
    """Return the z at which the cost has this level; it is > 0 on the wrong side of target 0."""
    return _wrong(y) * logit(DISTANCES[cost](level))


def contours(cost, y, reach):
    """Return the pairs (level, z) of all contours with z between −reach and reach."""
    count = np.ceil(_highest(cost, y, reach) / SPACING[cost])
    levels = SPACING[cost] * np.arange(1, count)
    pairs = zip(levels, level_logit(cost, levels, y), strict=True)
    return [(level, z) for level, z in pairs if abs(z) < reach]


def bands(cost, y, reach):
    """Return the bands between neighbouring contours: triples (low, high, height).

    ``low`` and ``high`` bound z; ``height`` is the cost midway, as a share of the highest.
    """
    edges = np.sort([-reach, *(z for _, z in contours(cost, y, reach)), reach])
    heights = COSTS[cost]((edges[:-1] + edges[1:]) / 2, y) / _highest(cost, y, reach)
    return list(zip(edges[:-1], edges[1:], heights, strict=True))


def plateau(y, share, reach):
    """Return where the quadratic cost is flat though a is far from y, as z from low to high.

    At most ``share`` is left there of the greatest gradient in z, 4/27. With d = 1 − |a − y|
    the edge solves (1 − d)² d = share · 4/27, by iteration.
    """
    d = 0.0
    for _ in range(60):
        d = share * 4 / 27 / (1 - d) ** 2
    return tuple(sorted([_wrong(y) * logit(1 - d), _wrong(y) * reach]))


def _wrong(y):
    return 1 - 2 * y


def _highest(cost, y, reach):
    return COSTS[cost](_wrong(y) * reach, y)
