"""Log-sum-exp and softmax over the blocks of a Dask array, by the pairs of `streaming`.

Dask is imported only where it is used. A block is worked on where the scheduler puts it; what
comes out has the same bits on one thread, on many, and on a cluster that loses workers.
"""

import sys

import numpy as np

from output_layer.numerics.rows import as_rows
from output_layer.numerics.streaming import exact_pair, logarithm, pair, shares, streamed, tree

PAIR = np.dtype([("shift", np.float64), ("sum", np.float64)])
INSTALL = "pip install -e '.[cluster]'"


def is_lazy(z):
    """Return whether z is a Dask array."""
    return isinstance(z, getattr(sys.modules.get("dask.array"), "Array", ()))


def blocks(z, axis, block):
    """Return an array of NumPy as one of Dask, with so many classes in a block.

    Raises ``ModuleNotFoundError`` with the command to install Dask.
    """
    try:
        import dask.array
    except ModuleNotFoundError:
        raise ModuleNotFoundError(f"a scheduler needs Dask ({INSTALL})") from None
    chunks = dict.fromkeys(range(z.ndim), "auto") | {axis % z.ndim: block}
    return dask.array.from_array(z, chunks=chunks)


def logsumexp(z, axis, block, *, keepdims):
    """Return the logarithms of a Dask array's sums of exponentials, as a Dask array."""
    found = _pairs(z, axis, block, pair)
    dropped = {} if keepdims else {"drop_axis": axis}
    return found.map_blocks(_logarithms, axis, keepdims, z.dtype, dtype=z.dtype, **dropped)


def softmax(z, axis, block):
    """Return softmax of a Dask array, as a Dask array with its blocks."""
    found = _pairs(z, axis, block, exact_pair)
    return z.map_blocks(_shares, found, axis, dtype=z.dtype)


def computed(array, scheduler):
    """Return a Dask array as one of NumPy, by a cluster's address or one of Dask's own names."""
    if "://" not in str(scheduler):
        return array.compute(scheduler=scheduler)
    from distributed import Client

    with Client(scheduler, set_as_default=False) as client:
        return client.compute(array).result()


def _pairs(z, axis, block, kind):
    from dask.array.reductions import reduction

    return reduction(
        z,
        lambda part, axis, keepdims: _packed(part, axis, block, kind),
        lambda found, axis, keepdims: _together(found),
        combine=lambda found, axis, keepdims: _together(found),
        axis=axis,
        keepdims=True,
        dtype=PAIR,
        split_every=2,
        concatenate=False,
        meta=np.empty((0,) * z.ndim, PAIR),
    )


def _packed(part, axis, block, kind):
    """Return the pairs of a block, each in one entry of an array: ``axis`` has length 1."""
    axis = axis[0] if isinstance(axis, tuple) else axis
    rows, _ = as_rows(part, axis)
    shift, total = streamed(rows, block, kind)
    packed = np.empty(len(rows), PAIR)
    packed["shift"], packed["sum"] = shift[:, 0], total[:, 0]
    return packed.reshape([1 if at == axis else length for at, length in enumerate(part.shape)])


def _unpacked(packed):
    return packed["shift"], packed["sum"]


def _together(found):
    """Return the merged pairs of neighbouring blocks, packed again."""
    found = found if isinstance(found, list) else [found]
    merged = np.empty(found[0].shape, PAIR)
    merged["shift"], merged["sum"] = tree([_unpacked(one) for one in found])
    return merged


def _logarithms(packed, axis, keepdims, dtype):
    result = logarithm(_unpacked(packed)).astype(dtype)
    return result if keepdims else result.squeeze(axis)


def _shares(part, packed, axis):
    rows, restored = as_rows(part, axis)
    out = np.empty(rows.shape, rows.dtype)
    shares(rows, [one.reshape(-1, 1) for one in _unpacked(packed)], out)
    return restored(out)
