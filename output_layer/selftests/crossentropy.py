"""Questions on the cross-entropy."""

import numpy as np

from output_layer.crossentropy import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.selftests.crossentropy_turns import (
    ENTROPY,
    SHARE,
    WRONG,
    Slopes,
    Z,
    error_in_both,
    four_times_the_push,
    race,
    where_the_error_is,
)
from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import logit, residual, sigmoid, sigmoid_derivative
from output_layer.slowdown import quadratic_cost, quadratic_cost_gradient

QUESTIONS = (
    Question(
        "pays",
        "base",
        "A neuron answers 0.9, and 0 was wanted. What does cross-entropy charge it? Give two "
        "decimals.",
        (
            Answer(
                cross_entropy_cost(WRONG, 0.0),
                "What happened had the probability $1 - a$, and the cost is minus the natural "
                "logarithm of it.",
            ),
            Answer(
                -np.log(sigmoid(WRONG)),
                "That is $-\\log a$, the price for the other target. What happened had the "
                "probability 0.1.",
            ),
            Answer(
                quadratic_cost(WRONG, 0.0),
                "That is what the quadratic cost charges, half of the squared error.",
            ),
            Answer(
                cross_entropy_cost(WRONG, 0.0) / np.log(2),
                "That is the price in bits, with the logarithm to base 2. In this book $\\log$ is "
                "the natural one.",
            ),
        ),
        decimals=2,
        other="The cost is $-\\log$ of the probability that the neuron gave to what happened.",
    ),
    Question(
        "push",
        "back",
        f"At $z = {Z:.0f}$ with target 0 a neuron answers {sigmoid(Z):.3f}, and the quadratic "
        f"cost pushes $z$ with {quadratic_cost_gradient(Z, 0.0):.4f}. How hard does "
        "cross-entropy push?",
        (
            Answer(
                cross_entropy_cost_gradient(Z, 0.0),
                "It pushes with the error, $a - y$. As the sigmoid gets flatter, the logarithm "
                "gets steeper at the same rate.",
            ),
            Answer(
                residual(Z, 0.0) * sigmoid_derivative(Z),
                "σ′ has been multiplied back in. That is the push of the quadratic cost, "
                "slowdown included.",
            ),
            Answer(
                residual(Z, 0.0) / sigmoid_derivative(Z),
                "σ′ has been left out: that is the slope over the output $a$. The push on $z$ has "
                "one link more.",
            ),
            Answer(
                cross_entropy_cost(Z, 0.0),
                "That is the cost itself. Its slope over $z$ cannot exceed 1.",
            ),
        ),
        decimals=3,
        before="eq-cross-entropy-gradient-z",
    ),
    Question(
        "floor",
        "floor",
        f"The target is {SHARE}, and the neuron answers exactly {SHARE}. What does it pay?",
        (
            Answer(
                cross_entropy_cost(logit(SHARE), SHARE),
                "It pays the entropy of the target: even the right belief is surprised now and "
                "then. No output pays less.",
            ),
            Answer(
                cross_entropy_cost(logit(SHARE), SHARE) - ENTROPY,
                "That is the Kullback–Leibler divergence, which is 0 where output and target "
                "agree. The cross-entropy adds the entropy of the target to it.",
            ),
            Answer(
                -np.log(SHARE),
                "That is the price when class 1 happens, which it does in three cases of ten.",
            ),
            Answer(
                -SHARE * np.log(SHARE),
                "That is the term of class 1 alone. In seven cases of ten the other class "
                "happens, and its term has to be added.",
            ),
        ),
        decimals=3,
    ),
    Question(
        "same",
        "squared",
        "The expression $a - y$ is a slope of both costs. Over which variable?",
        (
            Answer(
                where_the_error_is(),
                "The same expression stands one link apart. A weight moves $z$, so only the "
                "second one reaches it whole.",
                "The quadratic cost has it over $a$, cross-entropy over $z$.",
                lambda found: found == Slopes((True, False), (False, True)),
            ),
            Answer(
                Slopes((False, True), (False, True)),
                "Then both would learn alike. Over $z$ the quadratic cost has the factor "
                "$\\sigma'(z)$ in addition.",
                "Both have it over $z$.",
                lambda found: found.quadratic[1] and found.cross_entropy[1],
            ),
            Answer(
                Slopes((True, False), (True, False)),
                "Over $a$ cross-entropy has the slope $(a - y)/(a(1 - a))$, and that denominator "
                "is what cancels $\\sigma'$.",
                "Both have it over $a$.",
                lambda found: found.quadratic[0] and found.cross_entropy[0],
            ),
            Answer(
                Slopes((False, True), (True, False)),
                "You have them the wrong way round: the square is differentiated over $a$ without "
                "any σ′.",
                "The quadratic cost has it over $z$, cross-entropy over $a$.",
                lambda found: found.quadratic[1] and found.cross_entropy[0],
            ),
        ),
    ),
    Question(
        "rates",
        "rates",
        "The quadratic cost may run with $\\eta = 0.6$, cross-entropy keeps $\\eta = 0.15$. Which "
        "of them is ahead after 300 epochs, from the starts (0.6, 0.9), (2, 2) and (4, 4)?",
        (
            Answer(
                race(),
                "At every output the push of cross-entropy is at least four times that of the "
                "square, so four times the rate makes up for the least of these factors only.",
                "Cross-entropy, from each of them.",
                lambda found: all(q[-1] > c[-1] for q, c in zip(*found, strict=True)),
            ),
            Answer(
                four_times_the_push(),
                "You have taken four times the rate for four times the push. A push is rate times "
                "slope, and far out the square has no slope left.",
                "The quadratic cost, from each of them.",
                lambda found: all(q[-1] < c[-1] for q, c in zip(*found, strict=True)),
            ),
            Answer(
                error_in_both(),
                "Then the costs would differ in their unit alone, by one factor for all outputs. "
                "Their slopes differ by $1/(a(1 - a))$, which runs from 4 to infinity.",
                "Neither: 4 is the factor between them.",
                lambda found: all(np.isclose(q[-1], c[-1]) for q, c in zip(*found, strict=True)),
            ),
        ),
        before="favoured =",
    ),
)
