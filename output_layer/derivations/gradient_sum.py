"""Chapter gradient: the sum of the powers, and the slopes of a share among three classes."""

import numpy as np
from sympy import Add, Derivative, Eq, Mul, Sum, exp, expand

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import oriented
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import K, PowerSum, each, j, logits, share, within
from output_layer.derivations.gradient import PICKED
from output_layer.derivations.softmax import softmax

TOTAL = PowerSum(logits[each])
THREE_CLASSES = Eq(K, 3)


def _sum(logits):
    return np.exp(logits).sum()


@definition("The sum of the powers", check=equals(_sum))
def power_sum():
    """Define S = Σ_l e^(z_l), the denominator of every share."""
    return Definition(TOTAL, Sum(exp(logits[within]), (within, 1, K)))


@derived("The slope of the sum of the powers", check=gradient(_sum, by="logits"))
def power_sum_slope():
    """Derive ∂S/∂z_j = Σ_l δ_jl e^(z_l) = e^(z_j)."""
    powers = power_sum().right
    slopes = powers.diff(logits[j])
    return Derivation(
        Derivative(TOTAL, logits[j]),
        (
            Step(Derivative(powers, logits[j]), "Insert the sum."),
            Step(
                slopes, r"Term by term; $\partial z_l/\partial z_j$ is $\delta_{jl}$.", shown=True
            ),
            Step(settled(slopes), PICKED),
        ),
        given=(power_sum(),),
    )


def _quotient_rule(above, below, variable):
    """Return (f′S − fS′)/S² for f/S; of two terms, the second keeps both of its factors."""
    gain, simple = above.diff(variable) * TOTAL, not above.has(variable)
    loss = Mul(-1, above, settled(below.diff(variable)), evaluate=simple)
    return Add(gain, loss, evaluate=simple) / TOTAL**2


def _among_three(moved, *reasons):
    """Derive ∂a_1/∂z for one of three logits, in as many steps as there are reasons."""
    above, below = softmax().insert_into(share(1)).as_numer_denom()
    quotient = _quotient_rule(above, below.subs(K, 3), logits[moved])
    parts = expand(quotient)
    shares = parts.subs({exp(logits[at]): share(at) * TOTAL for at in (1, moved)})
    forms = dict.fromkeys((quotient, parts, shares, oriented(shares)))
    return Derivation(
        Derivative(share(1), logits[moved]),
        tuple(Step(*pair, shown=True) for pair in zip(forms, reasons, strict=True)),
        given=(softmax(), power_sum()),
        where=THREE_CLASSES,
    )


def _own(logits):
    return ol.softmax_jacobian(logits)[0, 0]


@derived("The slope of a share among three: its own logit", check=equals(_own))
def jacobian_three_same():
    """Derive ∂a_1/∂z_1 = a_1(1 − a_1) for K = 3."""
    reasons = "The quotient rule.", "Two fractions.", "Write $a_1$ for the share.", "Gather."
    return _among_three(1, *reasons)


def _other(logits):
    return ol.softmax_jacobian(logits)[0, 1]


@derived("The slope of a share among three: another logit", check=equals(_other))
def jacobian_three_other():
    """Derive ∂a_1/∂z_2 = −a_1 a_2 for K = 3."""
    return _among_three(2, "The quotient rule.", "Write $a$ for the shares.")
