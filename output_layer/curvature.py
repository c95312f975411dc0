"""The curvature of the cost, and what steps it allows: the Hessian, the safe step, Newton's step.

The Hessian over the logits is ``output_layer.softmax_jacobian``. The weights θ have a row for each
class, K × n, and the examples x one a row, m × n, the bias being the weight of an input that is
always 1: weight decay takes it like the others.
"""

from typing import NamedTuple

import numpy as np

from output_layer.gradient import (
    jacobian_product,
    log_likelihood_cost,
    residual,
    softmax_jacobian,
)
from output_layer.numerics.arguments import (
    REAL,
    choice,
    count,
    elementwise,
    numbers,
    positive,
    scalar,
    silent,
)
from output_layer.numerics.labels import logits_and_chosen

LEAST = 2.0**-60  # factor of a damped step: what is left is below the last digit of any weight
ROUNDING = 1e-12  # by so much of itself J may seem to rise where it does not


@elementwise
def cross_entropy_newton_step(z, y):
    """Return Newton's step (a − y)/(a(1 − a)) of one neuron with the cross-entropy, a = σ(z).

    It is also ∂C/∂a, and (1 − y)(1 + e^z) − y(1 + e^(−z)): where the neuron is sure and wrong,
    the step is exponentially long. Within 3 ULP for targets 0 and 1.

    >>> print(cross_entropy_newton_step(8.0, 0.0).round(2))
    2981.96

    :equation: eq-newton-neuron eq-newton-zero
    :shapes: z and y broadcast; the result has their common shape and the type of z
    :domain: all z, real or complex; y in [0, 1]
    :raises ValueError: if y leaves [0, 1] or the shapes do not broadcast
    :raises TypeError: for what is not a number
    """
    above = np.where(y == 1, 0.0, (1.0 - y) * (1.0 + np.exp(z)))
    return above - np.where(y == 0, 0.0, y * (1.0 + np.exp(-z)))


@silent
def regression_hessian(theta, x, *, weight_decay=0.0):
    """Return ∂²J_λ/∂θ_{jk}∂θ_{lp} = (1/m) Σ_i x_ik x_ip a_ij (δ_{jl} − a_il) + λ δ_{jl} δ_{kp}.

    It is the Hessian of softmax regression, for which no labels are needed. Rows and columns
    are in the order of ``theta.ravel()``; the matrix has (K n)² numbers.

    >>> regression_hessian([[0.0], [0.0]], [[2.0], [4.0]])
    array([[ 2.5, -2.5],
           [-2.5,  2.5]])

    :equation: eq-regression-hessian
    :shapes: theta (K, n); x (m, n); the result is (K n, K n), float64
    :domain: real θ, finite x; λ ≥ 0
    :raises ValueError: outside of that domain, and for other shapes
    :raises TypeError: for what is not a real number
    """
    theta, x = _weights_and_examples(theta, x)
    decay = scalar("weight_decay", weight_decay, least=0)
    bend = softmax_jacobian(x @ theta.T)
    classes, inputs = theta.shape
    hessian = np.empty((classes, inputs, classes, inputs))
    for j in range(classes):
        for l in range(j + 1):  # noqa: E741 (the letter of the book)
            block = (x.T * bend[:, j, l]) @ x / len(x)
            hessian[j, :, l, :] = hessian[l, :, j, :] = block
    return hessian.reshape(theta.size, theta.size) + decay * np.eye(theta.size)


@silent
def regression_hessian_product(theta, x, v, *, weight_decay=0.0):
    """Return Hv with H = ∂²J_λ/∂θ² of softmax regression, by two passes over the examples.

    The logits move by x vᵀ, the Jacobian of softmax turns that into moves of the shares, and
    these go back to the weights like an error. Nothing larger than θ or the logits is formed.

    >>> regression_hessian_product([[0.0], [0.0]], [[2.0], [4.0]], [[1.0], [0.0]])
    array([[ 2.5],
           [-2.5]])

    :equation: eq-regression-hessian
    :shapes: theta and v (K, n); x (m, n); the result is (K, n), float64
    :domain: real θ and v, finite x; λ ≥ 0
    :raises ValueError: outside of that domain, and for other shapes
    :raises TypeError: for what is not a real number
    """
    theta, x = _weights_and_examples(theta, x)
    decay, v = scalar("weight_decay", weight_decay, least=0), numbers("v", v, kinds=REAL)
    if v.shape != theta.shape:
        raise ValueError(f"v must have the shape {theta.shape} of theta, not {v.shape}")
    moved = jacobian_product(x @ theta.T, x @ v.astype(np.float64).T)
    return moved.T @ x / len(x) + decay * v


@silent
def guaranteed_step(x, *, weight_decay=0.0):
    """Return η = 2/(½ μ + λ), up to which gradient descent goes uphill nowhere.

    μ is the largest eigenvalue of XᵀX/m, the greatest mean of (uᵀx)² over all u of length 1, and
    J_λ curves by no more than ½ μ + λ, whatever the labels and the weights. The parabola of that
    curvature has its lowest point at half of this step. For one sigmoid write ¼ in place of ½.

    >>> print(guaranteed_step([[1.0, 0.0], [0.0, 2.0]]))
    2.0

    :equation: eq-curvature-bound
    :shapes: x (m, n); the result is a number, ∞ where all inputs are 0 and there is no decay
    :domain: finite x; λ ≥ 0
    :raises ValueError: outside of that domain, and for another shape
    :raises TypeError: for what is not a real number
    """
    x = _examples(x)
    decay = scalar("weight_decay", weight_decay, least=0)
    return np.divide(2.0, 0.5 * np.linalg.norm(x, 2) ** 2 / len(x) + decay)


class NewtonPath(NamedTuple):
    """Where Newton's method went: θ at the end, and J_λ = J + (λ/2) ‖θ‖² on the way.

    ``costs`` has J_λ before the first step and after each, ``slopes`` the largest entry of ∇J_λ
    there, and ``factors`` the part of each step that was taken, 1 where none had to be halved.

    >>> path = newton_descent([[0.0], [0.0]], [[1.0]], [0], weight_decay=1.0, max_steps=2)
    >>> print(path.theta.round(3).tolist(), path.factors)
    [[0.337], [-0.337]] [1. 1.]

    :equation: eq-weight-decay
    :shapes: ``theta`` (K, n); ``costs`` and ``slopes`` steps + 1, ``factors`` steps
    """

    theta: np.ndarray
    costs: np.ndarray
    slopes: np.ndarray
    factors: np.ndarray


@silent
def newton_descent(
    theta, x, labels, *, weight_decay=0.0, curvature="exact", damped=True, tol=1e-10, max_steps=100
):
    """Minimise J_λ by steps s = H⁻¹∇J_λ, iteratively reweighted least squares; return the path.

    ``curvature`` "exact" takes the Hessian H of each place; "bound" takes ½ XᵀX/m + λ for the
    row of each class instead, once for all steps, and never goes uphill. ``damped`` halves a step
    as long as J_λ would rise. Where H is singular, the shortest of all steps is taken.

    >>> newton_descent([[0.0], [0.0]], [[1.0], [2.0], [-1.0]], [0, 1, 0]).costs.round(4)
    array([0.6931, 0.5765, 0.575 , 0.575 , 0.575 ])

    :equation: eq-regression-hessian eq-curvature-bound
    :shapes: theta (K, n); x (m, n); labels (m) or one-hot (m, K)
    :domain: real θ, finite x; labels 0 to K − 1; λ ≥ 0; tol > 0; max_steps ≥ 0
    :raises ValueError: outside of that domain, for other shapes, and for an unknown curvature
    :raises TypeError: for what is not a number
    """
    theta, x = _weights_and_examples(theta, x)
    _, chosen = logits_and_chosen(x @ theta.T, labels)
    decay = scalar("weight_decay", weight_decay, least=0)
    step_of = choice("curvature", curvature, {"exact": _newton_step, "bound": _bound_step})
    tol, factors, (cost, slope) = positive("tol", tol), [], _objective(theta, x, chosen, decay)
    seen = [(cost, abs(slope).max())]
    for _ in range(count("max_steps", max_steps)):
        if not seen[-1][1] > tol:
            break
        step, factor = step_of(theta, x, slope, decay), 1.0
        after = _objective(theta - step, x, chosen, decay)
        while damped and factor > LEAST and not after[0] <= cost * (1 + ROUNDING):
            factor /= 2
            after = _objective(theta - factor * step, x, chosen, decay)
        theta, (cost, slope) = theta - factor * step, after
        seen.append((cost, abs(slope).max()))
        factors.append(factor)
    return NewtonPath(theta, *np.array(seen).T.copy(), np.array(factors))


def _objective(theta, x, chosen, decay):
    """Return J_λ and ∇J_λ."""
    z = x @ theta.T
    cost = log_likelihood_cost(z, chosen).mean() + 0.5 * decay * (theta**2).sum()
    return cost, residual(z, chosen.astype(np.float64)).T @ x / len(x) + decay * theta


def _newton_step(theta, x, slope, decay):
    hessian = regression_hessian(theta, x, weight_decay=decay)
    return _solved(hessian, slope.ravel(), decay).reshape(theta.shape)


def _bound_step(theta, x, slope, decay):
    bound = 0.5 * (x.T @ x) / len(x) + decay * np.eye(x.shape[1])
    return _solved(bound, slope.T, decay).T


def _solved(matrix, right, decay):
    """Return the solution, the shortest if decay leaves directions flat; NaN if there is none."""
    if not np.isfinite(matrix).all():
        return np.full(right.shape, np.nan)
    lifted = decay > ROUNDING * matrix.max()
    return np.linalg.solve(matrix, right) if lifted else np.linalg.lstsq(matrix, right)[0]


def _weights_and_examples(theta, x):
    """Return θ and x as tables of float64 that fit each other."""
    theta, x = numbers("theta", theta, kinds=REAL).astype(np.float64), _examples(x)
    if theta.ndim != 2 or theta.shape[0] == 0 or theta.shape[1] != x.shape[1]:
        raise ValueError(f"theta must have the shape (K, {x.shape[1]}), not {theta.shape}")
    return theta, x


def _examples(x):
    x = numbers("x", x, kinds=REAL).astype(np.float64)
    if x.ndim != 2 or x.size == 0:
        raise ValueError(f"x must have the shape (m, n), one example a row, not {x.shape}")
    if not np.isfinite(x).all():
        raise ValueError(f"x must be finite, but holds {x[~np.isfinite(x)][0]}")
    return x
