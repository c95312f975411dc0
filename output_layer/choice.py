"""Labels that may overlap: one sigmoid neuron for each, and the cost of all of them.

The logits z hold the labels along the last axis; targets and logits broadcast. Types and errors
are those of the cross-entropy, ``output_layer.crossentropy``.
"""

import numpy as np

from output_layer.crossentropy import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.numerics.arguments import silent


@silent
def labels_cost(z, targets):
    """Return C = −Σ_j (t_j log a_j + (1 − t_j) log(1 − a_j)) with a_j = σ(z_j), C ≥ 0.

    The sum of K cross-entropies, each with a target of its own:

    >>> print(labels_cost([1.0, -2.0, 0.5], [1, 0, 1]).round(4))
    0.9143

    :equation: eq-labels-cost
    :shapes: z and targets broadcast to (…, K); the result is (…)
    :domain: real and complex z; targets t_j in [0, 1], all of which may be 1, or none
    :raises ValueError: for targets outside, and for shapes that do not broadcast
    :raises TypeError: for what is not a number
    """
    return np.sum(cross_entropy_cost(z, targets), axis=-1)


def labels_cost_gradient(z, targets):
    """Return the gradient ∂C/∂z_j = a_j − t_j of `labels_cost`: each label has its own.

    >>> labels_cost_gradient([0.0, 40.0], [1, 1])
    array([-5.00000000e-01, -4.24835426e-18])

    :equation: eq-labels-gradient
    :shapes: z and targets broadcast to (…, K), the shape of the result
    :domain: that of `labels_cost`
    :raises ValueError: for targets outside, and for shapes that do not broadcast
    :raises TypeError: for what is not a number
    """
    return cross_entropy_cost_gradient(z, targets)
