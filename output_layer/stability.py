"""The formulas of softmax and of its logarithm side by side, and the digits that each keeps.

Each takes logits z with the classes along the last axis and works in their type, float16,
float32 or float64; integers become float64. Every operation is rounded once to that type,
exp and log too, and sums run from left to right. So what is lost is the formula's own doing,
and the same on every machine. Overflow gives ∞ or NaN and no warning. The accurate formulas
are ``softmax`` and ``log_softmax`` of the package; ``numerics.accuracy`` counts digits.
"""

import functools
from decimal import Decimal

import numpy as np

from output_layer.numerics.accuracy import MANY_DIGITS, each, real_logits

__all__ = [
    "clamped_softmax",
    "max_and_sum",
    "merge",
    "naive_log_softmax",
    "naive_softmax",
    "online_max_and_sum",
    "shifted_log_softmax",
    "shifted_softmax",
]


# The formulas


def _formula(compute):
    """Let ``compute`` take the logits as the head of this module says."""

    @functools.wraps(compute)
    def wrapper(z):
        with np.errstate(all="ignore"):
            return compute(real_logits(z))

    return wrapper


@_formula
def naive_softmax(z):
    """Return e^(z_j)/Σ_l e^(z_l) as it is written: NaN for large logits and for very small ones.

    >>> naive_softmax([1000.0, 1000.0])
    array([nan, nan])

    :equation: eq-softmax
    :shapes: z (…, K); the result is like z
    :domain: real z; NaN in float64 if one is above 709, or all are below −745
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    terms = _exp(z)
    return terms / _sum(terms)


@_formula
def shifted_softmax(z):
    """Return e^(z_j − m)/Σ_l e^(z_l − m) with m = max z: no overflow.

    What z_j − m loses to rounding, the exponential multiplies by its size.

    >>> shifted_softmax([1000.0, 1000.0])
    array([0.5, 0.5])

    :equation: eq-softmax-shift
    :shapes: z (…, K); the result is like z
    :domain: real z; NaN where the maximum is infinite
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    return naive_softmax(z - _max(z))


@_formula
def clamped_softmax(z):
    """Return e^(z_j − c)/Σ_l e^(z_l − c) with c = max(0, max z).

    Where all logits are far below 0, nothing is subtracted and every term vanishes: 0/0.

    >>> clamped_softmax([-1000.0, -1000.0])
    array([nan, nan])

    :equation: eq-softmax-shift
    :shapes: z (…, K); the result is like z
    :domain: real z; NaN in float64 if all are below −745, and where one is ∞
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    return naive_softmax(z - np.maximum(_max(z), z.dtype.type(0)))


@_formula
def naive_log_softmax(z):
    """Return log(e^(z_j)/Σ_l e^(z_l)) as written: −∞ for a share of 0, 0 for one that rounds to 1.

    >>> naive_log_softmax([0.0, -800.0])
    array([  0., -inf])

    :equation: eq-log-softmax
    :shapes: z (…, K); the result is like z
    :domain: real z; as `naive_softmax`
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    return _log(naive_softmax(z))


@_formula
def shifted_log_softmax(z):
    """Return z_j − m − log Σ_l e^(z_l − m) with m = max z: a class that dominates gets 0.

    >>> shifted_log_softmax([0.0, -800.0])
    array([   0., -800.])

    :equation: eq-log-softmax
    :shapes: z (…, K); the result is like z
    :domain: real z; NaN where the maximum is infinite
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    below = z - _max(z)
    return below - _log(_sum(_exp(below)))


def _max(z):
    return z.max(axis=-1, keepdims=True)


def _sum(terms):
    """Add the terms from left to right; NumPy's own sum adds float16 in float32."""
    return functools.reduce(np.add, np.split(terms, terms.shape[-1], axis=-1))


def _exp(z):
    return _rounded(np.exp, Decimal.exp, z)


def _log(a):
    return _rounded(np.log, Decimal.ln, a)


def _rounded(function, exact, at):
    """Return the function's values, rounded once; NumPy's float64 are, but for the last place."""
    if at.dtype.type is not np.float64:
        return function(at.astype(np.float64)).astype(at.dtype)
    return each(lambda value: float(exact(Decimal(value), MANY_DIGITS)))(at)


# Online: the pair (m, s) of the maximum and Σ e^(z − m), one logit or one block after the other


def max_and_sum(z):
    """Return m = max z and s = Σ_l e^(z_l − m) along the last axis; log-sum-exp is m + log s.

    >>> m, s = max_and_sum([0.0, 0.0, -1000.0])
    >>> print(m, s)
    0.0 2.0

    :equation: eq-log-sum-exp-shift
    :shapes: z (…, K); m and s are (…)
    :domain: real z, ±∞ too
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    z = real_logits(z)
    m = z.max(axis=-1)
    return m, _weight(z, m[..., np.newaxis]).sum(axis=-1)


def merge(first, second):
    """Return the pair of two blocks together: m = max(m₁, m₂), s = s₁ e^(m₁ − m) + s₂ e^(m₂ − m).

    Associative, so blocks may be merged in any grouping, each on its own machine.

    >>> m, s = merge(max_and_sum([0.0, -1000.0]), max_and_sum([0.0]))
    >>> print(m, s)
    0.0 2.0

    :equation: eq-online-merge
    :shapes: the two pairs broadcast; m and s have their common shape
    :domain: pairs as `max_and_sum` returns them
    :raises ValueError: if the shapes do not broadcast
    """
    m = np.maximum(first[0], second[0])
    return m, sum(s * _weight(top, m) for top, s in (first, second))


def online_max_and_sum(z):
    """Return m = max z and s = Σ_l e^(z_l − m) from one pass: each logit is the pair (z_l, 1).

    >>> m, s = online_max_and_sum([-1000.0, 0.0, 0.0])
    >>> print(m, s)
    0.0 2.0

    :equation: eq-online-merge
    :shapes: z (…, K); m and s are (…)
    :domain: real z, ±∞ too
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    z = real_logits(z)
    return functools.reduce(merge, ((one, np.ones_like(one)) for one in np.moveaxis(z, -1, 0)))


def _weight(z, m):
    """Return e^(z − m), 1 for the maximum itself, even if it is infinite."""
    with np.errstate(all="ignore"):
        return np.where(z == m, 1.0, np.exp(z - m))
