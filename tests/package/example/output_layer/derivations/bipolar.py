"""Chapter bipolar: an output between −1 and 1, and its slope."""

from sympy import Derivative

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import sigma, z
from output_layer.derivations.sigmoid import sigmoid, sigmoid_derivative, sigmoid_symmetry


@identity("The bipolar output", check=equals(lambda z: ol.bipolar(z)))
def bipolar_output():
    """Prove σ(z) − σ(−z) = 2σ(z) − 1."""
    mirrored = sigmoid_symmetry().result
    return Derivation(
        sigma(z) - sigma(-z),
        (Step(sigma(z) - mirrored, "The symmetry of the sigmoid."),),
        given=(sigmoid(),),
    )


@derived("The slope of the bipolar output", check=gradient(lambda z: ol.bipolar(z), by="z"))
def bipolar_slope():
    """Derive that the slope of 2σ(z) − 1 is 2a(1 − a)."""
    output = bipolar_output().result
    slope = sigmoid_derivative()
    return Derivation(
        Derivative(output, z),
        (
            Step(output.diff(z), "Differentiate: the constant falls away."),
            Step(output.diff(z).subs(slope.left, slope.result), "The slope of the sigmoid."),
        ),
        given=(sigmoid(),),
    )
