"""What right ways and wrong turns find on saturation."""

from typing import NamedTuple

import numpy as np

from output_layer.crossentropy import cross_entropy_cost_gradient
from output_layer.gradient import log_likelihood_cost, log_likelihood_cost_gradient
from output_layer.saturation import softmax_quadratic_cost_gradient
from output_layer.slowdown import quadratic_cost_gradient

MANY = np.zeros(1000)
GAP = 10.0
PAID = 1.0
HIDDEN = 0.999  # the output of a hidden sigmoid


def wrong_layers(classes=10):
    """Return the logits of two layers that are wrong by the gap: one class sinks, one rises."""
    places = np.arange(classes)
    return np.where(places == 0, -GAP, 0.0), np.where(places == 1, GAP, 0.0)


def lengths(slope):
    """Return how long the gradient is where the true class sinks, and where a wrong one rises."""
    return np.array([np.linalg.norm(slope(z, 0)) for z in wrong_layers()])


def of_the_neurons():
    """Return the same of ten sigmoids with the quadratic cost: the one neuron that is wrong."""
    return abs(np.array([quadratic_cost_gradient(-GAP, 1.0), quadratic_cost_gradient(GAP, 0.0)]))


def paid():
    """Return what both layers pay under the log-likelihood."""
    return np.array([log_likelihood_cost(z, 0) for z in wrong_layers()])


class Sizes(NamedTuple):
    """The size of the gradient of a layer whose wrong class rises by the gap, for each pair."""

    sigmoid_quadratic: float
    softmax_quadratic: float
    sigmoid_logarithm: float
    softmax_logarithm: float


def sizes():
    """Measure all four."""
    return Sizes(
        of_the_neurons()[1],
        lengths(softmax_quadratic_cost_gradient)[1],
        abs(cross_entropy_cost_gradient(GAP, 0.0)),
        lengths(log_likelihood_cost_gradient)[1],
    )


def cured_by_the_layer():
    """Return the sizes as they would be if the square over the outputs reached the logits."""
    return Sizes(sizes().sigmoid_quadratic, 1.0, sizes().sigmoid_quadratic, 1.0)


def cured_by_both():
    """Return the sizes as they would be if cross-entropy needed softmax to cancel a slope."""
    return sizes()._replace(sigmoid_logarithm=sizes().sigmoid_quadratic)


LONGER = np.divide(*lengths(softmax_quadratic_cost_gradient)[::-1])
