"""Softmax over so many classes that their logits do not fit into memory, or into one machine."""

from typing import NamedTuple

import numpy as np
from numpy.lib.array_utils import normalize_axis_index

from output_layer.numerics import lazy, streaming
from output_layer.numerics.arguments import REAL, count, numbers, silent
from output_layer.numerics.labels import indices
from output_layer.numerics.rows import TOGETHER, as_rows
from output_layer.numerics.streaming import BLOCK

FLOATS = (np.float32, np.float64)
ROOM = 2**23  # logits that are in memory at a time, or those of one row


@silent
def streaming_logsumexp(z, axis=-1, *, block=BLOCK, keepdims=False, scheduler=None):
    """Return log Σ_l e^(z_l) from one pass over blocks of classes, whose pairs are merged.

    Within 2 ULP of the larger of |result| and max |z_l|. The same blocks give the same bits,
    whatever works on them, in whatever order: ``z`` may be an array of NumPy or of Dask, whose
    blocks are divided once more into ``block`` classes. For a Dask array comes a Dask array, to
    be computed later. With ``scheduler``, a cluster's address as ``tcp://…`` or a name that Dask
    knows, it is computed there.

    >>> print(streaming_logsumexp([0, 1, 2, 3, 4], block=2).round(6))
    4.451914

    :equation: eq-log-sum-exp
    :shapes: z with the classes along ``axis``, an integer; the result lacks it
    :domain: real z, ±∞ too, and rows without classes
    :raises ValueError: for a wrong axis, and for a block of no classes
    :raises TypeError: for what is not a real number
    """
    z, lazily = _blocks_of(z, axis, block, scheduler)
    if lazily:
        result = lazy.logsumexp(z, axis % z.ndim, block, keepdims=keepdims)
        return result if scheduler is None else lazy.computed(result, scheduler)
    rows, _ = as_rows(z, axis)
    result = streaming.logarithm(streaming.streamed(rows, block)).astype(z.dtype)
    lengths = [*z.shape]
    lengths[axis] = 1
    result = result.reshape(lengths)
    return result if keepdims else result.squeeze(axis)[()]


@silent
def streaming_softmax(z, axis=-1, *, block=BLOCK, scheduler=None):
    """Return a_j = e^(z_j)/Σ_l e^(z_l) from two passes over blocks of classes.

    Within 5 ULP of the true value, as `softmax`, with the arguments and the promise of
    `streaming_logsumexp`.

    >>> streaming_softmax([1000.1, 1000.0, 0.0], block=2)
    array([0.52497919, 0.47502081, 0.        ])

    :equation: eq-softmax
    :shapes: z with the classes along ``axis``, an integer; the result is like z
    :domain: real z; −∞ gives the share 0, one +∞ all of the share
    :raises ValueError: for rows without classes, a wrong axis, and a block of no classes
    :raises TypeError: for what is not a real number
    """
    z, lazily = _blocks_of(z, axis, block, scheduler)
    if not z.shape[axis]:
        raise ValueError(f"z must hold at least one class along axis {axis}, but has {z.shape}")
    if lazily:
        result = lazy.softmax(z, axis % z.ndim, block)
        return result if scheduler is None else lazy.computed(result, scheduler)
    rows, restored = as_rows(z, axis)
    out = np.empty(rows.shape, rows.dtype)
    streaming.shares(rows, streaming.streamed(rows, block, streaming.exact_pair), out)
    return restored(out)


def _blocks_of(z, axis, block, scheduler):
    """Return z with a checked type and axis, and whether it is a Dask array or is to be one."""
    count("block", block, least=1)
    lazily = lazy.is_lazy(z)
    if lazily:
        z = z.astype(numbers("z", np.empty(0, z.dtype), kinds=REAL).dtype)
    else:
        z = numbers("z", z, kinds=REAL)
    if z.ndim == 0:
        raise ValueError("z must hold its classes along an axis, but has none")
    normalize_axis_index(axis, z.ndim)
    if scheduler is not None and not lazily:
        return lazy.blocks(z, axis, block), True
    return z, lazily


class VocabularyGradient(NamedTuple):
    """The mean cost J = (1/m) Σ_i C_i of a layer z = Wx + b, and ∂J/∂x, ∂J/∂W, ∂J/∂b.

    >>> found = vocabulary_cost_gradient([[1.0]], [[0.0], [0.0]], [1], bias=[0.0, 0.0])
    >>> print(round(found.cost, 6), found.x, found.bias)
    0.693147 [[0.]] [ 0.5 -0.5]

    :equation: eq-log-likelihood-gradient
    :shapes: ``x``, ``weights`` and ``bias`` as they were given; ``bias`` is None without one
    """

    cost: float
    x: np.ndarray
    weights: np.ndarray
    bias: np.ndarray | None


@silent
def vocabulary_cost(x, weights, labels, bias=None):
    """Return C = −log softmax(Wx + b)_y for each example, without the table of all logits.

    A few rows of logits are in memory at a time, 2²³ numbers, however many examples there
    are. The type is that of ``x``: float32 or float64.

    >>> vocabulary_cost([[1.0, 0.0]], [[0.0, 1.0], [2.0, 0.0], [0.0, 0.0]], [1])
    array([0.23954477])

    :equation: eq-log-likelihood
    :shapes: x (m, d); weights (K, d); labels (m); bias (K); the result is (m)
    :domain: finite x, W and b; labels 0 to K − 1
    :raises ValueError: outside of that domain, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    layer = _layer(x, weights, labels, bias)
    costs = np.empty(len(layer.x), layer.x.dtype)
    for part, logits in layer.logits():
        costs[part] = _costs(logits, layer.labels[part])
    return costs


@silent
def vocabulary_cost_gradient(x, weights, labels, bias=None):
    """Return J = (1/m) Σ_i C_i of `vocabulary_cost` with ∂J/∂x, ∂J/∂W and ∂J/∂b, in one pass.

    ∂J/∂W = (1/m) Σ_i (a_i − e_{y_i}) x_iᵀ is summed up a few rows at a time, in place. Beyond
    arguments and results it takes the memory of 2²³ numbers. The entry of the label is
    −Σ_{l≠y} a_l: it keeps its digits where a_y is close to 1.

    >>> vocabulary_cost_gradient([[1.0]], [[0.0], [0.0]], [1]).weights
    array([[ 0.5],
           [-0.5]])

    :equation: eq-log-likelihood-gradient
    :shapes: x (m, d); weights (K, d); labels (m); bias (K); a `VocabularyGradient` like these
    :domain: finite x, W and b; labels 0 to K − 1; m ≥ 1
    :raises ValueError: outside of that domain, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    layer = _layer(x, weights, labels, bias)
    size, kind = len(layer.x), layer.x.dtype
    if not size:
        raise ValueError("x must hold at least one example, for the mean of their costs")
    by_x, by_weights = np.empty_like(layer.x), np.zeros_like(layer.weights)
    by_bias = None if bias is None else np.zeros(len(layer.weights), kind)
    total = 0.0
    for part, logits in layer.logits():
        total += _costs(logits, layer.labels[part], gradient=True).sum(dtype=np.float64)
        np.matmul(logits, layer.weights, out=by_x[part])
        rows = layer.x[part] / kind.type(size)
        for some in layer.classes():
            by_weights[some] += logits[:, some].T @ rows
        if by_bias is not None:
            by_bias += logits.sum(axis=0) / kind.type(size)
    by_x /= kind.type(size)
    return VocabularyGradient(float(total / size), by_x, by_weights, by_bias)


class _Layer(NamedTuple):
    """A checked layer and its examples."""

    x: np.ndarray
    weights: np.ndarray
    labels: np.ndarray
    bias: np.ndarray | None

    def classes(self):
        """Yield the places of some classes at a time, whose weights take little memory."""
        step = max(1, ROOM // 8 // max(self.weights.shape[1], 1))
        for first in range(0, len(self.weights), step):
            yield np.s_[first : first + step]

    def logits(self):
        """Yield the place and the logits of a few rows at a time, in memory that is used again."""
        step = max(1, ROOM // len(self.weights))
        space = np.empty((min(step, len(self.x)), len(self.weights)), self.x.dtype)
        for first in range(0, len(self.x), step):
            part = np.s_[first : first + step]
            z = space[: len(self.x[part])]
            np.matmul(self.x[part], self.weights.T, out=z)
            if self.bias is not None:
                z += self.bias
            yield part, z


def _layer(x, weights, labels, bias):
    x = numbers("x", x, kinds=FLOATS)
    weights = np.ascontiguousarray(numbers("weights", weights, kinds=REAL), x.dtype)
    if x.ndim != 2 or weights.ndim != 2 or x.shape[1] != weights.shape[1] or not len(weights):
        raise ValueError(
            f"x must be (m, d) and weights (K, d) with K ≥ 1, but they are "
            f"{x.shape} and {weights.shape}"
        )
    if bias is not None:
        bias = numbers("bias", bias, kinds=REAL).astype(x.dtype)
        if bias.shape != weights.shape[:1]:
            raise ValueError(f"bias must be {weights.shape[:1]}, but is {bias.shape}")
    labels = indices(labels, len(weights), x.shape[:1])
    return _Layer(np.ascontiguousarray(x), weights, labels, bias)


def _costs(z, labels, *, gradient=False):
    """Return the cost of each row of logits; with ``gradient`` write a − e_y over them."""
    step = max(1, TOGETHER // z.shape[1])  # what is worked on stays in the cache
    parts = [np.s_[first : first + step] for first in range(0, len(z), step)]
    return np.concatenate([_few_costs(z[part], labels[part], gradient) for part in parts])


def _few_costs(z, labels, gradient):
    rows = np.arange(len(z))
    z -= z.max(axis=1, keepdims=True)
    below = z[rows, labels]  # at most 0
    np.exp(z, out=z)
    own = z[rows, labels]
    z[rows, labels] = 0.0
    others = z.sum(axis=1)
    total = others + own
    if gradient:
        z /= total[:, np.newaxis]
        z[rows, labels] = -others / total
    return np.where(below == 0.0, np.log1p(others), np.log(total) - below)
