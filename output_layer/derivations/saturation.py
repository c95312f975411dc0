"""Chapter saturation: softmax with the quadratic cost."""

from sympy import Derivative, Eq, KroneckerDelta, Rational, Sum, factor

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import oriented
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import (
    K,
    LayerCost,
    c,
    ell,
    i,
    j,
    label,
    logits,
    share,
    within,
)
from output_layer.derivations.gradient import jacobian
from output_layer.derivations.softmax import softmax, softmax_sum

COST = LayerCost(logits)
TRUE_SLOPE = Derivative(COST, logits[label])
EQUAL_LOGITS = Eq(logits[ell], c)
SQUARES = Sum(share(within) ** 2, (within, 1, K))


def squared_errors():
    """Return ½ Σ_l (a_l − δ_ly)²."""
    error = share(within) - KroneckerDelta(within, label)
    return Rational(1, 2) * Sum(error**2, (within, 1, K))


def _cost(logits, label):
    return ol.softmax_quadratic_cost(logits, label - 1)


def true_slope(logits, label):
    """Return ∂C/∂z_y as the package computes it."""
    return ol.softmax_quadratic_cost_gradient(logits, label - 1)[label - 1]


@definition("The quadratic cost of a softmax layer", check=equals(_cost))
def softmax_quadratic():
    """Define C = ½ Σ_l (a_l − δ_ly)²."""
    return Definition(COST, squared_errors(), given=(softmax(),))


def given():
    """Return the definitions that the cost is made of."""
    return softmax_quadratic(), softmax()


@derived("The gradient of the quadratic cost of softmax", check=gradient(_cost, by="logits"))
def softmax_quadratic_gradient():
    """Derive ∂C/∂z_j = a_j (a_j − δ_jy − Σ_l (a_l − δ_ly) a_l)."""
    cost = softmax_quadratic().right
    error = share(within) - KroneckerDelta(within, label)
    slope = jacobian().result.subs(i, within)
    links, inserted = (
        Sum(error * link, (within, 1, K)) for link in (Derivative(share(within), logits[j]), slope)
    )
    own, mean = error.subs(within, j), Sum(error * share(within), (within, 1, K))
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(Derivative(cost, logits[j]), "Insert the cost."),
            Step(links, "The chain rule, by way of every share."),
            Step(inserted, "Insert the Jacobian."),
            Step(share(j) * own - share(j) * mean, "In the first part the delta keeps $l = j$."),
            Step(share(j) * (own - mean), "Both have the factor $a_j$."),
        ),
        given=given(),
    )


@derived("Softmax with the quadratic cost: the true class", check=equals(true_slope))
def softmax_quadratic_true():
    """Derive ∂C/∂z_y = −a_y (1 + Σ_l a_l² − 2a_y)."""
    slope = softmax_quadratic_gradient().result.subs(j, label)
    bracket = settled(slope / share(label))
    return Derivation(
        TRUE_SLOPE,
        (
            Step(slope, r"Take $j = y$; there $\delta_{jy}$ is 1."),
            Step(-share(label) * -bracket, "The sum is that of the squares, less $a_y$."),
        ),
        given=given(),
    )


def _room(logits, label):
    return 2 * ol.softmax(logits)[label - 1] + true_slope(logits, label)


@derived("The bound of the true class's gradient", check=equals(_room))
def softmax_quadratic_bound():
    """Derive 2a_y + ∂C/∂z_y = a_y (2a_y + Σ_l (1 − a_l) a_l): so |∂C/∂z_y| < 2a_y."""
    own, slope = share(label), softmax_quadratic_true().result
    one = softmax_sum().left
    total = one.func(one.function.subs(j, within), SQUARES.limits[0])
    rest = Sum(oriented(total.function - SQUARES.function), SQUARES.limits[0])
    return Derivation(
        2 * own + TRUE_SLOPE,
        (
            Step(2 * own + slope, "Insert the gradient."),
            Step(own * (2 * own + 1 - SQUARES), "Both have the factor $a_y$."),
            Step(own * (2 * own + total - SQUARES), "The shares add up to one."),
            Step(own * (2 * own + rest), "Share by share; no term is negative."),
        ),
        given=given(),
    )


@derived("The true class's gradient at equal logits", check=equals(true_slope))
def softmax_quadratic_equal():
    """Derive ∂C/∂z_y = −(K − 1)/K² where all logits are the same."""
    slope = softmax_quadratic_true().result
    inserted = slope.subs(dict.fromkeys((SQUARES, share(label)), 1 / K))
    return Derivation(
        TRUE_SLOPE,
        (
            Step(slope, "The gradient for the true class."),
            Step(inserted, "Every $a_l$ is $1/K$."),
            Step(factor(inserted), "Gather the terms."),
        ),
        given=given(),
        where=EQUAL_LOGITS,
    )
