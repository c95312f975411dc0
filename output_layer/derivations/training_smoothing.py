"""Chapter training: labels that are smoothed, and the gap that they ask for."""

import numpy as np
from scipy.optimize import brentq
from sympy import Eq, KroneckerDelta, Sum, collect, exp, fraction, log, simplify, solve
from sympy.core.function import UndefinedFunction

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Solution, Step
from output_layer.algebra.forms import only
from output_layer.algebra.ground import ground, settled
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import (
    OF_VECTOR,
    K,
    each,
    ell,
    gap,
    j,
    label,
    logits,
    share,
    smoothing,
    within,
)
from output_layer.derivations.gradient import COST, log_likelihood
from output_layer.derivations.softmax import softmax
from output_layer.numerics.labels import logits_and_targets

Target = UndefinedFunction("t", __dict__=OF_VECTOR, positive=True)
SmoothedCost = UndefinedFunction(r"C_{\varepsilon}", __dict__=OF_VECTOR, real=True)
SMOOTHED = SmoothedCost(logits[each])


def _target(logits, label, varepsilon, j):
    return logits_and_targets(logits, label - 1, varepsilon, None)[1][j - 1]


@definition("The smoothed target", check=equals(_target))
def smoothed_target():
    """Define t_j = (1 − ε) δ_jy + ε/K."""
    return Definition(Target(j), (1 - smoothing) * KroneckerDelta(j, label) + smoothing / K)


def _cost(logits, label, varepsilon):
    return ol.log_likelihood_cost(logits, label - 1, smoothing=varepsilon)


def smoothed_definition():
    """Return C_ε = −Σ_l t_l log a_l."""
    terms = smoothed_target().right.subs(j, within) * log(share(within))
    return Definition(SMOOTHED, -Sum(terms, (within, 1, K)))


@identity("The cost of a smoothed target", check=equals(_cost))
def smoothed_cost():
    """Prove C_ε = C + ε (z_y − (1/K) Σ_l z_l)."""
    cost = smoothed_definition().right
    parted = settled(cost)
    lifted = logits[label] - Sum(logits[within], (within, 1, K)) / K
    return Derivation(
        SMOOTHED,
        (
            Step(cost, "Each class pays by its part of the target."),
            Step(parted, "The delta keeps the label."),
            Step(COST + smoothing * lifted, "Each logarithm is a logit less the same number."),
        ),
        given=(smoothed_definition(), log_likelihood(), softmax()),
    )


def _gap(logits, varepsilon):
    """Return the zero of the package's slope over one logit, all others being 0."""

    def slope(gap):
        z = np.append(gap, np.zeros(len(logits) - 1))
        return ol.log_likelihood_cost_gradient(z, 0, smoothing=varepsilon)[0]

    return brentq(slope, -50, 50, xtol=1e-14)


CASES = tuple(
    {"logits": np.zeros(classes), "varepsilon": part}
    for classes, part in [(2, 0.5), (3, 0.1), (10, 0.1), (5, 0.9)]
)


@derived("The gap that a smoothed label asks for", check=equals(_gap, at=CASES))
def smoothed_gap():
    """Derive g = log(1 + K(1/ε − 1)) from a_y = t_y, where all other logits are 0."""
    alone = Eq(logits[ell], gap * KroneckerDelta(ell, label))
    reached = Eq(
        ground(share(label), (softmax(),), alone), settled(smoothed_target().right.subs(j, label))
    )
    above, below = fraction(simplify(only(solve(reached, exp(gap)))))
    power = collect(above, K) / below
    return Solution(
        reached,
        (
            Step(Eq(exp(gap), power), "Solve for the power."),
            Step(Eq(gap, log(power)), "Take the logarithm."),
        ),
        unknown=gap,
        whole=False,
    )
