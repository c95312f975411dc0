"""Chapter sigmoid: the neuron as a model of probabilities, logistic regression."""

from sympy import Eq, Rational

import output_layer as ol
from output_layer.algebra.checks import equals, sign_change
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Solution, Step
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import (
    Dot,
    P,
    a,
    b,
    each,
    inputs,
    output,
    sigma,
    weights,
    z,
)
from output_layer.derivations.sigmoid import log_odds, sigmoid

HALF = Rational(1, 2)


def weighted_inputs():
    """Z = wᵀx + b."""
    return Definition(z, Dot(weights[each], inputs[each]) + b)


def probability(weights, inputs, b):
    """Return the probability of class 1 that the neuron of the package computes."""
    return ol.sigmoid(inputs @ weights + b)


@definition("Logistic regression", check=equals(probability))
def logistic_regression():
    """Define P(y = 1 | x) = σ(wᵀx + b)."""
    return Definition(P(1, inputs, a), sigma(weighted_inputs().right), given=(sigmoid(),))


def _undecided(weights, inputs, b):
    return probability(weights, inputs, b) - 0.5


@derived("The decision boundary", check=sign_change(_undecided, of="b"))
def decision_boundary():
    """Derive a = 1/2 exactly where wᵀx + b = 0."""
    return Solution(
        Eq(a, HALF),
        (
            Step(Eq(sigma(z), HALF), "The output is the sigmoid of $z$."),
            Step(Eq(z, log_odds().solution.subs(output, HALF)), "The log-odds of one half."),
            Step(Eq(weighted_inputs().right, 0), "Insert the weighted input."),
        ),
        given=(sigmoid(), weighted_inputs()),
        unknown=b,
    )
