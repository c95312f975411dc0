"""The logistic sigmoid and its relatives, within 2 units in the last place (ULP).

Each function takes real numbers of any shape (float16, float32 or float64, kept; integers
and booleans become float64) and complex128 for the complex step, where the sign of the
real part chooses the branch. NaN passes through, ±∞ give the limits, nothing warns.
Text and other types raise ``TypeError``. Scalars come back as NumPy scalars.

All exponentials are of −|z|: they lie in [0, 1] and cannot overflow. The errors named
below are the largest found on millions of points, subnormal results included.
"""

import numpy as np

from output_layer.numerics.analytic import log1p
from output_layer.numerics.arguments import elementwise


@elementwise
def sigmoid(z):
    """Return the logistic sigmoid σ(z) = 1/(1 + e^(−z)), in [0, 1].

    With e = e^(−|z|) and n = 1 for z ≥ 0, n = e for z < 0, σ = n/(1 + e), so σ = n − eσ.
    Putting the quotient into the right-hand side once multiplies its error by e ≤ 1:
    1.7 ULP at most, where the quotient alone reaches 2.6.

    The result is right down to the smallest float64, where 1/(1 + e^(−z)) overflows to 0:

    >>> print(sigmoid(-740.0))
    4.2e-322

    :equation: eq-sigmoid
    :shapes: z of any shape; the result has its shape and its type
    :domain: all real z, ±∞ too, and complex z
    :raises TypeError: for what is not a number
    """
    e = np.exp(_minus_abs(z))
    numerator = np.where(z.real >= 0, 1.0, e)
    return numerator - e * (numerator / (1.0 + e))


@elementwise
def sigmoid_derivative(z):
    """Return the derivative σ′(z) = σ(z) σ(−z) = s − s² with s = σ(−|z|), in [0, 1/4].

    Since s ≤ 1/2, nothing cancels; σ(z)(1 − σ(z)) loses every digit for large z.
    The rounding error of s is carried along: 1.7 ULP at most, 2.5 without it.

    >>> sigmoid_derivative([-40.0, 40.0])
    array([4.24835426e-18, 4.24835426e-18])

    :equation: eq-sigmoid-derivative eq-sigmoid-derivative-symmetric
    :shapes: z of any shape; the result has its shape and its type
    :domain: all real z, ±∞ too, and complex z
    :raises TypeError: for what is not a number
    """
    e = np.exp(_minus_abs(z))
    product = e * (e / (1.0 + e))
    s = e - product
    lost = (e - s) - product  # exactly what rounding took from s (Dekker's fast two-sum)
    return s - (s * s - lost * (1.0 - 2.0 * s))


@elementwise
def residual(z, y):
    """Return a − y = σ(z) − y, the output minus the target.

    For y > 1/2 it is (1 − y) − σ(−z), in which 1 − y is exact. So a target of 1 loses
    nothing, where σ(z) − 1 loses every digit once σ(z) rounds to 1. The error is at most
    2 ULP of σ(z) or of σ(−z), whichever is used, and half a ULP of the result.

    >>> residual([50.0], 1.0)
    array([-1.92874985e-22])
    """
    return np.where(y > 0.5, (1.0 - y) - sigmoid(-z), sigmoid(z) - y)


@elementwise
def log_sigmoid(z):
    """Return log σ(z) = −softplus(−z), at most 0, within 1.7 ULP.

    Finite for every finite z, where the logarithm of a computed σ(z) is −∞ below −745
    and 0 above 37:

    >>> log_sigmoid([-1000.0, 700.0])
    array([-1.00000000e+003, -9.85967654e-305])

    :equation: eq-log-sigmoid
    :shapes: z of any shape; the result has its shape and its type
    :domain: all real z, ±∞ too, and complex z
    :raises TypeError: for what is not a number
    """
    return -softplus(-z)


@elementwise
def softplus(z):
    """Return softplus(z) = log(1 + e^z) = max(z, 0) + log(1 + e^(−|z|)), within 1.7 ULP.

    Its derivative is σ(z). Finite for every finite z, where e^z overflows above 709 and
    1 + e^z loses every digit of e^z below −37:

    >>> softplus([1000.0, -700.0])
    array([1.00000000e+003, 9.85967654e-305])

    :equation: eq-softplus
    :shapes: z of any shape; the result has its shape and its type
    :domain: all real z, ±∞ too, and complex z
    :raises TypeError: for what is not a number
    """
    return np.where(z.real >= 0, z, 0.0) + log1p(np.exp(_minus_abs(z)))


@elementwise
def logit(p):
    """Return the log-odds log(p/(1 − p)), the inverse of σ.

    logit(0) = −∞ and logit(1) = ∞. Between 1/4 and 3/4 it is 2 artanh(2p − 1), in which
    2p − 1 is exact: within 1.7 ULP. The logarithm of the rounded quotient loses its digits
    near p = 1/2; here it gives 4.0000000289e-08:

    >>> print(f"{logit(0.50000001):.10e}")
    4.0000000201e-08

    :equation: eq-log-odds
    :shapes: p of any shape; the result has its shape and its type
    :domain: p in [0, 1], and complex p; NaN elsewhere
    :raises TypeError: for what is not a number
    """
    middle = abs(p.real - 0.5) <= 0.25
    near = 2.0 * np.arctanh(2.0 * np.where(middle, p, 0.5) - 1.0)
    return np.where(middle, near, np.log(p / (1.0 - p)))


def _minus_abs(z):
    """Return −|z|; for complex z whichever of ±z has no positive real part: it is analytic."""
    return np.where(z.real >= 0, -z, z)
