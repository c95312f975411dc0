"""Questions on saturation: what a cost makes of a layer that has gone flat."""

import numpy as np

from output_layer.gradient import log_likelihood_cost_gradient
from output_layer.saturation import softmax_quadratic_cost, softmax_quadratic_cost_gradient
from output_layer.selftests.question import Answer, Question
from output_layer.selftests.saturation_turns import (
    GAP,
    HIDDEN,
    LONGER,
    MANY,
    PAID,
    cured_by_both,
    cured_by_the_layer,
    lengths,
    of_the_neurons,
    paid,
    sizes,
)
from output_layer.sigmoid import logit, sigmoid_derivative

QUESTIONS = (
    Question(
        "equal",
        "start",
        "A layer with a thousand classes starts with all weights 0. How hard does the *quadratic* "
        "cost push the logit of the right class?",
        (
            Answer(
                -softmax_quadratic_cost_gradient(MANY, 0)[0],
                "The push has the share as a factor, and the share is a thousandth.",
            ),
            Answer(
                -log_likelihood_cost_gradient(MANY, 0)[0],
                "That is the error, the push of the log-likelihood. The square sends it through "
                "the slopes of softmax.",
            ),
            Answer(
                softmax_quadratic_cost(MANY, 0),
                "That is the cost. It is near the half that it would be with no share at all, and "
                "its slope is small all the same.",
            ),
            Answer(
                sigmoid_derivative(0.0),
                "That is the slope of a sigmoid at 0. The shares of a thousand equal classes are "
                "far from ½.",
            ),
        ),
        decimals=4,
        before="eq-softmax-quadratic-equal",
    ),
    Question(
        "ways",
        "ways",
        f"Ten classes, softmax and the quadratic cost. Once the true class is {GAP:.0f} below all "
        f"others, once one wrong class is {GAP:.0f} above all others. Which gradient is longer?",
        (
            Answer(
                lengths(softmax_quadratic_cost_gradient),
                "A wrong class that rises has to pass $\\log K$ first, and only then the layer is "
                "flat.",
                f"That of the wrong class on top, by a factor of {LONGER:.0f}.",
                lambda found: np.isclose(found[1] / found[0], LONGER),
            ),
            Answer(
                of_the_neurons(),
                "So it is with ten sigmoids, which know nothing of each other. Shares know of "
                "all others.",
                "Both are equally long: the gap is the same.",
                lambda found: np.isclose(found[0], found[1]),
            ),
            Answer(
                paid(),
                "You have compared what the two layers pay under the log-likelihood. A cost is "
                "not its slope.",
                "That of the true class below.",
                lambda found: found[0] > found[1],
            ),
        ),
        before="fig-saturation-gap",
    ),
    Question(
        "push",
        "large cost",
        f"A softmax layer pays {PAID:.0f} for an example under its log-likelihood. How hard is "
        "the true logit pushed? Give two decimals.",
        (
            Answer(
                -log_likelihood_cost_gradient([-PAID, np.log1p(-np.exp(-PAID))], 0)[0],
                "The push is $1 - a_y$, and $a_y = e^{-C}$.",
            ),
            Answer(
                np.exp(-PAID),
                "That is $e^{-C}$, the share of the true class. It is pushed with what it lacks.",
            ),
            Answer(
                PAID,
                "That is the cost itself. Its slope goes to 1 and no further.",
            ),
            Answer(
                np.exp(-PAID) * (1 - np.exp(-PAID)),
                "The slope of softmax, $a_y(1 - a_y)$, has been multiplied back in.",
            ),
        ),
        decimals=2,
        other="The cost gives the share, $a_y = e^{-C}$, and the push is what the share lacks.",
    ),
    Question(
        "cure",
        "cure",
        "Ten sigmoids with the quadratic cost stall where they are wrong. What is enough to end "
        "that?",
        (
            Answer(
                sizes(),
                "With cross-entropy either layer is pushed with its error. The table of the four "
                "gradients is read by columns.",
                "Another cost, cross-entropy, with the sigmoids as they are.",
                lambda found: found.sigmoid_logarithm > 0.5 > found.softmax_quadratic,
            ),
            Answer(
                cured_by_the_layer(),
                "With the quadratic cost softmax stalls as well: its slopes multiply the error.",
                "Another layer, softmax, with the quadratic cost as it is.",
                lambda found: found.softmax_quadratic > 0.5,
            ),
            Answer(
                cured_by_both(),
                "The cost alone is enough. Cross-entropy cancels the slope of a sigmoid too.",
                "Together they cure it, and neither does alone.",
                lambda found: (
                    found.softmax_logarithm > 0.5
                    and max(found.sigmoid_logarithm, found.softmax_quadratic) < 0.5
                ),
            ),
        ),
    ),
    Question(
        "hidden",
        "hidden",
        f"A hidden sigmoid answers {HIDDEN}, and the layer behind it, with cross-entropy, sends an "
        "error back. By what is it multiplied on its way through the hidden neuron?",
        (
            Answer(
                sigmoid_derivative(logit(HIDDEN)),
                "It is the neuron's own slope, $h(1 - h)$. The cost cancels the slope of the "
                "output layer and no other.",
            ),
            Answer(
                sigmoid_derivative(logit(HIDDEN)) / sigmoid_derivative(logit(HIDDEN)),
                "Then the cost would have cancelled this slope as well. It has one reciprocal to "
                "give, and the output layer has used it.",
            ),
            Answer(
                HIDDEN,
                "That is the output of the neuron, which multiplies the slope of the weight "
                "*after* it.",
            ),
            Answer(
                sigmoid_derivative(0.0),
                "That is the slope in the middle of the curve. This neuron is far out.",
            ),
        ),
        decimals=4,
    ),
)
