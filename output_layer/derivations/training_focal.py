"""Chapter training: the focal cost."""

from sympy import Derivative, KroneckerDelta, expand, log, simplify

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import LayerCost, gamma, i, j, label, logits, share
from output_layer.derivations.gradient import jacobian
from output_layer.derivations.softmax import softmax

COST = LayerCost(logits)
OWN, REST = share(label), 1 - share(label)
FOCUS = REST**gamma - gamma * OWN * REST ** (gamma - 1) * log(OWN)


def _cost(logits, label, gamma):
    return ol.focal_cost(logits, label - 1, gamma=gamma)


@definition("The focal cost", check=equals(_cost))
def focal_cost():
    """Define C = −(1 − a_y)^γ log a_y."""
    return Definition(COST, -(REST**gamma) * log(OWN), given=(softmax(),))


def _given(index):
    """Return the cost, the slope of its share over one logit, and softmax for what is left."""
    names = {i: label, j: index}
    slope = Definition(*(side.subs(names) for side in (jacobian().left, jacobian().result)))
    return focal_cost(), slope, softmax()


@derived("The gradient of the focal cost", check=gradient(_cost, by="logits"))
def focal_gradient():
    """Derive ∂C/∂z_j = ((1 − a_y)^γ − γ a_y (1 − a_y)^(γ − 1) log a_y)(a_j − δ_jy)."""
    slope = jacobian().result.subs(i, label)
    pull = REST ** (gamma - 1) * gamma * log(OWN) - REST**gamma / OWN
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(pull * Derivative(OWN, logits[j]), "The product rule, by way of $a_y$ alone."),
            Step(pull * slope, "Insert the slope of the share."),
            Step(
                FOCUS * (share(j) - KroneckerDelta(j, label)), "Take $-1/a_y$ out of the bracket."
            ),
        ),
        given=_given(j),
    )


def _true_slope(logits, label, gamma):
    return ol.focal_cost_gradient(logits, label - 1, gamma=gamma)[label - 1]


@derived("The focal cost: the true class", check=equals(_true_slope))
def focal_true():
    """Derive ∂C/∂z_y = −(1 − a_y)^γ (1 − a_y − γ a_y log a_y)."""
    slope, power = focal_gradient().result.subs(j, label), -(REST**gamma)
    return Derivation(
        Derivative(COST, logits[label]),
        (
            Step(slope, r"Take $j = y$; there $\delta_{jy}$ is 1."),
            Step(power * expand(simplify(slope / power)), "Take out the power."),
        ),
        given=_given(label),
    )
