"""The quadratic cost of one sigmoid neuron, and the neuron trained by gradient descent.

The costs are computed from the weighted input z, elementwise: z and the target y broadcast, and
the result has the type of z (float16, float32, float64, or complex128 for the complex step;
integers become float64). The mean over examples is the caller's. ``ValueError`` if y leaves
[0, 1] or the shapes do not broadcast, ``TypeError`` for what is not a number.
"""

from typing import NamedTuple

import numpy as np

from output_layer.crossentropy import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.numerics.arguments import choice, count, elementwise, positive, scalar, targets
from output_layer.sigmoid import residual, sigmoid, sigmoid_derivative


@elementwise
def quadratic_cost(z, y):
    """Return the quadratic cost C = (a − y)²/2 with a = σ(z), in [0, 1/2].

    Within 5 ULP for targets 0 and 1. For other targets the only loss is the one inherent
    in a − y, near a = y.

    >>> quadratic_cost([2.0, -2.0], 0.0)
    array([0.38790175, 0.00710467])

    :equation: eq-quadratic-cost
    :shapes: z and y broadcast; the result has their common shape and the type of z
    :domain: all z, real or complex; y in [0, 1]
    :raises ValueError: if y leaves [0, 1] or the shapes do not broadcast
    :raises TypeError: for what is not a number
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

    :equation: eq-quadratic-gradient-z
    :shapes: z and y broadcast; the result has their common shape and the type of z
    :domain: all z, real or complex; y in [0, 1]
    :raises ValueError: if y leaves [0, 1] or the shapes do not broadcast
    :raises TypeError: for what is not a number
    """
    return residual(z, y) * sigmoid_derivative(z)


# The race of the chapter runs the cost of the next one beside this one's.
COSTS = {
    "quadratic": (quadratic_cost, quadratic_cost_gradient),
    "cross-entropy": (cross_entropy_cost, cross_entropy_cost_gradient),
}


class Trajectory(NamedTuple):
    """A training run: weight w, bias b, output a = σ(wx + b) and cost C, element 0 at the start.

    A named tuple of four arrays, with one element more than there were updates:

    >>> run = train_neuron(0.6, 0.9, epochs=2)
    >>> print(run.a.round(4))
    [0.8176 0.8121 0.8063]

    :equation: eq-gradient-descent
    :shapes: all four of length epochs + 1
    """

    w: np.ndarray
    b: np.ndarray
    a: np.ndarray
    cost: np.ndarray


def train_neuron(w, b, *, x=1.0, y=0.0, eta=0.15, cost="quadratic", epochs=300):
    """Train a = σ(wx + b) towards the target y; return the ``Trajectory``.

    One epoch is one update, w ← w − η (∂C/∂z) x and b ← b − η ∂C/∂z, with the gradient
    of ``cost``, "quadratic" or "cross-entropy".

    The defaults are those of Nielsen, *Neural Networks and Deep Learning*, chapter 3, who
    reports the outputs 0.82 → 0.09 from w = 0.6, b = 0.9, and 0.98 → 0.20 from w = b = 2:

    >>> train_neuron(2.0, 2.0).a[[0, -1]].round(2)
    array([0.98, 0.2 ])

    :equation: eq-gradient-descent
    :shapes: all arguments are single numbers; four arrays of length epochs + 1
    :domain: finite w, b and x; y in [0, 1]; η > 0; epochs ≥ 0
    :raises ValueError: for numbers outside of the domain, and for an unknown cost
    :raises TypeError: for what is not a number
    """
    w, b, x, eta = scalar("w", w), scalar("b", b), scalar("x", x), positive("eta", eta)
    y = scalar("y", targets("y", y))
    cost_of, gradient_of = choice("cost", cost, COSTS)
    path = []
    for _ in range(count("epochs", epochs) + 1):
        z = w * x + b
        path.append((w, b, z))
        slope = float(gradient_of(z, y))
        w, b = w - eta * slope * x, b - eta * slope
    weights, biases, z = np.array(path).T.copy()
    return Trajectory(weights, biases, sigmoid(z), cost_of(z, y))
