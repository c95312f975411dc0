"""Chapter slowdown: how many epochs a bad start costs, if the steps are small."""

from scipy.integrate import quad
from sympy import Derivative, Integral, expand, factor, integrate, simplify

from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import T, b, u, w, y, z, z_of_parameters
from output_layer.derivations.sigmoid import sigmoid, weighted_input
from output_layer.derivations.slowdown import (
    COST,
    COST_OF_PARAMETERS,
    TARGET_ZERO,
    gradient_descent,
    pull,
    quadratic_gradient_z,
)

NEAR = (0.0, 30.0, -30.0)  # SymPy integrates e^z numerically no further


def pace():
    """Return by how much one epoch moves z, as a multiple of −∂C/∂z: η(1 + x²)."""
    line = weighted_input().right
    slope = Derivative(COST_OF_PARAMETERS, z_of_parameters)
    updated = gradient_descent().right
    change = line.subs({w: updated[0], b: updated[1]}, simultaneous=True) - line
    links = {Derivative(COST_OF_PARAMETERS, p): slope * line.diff(p) for p in (w, b)}
    return factor(-change.subs(links) / slope)


def escape(gradient):
    """Derive the number of epochs from z down to 0 from a gradient ∂C/∂z at target 0."""
    wait = Integral(1 / (pace() * Derivative(COST.subs(z, u), u)), (u, 0, z))
    slope = sigmoid().insert_into(gradient.result.subs(y, 0)).subs(z, u)
    powers = expand(simplify(1 / slope))
    return Derivation(
        T(z),
        (
            Step(wait, "One epoch moves $z$ by the denominator."),
            Step(Integral(powers, (u, 0, z)) / pace(), "Insert the gradient for target 0."),
            Step(integrate(powers, (u, 0, z)) / pace(), "Integrate term by term."),
        ),
        given=(Definition(T(z), wait), *gradient.given),
        where=TARGET_ZERO,
    )


def waiting(pull):
    """Return the function that integrates 1/pull numerically from 0 to z."""

    def epochs(z, x, eta):
        return quad(lambda u: 1 / pull(u), 0, z, epsrel=1e-12)[0] / (eta * (1 + x**2))

    return epochs


@derived("How long the quadratic cost waits", check=equals(waiting(pull), ends=NEAR))
def quadratic_escape():
    """Derive T = (e^z + 3z + 5/2 − 3e^(−z) − e^(−2z)/2)/(η(1 + x²)) epochs for target 0."""
    return escape(quadratic_gradient_z())
