"""What right ways and wrong turns find on the cross-entropy."""

from typing import NamedTuple

import numpy as np

from output_layer.crossentropy import cross_entropy_cost_gradient
from output_layer.sigmoid import logit, residual, sigmoid_derivative
from output_layer.slowdown import quadratic_cost_gradient, train_neuron

WRONG = logit(0.9)  # a neuron that answers 0.9 where 0 is wanted
Z = 4.0
SHARE = 0.3  # a target between 0 and 1
ENTROPY = -SHARE * np.log(SHARE) - (1 - SHARE) * np.log(1 - SHARE)
STARTS = ((0.6, 0.9), (2.0, 2.0), (4.0, 4.0))


class Slopes(NamedTuple):
    """Where each of the two costs has the slope a − y: over the output, over z."""

    quadratic: tuple[bool, bool]
    cross_entropy: tuple[bool, bool]


def where_the_error_is(z=Z, y=0.0):
    """Compare all four slopes with a − y; over the output they are those over z without σ′."""
    error, slope = residual(z, y), sigmoid_derivative(z)
    over_z = (quadratic_cost_gradient(z, y), cross_entropy_cost_gradient(z, y))
    return Slopes(*[(np.isclose(each / slope, error), np.isclose(each, error)) for each in over_z])


class Race(NamedTuple):
    """Outputs of the two costs from each start, with four times the rate for the square."""

    quadratic: list
    cross_entropy: list


def race(cost="quadratic", eta=0.6):
    """Let both costs run; ``cost`` and ``eta`` are those of the one that is favoured."""
    favoured = [train_neuron(*start, eta=eta, cost=cost).a for start in STARTS]
    return Race(favoured, [train_neuron(*start, cost="cross-entropy").a for start in STARTS])


def error_in_both():
    """Return the race of two costs that only differ in their unit: both push with the error."""
    return race("cross-entropy", 0.15)


def four_times_the_push():
    """Return the race in which four times the rate makes every push four times as large."""
    return race("cross-entropy", 0.6)
