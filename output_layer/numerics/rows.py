"""Functions of rows of logits, along any axes of an array, a block of rows at a time."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from output_layer.numerics.exponentials import CHUNK

# With few classes a reduction along each row is short and slow, so a block of many rows is
# transposed: its reductions run along columns.
FEW_CLASSES, MANY_ROWS = 32, 8
TOGETHER = 4 * CHUNK  # numbers of a block of rows: enough that threads seldom wait for Python


def along_rows(function, z, axis, workers=1):
    """Return an array like z whose rows along ``axis`` are filled by ``function``.

    It is called as function(block, out, axis, work) with some rows of z, the place for their
    results, the axis of the classes in both (1, or 0 if they are transposed), and a float64
    array of the block's shape to work in, which may be the place itself.
    Nothing that it computes leads to a floating-point warning. So many ``workers``, threads,
    share the blocks; the results are the same for any number of them.
    """
    rows, restored = as_rows(z, axis)
    if not rows.shape[1]:
        raise ValueError(f"z must hold at least one class along axis {axis}, but has {z.shape}")
    out = np.empty(rows.shape, rows.dtype)
    in_blocks(function, rows, out, workers)
    return restored(out)


def reduced_rows(function, z, axis, *, keepdims, workers=1):
    """Return one number for each row along ``axis``; −∞, log 0, where a row has no classes."""
    rows, _ = as_rows(z, axis)
    out = np.full((len(rows), 1), -np.inf, rows.dtype)
    if rows.shape[1]:
        in_blocks(function, rows, out, workers)
    over = _axes(z, axis)
    lengths = [1 if i in over else length for i, length in enumerate(z.shape)]
    return out.reshape(lengths if keepdims else [z.shape[i] for i in _others(z, over)])


def as_rows(z, axis):
    """Return z as a matrix with one row for each set of classes, and the way back."""
    if z.ndim == 2 and axis in (-1, 1):
        return z, np.asarray
    over = _axes(z, axis)
    order = (*_others(z, over), *over)
    turned = z.transpose(order)
    first = z.ndim - len(over)
    rows = turned.reshape(math.prod(turned.shape[:first]), math.prod(turned.shape[first:]))

    def restored(out):
        return out.reshape(turned.shape).transpose(np.argsort(order)).copy()

    return rows, restored


def _axes(z, axis):
    return normalize_axis_tuple(range(z.ndim) if axis is None else axis, z.ndim)


def _others(z, axes):
    return [i for i in range(z.ndim) if i not in axes]


def in_blocks(function, rows, out, workers=1):
    """Call ``function`` for one block of rows after the other, transposed where that pays."""
    count, classes = rows.shape
    transposed = classes <= FEW_CLASSES and count >= MANY_ROWS
    step = max(1, (CHUNK if transposed else TOGETHER) // classes)
    in_place = out.shape == rows.shape and out.dtype.type is np.float64 and not transposed
    if 0 < count <= step and not transposed:
        with np.errstate(all="ignore"):
            function(rows, out, 1, out if in_place else np.empty(rows.shape))
        return

    def work_on(firsts):
        space = None if in_place else np.empty(step * classes)
        with np.errstate(all="ignore"):  # holds in the thread where it is said
            for first in firsts:
                block, place = rows[first : first + step], out[first : first + step]
                if transposed:
                    block, place = np.ascontiguousarray(block.T), place.T
                work = place if in_place else space[: block.size].reshape(block.shape)
                function(block, place, 0 if transposed else 1, work)

    firsts = range(0, count, step)
    if workers == 1 or len(firsts) == 1:
        work_on(firsts)
        return
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work_on, [firsts[at::workers] for at in range(workers)]))  # raises
