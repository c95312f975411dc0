"""Chapter confidence: the cost of logits at an inverse temperature, and how it bends."""

from sympy import Derivative, Sum, exp, log

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import K, LayerCost, beta, each, j, label, logits, share, within
from output_layer.derivations.softmax import softmax

COST = LayerCost(logits, beta)
LOGIT = logits[within]
POWERS = Sum(exp(beta * LOGIT), (within, 1, K))


def _cost(logits, label, beta):
    return ol.tempered_cost(logits, label - 1, beta)


def _slope(logits, label, beta):
    return ol.tempered_cost_slope(logits, label - 1, beta)


def _curvature(logits, beta):
    """Return the slope of the expected logit, by the complex step."""
    return (ol.softmax((beta + 1e-30j) * logits) @ logits).imag / 1e-30


@definition("The cost at an inverse temperature", check=equals(_cost))
def tempered_cost():
    """Define C = log Σ_l e^(βz_l) − βz_y."""
    return Definition(COST, log(POWERS) - beta * logits[label])


def _share(index):
    """Return the share of a class, for the logits βz."""
    return share(index, beta * logits[each])


def _expected(index):
    """Return Σ a z, the logit that the layer expects."""
    return Sum(_share(index) * logits[index], (index, 1, K))


def _given():
    return tempered_cost(), softmax()


@derived("The slope of the cost in the inverse temperature", check=equals(_slope))
def tempered_slope():
    """Derive ∂C/∂β = Σ_l a_l z_l − z_y."""
    cost = tempered_cost().right
    return Derivation(
        Derivative(COST, beta),
        (
            Step(Derivative(cost, beta), "Insert the cost."),
            Step(POWERS.diff(beta) / POWERS - logits[label], "The logarithm of the sum."),
            Step(_expected(within) - logits[label], "Power by sum is the share."),
        ),
        given=_given(),
    )


@derived("The cost bends upwards", check=equals(_curvature))
def tempered_curvature():
    """Derive ∂²C/∂β² = Σ_l a_l (z_l − Σ_j a_j z_j)²: the variance of the logits, never negative."""
    squares = Sum(_share(within) * LOGIT**2, (within, 1, K))
    spread = Sum(_share(within) * (LOGIT - _expected(j)) ** 2, (within, 1, K))
    return Derivation(
        Derivative(COST, (beta, 2)),
        (
            Step(Derivative(tempered_slope().result, beta), "The slope, once more differentiated."),
            Step(
                squares - _expected(within) ** 2,
                r"Each share moves by $a_l (z_l - \sum_j a_j z_j)$.",
            ),
            Step(spread, "The shares add up to one."),
        ),
        given=_given(),
    )
