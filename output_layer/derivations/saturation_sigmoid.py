"""Chapter saturation: a layer of K sigmoids, with either cost."""

from sympy import Derivative, KroneckerDelta, Rational, Sum, log

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import A, K, a, j, label, logits, within, y
from output_layer.derivations.crossentropy import cross_entropy_gradient_z
from output_layer.derivations.saturation import COST
from output_layer.derivations.sigmoid import sigmoid
from output_layer.derivations.slowdown import quadratic_gradient_z

OUTPUT = A(logits[within])
TARGET = KroneckerDelta(within, label)


def _sum_over_neurons(cost):
    def total(logits, label):
        targets = [float(neuron == label) for neuron in range(1, len(logits) + 1)]
        return cost(logits, targets).sum()

    return total


_quadratic_cost = _sum_over_neurons(ol.quadratic_cost)
_cross_entropy_cost = _sum_over_neurons(ol.cross_entropy_cost)


@definition("The quadratic cost of a sigmoid layer", check=equals(_quadratic_cost))
def sigmoid_layer_quadratic():
    """Define C = ½ Σ_l (a_l − δ_ly)² with a_l = σ(z_l)."""
    squares = Sum((OUTPUT - TARGET) ** 2, (within, 1, K))
    return Definition(COST, Rational(1, 2) * squares, given=(sigmoid(),))


@definition("Cross-entropy of a sigmoid layer", check=equals(_cross_entropy_cost))
def sigmoid_layer_cross_entropy():
    """Define C = −Σ_l (δ_ly log a_l + (1 − δ_ly) log(1 − a_l)) with a_l = σ(z_l)."""
    surprise = TARGET * log(OUTPUT) + (1 - TARGET) * log(1 - OUTPUT)
    return Definition(COST, -Sum(surprise, (within, 1, K)), given=(sigmoid(),))


def _own_neuron(cost, neuron):
    """Derive ∂C/∂z_j from the gradient of one neuron: no other term of the sum has z_j."""
    one = {a: A(logits[j]), y: KroneckerDelta(j, label)}
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(Derivative(cost.right, logits[j]), "Insert the cost."),
            Step(neuron.result.xreplace(one), "Only the term $l = j$ has $z_j$: one neuron."),
        ),
        given=(cost, sigmoid()),
    )


@derived(
    "The gradient of the quadratic cost of a sigmoid layer",
    check=gradient(_quadratic_cost, by="logits"),
)
def sigmoid_layer_quadratic_gradient():
    """Derive ∂C/∂z_j = (a_j − δ_jy) a_j (1 − a_j)."""
    return _own_neuron(sigmoid_layer_quadratic(), quadratic_gradient_z())


@derived(
    "The gradient of cross-entropy of a sigmoid layer",
    check=gradient(_cross_entropy_cost, by="logits"),
)
def sigmoid_layer_cross_entropy_gradient():
    """Derive ∂C/∂z_j = a_j − δ_jy."""
    return _own_neuron(sigmoid_layer_cross_entropy(), cross_entropy_gradient_z())
