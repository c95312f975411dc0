"""How accurate a result is: the truth about softmax and its logarithm, and distances from it.

The truth has 60 digits and comes from Python's own ``decimal``, to which every float is exact:
it is that of the logits as they are, rounded to their type already. They may be −∞ too.
"""

import math
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext

import numpy as np

from output_layer.numerics.arguments import REAL, numbers
from output_layer.numerics.labels import with_classes

__all__ = [
    "MANY_DIGITS",
    "correct_digits",
    "each",
    "real_logits",
    "true_log_softmax",
    "true_softmax",
    "ulp_error",
]

# 60 digits of a logarithm that is as small as 10⁻²⁰ need more than 80 of its argument.
MANY_DIGITS = Context(prec=90, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
SMALL = Decimal("1e-20")


def real_logits(z):
    """Return z as a real array; an error unless its last axis holds a class."""
    return with_classes("z", numbers("z", z, kinds=REAL))


def each(function):
    """Return ``function`` of single numbers as one of arrays that gives float64."""
    return np.vectorize(function, otypes=[float])


def true_softmax(z):
    """Return the true shares of the logits as they are in their type: an array of ``Decimal``."""
    return _rows(_true_shares, real_logits(z))


def true_log_softmax(z):
    """Return the true log a_j of the logits as they are in their type: an array of ``Decimal``."""
    return _rows(_true_logs, real_logits(z))


@np.errstate(all="ignore")
def ulp_error(result, true):
    """Return |result − true| in units in the last place (ULP); ∞ for a wrong ∞ and for NaN.

    A unit is the distance from |true|, rounded to the result's type, to the next larger number.

    >>> ulp_error([1.0, 1.0], [1.0, 1.0 + 2.0**-51])
    array([0., 2.])
    """
    result = numbers("result", result, kinds=REAL)
    unit = np.spacing(abs(np.asarray(true, dtype=np.float64).astype(result.dtype)))
    return each(_distance)(result, true, unit.astype(np.float64))


@np.errstate(all="ignore")
def correct_digits(result, true):
    """Return −log₁₀(|result − true|/|true|): the decimal digits that are right.

    At least 0, so NaN, ∞ and a vanished result have none. At most as many as the type is
    sure to hold: 3 for float16, 6 for float32, 15 for float64.

    >>> correct_digits([0.0, -40.0], true_log_softmax([0.0, -40.0]))
    array([ 0., 15.])
    """
    result = numbers("result", result, kinds=REAL)
    error = each(_distance)(result, true, true)
    return np.clip(0.0 - np.log10(error), 0.0, np.finfo(result.dtype).precision)


def _rows(function, z):
    with localcontext(MANY_DIGITS):
        rows = [function([*map(Decimal, row)]) for row in z.reshape(-1, z.shape[-1]).tolist()]
    return np.array(rows, dtype=object).reshape(z.shape)


def _true_shares(row):
    top = max(row)
    terms = [(z - top).exp() for z in row]
    total = sum(terms)
    return [term / total for term in terms]


def _true_logs(row):
    top = max(row)
    others = [*row]
    others.remove(top)
    above = _log1p(sum(((z - top).exp() for z in others), Decimal(0)))
    return [z - top - above for z in row]


def _log1p(s):
    """Return log(1 + s); below 10⁻²⁰ three terms of its series are right in 60 digits."""
    return (1 + s).ln() if s > SMALL else s - s**2 / 2 + s**3 / 3


def _distance(result, true, unit):
    if result == true:
        return 0.0
    if not math.isfinite(result):
        return math.inf
    with localcontext(MANY_DIGITS):
        return abs(float((Decimal(result) - Decimal(true)) / Decimal(unit)))
