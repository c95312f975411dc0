"""The principle behind softmax and its cost: entropy, its rival, samples, and who has a cost.

Results have the type of z, float16, float32 or float64; integers become float64. Nothing
warns, and no argument is changed.
"""

import numpy as np

from output_layer.numerics.arguments import REAL, callback, numbers, positive, silent
from output_layer.numerics.exponentials import sums
from output_layer.numerics.labels import logits_and_chosen, with_classes
from output_layer.numerics.rows import along_rows, as_rows, reduced_rows
from output_layer.numerics.slopes import central
from output_layer.softmax import logsumexp

STEP, RTOL = 2.0**-6, 1e-10  # of the differences by which a Jacobian is measured


@silent
def entropy(a, axis=-1):
    """Return H(a) = −Σ_l a_l log a_l, in nats: 0 for a sure answer, log K for equal shares.

    A share of 0 adds 0, the limit of its term.

    >>> entropy([[0.5, 0.5], [1.0, 0.0]])
    array([0.69314718, 0.        ])

    :equation: eq-entropy
    :shapes: a with the classes along ``axis``, one or several, which the result lacks
    :domain: shares within [0, 1], with the sum 1
    :raises ValueError: for negative numbers, rows with another sum, and a wrong axis
    :raises TypeError: for what is not a real number
    """
    a = numbers("a", a, kinds=REAL)
    shares, _ = as_rows(a.astype(np.float64), axis)
    close = np.sqrt(np.finfo(a.dtype).eps)
    right = (shares >= 0).all(axis=1) & (abs(shares.sum(axis=1) - 1) <= close)
    if not right.all():
        row = shares[~right][0]
        raise ValueError(f"shares must sum to 1, none negative, but one row is {row}")
    return reduced_rows(_entropy, a, axis, keepdims=False)[()]


def _entropy(a, out, axis, terms):
    terms[...] = a
    np.multiply(terms, -np.log(np.where(terms > 0, terms, 1.0)), out=terms)
    out[...] = terms.sum(axis=axis, keepdims=True)


@silent
def smooth_maximum(z, tau=1.0, axis=-1):
    """Return τ log Σ_l e^(z_l/τ), the largest value of a·z + τ H(a) over all shares a.

    It lies between max z and max z + τ log K.

    >>> print(smooth_maximum([1.0, 1.0, 0.0], 0.01).round(6))
    1.006931

    :equation: eq-entropy-gap
    :shapes: z with the classes along ``axis``, which the result lacks
    :domain: real z; τ > 0
    :raises ValueError: for τ that is not positive, and for a wrong axis
    :raises TypeError: for what is not a real number
    """
    z, tau = numbers("z", z, kinds=REAL), positive("tau", tau)
    double = z.astype(np.float64)
    top = double.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    above = tau * logsumexp((double - top) / tau, axis, keepdims=True)
    return np.squeeze(top + above, axis=axis).astype(z.dtype)[()]


def sparsemax(z, axis=-1):
    """Return a_j = max(0, z_j − c), the point of the triangle of shares that is nearest to z.

    The number c is that with which the shares sum to 1. Sorted, not iterated: the error is
    below 4 ULP of 1. A class that lies 1 below the largest has no share at all:

    >>> sparsemax([1.0, 0.5, -1.0])
    array([0.75, 0.25, 0.  ])

    :equation: eq-sparsemax
    :shapes: z with the classes along ``axis``, one or several; the result is like z
    :domain: real z; −∞ gives the share 0, one +∞ all of it, several NaN, as a NaN does
    :raises ValueError: for rows without classes and for a wrong axis
    :raises TypeError: for what is not a real number
    """
    return along_rows(_sparsemax, numbers("z", z, kinds=REAL), axis)[()]


def _sparsemax(z, out, axis, work):
    below, c = _below_and_threshold(z, axis)
    np.maximum(below - c, 0.0, out=work)
    out[...] = work


def _below_and_threshold(z, axis):
    """Return z less its maximum, with a lone +∞ as the maximum, and c for these."""
    z = z.astype(np.float64)
    top = z.max(axis=axis, keepdims=True)
    alone = (z == np.inf).sum(axis=axis, keepdims=True) == 1
    below = np.where(z == top, np.where(np.isfinite(top) | alone, 0.0, np.nan), z - top)
    return below, _threshold(below, axis)


def _threshold(below, axis):
    """Return c, between −1 and 0: first from running sums, then what their rounding left."""
    ranked = -np.sort(-below, axis=axis)
    shape = [1, 1]
    shape[axis] = -1
    ranks = np.arange(1, below.shape[axis] + 1).reshape(shape)
    kept = ranked > -1.0  # whatever lies deeper has no share; a −∞ would spoil the sums
    sum_of_first = np.cumsum(np.where(kept, ranked, 0.0), axis=axis)
    size = (kept & (1.0 + ranks * ranked > sum_of_first)).sum(axis=axis, keepdims=True)
    size = np.maximum(size, 1)
    c = (np.take_along_axis(sum_of_first, size - 1, axis=axis) - 1.0) / size
    shares = np.maximum(below - c, 0.0)
    positive_ones = np.count_nonzero(shares, axis=axis, keepdims=True)
    return c + (sums(shares, axis, exact=True) - 1.0) / np.maximum(positive_ones, 1)


@silent
def sparsemax_cost(z, labels):
    """Return C = ½ Σ_l (a_l − δ_{ly})² + max(0, c − z_y) with a = sparsemax(z), for each example.

    The quadratic cost of the shares, and where the true class has none, how far its logit
    lies below c. It is 0, and stays 0, where z_y is ahead of all others by 1 or more.

    >>> sparsemax_cost([[2.0, 1.0], [0.0, 0.0], [-5.0, 0.0]], [0, 0, 0])
    array([0.  , 0.25, 5.  ])

    :equation: eq-sparsemax-cost
    :shapes: z (…, K); labels (…) or one-hot (…, K); the result is (…)
    :domain: real z; labels 0 to K − 1
    :raises ValueError: for labels out of range, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    z, chosen = _real(z, labels)
    rows = z.reshape(-1, z.shape[-1])
    if not len(rows):
        return np.empty(z.shape[:-1], z.dtype)
    below, c = _below_and_threshold(rows, 1)
    chosen = chosen.reshape(below.shape)
    error = np.maximum(below - c, 0.0) - chosen
    short = np.where(chosen, np.maximum(c - below, 0.0), 0.0)
    cost = 0.5 * (error * error).sum(axis=1) + short.sum(axis=1)
    return cost.reshape(z.shape[:-1]).astype(z.dtype)[()]


@silent
def sparsemax_cost_gradient(z, labels):
    """Return ∂C/∂z_j = a_j − δ_{jy} with a = sparsemax(z), in the shape of z.

    The same form as with softmax, and exactly 0 where the answer is right by a margin of 1.

    >>> sparsemax_cost_gradient([[2.0, 1.0], [0.0, 0.0]], [0, 0])
    array([[ 0. ,  0. ],
           [-0.5,  0.5]])

    :equation: eq-sparsemax-gradient
    :shapes: z (…, K); labels (…) or one-hot (…, K); the result is like z
    :domain: real z; labels 0 to K − 1
    :raises ValueError: for labels out of range, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    z, chosen = _real(z, labels)
    return (sparsemax(z.astype(np.float64)) - chosen).astype(z.dtype)


def _real(z, labels):
    """Return real logits and the chosen classes."""
    numbers("z", z, kinds=REAL)
    return logits_and_chosen(z, labels)


@silent
def gumbel_argmax(z, random, axis=-1):
    """Return argmax_j (z_j + G_j): class j is drawn with the probability a_j = softmax(z)_j.

    The G_j are independent draws of the Gumbel distribution, −log(−log U) with U uniform.
    ``random`` is a generator of NumPy, so that a seed repeats the draws.

    >>> draws = gumbel_argmax(np.zeros((1000, 2)), np.random.default_rng(0))
    >>> print(draws.mean().round(1))
    0.5

    :equation: eq-gumbel-wins
    :shapes: z with the classes along ``axis``, which the result, of integers, lacks
    :domain: real z; a logit of −∞ is never drawn
    :raises ValueError: for rows without classes, NaN, a row of nothing but −∞, and a wrong axis
    :raises TypeError: for a generator that is none, and for what is not a real number
    """
    z = numbers("z", z, kinds=REAL)
    if not isinstance(random, np.random.Generator):
        raise TypeError(f"random must be a numpy.random.Generator, not {type(random).__name__}")
    if z.ndim == 0 or not z.shape[axis]:
        raise ValueError(f"z must hold at least one class along axis {axis}, but has {z.shape}")
    if not (z.max(axis=axis) > -np.inf).all():
        raise ValueError("z must hold no NaN, and a logit above −∞ in each row")
    return (z + random.gumbel(size=z.shape)).argmax(axis=axis)


def curl(outputs, at):
    """Return ∂a_i/∂z_j − ∂a_j/∂z_i, measured at the logits ``at``: 0 if a − e_y has a cost.

    ``outputs`` is a function from K logits to K outputs. A cost with the gradient a_j − δ_{jy}
    exists near ``at`` exactly if all of this is 0 near it. Central differences, extrapolated.

    >>> curl(lambda z: z**2 / (z**2).sum(), np.array([1.0, 2.0])).round(6)
    array([[ 0.  ,  0.16],
           [-0.16,  0.  ]])

    :equation: eq-share-curl
    :shapes: at (K); the result is (K, K)
    :domain: ``outputs`` is smooth near ``at``
    :raises ValueError: for ``at`` that is not a vector of finite numbers, or other outputs
    :raises TypeError: for what is no function, and for what is not a real number
    """
    at = with_classes("at", numbers("at", at, kinds=REAL)).astype(np.float64)
    callback("outputs", outputs)
    if at.ndim != 1 or not np.isfinite(at).all():
        raise ValueError(f"at must be a vector of finite numbers, not {at}")
    if np.shape(outputs(at)) != at.shape:
        raise ValueError(f"outputs(at) must have the shape {at.shape} of at")
    slopes = [[_slope(outputs, at, i, j) for j in range(at.size)] for i in range(at.size)]
    return np.subtract(slopes, np.transpose(slopes))


def _slope(outputs, at, i, j):
    """Return ∂a_i/∂z_j."""
    return central(lambda z: outputs(z)[i], at, np.eye(at.size)[j], STEP, RTOL).value
