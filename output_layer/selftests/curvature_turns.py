"""What right ways and wrong turns find on curvature."""

import numpy as np

from output_layer.curvature import newton_descent
from output_layer.gradient import (
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    softmax_jacobian,
)

LOGITS = np.array([2.0, 0.0, 0.0])
AT = 4.0  # where the neuron stands that takes Newton's step
BEND, ETA = 2.0, 1.5
RATE, WRONG = 0.1, -2.0  # Adam's rate, and where its neuron stands
EXAMPLES = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 1.0], [4.0, 1.0]])
LABELS = [0, 1, 0, 1]
DECAY = 0.01


def curvatures():
    """Return the largest curvature of the cost over the logits, for the labels 1 and 2."""
    largest = np.linalg.eigvalsh(softmax_jacobian(LOGITS))[-1]
    return np.array([largest, largest])


def slopes():
    """Return the lengths of the gradients for the same two labels."""
    gradients = log_likelihood_cost_gradient([LOGITS, LOGITS], [0, 1])
    return np.linalg.norm(gradients, axis=-1)


def paid():
    """Return the costs, with the sign turned: who pays more is said to be flatter."""
    return -log_likelihood_cost([LOGITS, LOGITS], [0, 1])


def _difference(steps):
    """Return by how much the bound's cost is above Newton's after so many steps of both."""
    costs = [
        newton_descent(
            np.zeros((2, 2)), EXAMPLES, LABELS, weight_decay=DECAY, curvature=of, max_steps=steps
        ).costs[-1]
        for of in ("bound", "exact")
    ]
    return costs[0] - costs[1]


def at_the_end():
    """Return the difference of the costs when both have arrived."""
    return _difference(10_000)


def after_the_same_steps():
    """Return the difference after three steps of each."""
    return _difference(3)
