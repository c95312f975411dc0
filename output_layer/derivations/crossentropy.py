"""Chapter crossentropy: the cost from the likelihood, its gradient and its curvature."""

import numpy as np
from sympy import Derivative, Mul, expand, expand_log, log, solve

import output_layer as ol
from output_layer.algebra.checks import equals, gradient, slope_of
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import only, oriented
from output_layer.algebra.ground import ground
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.rational import extremes
from output_layer.algebra.symbols import P, a, b, sigma, w, x, y, z
from output_layer.algebra.symbols import softplus as plus
from output_layer.derivations.crossentropy_logarithm import (
    log_sigmoid,
    softplus,
    softplus_difference,
)
from output_layer.derivations.sigmoid import sigmoid, sigmoid_derivative, sigmoid_symmetry
from output_layer.derivations.slowdown import COST, through_weighted_input


def _likelihood(z, y):
    return np.exp(-ol.cross_entropy_cost(z, y))


@definition("The probability of what happened", check=equals(_likelihood))
def bernoulli():
    """Define P(y | x) = a^y (1 − a)^(1 − y)."""
    return Definition(P(y, x, a), a**y * (1 - a) ** (1 - y), given=(sigmoid(),))


@derived("Cross-entropy", check=equals(ol.cross_entropy_cost))
def cross_entropy():
    """Derive C = −log P(y | x) = −y log a − (1 − y) log(1 − a)."""
    surprise = -log(P(y, x, a))
    inserted = bernoulli().insert_into(surprise)
    return Derivation(
        COST,
        (
            Step(surprise, "The cost is minus the log probability.", shown=True),
            Step(inserted, "Insert the probability."),
            Step(expand_log(inserted, force=True), "The logarithm of a product of powers."),
        ),
        given=(Definition(COST, surprise), bernoulli(), sigmoid()),
    )


@derived("Cross-entropy in the weighted input", check=equals(ol.cross_entropy_cost))
def cross_entropy_logit():
    """Derive C = log(1 + e^z) − yz."""
    mirror, logarithm, difference = sigmoid_symmetry(), log_sigmoid(), softplus_difference()
    sigmoids = cross_entropy().result.subs(a, sigma(z)).subs(mirror.result, mirror.left)
    pluses = sigmoids.subs(
        {logarithm.left.subs(z, s): logarithm.result.subs(z, s) for s in (z, -z)}
    )
    left = only(solve(difference.left - difference.result, plus(-z)))
    single = expand(pluses.subs(plus(-z), left))
    return Derivation(
        COST,
        (
            Step(sigmoids, "Insert $a = \\sigma(z)$ and $1 - a = \\sigma(-z)$."),
            Step(pluses, "The logarithm of the sigmoid."),
            Step(single, "The two softplus differ by $z$."),
            Step(softplus().insert_into(single), "The definition of softplus."),
        ),
        given=(cross_entropy().meaning, softplus(), sigmoid()),
    )


def _cost_of_output(a, y):
    return ol.cross_entropy_cost(ol.logit(a), y)


@derived(
    "The slope of cross-entropy over the output",
    check=gradient(_cost_of_output, by="a", method="central"),
)
def cross_entropy_gradient_a():
    """Derive ∂C/∂a = (a − y)/(a(1 − a))."""
    cost = cross_entropy()
    slope = cost.result.diff(a)
    return Derivation(
        Derivative(COST, a),
        (
            Step(Derivative(cost.result, a), "Insert the cost."),
            Step(slope, "Differentiate."),
            Step(oriented(slope), "Bring both over one denominator."),
        ),
        given=(cost.meaning, sigmoid()),
    )


@derived("The gradient of cross-entropy", check=gradient(ol.cross_entropy_cost, by="z"))
def cross_entropy_gradient_z():
    """Derive ∂C/∂z = a − y."""
    links = COST.diff(z)
    slope = sigmoid_derivative()
    pull = cross_entropy_gradient_a().result
    inserted = Mul(pull, slope.result, evaluate=False)
    return Derivation(
        Derivative(COST, z),
        (
            Step(links, "The chain rule."),
            Step(inserted, "Insert both derivatives."),
            Step(pull * slope.result, "The slope of the sigmoid cancels."),
        ),
        given=(cross_entropy().meaning, sigmoid()),
    )


def _cost_of_parameters(w, x, b, y):
    return ol.cross_entropy_cost(w * x + b, y)


@derived("The cross-entropy's gradient for the weight", check=gradient(_cost_of_parameters, by="w"))
def cross_entropy_gradient_w():
    """Derive ∂C/∂w = (a − y) x."""
    return through_weighted_input(cross_entropy_gradient_z(), w)


@derived("The cross-entropy's gradient for the bias", check=gradient(_cost_of_parameters, by="b"))
def cross_entropy_gradient_b():
    """Derive ∂C/∂b = a − y."""
    return through_weighted_input(cross_entropy_gradient_z(), b)


def _slope_of_gradient(z, y):
    return slope_of(lambda z: ol.cross_entropy_cost_gradient(z, y))(z)


@derived("The curvature of cross-entropy", check=equals(_slope_of_gradient))
def cross_entropy_curvature():
    """Derive ∂²C/∂z² = a(1 − a) > 0: convex in z, for every target."""
    first = cross_entropy_gradient_z().result
    slope = sigmoid_derivative().result
    second = first.diff(z).subs(a.diff(z), slope)
    return Derivation(
        Derivative(COST, (z, 2)),
        (
            Step(Derivative(first, z), "The gradient, once more differentiated."),
            Step(second, "The target is constant."),
            Step(extremes(ground(second, (sigmoid(),)))[0], "Both factors are positive.", ">"),
        ),
        given=(cross_entropy().meaning, sigmoid()),
    )
