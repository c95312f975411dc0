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

    ``targets`` holds t_j in [0, 1] for each label, all of which may be 1, or none. Raises
    ``ValueError`` for targets outside, ``TypeError`` for what is not a number.

    >>> labels_cost([1.0, -2.0, 0.5], [1, 0, 1]).round(4)
    np.float64(0.9143)
    """
    return np.sum(cross_entropy_cost(z, targets), axis=-1)


def labels_cost_gradient(z, targets):
    """Return the gradient ∂C/∂z_j = a_j − t_j of `labels_cost`: each label has its own.

    Raises as `labels_cost` does.

    >>> labels_cost_gradient([0.0, 40.0], [1, 1])
    array([-5.00000000e-01, -4.24835426e-18])
    """
    return cross_entropy_cost_gradient(z, targets)
