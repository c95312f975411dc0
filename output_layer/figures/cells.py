"""Where a layer decides for which class: the square of its inputs, cut into convex cells.

The logits are linear in the inputs, so every border is a straight line: z_j = z_l between two
classes of softmax, z_j = 0 around the half-plane in which one sigmoid exceeds ½.
"""

import numpy as np

__all__ = ["cells", "clip"]


def clip(polygon, line):
    """Return the part of a convex polygon where u·x + v·y + c > 0, for ``line`` = (u, v, c)."""
    sides = [line[0] * x + line[1] * y + line[2] for x, y in polygon]
    if not any(side > 0 for side in sides):
        return []
    kept = []
    for i, (point, side) in enumerate(zip(polygon, sides, strict=True)):
        before, (x, y) = sides[i - 1], polygon[i - 1]
        if (side >= 0) != (before >= 0):
            part = before / (before - side)
            kept.append([x + part * (point[0] - x), y + part * (point[1] - y)])
        if side >= 0:
            kept.append(point)
    return kept


def cells(weights, *, sigmoids, reach):
    """Return the cells of the square [−reach, reach]² as pairs (classes, corners).

    ``weights`` are those of `classifier`. ``classes`` are the indices of the classes that the
    cell belongs to: for softmax the one with the largest output, for sigmoids all that exceed
    ½, none to K. Where two classes of softmax tie for the first place there is no cell.
    """
    square = [[-reach, -reach], [reach, -reach], [reach, reach], [-reach, reach]]
    found = (_halves if sigmoids else _winners)(np.array(weights), square)
    return [(classes, polygon) for classes, polygon in found if polygon]


def _winners(weights, square):
    for j, row in enumerate(weights):
        polygon = square
        for other in np.delete(weights, j, axis=0):
            polygon = clip(polygon, row - other)
        yield [j], polygon


def _halves(weights, square):
    found = [([], square)]
    for j, line in enumerate(weights):
        found = [part for cell in found for part in _halved(cell, j, line)]
    return found


def _halved(cell, j, line):
    """Return a cell without the half-plane of class j, and its part within."""
    classes, polygon = cell
    within = clip(polygon, line)
    without = clip(polygon, -line) if within else polygon
    return [(classes, without), ([*classes, j], within)]
