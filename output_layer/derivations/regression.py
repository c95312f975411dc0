"""Chapter regression: softmax regression, its cost, and what its parameters can lose."""

from sympy import Sum, exp, expand, log

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, identity
from output_layer.algebra.symbols import (
    Dot,
    Indicator,
    K,
    MeanCost,
    Probability,
    each,
    i,
    inputs,
    j,
    labels,
    m,
    option,
    psi,
    row,
    theta,
    within,
)
from output_layer.derivations.softmax import fraction_of

PARAMETERS = theta[row, each]
MEAN = MeanCost(theta)
EXAMPLE = inputs[i, each]


def probability_of(value, given=EXAMPLE, parameters=PARAMETERS):
    """Return P(y = value | given; θ)."""
    return Probability(value, given, parameters)


def product(of, given=inputs[each]):
    """Return the scalar product of a row of parameters and an input, θ_jᵀx."""
    return Dot(theta[of, each], given)


def mean_over_examples(expr):
    """Return the mean over the examples i = 1 … m."""
    return Sum(expr, (i, 1, m)) / m


def _probability(theta, inputs, j):
    return ol.softmax(theta @ inputs)[j - 1]


@definition("Softmax regression", check=equals(_probability))
def softmax_probability():
    """Define P(y = j | x; θ) = e^(θ_jᵀx)/Σ_l e^(θ_lᵀx)."""
    total = Sum(exp(product(within)), (within, 1, K))
    return Definition(probability_of(j, inputs[each]), exp(product(j)) / total)


def cost(theta, inputs, labels):
    """Return the mean cost as the package computes it, for labels from 1 to K."""
    return ol.log_likelihood_cost(inputs @ theta.T, labels - 1).mean()


def _shifted_probability(theta, psi, inputs, j):
    return _probability(theta - psi, inputs, j)


@identity("What the parameters can lose", check=equals(_shifted_probability))
def softmax_redundancy():
    """Prove P(y = j | x; θ − ψ) = P(y = j | x; θ)."""
    shifted = probability_of(j, inputs[each], PARAMETERS - psi[each])
    inserted = softmax_probability().insert_into(shifted)
    above, below = (settled(expand(settled(part))) for part in inserted.as_numer_denom())
    return Derivation(
        shifted,
        (
            Step(inserted, "Insert the definition."),
            Step(fraction_of(above, below), r"Every term has the factor $e^{-\psi^\top x}$."),
            Step(above / below, "The factor cancels."),
            Step(probability_of(j, inputs[each]), "That is the definition again."),
        ),
        given=(softmax_probability(),),
    )


@definition("The cost of softmax regression", check=equals(cost))
def softmax_cost():
    """Define J = −(1/m) Σ_i Σ_j 1{y_i = j} log P(y_i = j | x_i; θ)."""
    chosen = Indicator(labels[i], option) * log(probability_of(option))
    right = -mean_over_examples(Sum(chosen, (option, 1, K)))
    return Definition(MEAN, right, given=(softmax_probability(),))


@identity("The same cost, one term an example", check=equals(cost))
def softmax_cost_picked():
    """Prove J = −(1/m) Σ_i log P(y_i | x_i; θ)."""
    double = softmax_cost().right
    return Derivation(
        MEAN,
        (
            Step(double, "Insert the cost."),
            Step(settled(double), "Of the indicators of an example one is 1, that of its label."),
        ),
        given=given(),
    )


def given():
    """Return the definitions that the cost is made of."""
    return softmax_cost(), softmax_probability()
