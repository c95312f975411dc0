"""Log-sum-exp in parts: a pair of numbers says all of a part, and two pairs merge into one.

A pair is the largest logit of some classes and the sum of e^(z − largest) over them.
"""

import numpy as np


def pair(z, axis=-1):
    """Return (m, s) with m = max_l z_l and s = Σ_l e^(z_l − m) along ``axis``, which is kept.

    Without classes, or where all are −∞, the pair is (−∞, 0).
    """
    top = np.maximum.reduce(z, axis=axis, keepdims=True, initial=-np.inf)
    with np.errstate(invalid="ignore"):
        terms = np.exp(z - np.where(top == -np.inf, 0.0, top))
    return top, np.add.reduce(terms, axis=axis, keepdims=True)


def merged(first, second):
    """Return the pair of the classes of two pairs together.

    The larger maximum stays, and the other sum is brought to it.
    """
    top = np.maximum(first[0], second[0])
    with np.errstate(invalid="ignore"):
        parts = [s * np.exp(np.where(m == top, 0.0, m - top)) for m, s in (first, second)]
    return top, parts[0] + parts[1]


def logarithm(pair):
    """Return log Σ_l e^(z_l) of a pair: m + log s."""
    with np.errstate(divide="ignore"):
        return pair[0] + np.log(pair[1])
