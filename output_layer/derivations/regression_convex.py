"""Chapter regression: the curvature of the cost along any straight line of logits."""

from sympy import Derivative, Sum

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import (
    K,
    direction,
    each,
    h,
    i,
    j,
    logits,
    share,
    within,
)
from output_layer.derivations.gradient import COST, jacobian, log_likelihood
from output_layer.derivations.gradient_chain import log_likelihood_gradient
from output_layer.derivations.softmax import softmax

KEPT = "The delta keeps $l = j$; the rest is a product of two equal sums."
LINE = logits[each] + h * direction[each]


def _curvature(logits, direction, label, h):
    """Return the slope of the package's gradient along the line, by the complex step."""
    moved = logits + (h + 1e-30j) * direction
    return (ol.log_likelihood_cost_gradient(moved, label - 1) @ direction).imag / 1e-30


def on_line(expr):
    """Return what depends on the logits at a point z + hv of the line."""
    return expr.subs(logits[each], LINE)


def mean(index):
    """Return Σ_l a_l v_l with that index."""
    return Sum(on_line(share(index)) * direction[index], (index, 1, K))


@derived("The curvature along a line of logits", check=equals(_curvature))
def line_curvature():
    """Derive ∂²C/∂h² = Σ_l a_l v_l² − (Σ_l a_l v_l)² = Σ_l a_l (v_l − Σ_j a_j v_j)²."""
    errors = on_line(log_likelihood_gradient().result)
    slope = Sum(errors * direction[j], (j, 1, K))
    links = on_line(jacobian().result.xreplace({i: j, j: within})) * direction[within]
    bend = Sum(direction[j] * Sum(links, (within, 1, K)), (j, 1, K))
    spread = on_line(share(j)) * (direction[j] - mean(within)) ** 2
    return Derivation(
        Derivative(on_line(COST), (h, 2)),
        (
            Step(Derivative(slope, h), "The chain rule: logit $j$ moves with the speed $v_j$."),
            Step(bend, "Each share moves by its row of the Jacobian."),
            Step(settled(bend).subs(mean(j), mean(within)), KEPT, shown=True),
            Step(Sum(spread, (j, 1, K)), "The shares add up to one."),
        ),
        given=(log_likelihood(), softmax()),
    )
