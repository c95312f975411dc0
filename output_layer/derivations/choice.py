"""Chapter choice: one sigmoid for each label that may overlap with others."""

from sympy import Derivative, Sum

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import (
    K,
    LayerCost,
    j,
    logits,
    option,
    tags,
    y,
    z,
)
from output_layer.derivations.crossentropy import cross_entropy, cross_entropy_gradient_z
from output_layer.derivations.sigmoid import sigmoid

COST = LayerCost(logits)


def of_label(expr, number):
    """Return a formula of one neuron as that for the neuron of one label."""
    return expr.subs({z: logits[number], y: tags[number]}, simultaneous=True)


def _cost(logits, tags):
    return ol.labels_cost(logits, tags)


@definition("The cost of labels that may overlap", check=equals(_cost))
def labels_cost():
    """Define C = −Σ_j (t_j log a_j + (1 − t_j) log(1 − a_j))."""
    surprises = Sum(-of_label(cross_entropy().result, option), (option, 1, K))
    return Definition(COST, -surprises, given=(sigmoid(),))


@derived("The gradient for labels that may overlap", check=gradient(_cost, by="logits"))
def labels_gradient():
    """Derive ∂C/∂z_j = a_j − t_j."""
    own = of_label(cross_entropy().result, j)
    error = of_label(cross_entropy_gradient_z().result, j)
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(Derivative(own, logits[j]), "The logit $z_j$ moves $a_j$ alone."),
            Step(error, "That is the cross-entropy of one neuron."),
        ),
        given=(labels_cost(), sigmoid()),
    )
