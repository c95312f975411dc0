"""Chapter regression: weight decay, and what it does to the sum of the rows."""

from sympy import Derivative, Sum

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import (
    K,
    MeanCost,
    feature,
    i,
    inputs,
    j,
    k,
    lamda,
    n,
    option,
    theta,
)
from output_layer.derivations.regression import (
    MEAN,
    cost,
    given,
    mean_over_examples,
    probability_of,
)
from output_layer.derivations.regression_gradient import ENTRY, PICK

DECAYED = MeanCost(theta, lamda)
ONE_SQUARE = r"Of all squares only $\theta_{jk}^2$ counts."


def decayed(theta, inputs, labels, lamda):
    """Return the mean cost with weight decay, by the package's cost."""
    return cost(theta, inputs, labels) + lamda / 2 * (theta**2).sum()


@definition("Weight decay", check=equals(decayed))
def weight_decay():
    """Define J_λ = J + (λ/2) Σ_j Σ_k θ_jk²."""
    squares = Sum(theta[option, feature] ** 2, (feature, 1, n), (option, 1, K))
    return Definition(DECAYED, MEAN + lamda / 2 * squares, given=given())


def _given():
    return weight_decay(), *given()


@derived("The gradient with weight decay", check=gradient(decayed, by="theta"))
def weight_decay_gradient():
    """Derive ∂J_λ/∂θ_jk = ∂J/∂θ_jk + λθ_jk."""
    penalty = weight_decay().right - MEAN
    slope = settled(penalty.diff(ENTRY))
    return Derivation(
        Derivative(DECAYED, ENTRY),
        (Step(Derivative(MEAN, ENTRY) + slope, ONE_SQUARE),),
        given=_given(),
    )


def _sum_of_slopes(theta, inputs, labels, lamda, k):
    slopes = ol.log_likelihood_cost_gradient(inputs @ theta.T, labels - 1).T @ inputs / len(labels)
    return (slopes + lamda * theta)[:, k - 1].sum()


@derived("The sum of the gradient with weight decay", check=equals(_sum_of_slopes))
def weight_decay_sum():
    """Derive Σ_j ∂J_λ/∂θ_jk = λ Σ_j θ_jk."""
    slope = Sum(Derivative(MEAN, ENTRY), (j, 1, K))
    rest = lamda * Sum(ENTRY, (j, 1, K))
    apart = Sum(PICK, (j, 1, K)) - Sum(probability_of(j), (j, 1, K))
    exchanged = -mean_over_examples(inputs[i, k] * apart)
    return Derivation(
        Sum(Derivative(DECAYED, ENTRY), (j, 1, K)),
        (
            Step(slope + rest, "Insert the gradient."),
            Step(exchanged + rest, "Insert that of $J$; sum over the classes first."),
            Step(rest, "The indicators add up to one, and so do the probabilities."),
        ),
        given=_given(),
    )
