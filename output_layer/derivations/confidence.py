"""Chapter confidence: what a cost asks for where the truth is a share too."""

import numpy as np
from sympy import Rational, Sum, log

import output_layer as ol
from output_layer.algebra import symbols
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import (
    K,
    LayerCost,
    TrueShare,
    biases,
    each,
    label,
    logits,
    share,
    within,
)
from output_layer.derivations.gradient import log_likelihood
from output_layer.derivations.saturation import squared_errors
from output_layer.derivations.softmax import softmax


def true_share(index):
    """Return p_j, the true probability of a class: all are positive, and their sum is 1."""
    return TrueShare(index, biases[each])


def true_shares():
    """Return p as the shares of other logits, which any such numbers are."""
    return Definition(true_share(label), symbols.softmax(biases[each], label), given=(softmax(),))


def over_labels(expr):
    """Return Σ_y p_y times what depends on the label y: its expectation."""
    return Sum(true_share(label) * expr, (label, 1, K))


def over_classes(expr):
    """Return a sum over the classes l = 1 … K."""
    return Sum(expr, (within, 1, K))


def _expected(cost):
    """Return the function of logits and true logits that is the expectation of a cost."""

    def expected(logits, biases):
        every = np.arange(len(logits))
        return ol.softmax(biases) @ cost(np.tile(logits, (len(logits), 1)), every)

    return expected


OWN, TRUE = share(within), true_share(within)
COST = LayerCost(logits, label)  # C_y: shows that it has a label, which a sum runs over


@derived("The log-likelihood as a judge", check=equals(_expected(ol.log_likelihood_cost)))
def expected_log_likelihood():
    """Derive Σ_y p_y C_y = −Σ_l p_l log p_l + Σ_l p_l log(p_l/a_l): least for a = p alone."""
    entropy, excess = -over_classes(TRUE * log(TRUE)), over_classes(TRUE * log(TRUE / OWN))
    return Derivation(
        over_labels(COST),
        (
            Step(-over_classes(TRUE * log(OWN)), "Insert the cost."),
            Step(entropy + excess, r"Take $p_l \log p_l$ off and add it again."),
        ),
        given=(Definition(COST, log_likelihood().right), true_shares(), softmax()),
    )


@derived("The square as a judge", check=equals(_expected(ol.softmax_quadratic_cost)))
def expected_quadratic():
    """Derive Σ_y p_y C_y = ½ (1 − Σ_l p_l²) + ½ Σ_l (a_l − p_l)²: least for a = p alone."""
    half = Rational(1, 2)
    spread = half * over_classes(TRUE * (1 - OWN) ** 2 + (1 - TRUE) * OWN**2)
    excess = half * over_classes((OWN - TRUE) ** 2)
    return Derivation(
        over_labels(COST),
        (
            Step(spread, "Class $l$ is the label with the probability $p_l$."),
            Step(half * (1 - over_classes(TRUE**2)) + excess, "The $p_l$ add up to one."),
        ),
        given=(Definition(COST, squared_errors()), true_shares(), softmax()),
    )
