"""Chapter regression: with two classes it is logistic regression."""

from sympy import Eq, Integer, expand, log, powsimp

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import (
    A,
    Dot,
    Indicator,
    K,
    a_of_example,
    each,
    i,
    inputs,
    labels,
    sigma,
    targets,
    theta,
)
from output_layer.derivations.crossentropy_examples import logistic_cost
from output_layer.derivations.regression import (
    EXAMPLE,
    MEAN,
    cost,
    given,
    mean_over_examples,
    probability_of,
    softmax_probability,
)
from output_layer.derivations.sigmoid import sigmoid

TWO_CLASSES = Eq(K, 2)
NUMBERS = Integer(1), Integer(2)
SHARES = r"Write $a_i$ for $P(y_i = 1 \mid x_i; \theta)$; class 2 has the rest."


def _one_logit(given):
    """Return (θ_1 − θ_2)ᵀx."""
    return Dot(theta[1, each] - theta[2, each], given)


def _probability(theta, inputs):
    return ol.softmax(theta @ inputs)[0]


@derived("Softmax regression with two classes", check=equals(_probability))
def softmax_probability_two():
    """Derive P(y = 1 | x; θ) = σ((θ_1 − θ_2)ᵀx) for K = 2."""
    first = probability_of(1, inputs[each])
    parts = softmax_probability().insert_into(first).as_numer_denom()
    above, below = (settled(part.subs(K, 2)) for part in parts)
    divided = 1 / powsimp(expand(below / above))
    return Derivation(
        first,
        (
            Step(above / below, "Insert the definition."),
            Step(divided, r"Divide above and below by $e^{\theta_1^\top x}$."),
            Step(sigma(_one_logit(inputs[each])), "That is the sigmoid."),
        ),
        given=(softmax_probability(), sigmoid()),
        where=TWO_CLASSES,
    )


def shares():
    """Return the definition of a_i, the probability of class 1 for example i of two classes."""
    return Definition(A(i), softmax_probability_two().result.subs(inputs[each], EXAMPLE))


@identity("Two classes: the cost of logistic regression", check=equals(cost))
def softmax_cost_two():
    """Prove that J is the cost of logistic regression, with 1{y_i = 1} for the target."""
    first, second = (Indicator(labels[i], number) for number in NUMBERS)
    logs = [log(probability_of(number)) for number in NUMBERS]
    both = -mean_over_examples(first * logs[0] + second * logs[1])
    inserted = both.xreplace(dict(zip(logs, (log(A(i)), log(1 - A(i))), strict=True)))
    logistic = logistic_cost().result.xreplace({a_of_example: A(i), targets[i]: first})
    return Derivation(
        MEAN,
        (
            Step(both, "Write out both classes."),
            Step(inserted, SHARES),
            Step(logistic, "Of the two indicators one is 1, the other 0."),
        ),
        given=(*given(), shares(), sigmoid()),
        where=TWO_CLASSES,
        cases=(labels[i], NUMBERS),
    )
