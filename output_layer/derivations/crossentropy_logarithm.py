"""Chapter crossentropy: the logarithm of the curve, which does not go flat."""

from sympy import Derivative, exp, expand, expand_log, log, simplify

import output_layer as ol
from output_layer.algebra import symbols
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import sigma, z
from output_layer.derivations.sigmoid import sigmoid


@definition("The softplus", check=equals(lambda z: ol.softplus(z)))
def softplus():
    """Define softplus(z) = log(1 + e^z)."""
    return Definition(symbols.softplus(z), log(1 + exp(z)))


@identity("The logarithm of the sigmoid", check=equals(lambda z: ol.log_sigmoid(z)))
def log_sigmoid():
    """Prove log σ(z) = −softplus(−z)."""
    inserted = log(sigmoid().right)
    turned = expand_log(inserted, force=True)
    return Derivation(
        log(sigma(z)),
        (
            Step(inserted, "Insert the definition."),
            Step(turned, "The logarithm of a reciprocal."),
            Step(softplus().fold(turned, -z), "The softplus at ${-z}$."),
        ),
        given=(softplus(), sigmoid()),
    )


@identity("Softplus left and right", check=equals(lambda z: ol.softplus(z) - ol.softplus(-z)))
def softplus_difference():
    """Prove softplus(z) − softplus(−z) = z."""
    right = softplus().right
    left = right.subs(z, -z)
    quotient = exp(right) / exp(left)
    return Derivation(
        symbols.softplus(z) - symbols.softplus(-z),
        (
            Step(right - left, "Insert the definition."),
            Step(log(quotient), "The difference of two logarithms."),
            Step(log(simplify(quotient)), "Cancel."),
        ),
        given=(softplus(),),
    )


@derived("The slope of softplus", check=gradient(lambda z: ol.softplus(z), by="z"))
def softplus_derivative():
    """Derive softplus′(z) = σ(z)."""
    curve = softplus().right
    slope = curve.diff(z)
    divided = 1 / expand(1 / slope)
    return Derivation(
        symbols.softplus(z).diff(z),
        (
            Step(Derivative(curve, z), "Insert the definition."),
            Step(slope, "Differentiate."),
            Step(divided, "Divide above and below by $e^z$."),
            Step(sigmoid().fold(divided), "That is the sigmoid."),
        ),
        given=(softplus(), sigmoid()),
    )
