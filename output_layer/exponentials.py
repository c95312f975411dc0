"""Exponentials of logits and their sums, each right but for the last place.

Softmax may subtract any number c from the logits of a row. The maximum is the usual
choice, and a costly one: the rounding error of z − c is multiplied into e^(z − c) and
comes to hundreds of units in the last place. So c is 0 where e^z can neither overflow nor
lose digits; elsewhere c is the maximum and the rounding error is carried along.

Logits are two-dimensional here. ``axis`` is that of the classes; sums keep it, of length 1.
"""

import math

import numpy as np

CHUNK = 2**14  # numbers worked on at a time: with all that is computed they stay in the cache
FEW = 256  # numbers that Python sums exactly in less time than NumPy needs for seven calls
SHORT = 12  # terms that four roundings add up, if they are added in pairs

# A row needs no shift if its maximum is at most SAFE_MOST, so that no sum comes close to
# overflow, and if either all e^z have all their digits, its least logit being at least NORMAL,
# or its maximum is at least SAFE_LEAST: then the sum is at least 1/2, and where e^z is too
# small to have all its digits, the share is too.
SAFE_LEAST, SAFE_MOST, NORMAL = -0.69, 650.0, -708.0
# e^(z − c) is 0 from 746 below the maximum on. Down to there z is between c/2 and 2c if
# |c| is at least 1492, and then z − c is exact (Sterbenz).
VANISHED, EXACT = 800.0, 1492.0


def safe(z, top):
    """Whether no row needs a shift, given the largest logit of each."""
    least, most = (top.item(),) * 2 if top.size == 1 else (top.min(), top.max())
    return most <= SAFE_MOST and (least >= SAFE_LEAST or z.min() >= NORMAL)


def shifts(z, top, axis):
    """Return what is subtracted from each row of logits: the number c above."""
    if z.dtype.type is not np.float64:
        return top  # float64 has digits to spare for them: nothing needs to be carried
    normal = z.min(axis=axis, keepdims=True) >= NORMAL
    return np.where((top <= SAFE_MOST) & (normal | (top >= SAFE_LEAST)), 0.0, top)


def limits(z, top, axis):
    """Return logits and maxima that lead to the limit where the maximum is +∞.

    A class that is alone at +∞ takes everything: 0 for it and −∞ for the others. Several
    have no limit: NaN.
    """
    endless, infinite = top == np.inf, z == np.inf
    alone = np.count_nonzero(infinite, axis=axis, keepdims=True) == 1
    top = np.where(endless, np.where(alone, 0.0, np.nan), top)
    return np.where(endless, np.where(infinite, top, -np.inf), z).astype(z.dtype), top


def unshifted(z, out):
    """Write e^z into the float64 array ``out``."""
    for part, place in chunks(z, out):
        np.exp(part.astype(np.float64, copy=False), out=place)


def shifted(z, c, out):
    """Write e^(z − c) into the float64 array ``out``."""
    inexact = (abs(c) < EXACT) & (c != 0)
    formula = _carried if z.dtype.type is np.float64 and inexact.any() else _plain
    for part, place in chunks(z, out):
        formula(part, c, place)


def chunks(*blocks):
    """Return the same chunk of each block at a time; what is larger than one is a single row."""
    size = blocks[0].size
    if size <= CHUNK:
        return [blocks]
    parts = [np.s_[:, first : first + CHUNK] for first in range(0, size, CHUNK)]
    return [[block[part] for block in blocks] for part in parts]


def _plain(z, c, out):
    np.subtract(z.astype(np.float64, copy=False), c, out=out)
    np.exp(out, out=out)


def _carried(z, c, out):
    """Write e^d (1 + error), where d + error is z − c exactly (Knuth's two-sum)."""
    z = np.maximum(z, c - VANISHED)
    np.subtract(z, c, out=out)
    back = out - z
    error = z - (out - back)
    back += c
    error -= back
    np.exp(out, out=out)
    error *= out
    out += error


def sums(terms, axis, *, exact):
    """Return the sum of each row of non-negative terms, ``exact`` but for a few roundings."""
    if axis == 1 and terms.size <= FEW:
        totals = [[math.fsum(row)] for row in terms.tolist()]
        return np.array(totals) if len(totals) > 1 else totals[0][0]
    if not exact:
        return np.add.reduce(terms, axis=axis, keepdims=True)
    return _pairwise(terms) if axis == 0 and len(terms) <= SHORT else _split(terms, axis)


def _pairwise(terms):
    while len(terms) > 1:
        half = (len(terms) + 1) // 2
        pairs = terms[:half].copy()
        pairs[: len(terms) - half] += terms[half:]
        terms = pairs
    return terms


def _split(terms, axis):
    """Add up what is exact to add and the rests of it apart.

    Adding a large number C to a term rounds it to a multiple of C's last place. Such
    multiples add up without any error, because their sum stays below C; what the rounding
    left is so small that its sum may be rounded as it comes.
    """
    large = np.ldexp(1.5, np.frexp(np.add.reduce(terms, axis=axis, keepdims=True))[1] + 1)
    multiples = rests = 0.0
    for (part,) in chunks(terms):
        rounded = part + large
        rounded -= large
        multiples = multiples + np.add.reduce(rounded, axis=axis, keepdims=True)
        np.subtract(part, rounded, out=rounded)
        rests = rests + np.add.reduce(rounded, axis=axis, keepdims=True)
    return multiples + rests
