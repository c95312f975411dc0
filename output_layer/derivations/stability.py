"""Chapter stability: log-sum-exp, the logarithm of a share, and sums that are put together."""

import numpy as np
from sympy import Eq, Max, Sum, exp, expand_log, log, symbols

import output_layer as ol
from output_layer import stability
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import (
    B,
    K,
    LogSumExp,
    Others,
    c,
    each,
    first_top,
    j,
    logits,
    second_top,
    share,
    top,
    within,
)
from output_layer.derivations.softmax import softmax

LSE = LogSumExp(logits[each])
LARGER = Eq(top, Max(first_top, second_top))
first_sum, second_sum, both = symbols("s_1 s_2 s", positive=True)


def powers(shift=0, first=1, last=K):
    """Return Σ_l e^(z_l − shift) over the classes from the first to the last."""
    return Sum(exp(logits[within] - shift), (within, first, last))


@definition("Log-sum-exp", check=equals(lambda logits: ol.logsumexp(logits)))
def log_sum_exp():
    """Define LSE(z) = log Σ_l e^(z_l)."""
    return Definition(LSE, log(powers()))


def _shifted(logits, c):
    return c + ol.logsumexp(logits - c)


@identity("Log-sum-exp with a shift", check=equals(_shifted))
def log_sum_exp_shift():
    """Prove LSE(z) = c + log Σ_l e^(z_l − c)."""
    product = exp(c) * powers(c)
    return Derivation(
        LSE,
        (
            Step(log(powers()), "Insert the definition."),
            Step(log(product), "Every term has the factor $e^c$."),
            Step(expand_log(log(product), force=True), "The logarithm of a product."),
        ),
        given=(log_sum_exp(),),
    )


def _log_share(logits, j):
    return ol.log_softmax(logits)[j - 1]


@derived("The logarithm of a share", check=equals(_log_share))
def log_softmax():
    """Derive log a_j = z_j − LSE(z)."""
    inserted = log(softmax().insert_into(share(j)))
    apart = expand_log(inserted, force=True)
    return Derivation(
        log(share(j)),
        (
            Step(inserted, "Insert softmax."),
            Step(apart, "The logarithm of a quotient."),
            Step(log_sum_exp().fold(apart), "That is log-sum-exp."),
        ),
        given=(log_sum_exp(), softmax()),
    )


@derived("The logarithm of a share from the other classes", check=equals(_log_share))
def log_softmax_others():
    """Derive log a_j = −log(1 + Σ_{l ≠ j} e^(z_l − z_j))."""
    inserted = log(softmax().insert_into(share(j)))
    differences = powers(logits[j])
    others = 1 + Others(differences.function, within, j)
    return Derivation(
        log(share(j)),
        (
            Step(inserted, "Insert softmax."),
            Step(log(1 / differences), "Divide above and below by $e^{z_j}$."),
            Step(log(1 / others), "The term $l = j$ is $e^0 = 1$."),
            Step(expand_log(log(1 / others), force=True), "The logarithm of a reciprocal."),
        ),
        given=(softmax(),),
    )


def _merged(logits, block, m_1, m_2):
    blocks = (m_1, logits[:block]), (m_2, logits[block:])
    return stability.merge(*((m, np.exp(part - m).sum()) for m, part in blocks))[1]


@identity("Two blocks put together", check=equals(_merged))
def online_merge():
    """Prove s = s_1 e^(m_1 − m) + s_2 e^(m_2 − m), the logits 1 … B being the first block."""
    blocks = (first_top, 1, B), (second_top, B + 1, K)
    letters = dict(zip((powers(*block) for block in blocks), (first_sum, second_sum), strict=True))
    weighted = sum(exp(block[0] - top) * powers(*block) for block in blocks)
    return Derivation(
        both,
        (
            Step(powers(top), "The sum over all logits, with the common maximum."),
            Step(powers(top, 1, B) + powers(top, B + 1, K), "The first $B$ logits and the others."),
            Step(weighted, "Each term has a factor of its block."),
            Step(weighted.subs(letters), "Write $s_1$ and $s_2$ for the sums of the blocks."),
        ),
        given=(
            Definition(both, powers(top)),
            *(Definition(s, total) for total, s in letters.items()),
        ),
        where=LARGER,
    )
