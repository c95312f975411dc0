"""Chapter crossentropy: its gradient beside that of the quadratic cost."""

from sympy import Mul, Pow, Tuple

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import oriented
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import y
from output_layer.derivations.crossentropy import (
    cross_entropy,
    cross_entropy_gradient_a,
    cross_entropy_gradient_z,
)
from output_layer.derivations.sigmoid import sigmoid, sigmoid_derivative_maximum
from output_layer.derivations.slowdown import TARGET_ZERO, quadratic_gradient_z
from output_layer.derivations.slowdown_escape import NEAR, escape, waiting


def _ratio(z, y):
    return ol.cross_entropy_cost_gradient(z, y) / ol.quadratic_cost_gradient(z, y)


@derived("The ratio of the two gradients", check=equals(_ratio))
def gradient_ratio():
    """Derive (a − y)/((a − y) a(1 − a)) = 1/(a(1 − a)) ≥ 4."""
    above, below = cross_entropy_gradient_z().result, quadratic_gradient_z().result
    least = 1 / sigmoid_derivative_maximum().result
    return Derivation(
        Mul(above, Pow(below, -1, evaluate=False), evaluate=False),
        (
            Step(above / below, "The error cancels."),
            Step(least, "The slope of the sigmoid is at most $1/4$.", ">="),
        ),
        given=(sigmoid(),),
    )


def _pull(z):
    return ol.cross_entropy_cost_gradient(z, 0.0)


@derived("How long cross-entropy waits", check=equals(waiting(_pull), ends=NEAR))
def cross_entropy_escape():
    """Derive T = (z + 1 − e^(−z))/(η(1 + x²)) epochs for target 0."""
    return escape(cross_entropy_gradient_z())


def _two_slopes(z):
    slope = ol.cross_entropy_cost_gradient(z, 0.0)
    return slope / ol.sigmoid_derivative(z), slope


@derived("The step of the published animation", check=equals(_two_slopes))
def animation_step():
    """Derive ∂C/∂a = 1/(1 − a) and ∂C/∂z = a for target 0."""
    slopes = cross_entropy_gradient_a(), cross_entropy_gradient_z()
    return Derivation(
        Tuple(*(slope.left for slope in slopes)),
        (
            Step(Tuple(*(slope.result for slope in slopes)), "For any target."),
            Step(Tuple(*(oriented(s.result.subs(y, 0)) for s in slopes)), "Insert target 0."),
        ),
        given=(cross_entropy().meaning, sigmoid()),
        where=TARGET_ZERO,
    )
