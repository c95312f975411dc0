"""Softmax, its logarithm, and the logarithm of its denominator, within 5 ULP.

Each takes logits z of any shape and type as ``output_layer.sigmoid`` does, and the axis of
the classes: an integer, several, or None for all. Where SciPy takes None if nothing is
said, these take the last axis, since an array of examples has one example a row. So many
``workers``, threads, share the rows; their number changes no bit.

Logits of −∞ have the share 0. Of a row of nothing but −∞ no share is defined: NaN. A row
with one +∞ gives its limit, all of the share for that class; with several, NaN. A NaN
makes its whole row NaN. Nothing warns, and z is not changed.

The idea first, in four lines: ``output_layer.stability.shifted_softmax``.
"""

import numpy as np

from output_layer.numerics import analytic
from output_layer.numerics.arguments import count, numbers
from output_layer.numerics.exponentials import (
    chunks,
    extremes,
    limits,
    safe,
    shifted,
    shifts,
    sums,
    unshifted,
    widened,
)
from output_layer.numerics.rows import along_rows, reduced_rows


def softmax(z, axis=-1, *, workers=1):
    """Return a_j = e^(z_j)/Σ_l e^(z_l): positive, and with the sum 1 along ``axis``.

    Within 5 ULP of the true value, subnormal results included; float16 and float32 are
    rounded once.

    The obvious formula overflows here; with the maximum subtracted the second share would
    end in …76e-01:

    >>> softmax([1000.1, 1000.0, 0.0])
    array([0.52497919, 0.47502081, 0.        ])

    :equation: eq-softmax
    :shapes: z with the classes along ``axis``, one or several; the result is like z
    :domain: real and complex z; −∞ gives the share 0, one +∞ all of the share
    :raises ValueError: for rows without classes and for a wrong axis
    :raises TypeError: for what is not a number
    """
    z, formula = _logits(z), _softmax
    if z.dtype.kind == "c":
        formula = analytic.softmax
    return along_rows(formula, z, axis, count("workers", workers, least=1))[()]


def log_softmax(z, axis=-1, *, workers=1):
    """Return log a_j = z_j − log Σ_l e^(z_l), at most 0, for the shares a of ``softmax``.

    Within 5 ULP of the true value. The class on top keeps its digits, where subtracting the
    log-sum-exp gives 0:

    >>> log_softmax([0.0, -40.0])
    array([-4.24835426e-18, -4.00000000e+01])

    :equation: eq-log-softmax
    :shapes: z with the classes along ``axis``, one or several; the result is like z
    :domain: real and complex z; where a share is 0 its logarithm is −∞
    :raises ValueError: for rows without classes and for a wrong axis
    :raises TypeError: for what is not a number
    """
    z, formula = _logits(z), _log_softmax
    if z.dtype.kind == "c":
        formula = analytic.log_softmax
    return along_rows(formula, z, axis, count("workers", workers, least=1))[()]


def logsumexp(z, axis=-1, *, keepdims=False, workers=1):
    """Return log Σ_l e^(z_l), the smooth maximum; −∞ without classes, ∞ with a logit of ∞.

    Within 5 ULP of the larger of result and maximum, since max + log(…) may cancel near 0.
    ``keepdims`` keeps the reduced axes with length 1. Others call it ``log_sum_exp`` or
    ``reduce_logsumexp``.

    >>> print(logsumexp([1000.0, 1000.0]))
    1000.6931471805599

    :equation: eq-log-sum-exp
    :shapes: z with the classes along ``axis``, which the result lacks
    :domain: real and complex z, ±∞ too, and rows without classes
    :raises ValueError: for a wrong axis
    :raises TypeError: for what is not a number
    """
    z = _logits(z)
    formula = analytic.logsumexp if z.dtype.kind == "c" else _logsumexp
    workers = count("workers", workers, least=1)
    return reduced_rows(formula, z, axis, keepdims=keepdims, workers=workers)[()]


def _logits(z):
    z = numbers("z", z)
    return z if z.dtype.isnative else z.astype(z.dtype.type)


def _softmax(z, out, axis, terms):
    top = np.maximum.reduce(z, axis=axis, keepdims=True).astype(np.float64, copy=False)
    _exponentials(z, top, axis, terms)
    if z.dtype.type is np.float64:
        terms /= sums(terms, axis, exact=True)
        if terms is not out:
            out[...] = terms
        return
    factor = 1.0 / sums(terms, axis, exact=False)  # one rounding more, of float64: no matter
    for part, place in chunks(terms, out):
        part *= factor
        place[...] = part


def _log_softmax(z, out, axis, terms):
    z, top, above = _log_sum_above(z, axis, terms)
    for part, logs, place in chunks(z, terms, out):
        np.subtract(widened(part, logs), top, out=logs)
        logs -= above
        if terms is not out:
            place[...] = logs


def _logsumexp(z, out, axis, terms):
    _, top, above = _log_sum_above(z, axis, terms)
    largest = np.maximum.reduce(z, axis=axis, keepdims=True)
    out[...] = np.where(np.isinf(largest), largest, top + above)


def _exponentials(z, top, axis, out):
    """Write e^(z − c) and return the logits, their maximum and c, limits taken."""
    if safe(z, top):
        unshifted(z, out)
        return z, top, 0.0
    if not extremes(top)[1] < np.inf and (top == np.inf).any():
        z, top = limits(z, top, axis)
    c = shifts(z, top, axis)
    shifted(z, c, out)
    return z, top, c


def _log_sum_above(z, axis, terms):
    """Return log Σ_l e^(z_l − top) = log(1 + s), s being the sum of all terms but the largest.

    The logarithm of the whole sum would lose the digits that s has beyond those of 1.
    """
    first = z.argmax(axis=axis, keepdims=True)
    row = np.arange(first.size).reshape(first.shape)
    at = (row, first) if axis == 1 else (first, row)
    z, top, c = _exponentials(z, z[at].astype(np.float64), axis, terms)
    terms[at] = 0.0
    others = sums(terms, axis, exact=z.dtype.type is np.float64)
    return z, top, np.log1p(others / np.exp(top - c))
