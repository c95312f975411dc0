"""Chapter curvature: the Hessian over the logits, its flat directions, its bound, and Fisher's."""

from sympy import Derivative, KroneckerDelta, Rational, Sum

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import K, Others, direction, i, j, logits, share, within
from output_layer.derivations.gradient import COST, jacobian, log_likelihood
from output_layer.derivations.gradient_chain import log_likelihood_gradient
from output_layer.derivations.regression_convex import line_curvature, on_line
from output_layer.derivations.softmax import softmax

HALF = Rational(1, 2)
BEND = line_curvature().left


def _given():
    return log_likelihood(), softmax()


def _slope(logits, label, i):
    return ol.log_likelihood_cost_gradient(logits, label - 1)[i - 1]


@derived("The Hessian over the logits", check=gradient(_slope, by="logits"))
def curvature_logits():
    """Derive ∂²C/∂z_i∂z_j = a_i (δ_ij − a_j): the Jacobian, without the label."""
    slope = log_likelihood_gradient().result.subs(j, i)
    return Derivation(
        Derivative(COST, logits[i], logits[j]),
        (
            Step(Derivative(slope, logits[j]), "The gradient, once more differentiated."),
            Step(Derivative(share(i), logits[j]), "The label is constant."),
            Step(jacobian().result, "Insert the Jacobian."),
        ),
        given=_given(),
    )


def _along(logits, direction, label, h):
    """Return vᵀHv at z + hv as the package computes it, whatever the label."""
    return ol.softmax_jacobian_product(logits + h * direction, direction) @ direction


def _share(index):
    return on_line(share(index))


@derived("The curvature, pair by pair", check=equals(_along))
def curvature_pairs():
    """Derive ∂²C/∂h² = ½ Σ_j Σ_l a_j a_l (v_j − v_l)²: flat only where all v_j are equal."""
    spread = line_curvature()
    pairs = _share(j) * _share(within) * (direction[j] - direction[within]) ** 2
    return Derivation(
        BEND,
        (
            Step(spread.result, "The variance of $v$ under the shares."),
            Step(
                HALF * Sum(pairs, (within, 1, K), (j, 1, K)),
                "Multiply out; the shares add up to one.",
            ),
        ),
        given=_given(),
    )


def _room(logits, direction, label, h):
    return direction @ direction / 2 - _along(logits, direction, label, h)


@derived("The bound of the curvature", check=equals(_room))
def curvature_bound():
    """Derive ½Σv_j² − ∂²C/∂h² = ½Σ_j (1 − 2a_j)² v_j² + ½ Σ_j Σ_{l≠j} a_j a_l (v_j + v_l)²."""
    squares = HALF * Sum(direction[j] ** 2, (j, 1, K))
    own = Sum((1 - 2 * _share(j)) ** 2 * direction[j] ** 2, (j, 1, K))
    pair = _share(j) * _share(within) * (direction[j] + direction[within]) ** 2
    pairs = Sum(Others(pair, within, j), (j, 1, K))
    return Derivation(
        squares - BEND,
        (
            Step(squares - curvature_pairs().result, "Insert the curvature, pair by pair."),
            Step(HALF * own + HALF * pairs, "Multiply out; no term is negative."),
        ),
        given=_given(),
    )


def _mean_of_products(logits, i, j):
    a, classes = ol.softmax(logits), range(len(logits))
    slopes = [ol.log_likelihood_cost_gradient(logits, label) for label in classes]
    return sum(a[label] * slopes[label][i - 1] * slopes[label][j - 1] for label in classes)


@derived("Fisher's information", check=equals(_mean_of_products))
def fisher_information():
    """Derive Σ_l a_l (a_i − δ_il)(a_j − δ_jl) = a_i (δ_ij − a_j)."""
    first, second = (share(index) - KroneckerDelta(index, within) for index in (i, j))
    return Derivation(
        Sum(share(within) * first * second, (within, 1, K)),
        (
            Step(
                share(i) * share(j) - 2 * share(i) * share(j) + share(i) * KroneckerDelta(i, j),
                "Multiply out; each delta keeps one term, and the shares add up to one.",
            ),
            Step(share(i) * (KroneckerDelta(i, j) - share(j)), "Gather the terms."),
        ),
        given=(softmax(),),
    )
