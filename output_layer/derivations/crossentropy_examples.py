"""Chapter crossentropy: the mean cost over m examples, its two forms and its gradient."""

from sympy import Derivative, S, Sum, log

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import ground
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import (
    Dot,
    Indicator,
    J,
    P,
    a,
    b,
    each,
    i,
    inputs,
    k,
    m,
    t,
    targets,
    weights,
    x,
    y,
    z,
    z_of_example,
)
from output_layer.derivations.crossentropy import (
    bernoulli,
    cross_entropy,
    cross_entropy_gradient_z,
)
from output_layer.derivations.sigmoid import sigmoid
from output_layer.derivations.slowdown import COST

OF_EXAMPLE = {z: z_of_example, y: targets[i], x: inputs[i]}
MEAN = J(weights[k], b)


def of_example(expr):
    """Return a formula for one example as that for example i of many."""
    return expr.subs(OF_EXAMPLE, simultaneous=True)


def mean(expr):
    """Return the mean of a formula over all examples."""
    return Sum(of_example(expr), (i, 1, m)) / m


def mean_cost():
    """J is the mean of the costs of the examples."""
    return Definition(MEAN, mean(COST))


def weighted_inputs():
    """zᵢ = wᵀxᵢ + b."""
    return Definition(z_of_example, Dot(weights[each], inputs[i, each]) + b)


def _given():
    return mean_cost(), cross_entropy().meaning, bernoulli(), sigmoid(), weighted_inputs()


def cost(weights, inputs, b, targets):
    """Return the mean cost as the package computes it."""
    return ol.cross_entropy_cost(inputs @ weights + b, targets).mean()


@derived("The cost of logistic regression", check=equals(cost))
def logistic_cost():
    """Derive J = −(1/m) Σ (yᵢ log aᵢ + (1 − yᵢ) log(1 − aᵢ))."""
    return Derivation(
        MEAN,
        (
            Step(mean(COST), "The mean of the costs."),
            Step(-mean(-cross_entropy().result), "Insert the cross-entropy."),
        ),
        given=_given(),
    )


@identity("The same cost with indicators", check=equals(cost))
def logistic_cost_indicator():
    """Prove J = −(1/m) Σᵢ Σₜ 1{yᵢ = t} log P(yᵢ = t | xᵢ), for targets 0 and 1."""
    likelihood = log(P(y, x, a))
    chosen = Sum(Indicator(y, t) * likelihood.subs(y, t), (t, 0, 1))
    return Derivation(
        MEAN,
        (
            Step(logistic_cost().result, "The form with $y$ and $1 - y$."),
            Step(-mean(likelihood), "The cross-entropy is minus a log probability."),
            Step(-mean(chosen), "Of the two indicators, one is 1."),
        ),
        given=_given(),
        cases=(targets[i], (S.Zero, S.One)),
    )


@derived("The gradient of the mean cost", check=gradient(cost, by="weights"))
def logistic_cost_gradient():
    """Derive ∂J/∂w_k = (1/m) Σ (aᵢ − yᵢ) xᵢₖ."""
    chain = mean(COST).diff(weights[k])
    error = of_example(cross_entropy_gradient_z().result)
    link = ground(Derivative(weighted_inputs().right, weights[k]))
    return Derivation(
        Derivative(MEAN, weights[k]),
        (
            Step(chain, "The chain rule in every summand."),
            Step(Sum(error * link, (i, 1, m)) / m, "The error is the product of the first two."),
        ),
        given=_given(),
    )
