"""Chapter choice: a layer of sigmoids that knows that exactly one label is true."""

import numpy as np
from sympy import Sum, simplify

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import A, K, OtherFactors, i, j, logits, within, z
from output_layer.derivations.sigmoid import sigmoid
from output_layer.derivations.softmax import softmax

DIVIDED = r"Divide above and below by $\prod_l (1 - a_l)$, which is the same for every label."
ODDS = "The odds of a sigmoid are $e^z$."


def _among_the_kept(logits, j):
    """Return the share of label j, by the costs of the tosses that show one label alone."""
    costs = ol.labels_cost(np.tile(logits, (len(logits), 1)), np.eye(len(logits)))
    chances = np.exp(costs.min() - costs)
    return chances[j - 1] / chances.sum()


def _alone(label):
    """Return the probability a_j Π_{l≠j} (1 − a_l) that this label is true and no other."""
    return A(logits[label]) * OtherFactors(1 - A(logits[within]), within, label)


@derived("Sigmoids that know that exactly one label is true", check=equals(_among_the_kept))
def exactly_one():
    """Derive that the share of label j among the cases of exactly one is e^(z_j)/Σ_l e^(z_l)."""
    odds = A(z) / (1 - A(z))
    power = simplify(sigmoid().insert_into(odds))
    return Derivation(
        _share_of(_alone),
        (
            Step(_share_of(lambda at: odds.subs(z, logits[at])), DIVIDED),
            Step(_share_of(lambda at: power.subs(z, logits[at])), ODDS, shown=True),
            Step(softmax().left, "That is softmax."),
        ),
        given=(sigmoid(), softmax()),
    )


def _share_of(part):
    """Return the part of label j over the sum of the parts of all labels."""
    return part(j) / Sum(part(i), (i, 1, K))
