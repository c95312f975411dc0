"""Chapter principle: sparsemax, the nearest shares, and the cost that belongs to it."""

import numpy as np
from scipy.optimize import brentq
from sympy import Derivative, KroneckerDelta, Max, Rational, Sum

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import (
    K,
    LayerCost,
    belief,
    c,
    ell,
    j,
    label,
    logits,
    share,
    within,
)
from output_layer.derivations.principle import any_shares
from output_layer.derivations.softmax import softmax

HALF = Rational(1, 2)
COST = LayerCost(logits)


def _all(term, index=ell):
    return Sum(term, (index, 1, K))


def _value(logits, biases):
    p = ol.softmax(biases)
    return p @ logits - (p @ p) / 2


@identity("The square as an entropy, and the nearest shares", check=equals(_value))
def nearest_shares():
    """Prove Σ_j p_j z_j − ½ Σ_j p_j² = ½ Σ_j z_j² − ½ Σ_j (p_j − z_j)²."""
    mean, square = _all(belief(j) * logits[j], j), _all(belief(j) ** 2, j)
    apart = _all((belief(j) - logits[j]) ** 2, j)
    return Derivation(
        mean - HALF * square,
        (Step(HALF * _all(logits[j] ** 2, j) - HALF * apart, "Complete the square."),),
        given=(any_shares(), softmax()),
    )


# Sparsemax, with c such that the shares sum to 1


def _with_threshold(point):
    """Return a point with its logits shifted so that its c is that of sparsemax."""
    z, wanted = point["logits"], point["c"]
    low, high = z.max() - 1, z.max()
    c = brentq(lambda c: np.maximum(z - c, 0).sum() - 1, low, high, xtol=1e-15, rtol=1e-15)
    return {**point, "logits": z - c + wanted}


def _share(logits, c, j):
    return ol.sparsemax(logits)[j - 1]


@definition("Sparsemax", check=equals(_share, moved=_with_threshold))
def sparsemax():
    """Define a_j = max(0, z_j − c)."""
    return Definition(share(j), Max(0, logits[j] - c))


def all_have_a_share():
    """a_j = z_j − c where no share is 0: then Σ_j a_j = 1 says what c is."""
    return Definition(share(j), logits[j] - (_all(logits[within], within) - 1) / K)


def _close(point):
    """Return a point with its logits so close to each other that every class has a share."""
    z = point["logits"]
    return {**point, "logits": z / (2 * len(z) * max(1e-3, np.ptp(z)))}


def _cost(logits, label):
    return ol.sparsemax_cost(logits, label - 1)


@definition("The cost of sparsemax", check=equals(_cost, moved=_close))
def sparsemax_cost():
    """Define C = Σ_l a_l z_l − ½ Σ_l a_l² − (z_y − ½)."""
    best = _all(share(ell) * logits[ell]) - HALF * _all(share(ell) ** 2)
    return Definition(COST, best - (logits[label] - HALF), given=(all_have_a_share(),))


@derived("The cost of sparsemax as a square", check=equals(_cost, moved=_close))
def sparsemax_square():
    """Derive C = ½ Σ_l (a_l − δ_ly)² where every class has a share."""
    error = _all((share(ell) - KroneckerDelta(ell, label)) ** 2)
    return Derivation(
        COST,
        (
            Step(sparsemax_cost().right, "Insert the cost."),
            Step(HALF * error, r"Write $a_l + c$ for $z_l$; the shares sum to 1."),
        ),
        given=(sparsemax_cost(), all_have_a_share()),
    )


def _slope(logits, label, j):
    return ol.sparsemax_cost_gradient(logits, label - 1)[j - 1]


@derived("The gradient of the cost of sparsemax", check=equals(_slope, moved=_close))
def sparsemax_gradient():
    """Derive ∂C/∂z_j = a_j − δ_jy."""
    moves = Derivative(share(ell), logits[j])
    parts = share(j) - KroneckerDelta(j, label)
    through = _all(moves * (logits[ell] - share(ell)))
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(parts + through, "The product rule."),
            Step(parts, r"Of every class $z_l - a_l$ is $c$, and the shares sum to 1."),
        ),
        given=(sparsemax_cost(), all_have_a_share()),
    )
