"""The log-likelihood cost of a softmax layer, its gradient, and the Jacobian of softmax.

The classes of the logits z stand along the last axis. Labels are integers from 0 to K − 1,
one for each example, or rows in the shape of z: one-hot, or shares t_j that sum to 1. Results
have the type of z (float16, float32, float64, or complex128 for the complex step; integers
become float64). The mean over examples is the caller's. ``ValueError`` for labels out of
range, shapes that do not fit and logits without classes, ``TypeError`` for what is no number.
"""

import numpy as np

from output_layer.numerics.arguments import numbers, silent
from output_layer.numerics.labels import in_double, logits_and_targets, with_classes
from output_layer.softmax import log_softmax, softmax


@silent
def log_likelihood_cost(z, labels, *, smoothing=0.0, weights=None):
    """Return C = −log a_y with a = softmax(z), one number for each example, C ≥ 0.

    For target shares it is −Σ_j w_j t_j log a_j, with ``weights`` w_j of the classes, 1 if none
    are given, and ``smoothing`` ε turning each t_j into (1 − ε) t_j + ε/K.

    Within 5 ULP: finite where a_y is too small for any number, and with all its digits
    where a_y rounds to 1.

    >>> log_likelihood_cost([[0.0, -800.0], [40.0, 0.0]], [1, 0])
    array([8.00000000e+02, 4.24835426e-18])

    :equation: eq-log-likelihood eq-shares-cost
    :shapes: z (…, K); labels (…) or shares (…, K); weights (K); the result is (…)
    :domain: all z; labels 0 to K − 1, or shares t_j ≥ 0 with the sum 1; ε in [0, 1]; w_j ≥ 0
    :raises ValueError: outside of that domain, and for shapes that do not fit
    :raises TypeError: for what is not a number
    """
    z, targets, weights = logits_and_targets(z, labels, smoothing, weights)
    factors = weights * targets
    logs = np.where(factors == 0, 0.0, factors * log_softmax(in_double(z)))
    return (0.0 - logs.sum(axis=-1)).astype(z.dtype)[()]


@silent
def log_likelihood_cost_gradient(z, labels, *, smoothing=0.0, weights=None):
    """Return ∂C/∂z_j = a_j − δ_{jy} in the shape of z: no factor that could vanish.

    For target shares and weights it is a_j Σ_l w_l t_l − w_j t_j, without weights a_j − t_j.

    Within 5 ULP for labels. Where a_y is close to 1 its entry is −Σ_{l≠y} a_l: subtracting
    1 from the share would give 0 here.
    The arguments are those of `log_likelihood_cost`.

    >>> log_likelihood_cost_gradient([0.0, -38.0], 0)
    array([-3.13913279e-17,  3.13913279e-17])

    :equation: eq-log-likelihood-gradient eq-shares-gradient
    :shapes: z (…, K); labels (…) or shares (…, K); weights (K); the result is like z
    :domain: that of `log_likelihood_cost`
    :raises ValueError: outside of that domain, and for shapes that do not fit
    :raises TypeError: for what is not a number
    """
    z, targets, weights = logits_and_targets(z, labels, smoothing, weights)
    whole = (weights * targets).sum(axis=-1, keepdims=True)
    # (a − t) Σ w t + t (Σ w t − w): for a label the second product is exactly 0.
    slopes = whole * residual(in_double(z), targets) + targets * (whole - weights)
    return slopes.astype(z.dtype)


def residual(z, targets):
    """Return a_j − t_j, the output minus the target, for logits in double precision.

    For a target above 1/2 it is (1 − t) − (1 − a), in which nothing is lost.
    """
    a = softmax(z)
    return np.where(targets > 0.5, (1.0 - targets) - complement(a), a - targets)


def complement(a):
    """Return 1 − a; for a share above 1/2 as the sum of the others, which loses nothing."""
    large = a.real > 0.5
    others = np.where(large, 0.0, a).sum(axis=-1, keepdims=True)
    return np.where(large, others, 1.0 - a)


@silent
def softmax_jacobian(z):
    """Return ∂a_i/∂z_j = a_i (δ_{ij} − a_j), in the shape of z with its last axis doubled.

    The diagonal is a_i Σ_{l≠i} a_l, so no entry loses digits: within 10 ULP. The matrix is
    symmetric, and each row and each column sums to 0.

    >>> softmax_jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])

    :equation: eq-jacobian
    :shapes: z (…, K); the result is (…, K, K)
    :domain: real and complex z
    :raises ValueError: for logits without classes
    :raises TypeError: for what is not a number
    """
    z = with_classes("z", z)
    a = softmax(in_double(z))
    jacobian = -a[..., :, np.newaxis] * a[..., np.newaxis, :]
    diagonal = np.arange(a.shape[-1])
    jacobian[..., diagonal, diagonal] = a * complement(a)
    return jacobian.astype(z.dtype)


@silent
def softmax_jacobian_product(z, v):
    """Return Σ_j (∂a_i/∂z_j) v_j = a_i (v_i − Σ_l a_l v_l) without forming the Jacobian.

    v has the shape of z. A constant in v changes nothing, so the component of the class on
    top is subtracted first: the difference keeps its digits where that class has nearly
    all of the share.

    >>> softmax_jacobian_product([40.0, 0.0], [1.0, 0.0])
    array([ 4.24835426e-18, -4.24835426e-18])

    :equation: eq-jacobian
    :shapes: z and v (…, K); the result is like z
    :domain: real and complex z and v
    :raises ValueError: for v of another shape, and for logits without classes
    :raises TypeError: for what is not a number
    """
    z, v = with_classes("z", z), numbers("v", v)
    if v.shape != z.shape:
        raise ValueError(f"v must have the shape {z.shape} of z, not {v.shape}")
    return jacobian_product(in_double(z), in_double(v)).astype(z.dtype)


def jacobian_product(z, v):
    """Return what ``softmax_jacobian_product`` does, for arguments in double precision."""
    a = softmax(z)
    top = a.real.argmax(axis=-1, keepdims=True)
    v = v - np.take_along_axis(v, top, axis=-1)
    return a * (v - (a * v).sum(axis=-1, keepdims=True))
