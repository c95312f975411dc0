"""Chapter precision: what the exponential makes of a rounding, and what is small without loss."""

import numpy as np
from sympy import Sum, exp, expand, factor

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import identity
from output_layer.algebra.symbols import K, Others, d, epsilon, j, share, within
from output_layer.derivations.softmax import fraction_of, softmax


@identity(
    "The exponential of a rounded difference",
    check=equals(lambda d, varepsilon: np.expm1(varepsilon)),
)
def rounded_power():
    """Prove (e^(d + ε) − e^d)/e^d = e^ε − 1: the relative error does not depend on d."""
    rounded = exp(d)
    error = exp(d + epsilon) - rounded
    factors = factor(expand(error))
    return Derivation(
        fraction_of(error, rounded),
        (
            Step(fraction_of(factors, rounded), "Both powers have the factor $e^d$."),
            Step(factors / rounded, "It cancels."),
        ),
    )


def _of_others(logits, j):
    return np.delete(ol.softmax(logits), j - 1).sum()


@identity("What a share lacks", check=equals(_of_others))
def others_share():
    """Prove 1 − a_j = Σ_{l ≠ j} a_l."""
    whole = Sum(share(within), (within, 1, K))
    others = Others(share(within), within, j)
    return Derivation(
        1 - share(j),
        (
            Step(whole - share(j), "The shares add up to 1."),
            Step(others, "The term $l = j$ leaves the sum."),
        ),
        given=(softmax(),),
    )
