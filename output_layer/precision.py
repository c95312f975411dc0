"""What the shift of softmax costs in the last digits, and the formulas that get them back.

Each formula takes logits z with the classes along the last axis, float32 or float64, and works
in their type. The error of a subtraction is itself a floating-point number; it can be found, and
carried into the exponential. The accurate formula of the package is ``softmax``, and
``numerics.accuracy`` counts digits.
"""

import math

import numpy as np

from output_layer.numerics.accuracy import real_logits
from output_layer.numerics.arguments import REAL, broadcast, numbers, silent
from output_layer.stability import shifted_softmax

__all__ = ["carried_softmax", "summed_softmax", "two_difference", "widened_softmax"]


@silent
def two_difference(z, c):
    """Return d, the rounded difference z − c, and ε, what it lacks: z − c = d + ε exactly.

    For any finite z and c whose difference does not overflow, whichever is the larger.

    >>> two_difference(1.0, 2.0**-60)
    (np.float64(1.0), np.float64(-8.673617379884035e-19))
    """
    z, c = numbers("z", z, kinds=REAL), numbers("c", c, kinds=REAL)
    broadcast(z=z, c=c)
    d = z - c
    back = d - z
    return d, (z - (d - back)) - (c + back)


@silent
def carried_softmax(z):
    """Return softmax with the rounding error of z − max z carried into the exponential.

    >>> carried_softmax([1000.0, 1000.0])
    array([0.5, 0.5])
    """
    powers = _carried_powers(real_logits(z))
    return powers / powers.sum(axis=-1, keepdims=True)


@silent
def summed_softmax(z):
    """Return ``carried_softmax`` with a denominator that is rounded only once.

    >>> summed_softmax([1000.0, 1000.0])
    array([0.5, 0.5])
    """
    powers = _carried_powers(real_logits(z))
    totals = [math.fsum(row) for row in powers.reshape(-1, powers.shape[-1])]
    return powers / np.reshape(totals, (*powers.shape[:-1], 1)).astype(powers.dtype)


@silent
def widened_softmax(z):
    """Return the shifted formula in float64, rounded to the type of z at the end.

    >>> widened_softmax(np.float32([0.0, 0.0]))
    array([0.5, 0.5], dtype=float32)
    """
    z = real_logits(z)
    return shifted_softmax(z.astype(np.float64)).astype(z.dtype)


def _carried_powers(z):
    """Return e^d (1 + ε) for the two parts of z − max z; where ε is lost, the power is 0."""
    d, error = two_difference(z, z.max(axis=-1, keepdims=True))
    powers = np.exp(d)
    return powers + np.where(powers > 0, error, 0) * powers
