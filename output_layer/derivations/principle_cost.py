"""Chapter principle: which outputs have a cost with the gradient a − e_y, and who judges honestly.

All of it holds for any function f of one number; by numbers it is checked for several.
"""

import numpy as np
from sympy import Derivative, KroneckerDelta, Ne, Subs, Sum

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import (
    K,
    belief,
    f,
    h,
    i,
    j,
    logits,
    share,
    slope_f,
    u,
    within,
)
from output_layer.derivations.principle import any_shares
from output_layer.derivations.softmax import softmax

DIFFERENT = Ne(i, j)
# Functions to try, each with its slope, which SymPy and NumPy both can take.
TRIED = (
    (lambda u: 1 + u**2, lambda u: 2 * u),
    (lambda u: 2 + u + u**4, lambda u: 1 + 4 * u**3),
)
EACH = (within, 1, K)


def for_several(truth):
    """Check every side with several functions for f; ``truth(f)`` is what it shall be with each."""
    checks = [
        (equals(truth(of)), (Definition(f(u), of(u)), Definition(slope_f(u), slope(u))))
        for of, slope in TRIED
    ]

    def check(entry, claims=None):
        return max(
            by_numbers(entry.named(given=(*entry.given, *given)), claims)
            for by_numbers, given in checks
        )

    return check


def _shares(of):
    def truth(logits, j):
        return of(logits)[j - 1] / of(logits).sum()

    return truth


@definition("Shares of any function", check=for_several(_shares))
def share_of_function():
    """Define a_j = f(z_j)/Σ_l f(z_l)."""
    return Definition(share(j), f(logits[j]) / Sum(f(logits[within]), EACH))


def _curl(of):
    def truth(logits, i, j):
        def outputs(z):
            return of(z) / of(z).sum()

        def slope(one, other):
            step = 1e-30j * (np.arange(len(logits)) == other - 1)
            return (outputs(logits + step).imag / 1e-30)[one - 1]

        return slope(i, j) - slope(j, i)

    return truth


CURL = Derivative(share(i), logits[j]) - Derivative(share(j), logits[i])


@derived("The curl of shares", check=for_several(_curl))
def share_curl():
    """Derive ∂a_i/∂z_j − ∂a_j/∂z_i = (f′(z_i) f(z_j) − f(z_i) f′(z_j))/(Σ_l f(z_l))²."""
    total = share_of_function().right.as_numer_denom()[1]
    first, second = (
        -f(logits[one]) * slope_f(logits[other]) / total**2 for one, other in ((i, j), (j, i))
    )
    above = slope_f(logits[i]) * f(logits[j]) - f(logits[i]) * slope_f(logits[j])
    return Derivation(
        CURL,
        (
            Step(first - second, "The quotient rule; only the denominator has the other logit."),
            Step(above / total**2, "Gather."),
        ),
        given=(share_of_function(),),
        where=DIFFERENT,
    )


def _squares_curl(logits, i, j):
    return _curl(np.square)(logits, i, j)


@derived("The curl of normalised squares", check=equals(_squares_curl))
def squares_curl():
    """Derive ∂a_i/∂z_j − ∂a_j/∂z_i = −2 z_i z_j (z_i − z_j)/(Σ_l z_l²)² for f(z) = z²."""
    square = Definition(f(u), u**2), Definition(slope_f(u), 2 * u)
    inserted = share_curl().result
    for each in square:
        inserted = each.insert_into(inserted)
    total = Sum(logits[within] ** 2, EACH)
    product = -2 * logits[i] * logits[j] * (logits[i] - logits[j])
    return Derivation(
        CURL,
        (
            Step(inserted, "The formula for any function, with $f(z) = z^2$."),
            Step(product / total**2, "Take out what both terms share."),
        ),
        given=(share_of_function(), *square),
        where=DIFFERENT,
    )


# A cost of the share of the true class alone


def _move(of):
    def truth(biases, i, j):
        p = ol.softmax(biases)
        place = np.arange(1, len(p) + 1)
        moved = p + 1e-30j * ((place == i).astype(float) - (place == j))
        return (p @ of(moved)).imag / 1e-30

    return truth


@identity("An honest answer that is moved a little", check=for_several(_move))
def local_move():
    """Prove d/dh Σ_l p_l f(p_l + h(δ_il − δ_jl)) = p_i f′(p_i) − p_j f′(p_j) at h = 0."""
    moved = belief(within) + h * (KroneckerDelta(i, within) - KroneckerDelta(j, within))
    cost = Sum(belief(within) * f(moved), EACH)
    slopes = settled(cost.diff(h).subs(h, 0))
    return Derivation(
        Subs(Derivative(cost, h), h, 0),
        (Step(slopes, "Only the shares of $i$ and $j$ move."),),
        given=(any_shares(), softmax()),
    )
