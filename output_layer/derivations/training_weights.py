"""Chapter training: class weights, and how they are undone."""

import numpy as np
from sympy import Sum, exp, log

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import K, each, factors, j, logits, share, within
from output_layer.derivations.softmax import softmax

LIFTED = logits[each] + log(factors[each])


def _lifted(logits, factors, j):
    return ol.softmax(logits + np.log(factors))[j - 1]


@derived("The shares of lifted logits", check=equals(_lifted))
def lifted_shares():
    """Derive softmax(z + log w)_j = w_j a_j/Σ_l w_l a_l."""
    left = softmax().left.subs(logits[each], LIFTED)
    powers = (
        factors[j] * exp(logits[j]) / Sum(factors[within] * exp(logits[within]), (within, 1, K))
    )
    weighted = Sum(factors[within] * share(within), (within, 1, K))
    return Derivation(
        left,
        (
            Step(softmax().insert_into(left), "Insert the definition."),
            Step(powers, r"The power of a logarithm: $e^{z_j + \log w_j} = w_j e^{z_j}$."),
            Step(
                factors[j] * share(j) / weighted, "Divide above and below by the sum of all powers."
            ),
        ),
        given=(softmax(),),
    )
