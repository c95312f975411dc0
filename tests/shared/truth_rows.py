"""True values for rows of logits, by ball arithmetic, in sums without any cancellation."""

import numpy as np
from flint import arb, ctx

import truth

BITS = 160  # a row of 50 257 classes leaves more than 128 of them right


def softmax(row):
    terms, total = _terms(row)
    return [term / total for term in terms]


def log_softmax(row):
    top = max(row)
    above = _above(row)
    return [z - top - above for z in row]


def logsumexp(row):
    return [max(row) + _above(row)]


def _terms(row):
    top = max(row)
    terms = [(z - top).exp() for z in row]
    return terms, sum(terms, arb(0))


def _above(row):
    """Return log Σ e^(z_l − top), the term 1 of the first top kept apart."""
    terms, _ = _terms(row)
    terms.pop(row.index(max(row)))
    return sum(terms, arb(0)).log1p()


def balls(name, row):
    """Return the balls of the function called ``name`` for one row of floats."""
    ctx.prec = BITS
    return globals()[name]([arb(z) for z in row.tolist()])


def worst_error(name, result, z, least=0.0):
    """Return the largest error of ``result``, the function's value for each row of z, in ULP.

    A unit is at least that of ``least``, one number for each of the results.
    """
    true = [ball for row in z.astype(np.float64) for ball in balls(name, row)]
    nearest = np.array([float(ball) for ball in true])
    pairs = zip(true, nearest.tolist(), strict=True)
    rest = np.array([float((ball - high) * truth.SCALE) for ball, high in pairs])
    result = np.ravel(result)
    errors = truth.ulp_errors(result, nearest, rest / (np.spacing(abs(nearest)) * 2.0**600))
    size = abs(nearest.astype(result.dtype))
    unit = np.spacing(np.maximum(size, least, dtype=result.dtype))
    return (errors * (np.spacing(size) / unit)).max()
