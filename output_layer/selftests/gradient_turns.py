"""What right ways and wrong turns find on the gradient of softmax."""

from typing import NamedTuple

import numpy as np

from output_layer.gradient import (
    log_likelihood_cost_gradient,
    softmax_jacobian,
)
from output_layer.sigmoid import sigmoid
from output_layer.softmax import softmax

LOGITS, LABEL = np.array([1.0, 2.0, 0.0]), 0
SHARES = softmax(LOGITS)
JACOBIAN = softmax_jacobian(LOGITS)
RATE = 0.5
LOW = 0.03  # the share of a class that is right
CLASSES = 10


def learned(gradient):
    """Return how much each share changes in one step of descent along ``gradient``."""
    return softmax(LOGITS - RATE * gradient) - SHARES


def raised_neurons(gradient):
    """Return the same for three sigmoids, each with a logit of its own."""
    return sigmoid(LOGITS - RATE * gradient) - sigmoid(LOGITS)


def same_index_only():
    """Return the gradient of whoever takes the case i = j for all: a_y − 1 everywhere."""
    return np.full(3, SHARES[LABEL] - 1)


def right_class_only():
    """Return the gradient of an elementwise derivative: no wrong class is moved."""
    return np.where(np.arange(3) == LABEL, SHARES - 1, 0.0)


class Chain(NamedTuple):
    """Row y of the Jacobian at a lost place, the slope of the logarithm, and the gradient."""

    row: np.ndarray
    pull: float
    gradient: np.ndarray


def chain(z=(-9.0, 2.0, 0.0)):
    """Walk from the cost back to the logits of a layer that is badly wrong."""
    row = softmax_jacobian(z)[LABEL]
    return Chain(row, -1 / softmax(z)[LABEL], log_likelihood_cost_gradient(z, LABEL))


def without_the_slope():
    """Return the same walk with the link of softmax left out, as if each slope were 1."""
    return Chain(np.ones(3), chain().pull, np.full(3, chain().pull))


def never_flat():
    """Return the walk at equal logits, where softmax is steep and the logarithm calm."""
    return chain((0.0, 0.0, 0.0))


def small(row):
    """Tell whether all entries of a row of the Jacobian are nearly 0."""
    return np.all(abs(row) < 1e-3)


SURE = np.eye(CLASSES)[0]  # shares of a layer that is right and certain
