"""Chapter curvature: Newton's step of one neuron, and what the square's curvature has besides."""

from sympy import Add, Derivative, Eq, Mul, Rational, apart, expand, simplify

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import oriented
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import a, output, y, z
from output_layer.derivations.crossentropy import (
    cross_entropy,
    cross_entropy_curvature,
    cross_entropy_gradient_a,
    cross_entropy_gradient_z,
)
from output_layer.derivations.sigmoid import sigmoid
from output_layer.derivations.slowdown import COST, TARGET_ZERO, quadratic_cost
from output_layer.derivations.slowdown_curvature import CURVATURE

QUOTIENT = Derivative(COST, z) / CURVATURE
TARGET_HALF = Eq(y, Rational(1, 2))


def _given():
    return cross_entropy().meaning, sigmoid()


@derived("Newton's step of one neuron", check=equals(ol.cross_entropy_newton_step))
def newton_neuron():
    """Derive (∂C/∂z)/(∂²C/∂z²) = (a − y)/(a(1 − a)) = ∂C/∂a."""
    slope, bend = cross_entropy_gradient_z().result, cross_entropy_curvature().result
    over_output = cross_entropy_gradient_a()
    return Derivation(
        QUOTIENT,
        (
            Step(slope / bend, "Insert the slope and the curvature.", shown=True),
            Step(over_output.left, "That is the slope over the output."),
        ),
        given=_given(),
    )


def _step_to_zero(z):
    return ol.cross_entropy_newton_step(z, 0.0)


@derived("Newton's step for target 0", check=equals(_step_to_zero))
def newton_zero():
    """Derive (∂C/∂z)/(∂²C/∂z²) = 1 + e^z for target 0."""
    general = cross_entropy_gradient_a().result
    at_zero = general.subs(y, 0)
    inserted = simplify(sigmoid().insert_into(at_zero))
    return Derivation(
        QUOTIENT,
        (
            Step(general, "The quotient for any target."),
            Step(at_zero, "Insert target 0; the output cancels."),
            Step(inserted, "Insert the sigmoid; $1 - a$ is $1/(1 + e^z)$."),
        ),
        given=_given(),
        where=TARGET_ZERO,
    )


def _step_to_half(z):
    return ol.cross_entropy_newton_step(z, 0.5)


@derived("Newton's step for target ½", check=equals(_step_to_half))
def newton_half():
    """Derive (∂C/∂z)/(∂²C/∂z²) = (e^z − e^(−z))/2 for target ½."""
    inserted = cross_entropy_gradient_a().result.subs(y, TARGET_HALF.rhs)
    fractions = Add.make_args(apart(inserted.subs(a, output), output))
    parts = Add(*map(oriented, fractions)).subs(output, a)
    powers = Add(*(simplify(sigmoid().insert_into(part)) for part in Add.make_args(parts)))
    return Derivation(
        QUOTIENT,
        (
            Step(inserted, "Insert target ½ into the quotient."),
            Step(parts, "Write it as two fractions."),
            Step(expand(powers), "Insert the sigmoid; $1 - a$ is that of $-z$."),
        ),
        given=_given(),
        where=TARGET_HALF,
    )


@derived(
    "The two parts of the square's curvature", check=gradient(ol.quadratic_cost_gradient, by="z")
)
def curvature_square():
    """Derive ∂²C/∂z² = (∂a/∂z)² + (a − y) ∂²a/∂z² for the quadratic cost."""
    slope = Derivative(a, z)
    error = quadratic_cost().right.diff(a)
    return Derivation(
        CURVATURE,
        (
            Step(Derivative(Mul(error, slope, evaluate=False), z), "The chain rule, once."),
            Step(slope**2 + error * Derivative(a, (z, 2)), "The product rule."),
        ),
        given=(quadratic_cost(), sigmoid()),
    )
