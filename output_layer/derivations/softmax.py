"""Chapter softmax: the layer, the shares and what they add up to."""

from sympy import Eq, Mul, Pow, Sum, exp, expand, powsimp

import output_layer as ol
from output_layer.algebra import symbols
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import ground, settled
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import (
    K,
    biases,
    c,
    each,
    feature,
    i,
    inputs,
    j,
    logit,
    logits,
    n,
    share,
    weights,
    within,
)
from output_layer.derivations.sigmoid import sigmoid


def _logit(weights, inputs, biases, j):
    return (weights @ inputs + biases)[j - 1]


@definition("The layer", check=equals(_logit))
def layer():
    """Define z_j = Σ_k w_jk x_k + b_j."""
    products = Sum(weights[j, feature] * inputs[feature], (feature, 1, n))
    return Definition(logit(j), products + biases[j])


def logits_of_parameters():
    """z_j, where it counts that it depends on weights and biases."""
    return Definition(logits[j], logit(j))


def _share(logits, j):
    return ol.softmax(logits)[j - 1]


@definition("Softmax", check=equals(_share))
def softmax():
    """Define a_j = softmax(z)_j = e^(z_j)/Σ_l e^(z_l)."""
    total = Sum(exp(logits[within]), (within, 1, K))
    return Definition(symbols.softmax(logits[each], j), exp(logits[j]) / total, also=share(j))


@identity("The shares add up to one", check=equals(lambda logits: ol.softmax(logits).sum()))
def softmax_sum():
    """Prove Σ_j a_j = 1."""
    shares = Sum(share(j), (j, 1, K))
    inserted = softmax().insert_into(shares)
    above, below = inserted.function.as_numer_denom()
    apart = Mul(1 / below, Sum(above, *inserted.limits), evaluate=False)
    return Derivation(
        shares,
        (
            Step(inserted, "Insert the definition."),
            Step(apart, "The denominator is the same for every $j$."),
            Step(ground(apart), "Both sums run over all classes."),
        ),
        given=(softmax(),),
    )


def _ratio(logits, i, j):
    a = ol.softmax(logits)
    return a[i - 1] / a[j - 1]


def ratio(vector):
    """Return a_i/a_j for the logits or for another vector."""
    return share(i, vector) / share(j, vector)


@identity("The ratio of two shares", check=equals(_ratio))
def softmax_ratio():
    """Prove a_i/a_j = e^(z_i − z_j): only the difference of the logits counts."""
    quotient = ratio(logits[each])
    cancelled = softmax().insert_into(quotient)
    return Derivation(
        quotient,
        (
            Step(cancelled, "Insert the definition; the sum cancels."),
            Step(powsimp(cancelled), "The quotient of two powers."),
        ),
        given=(softmax(),),
    )


def fraction_of(above, below):
    """Return above/below without cancelling."""
    return Mul(above, Pow(below, -1, evaluate=False), evaluate=False)


def _shifted_share(logits, c, j):
    return ol.softmax(logits + c)[j - 1]


@identity("A shift of all logits", check=equals(_shifted_share))
def softmax_shift():
    """Prove softmax(z + c)_j = softmax(z)_j."""
    shifted = symbols.softmax(logits[each] + c, j)
    inserted = softmax().insert_into(shifted)
    above, below = (settled(expand(part)) for part in inserted.as_numer_denom())
    return Derivation(
        shifted,
        (
            Step(inserted, "Insert the definition."),
            Step(fraction_of(above, below), "Every term has the factor $e^c$."),
            Step(above / below, "The factor cancels."),
            Step(softmax().fold(above / below), "That is softmax without the shift."),
        ),
        given=(softmax(),),
    )


def first_share(classes):
    """Return numerator and denominator of a_1 for a given number of classes."""
    inserted = softmax().insert_into(share(1)).subs(K, classes)
    return [settled(part) for part in inserted.as_numer_denom()]


@derived("Two classes", check=equals(lambda logits: ol.softmax(logits)[0]))
def softmax_two():
    """Derive a_1 = σ(z_1 − z_2) for K = 2."""
    above, below = first_share(2)
    divided = 1 / powsimp(expand(below / above))
    return Derivation(
        share(1),
        (
            Step(above / below, "Insert the definition."),
            Step(divided, "Divide above and below by $e^{z_1}$."),
            Step(sigmoid().fold(divided, logits[1] - logits[2]), "That is the sigmoid."),
        ),
        given=(softmax(), sigmoid()),
        where=Eq(K, 2),
    )


@derived("One class", check=equals(lambda logits: ol.softmax(logits)[0]))
def softmax_one():
    """Derive a_1 = 1 for K = 1, whatever the logit."""
    above, below = first_share(1)
    return Derivation(
        share(1),
        (
            Step(fraction_of(above, below), "Insert the definition.", shown=True),
            Step(above / below, "The only share is the whole."),
        ),
        given=(softmax(),),
        where=Eq(K, 1),
    )
