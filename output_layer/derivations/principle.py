"""Chapter principle: log-sum-exp as a potential, and what softmax makes as large as can be."""

from sympy import Derivative, Sum, log

import output_layer as ol
from output_layer.algebra import symbols
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import (
    Entropy,
    K,
    LogSumExp,
    belief,
    biases,
    each,
    j,
    logits,
    share,
    tau,
    within,
)
from output_layer.derivations.softmax import softmax
from output_layer.derivations.softmax_temperature import SCALED, temperature
from output_layer.derivations.stability import LSE, log_sum_exp

ANY = Entropy(belief(each))


def any_shares():
    """p_j = softmax(b)_j: as b runs through all vectors, p runs through all positive shares."""
    return Definition(belief(j), symbols.softmax(biases[each], j))


@derived(
    "The slope of log-sum-exp", check=gradient(lambda logits: ol.logsumexp(logits), by="logits")
)
def potential_slope():
    """Derive ∂LSE/∂z_j = a_j."""
    inserted = Derivative(log_sum_exp().right, logits[j])
    slope = settled(inserted)
    return Derivation(
        Derivative(LSE, logits[j]),
        (
            Step(inserted, "Insert log-sum-exp."),
            Step(slope, "The slope of a logarithm; the sum keeps $l = j$.", shown=True),
            Step(share(j), "That is softmax."),
        ),
        given=(log_sum_exp(), softmax()),
    )


def _entropy(biases):
    return ol.entropy(ol.softmax(biases))


@definition("Entropy", check=equals(_entropy))
def entropy():
    """Define H(p) = −Σ_l p_l log p_l."""
    surprise = Sum(belief(within) * log(belief(within)), (within, 1, K))
    return Definition(ANY, -surprise, given=(any_shares(), softmax()))


def _value(logits, biases, tau):
    p = ol.softmax(biases)
    return p @ logits + tau * ol.entropy(p)


@identity("What other shares lack", check=equals(_value))
def entropy_gap():
    """Prove Σ_j p_j z_j + τ H(p) = τ LSE(z/τ) − τ Σ_j p_j log(p_j/a_j) with a = softmax(z/τ)."""
    mean = Sum(belief(j) * logits[j], (j, 1, K))
    apart = Sum(belief(j) * log(belief(j) / share(j, SCALED)), (j, 1, K))
    whole = tau * LogSumExp(SCALED)
    logs = Sum(belief(j) * (log(belief(j)) - logits[j] / tau + LogSumExp(SCALED)), (j, 1, K))
    return Derivation(
        mean + tau * ANY,
        (
            Step(whole - tau * logs, "Add and take off the same: the shares $p_j$ sum to 1."),
            Step(whole - tau * apart, r"The logarithm of a share is $z_j/\tau$ less log-sum-exp."),
        ),
        given=(entropy(), temperature(), log_sum_exp(), any_shares(), softmax()),
    )
