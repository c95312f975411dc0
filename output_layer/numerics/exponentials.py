"""Exponentials of logits and their sums, each right but for the last place.

Softmax may subtract any number c from the logits of a row. The maximum is the usual
choice, and a costly one: the rounding error of z − c is multiplied into e^(z − c) and
comes to hundreds of units in the last place. So c is 0 where e^z can neither overflow nor
lose digits. Elsewhere it is the integer nearest to 0 that prevents this: then z − c has no
rounding error, but for a narrow band of c, where the error is carried along.

Logits are two-dimensional here. ``axis`` is that of the classes; sums keep it, of length 1.
"""

import math

import numpy as np

CHUNK = 2**16  # numbers worked on at a time: with what is computed of them they stay in the cache
FEW = 256  # numbers that Python sums exactly in less time than NumPy needs for its calls
SHORT = 12  # terms that four roundings add up, if they are added in pairs

# A row needs no shift if its maximum is at most SAFE_MOST, so that no sum comes close to
# overflow, and if either all e^z have all their digits, its least logit being at least NORMAL,
# or its maximum is at least SAFE_LEAST: then the sum is at least 1/2, and where e^z is too
# small to have all its digits, the share is too.
SAFE_LEAST, SAFE_MOST, NORMAL = -0.5, 650.0, -708.0
# A share is 0 from VANISHED below the maximum on. So what matters lies above c − NEAR if c > 0,
# which is SAFE_MOST below the maximum. With c an integer, z − c is exact for z ≥ c/2: for all
# that matters if c ≥ 2 NEAR, for everything if z ≥ NEAR. If c < 0 it is exact because
# |z − c| ≤ |z|.
VANISHED = 746.0
NEAR = VANISHED - SAFE_MOST + 1.0
QUICK = -700.0  # for less NumPy's exponential takes eight times as long and more
INTEGER = 1.5 * 2.0**52  # x + INTEGER has no digits behind the point: less INTEGER, x is rounded


def extremes(x):
    """Return the least and the largest of some numbers, of a single one without NumPy's calls."""
    return (x.item(),) * 2 if x.size == 1 else (x.min(), x.max())


def smallest(z):
    """Return the least of some logits; with a NaN among them it may be NaN or that of the others.

    Both will do: a row with a NaN comes out as NaN, whatever is taken from it.
    """
    return min(map(min, z.tolist())) if z.size <= FEW else z.min()


def safe(z, top):
    """Whether no row needs a shift, given the largest logit of each."""
    least, most = extremes(top)
    return most <= SAFE_MOST and (least >= SAFE_LEAST or smallest(z) >= NORMAL)


def shifts(z, top, axis):
    """Return the number c above for each row, given that not all of them are safe."""
    if z.dtype.type is not np.float64:  # float64 has digits to spare: rounding does not show
        return top[0, 0] if top.size == 1 else top
    if top.size == 1:
        most = top.item()
        return np.float64(max(most - SAFE_MOST, min(most, 0.0)) + INTEGER - INTEGER)
    c = np.maximum(top - SAFE_MOST, np.minimum(top, 0.0)) + INTEGER - INTEGER
    normal = z.min(axis=axis, keepdims=True) >= NORMAL
    return np.where(normal, np.maximum(c, 0.0), c)


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
        np.exp(widened(part, place), place)


def shifted(z, c, out):
    """Write e^(z − c) into the float64 array ``out``; what is too small to show may be larger."""
    low, high = extremes(c)
    if z.dtype.type is np.float64:
        least = smallest(z)
        exact = least >= NEAR or high <= 0 or low >= 2 * NEAR
        deep = least < high + QUICK and 0 < low <= high < INTEGER
    else:  # a few exponentials, slow or not, take less time than looking for the least
        exact, deep = True, z.size > FEW and z.min() < high + QUICK
    for part, place in chunks(z, out):
        np.subtract(widened(part, place), c, place)
        error = None if exact else part - (place + c)  # exactly, since c is an integer
        if deep:
            np.maximum(place, QUICK, out=place)
        np.exp(place, place)
        if not exact:
            error *= place
            np.add(place, error, out=place, where=np.isfinite(error))


def widened(part, place):
    """Return numbers as float64, written to ``place`` if they are not: no new memory is taken."""
    if part.dtype.type is np.float64:
        return part
    place[...] = part
    return place


def chunks(*blocks):
    """Return the same chunk of each block at a time: some columns, all if the rows are short."""
    columns = blocks[0].shape[1]
    if columns <= CHUNK:
        return [blocks]
    parts = [np.s_[:, first : first + CHUNK] for first in range(0, columns, CHUNK)]
    return [[block[part] for block in blocks] for part in parts]


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
