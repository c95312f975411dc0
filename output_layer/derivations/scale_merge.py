"""Chapter scale: pairs of a maximum and a sum merge in any grouping, and make the log-sum-exp."""

import numpy as np
from sympy import exp, expand, log, powsimp, symbols

from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import c, first_top, second_top, top
from output_layer.derivations.stability import (
    both,
    first_sum,
    log_sum_exp,
    log_sum_exp_shift,
    powers,
    second_sum,
)
from output_layer.numerics.streaming import logarithm, merged, pair

inner_top = symbols("m_12", real=True)


def _in_any_grouping(m_1, m_2, s_1, s_2, m, m_12):
    """Return what the pair of two pairs has in a sum over more, whose maximum is m."""
    inner, total = merged((m_1, s_1), (m_2, s_2))
    return total * np.exp(inner - m)


@identity("Two pairs merged before a third", check=equals(_in_any_grouping))
def merge_grouping():
    """Prove (s_1 e^(m_1 − m_12) + s_2 e^(m_2 − m_12)) e^(m_12 − m) = Σ_i s_i e^(m_i − m)."""
    inner = first_sum * exp(first_top - inner_top) + second_sum * exp(second_top - inner_top)
    brought = inner * exp(inner_top - top)
    return Derivation(
        brought,
        (Step(powsimp(expand(brought)), "The inner maximum cancels."),),
    )


def _of_pair(logits, m):
    return logarithm(pair(logits))[0]


@derived("The log-sum-exp of a pair", check=equals(_of_pair))
def merge_logarithm():
    """Derive m + log s = LSE(z) for s = Σ_l e^(z_l − m)."""
    shifted = log_sum_exp_shift().result.subs(c, top)
    return Derivation(
        top + log(both),
        (
            Step(shifted, "Insert the sum."),
            Step(log_sum_exp().left, "A shift by $m$, undone."),
        ),
        given=(log_sum_exp(), Definition(both, powers(top))),
    )
