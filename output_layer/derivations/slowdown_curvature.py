"""Chapter slowdown: the second derivative of the quadratic cost, and where its sign changes."""

from sympy import Add, Derivative, Eq, expand

import output_layer as ol
from output_layer.algebra.checks import gradient, sign_change, slope_of
from output_layer.algebra.derivation import Derivation, Solution, Step
from output_layer.algebra.forms import oriented, zero_between
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import a, output, y, z
from output_layer.derivations.sigmoid import log_odds, sigmoid, sigmoid_derivative
from output_layer.derivations.slowdown import (
    COST,
    TARGET_ZERO,
    pull,
    quadratic_cost,
    quadratic_gradient_z,
)

CURVATURE = Derivative(COST, (z, 2))


@derived("The curvature of the quadratic cost", check=gradient(ol.quadratic_cost_gradient, by="z"))
def quadratic_curvature():
    """Derive ∂²C/∂z² as a polynomial in a and y."""
    first = quadratic_gradient_z().result
    by_output = expand(first.diff(a))
    collected = Add(*(oriented(by_output.coeff(y, power) * y**power) for power in (0, 1)))
    return Derivation(
        CURVATURE,
        (
            Step(Derivative(first, z), "The gradient, once more differentiated."),
            Step(collected * a.diff(z), "The chain rule, by way of $a$."),
            Step(collected * sigmoid_derivative().result, "Insert the slope of the sigmoid."),
        ),
        given=(quadratic_cost(), sigmoid()),
    )


@derived("The curvature for target 0", check=gradient(pull, by="z"))
def quadratic_curvature_zero():
    """Derive ∂²C/∂z² = a²(1 − a)(2 − 3a) for target 0."""
    general = quadratic_curvature().result
    return Derivation(
        CURVATURE,
        (
            Step(general, "The curvature for any target."),
            Step(oriented(general.subs(y, 0)), "Insert target 0."),
        ),
        given=(quadratic_cost(), sigmoid()),
        where=TARGET_ZERO,
    )


@derived("Where the curvature changes its sign", check=sign_change(slope_of(pull), of="z"))
def quadratic_inflection():
    """Derive that for target 0 ∂²C/∂z² = 0 exactly at z = log 2: the cost is not convex."""
    curvature = quadratic_curvature_zero().result
    place = zero_between(curvature.subs(a, output), output)
    return Solution(
        Eq(CURVATURE, 0),
        (
            Step(Eq(curvature, 0), "The curvature for target 0."),
            Step(Eq(a, place), "The only zero with $0 < a < 1$."),
            Step(Eq(z, log_odds().solution.subs(output, place)), "The log-odds of that output."),
        ),
        given=(quadratic_cost(), sigmoid()),
        where=TARGET_ZERO,
        unknown=z,
    )
