"""Chapter scale: pairs of a maximum and a sum merge in any grouping, and make the log-sum-exp."""

from sympy import Eq, Max, Tuple, exp, expand, log, powsimp, symbols

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

third_top, inner_top = symbols("m_3 m_12", real=True)
third_sum = symbols("s_3", positive=True)
LARGEST = Tuple(
    Eq(inner_top, Max(first_top, second_top)), Eq(top, Max(first_top, second_top, third_top))
)


def _grouped(m_1, m_2, m_3, s_1, s_2, s_3):
    """Return the sum of three pairs, the last two of which are merged first."""
    return merged((m_1, s_1), merged((m_2, s_2), (m_3, s_3)))[1]


@identity("Three pairs in any grouping", check=equals(_grouped))
def merge_grouping():
    """Prove that merging the first two pairs first gives Σ_i s_i e^(m_i − m)."""
    inner = first_sum * exp(first_top - inner_top) + second_sum * exp(second_top - inner_top)
    last = third_sum * exp(third_top - top)
    brought = powsimp(expand(inner * exp(inner_top - top)))
    return Derivation(
        inner * exp(inner_top - top) + last,
        (Step(brought + last, "The inner maximum cancels."),),
        where=LARGEST,
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
