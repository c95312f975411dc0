"""Log-sum-exp in parts: a pair of numbers says all of a part, and two pairs merge into one.

A pair is a shift c and the sum of e^(z − c) over some classes, c being their largest logit or
close to it. Parts are blocks of classes, which need not be in one place or in memory at once.
Their pairs are merged in the order of the blocks by a tree that depends on their number alone:
so the same blocks give the same bits, wherever and in whatever order they were worked on.
"""

import numpy as np

from output_layer.numerics.exponentials import (
    CHUNK,
    INTEGER,
    SAFE_MOST,
    shifted,
    sums,
    unshifted,
)

BLOCK = 2**13  # classes of a block, if the caller does not say


def pair(z, axis=-1, work=None):
    """Return (m, s) with m = max_l z_l and s = Σ_l e^(z_l − m) along ``axis``, which is kept.

    Without classes, or where all are −∞, the pair is (−∞, 0). ``work`` is an array like z to
    work in, which may be z itself.
    """
    top = np.maximum.reduce(z, axis=axis, keepdims=True, initial=-np.inf)
    with np.errstate(all="ignore"):
        terms = np.subtract(z, np.where(np.isinf(top), 0.0, top), out=work)
        np.exp(terms, out=terms)
    return top, np.add.reduce(terms, axis=axis, keepdims=True)


def merged(first, second):
    """Return the pair of the classes of two pairs together.

    The larger maximum stays, and the other sum is brought to it.
    """
    top = np.maximum(first[0], second[0])
    with np.errstate(all="ignore"):
        parts = [s * np.exp(np.where(m == top, 0.0, m - top)) for m, s in (first, second)]
    return top, parts[0] + parts[1]


def logarithm(pair):
    """Return log Σ_l e^(z_l) of a pair: m + log s."""
    with np.errstate(all="ignore"):
        return np.where(np.isinf(pair[0]), pair[0], pair[0] + np.log(pair[1]))


def tree(pairs):
    """Return all pairs merged: neighbours first, then the neighbours of what came out."""
    while len(pairs) > 1:
        odd = pairs[len(pairs) - len(pairs) % 2 :]
        pairs = [merged(*two) for two in zip(pairs[::2], pairs[1::2], strict=False)] + odd
    return pairs[0]


def exact_pair(z, work):
    """Return the pair of each row of z with an integer as its shift, from which z − c is exact.

    It is 0 wherever e^z is at ease. Then e^(z − c) is right but for the last place, and so is a
    share that is made of it.
    """
    top = np.maximum.reduce(z, axis=1, keepdims=True, initial=-np.inf)
    c = np.maximum(top - SAFE_MOST, np.minimum(top, 0.0)) + INTEGER - INTEGER
    c = np.where(np.isinf(top), top, c)
    _terms(z, c, work)
    return c, np.reshape(sums(work, 1, exact=True), c.shape)


def _terms(z, c, out):
    """Write e^(z − c) into ``out``; where c is ∞ the limit: 1 for classes at ∞, 0 for others."""
    endless = np.isinf(c)
    finite = np.where(endless, 0.0, c)
    with np.errstate(all="ignore"):
        if finite.any():
            shifted(z, finite, out)
        else:
            unshifted(z, out)
    if endless.any():
        limit = np.where(np.isnan(z), np.nan, z == np.inf)
        np.copyto(out, limit, where=c == np.inf)


def streamed(rows, block, kind=pair):
    """Return the pairs of the rows of a matrix, made by ``kind`` of blocks of so many classes."""
    shift, total = np.empty((2, len(rows), 1))
    for part, some, space in _groups(rows, block):
        pairs = []
        for at in range(0, max(rows.shape[1], 1), block):
            z = some[:, at : at + block]
            work = space[: z.size].reshape(z.shape)
            pairs.append(kind(z, work=work))
        shift[part], total[part] = tree(pairs)
    return shift, total


def shares(rows, pairs, out):
    """Write softmax of rows into ``out``, given the pairs of `exact_pair` of all their classes."""
    shift, total = pairs
    undefined = (total == 0.0) | ((shift == np.inf) & (total > 1.0))
    total = np.where(undefined, np.nan, total)
    for part, some, space in _groups(rows, CHUNK):
        for at in range(0, rows.shape[1], CHUNK):
            z = some[:, at : at + CHUNK]
            work = space[: z.size].reshape(z.shape)
            _terms(z, shift[part], work)
            with np.errstate(all="ignore"):
                np.divide(work, total[part], out=out[part][:, at : at + CHUNK], casting="same_kind")


def _groups(rows, block):
    """Yield some rows at a time: their place, the rows as float64, and space to work in.

    A block of them stays in the cache. Its terms stand in one order in memory, on which the
    order of their sum depends, wherever the rows came from.
    """
    block = min(block, max(rows.shape[1], 1))
    step = max(1, CHUNK // block)
    space = np.empty(min(step, len(rows)) * block)
    for first in range(0, len(rows), step):
        part = np.s_[first : first + step]
        yield part, rows[part].astype(np.float64, copy=False), space
