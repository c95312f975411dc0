"""The bipolar output of a neuron, from −1 to 1, and its slope.

Types, shapes and errors are those of ``output_layer.sigmoid``.
"""

import numpy as np

from output_layer.numerics.arguments import elementwise
from output_layer.sigmoid import sigmoid_derivative


@elementwise
def bipolar(z):
    """Return the bipolar output 2σ(z) − 1 = tanh(z/2), in [−1, 1].

    The hyperbolic tangent keeps the digits near 0, where 2σ(z) − 1 subtracts equal numbers:

    >>> print(bipolar(1e-20))
    5e-21

    :equation: eq-bipolar-output
    :shapes: z of any shape; the result has its shape and its type
    :domain: all real z, ±∞ too, and complex z
    :raises TypeError: for what is not a number
    """
    return np.tanh(z / 2)


@elementwise
def bipolar_derivative(z):
    """Return the slope 2σ′(z) of `bipolar`, in [0, 1/2].

    >>> bipolar_derivative([0.0, 40.0])
    array([5.00000000e-01, 8.49670851e-18])

    :equation: eq-bipolar-slope
    :shapes: z of any shape; the result has its shape and its type
    :domain: all real z, ±∞ too, and complex z
    :raises TypeError: for what is not a number
    """
    return 2 * sigmoid_derivative(z)
