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

    Both parts are found in the type of the arguments, whichever of the two is the larger.

    >>> d, error = two_difference(1.0, 2.0**-60)
    >>> print(d, error)
    1.0 -8.673617379884035e-19

    :shapes: z and c broadcast; d and ε have their common shape
    :domain: finite z and c whose difference does not overflow
    :raises ValueError: if the shapes do not broadcast
    :raises TypeError: for what is not a real number
    """
    z, c = numbers("z", z, kinds=REAL), numbers("c", c, kinds=REAL)
    broadcast(z=z, c=c)
    d = z - c
    back = d - z
    return d, (z - (d - back)) - (c + back)


@silent
def carried_softmax(z):
    """Return e^(d_j) (1 + ε_j) divided by their sum, where z_j − max z = d_j + ε_j exactly.

    The rounding error ε_j of the shift is carried into the exponential.

    >>> carried_softmax([1000.0, 1000.0])
    array([0.5, 0.5])

    :equation: eq-rounded-power
    :shapes: z (…, K); the result is like z
    :domain: real z, float32 or float64; NaN where the maximum is infinite
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    powers = _carried_powers(real_logits(z))
    return powers / powers.sum(axis=-1, keepdims=True)


@silent
def summed_softmax(z):
    """Return e^(d_j) (1 + ε_j)/s as `carried_softmax` does, with the sum s rounded only once.

    >>> summed_softmax([1000.0, 1000.0])
    array([0.5, 0.5])

    :equation: eq-rounded-power
    :shapes: z (…, K); the result is like z
    :domain: real z, float32 or float64; NaN where the maximum is infinite
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    powers = _carried_powers(real_logits(z))
    totals = [math.fsum(row) for row in powers.reshape(-1, powers.shape[-1])]
    return powers / np.reshape(totals, (*powers.shape[:-1], 1)).astype(powers.dtype)


@silent
def widened_softmax(z):
    """Return e^(z_j − m)/Σ_l e^(z_l − m) with m = max z in float64, rounded to the type of z.

    >>> widened_softmax(np.float32([0.0, 0.0]))
    array([0.5, 0.5], dtype=float32)

    :equation: eq-softmax-shift
    :shapes: z (…, K); the result is like z
    :domain: real z, float32 or float64; NaN where the maximum is infinite
    :raises ValueError: for rows without classes
    :raises TypeError: for what is not a real number
    """
    z = real_logits(z)
    return shifted_softmax(z.astype(np.float64)).astype(z.dtype)


def _carried_powers(z):
    """Return e^d (1 + ε) for the two parts of z − max z; where ε is lost, the power is 0."""
    d, error = two_difference(z, z.max(axis=-1, keepdims=True))
    powers = np.exp(d)
    return powers + np.where(powers > 0, error, 0) * powers
