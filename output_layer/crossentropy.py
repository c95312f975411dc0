"""The cross-entropy cost of one sigmoid neuron, computed from its weighted input z.

Elementwise: z and the target y broadcast, and the result has the type of z (float16,
float32, float64, or complex128 for the complex step; integers become float64). The mean
over examples is the caller's. ``ValueError`` if y leaves [0, 1] or the shapes do not
broadcast, ``TypeError`` for what is not a number.
"""

import numpy as np

from output_layer.numerics.arguments import elementwise
from output_layer.sigmoid import residual, softplus


@elementwise
def cross_entropy_cost(z, y):
    """Return C = −y log a − (1 − y) log(1 − a) = log(1 + e^z) − yz with a = σ(z), C ≥ 0.

    Computed as |z|·(1 − y for z ≥ 0, y for z < 0) + log(1 + e^(−|z|)): both terms are
    positive, so nothing cancels. Within 2 ULP for every target, and finite for every
    finite z, where the logarithm of a computed a or 1 − a is −∞:

    >>> cross_entropy_cost([800.0, -800.0, 40.0], [0.0, 1.0, 1.0])
    array([8.00000000e+02, 8.00000000e+02, 4.24835426e-18])

    :equation: eq-cross-entropy eq-cross-entropy-logit
    :shapes: z and y broadcast; the result has their common shape and the type of z
    :domain: all z, real or complex; y in [0, 1]
    :raises ValueError: if y leaves [0, 1] or the shapes do not broadcast
    :raises TypeError: for what is not a number
    """
    size = np.where(z.real >= 0, z, -z)
    missing = np.where(z.real >= 0, 1.0 - y, y)
    # z = ±∞ on the side of its target costs 0, but ∞·0 would be NaN.
    return np.where(missing == 0, 0.0, missing * size) + softplus(-size)


@elementwise
def cross_entropy_cost_gradient(z, y):
    """Return the gradient ∂C/∂z = a − y of the cross-entropy, a = σ(z): no factor σ′(z).

    Within 2 ULP for targets 0 and 1. For other targets the only loss is the one inherent
    in a − y, near a = y.

    >>> cross_entropy_cost_gradient([0.0, 4.0, 40.0], 0.0)
    array([0.5       , 0.98201379, 1.        ])

    :equation: eq-cross-entropy-gradient-z
    :shapes: z and y broadcast; the result has their common shape and the type of z
    :domain: all z, real or complex; y in [0, 1]
    :raises ValueError: if y leaves [0, 1] or the shapes do not broadcast
    :raises TypeError: for what is not a number
    """
    return residual(z, y)
