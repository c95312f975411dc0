"""The quadratic cost of one sigmoid neuron, computed from its weighted input z.

Elementwise: z and the target y broadcast, and the result has the type of z (float16,
float32, float64, or complex128 for the complex step; integers become float64). The mean
over examples is the caller's. ``ValueError`` if y leaves [0, 1] or the shapes do not
broadcast, ``TypeError`` for what is not a number.
"""

import numpy as np

from output_layer.arguments import elementwise
from output_layer.sigmoid import sigmoid, sigmoid_derivative


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
def quadratic_cost(z, y):
    """Return the quadratic cost C = (a − y)²/2 with a = σ(z), in [0, 1/2].

    Within 5 ULP for targets 0 and 1. For other targets the only loss is the one inherent
    in a − y, near a = y.

    >>> quadratic_cost([2.0, -2.0], 0.0)
    array([0.38790175, 0.00710467])
    """
    difference = residual(z, y)
    return (0.5 * difference) * difference


@elementwise
def quadratic_cost_gradient(z, y):
    """Return the gradient ∂C/∂z = (a − y) σ′(z) of the quadratic cost, a = σ(z).

    Within 5 ULP for targets 0 and 1. It vanishes wherever the neuron saturates, however
    wrong the output is; that is the slowdown of Nielsen's chapter 3.

    >>> quadratic_cost_gradient([0.0, 4.0, 40.0], 0.0)
    array([1.25000000e-01, 1.73450211e-02, 4.24835426e-18])
    """
    return residual(z, y) * sigmoid_derivative(z)
