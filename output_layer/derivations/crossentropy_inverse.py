"""Chapter crossentropy: the cost found by asking for its gradient."""

from sympy import (
    Add,
    Derivative,
    Eq,
    Integral,
    Symbol,
    collect,
    dsolve,
    expand,
    expand_log,
    limit,
    log,
    oo,
    solve,
    together,
)

import output_layer as ol
from output_layer.algebra.checks import antiderivative, equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Solution, Step
from output_layer.algebra.forms import only, oriented
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import C, a, c, output, y, z
from output_layer.derivations.sigmoid import log_odds, sigmoid, sigmoid_derivative
from output_layer.derivations.slowdown import quadratic_gradient_z


@derived("The cost with the gradient a − y", check=antiderivative(ol.cross_entropy_cost_gradient))
def cost_from_gradient():
    """Derive ∂C/∂z = a − y exactly if C = log(1 + e^z) − yz + c."""
    asked = quadratic_gradient_z().result / sigmoid_derivative().result
    explicit = sigmoid().insert_into(asked)
    solved = dsolve(Eq(C(z).diff(z), explicit), C(z)).rhs.subs(Symbol("C1"), c)
    return Solution(
        Eq(Derivative(C(z), z), asked),
        (
            Step(Eq(C(z), Integral(asked, z)), "Undo the derivative."),
            Step(Eq(C(z), Integral(explicit, z)), "Insert the sigmoid."),
            Step(Eq(C(z), solved), "Integrate; any constant $c$ will do."),
        ),
        given=(sigmoid(),),
        unknown=C(z),
        whole=False,
    )


def _constants(cost):
    """Return the constants for which the cost tends to 0 as a tends to the target, 1 or 0."""
    ends = (limit(cost.subs(y, target), z, end) for target, end in ((1, oo), (0, -oo)))
    return {only(solve(end, c)) for end in ends}


@derived("The constant of that cost", check=equals(ol.cross_entropy_cost))
def cost_from_gradient_constant():
    """Derive C = −y log a − (1 − y) log(1 − a): with c = 0 it is the cross-entropy."""
    found = cost_from_gradient().solution
    constant = only(_constants(found))
    fixed = found.subs(c, constant)
    inserted = fixed.subs(z, log_odds().solution.subs(output, a))
    logarithms = expand(expand_log(inserted.replace(log, lambda s: log(together(s))), force=True))
    collected = Add(*map(oriented, collect(logarithms, log(1 - a)).args))
    return Derivation(
        C(z),
        (
            Step(found, "The cost that was found."),
            Step(fixed, "It tends to 0 as $a$ tends to $y$, for $y = 0$ and $y = 1$."),
            Step(inserted, "Insert the log-odds for $z$."),
            Step(collected, "Split the logarithms and collect them."),
        ),
        given=(Definition(C(z), found), Definition(c, constant), sigmoid()),
    )
