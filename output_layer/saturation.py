"""The quadratic cost of a softmax layer: the cost that lets softmax saturate.

Logits, types and errors are those of ``output_layer.gradient``; labels are integers or one-hot.
"""

import numpy as np

from output_layer.gradient import jacobian_product, residual
from output_layer.numerics.arguments import silent
from output_layer.numerics.labels import in_double, logits_and_chosen


@silent
def softmax_quadratic_cost(z, labels):
    """Return C = ½ Σ_j (a_j − δ_{jy})² with a = softmax(z), for each example, in [0, 1].

    Sums of squares of residuals that have all their digits: within 12 ULP.

    >>> softmax_quadratic_cost([[0.0, 0.0], [40.0, 0.0]], [0, 0])
    array([2.50000000e-01, 1.80485139e-35])

    :equation: eq-softmax-quadratic
    :shapes: z (…, K); labels (…) or one-hot (…, K); the result is (…)
    :domain: real and complex z; labels 0 to K − 1
    :raises ValueError: for labels out of range, and for shapes that do not fit
    :raises TypeError: for what is not a number
    """
    z, chosen = logits_and_chosen(z, labels)
    difference = residual(in_double(z), chosen.astype(np.float64))
    return (0.5 * (difference * difference).sum(axis=-1)).astype(z.dtype)[()]


@silent
def softmax_quadratic_cost_gradient(z, labels):
    """Return ∂C/∂z_i = a_i (r_i − Σ_l a_l r_l) with r_l = a_l − δ_{ly}, in the shape of z.

    It vanishes with a_y, however wrong the answer is: |∂C/∂z_y| ≤ 2 a_y. Near saturation,
    right or wrong, it keeps its digits; elsewhere the loss is that of r_i − Σ a_l r_l.

    >>> softmax_quadratic_cost_gradient([[0.0, 0.0], [40.0, 0.0]], [0, 1])
    array([[-2.50000000e-01,  2.50000000e-01],
           [ 8.49670851e-18, -8.49670851e-18]])

    :equation: eq-softmax-quadratic-gradient
    :shapes: z (…, K); labels (…) or one-hot (…, K); the result is like z
    :domain: real and complex z; labels 0 to K − 1
    :raises ValueError: for labels out of range, and for shapes that do not fit
    :raises TypeError: for what is not a number
    """
    z, chosen = logits_and_chosen(z, labels)
    double = in_double(z)
    return jacobian_product(double, residual(double, chosen.astype(np.float64))).astype(z.dtype)
