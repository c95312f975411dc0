"""Questions on softmax."""

import numpy as np

from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import sigmoid
from output_layer.softmax import softmax

LOGITS = np.array([1.0, 2.0, 0.0])
RAISED = np.array([1.0, 3.0, 0.0])
SHARE = 0.2
ODDS = 4.0  # of class 1 against class 2, at temperature 1
TAU = 2.0
ONLY = -7.0  # the logit of a layer with one neuron
PAIR = np.array([1.0, 3.0])


def of_two(odds):
    """Return the share that belongs to odds between two classes."""
    return odds / (1 + odds)


def taken_from_the_next():
    """Return the change of the shares if the growth came out of the next one alone."""
    growth = softmax(RAISED)[1] - softmax(LOGITS)[1]
    return np.array([-growth, growth, 0.0])


QUESTIONS = (
    Question(
        "others",
        "elementwise",
        "Three classes share out 1. The second logit rises, and the two others stay as they are. "
        "What do the two other shares do?",
        (
            Answer(
                softmax(RAISED) - softmax(LOGITS),
                "Every share has the whole sum in its denominator, and the sum has grown.",
                "Both shrink.",
                lambda change: change[0] < 0 and change[2] < 0,
            ),
            Answer(
                sigmoid(RAISED) - sigmoid(LOGITS),
                "That is a layer of sigmoids, where each neuron looks at its own logit and at "
                "nothing else. Shares are of one whole.",
                "They stay as well.",
                lambda change: change[0] == 0 and change[2] == 0,
            ),
            Answer(
                taken_from_the_next(),
                "You have let the rise push aside its nearest rival only. All others lose by the "
                "same factor.",
                "The larger one shrinks, the smaller one stays.",
                lambda change: change[0] < 0 and change[2] == 0,
            ),
        ),
        before="fig-softmax-shares",
    ),
    Question(
        "shift",
        "alone",
        f"A layer gives class 1 the share {SHARE}. Now 1 is added to *all* logits. Which share "
        "has class 1 now?",
        (
            Answer(
                softmax(np.log([SHARE, 1 - SHARE]) + 1)[0],
                "The factor $e$ stands above and below the fraction line. Only differences of "
                "logits count.",
            ),
            Answer(
                softmax([np.log(SHARE) + 1, np.log(1 - SHARE)])[0],
                "You have raised the logit of class 1 alone. Here its rivals rise with it.",
            ),
            Answer(
                SHARE * np.e,
                "You have multiplied the numerator by $e$ and left the denominator as it was.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "temperature",
        "temperature",
        f"At $\\tau = 1$ class 1 has the share {of_two(ODDS)} of two classes, odds of "
        f"{ODDS:.0f} to 1. Which share has it at $\\tau = {TAU:.0f}$?",
        (
            Answer(
                softmax([np.log(ODDS) / TAU, 0.0])[0],
                f"The logits are divided by {TAU:.0f}, so the odds become their square root, "
                f"{ODDS ** (1 / TAU):.0f} to 1.",
            ),
            Answer(
                softmax([np.log(ODDS) * TAU, 0.0])[0],
                "You have multiplied by the temperature. A hot layer forgets its evidence, and "
                "this one would have become surer.",
            ),
            Answer(
                of_two(ODDS),
                "Temperature leaves the order of the classes alone, but not how sure the layer is.",
            ),
            Answer(
                of_two(ODDS) / TAU,
                "You have divided the share. The logits are divided, and then the shares are "
                "formed anew so that their sum is 1.",
            ),
        ),
        decimals=2,
        before="eq-temperature-hot",
    ),
    Question(
        "sigmoid",
        "two",
        f"Two neurons have the logits {PAIR[0]:.0f} and {PAIR[1]:.0f}. Which share does softmax "
        "give to the first?",
        (
            Answer(
                softmax(PAIR)[0],
                "It is the sigmoid of the gap $z_1 - z_2 = -2$.",
            ),
            Answer(
                sigmoid(PAIR[0]),
                "That is the sigmoid of $z_1$ alone, which is right only if the other logit is 0.",
            ),
            Answer(
                sigmoid(PAIR[1] - PAIR[0]),
                "That is the sigmoid of the gap turned round, the share of the *second* neuron.",
            ),
            Answer(
                PAIR[0] / PAIR.sum(),
                "You have shared out the logits themselves. They can be negative, so $e^z$ comes "
                "first.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "single",
        "single",
        "A network for yes or no ends in *one* neuron with a softmax. Its logit is −7. What does "
        "it answer?",
        (
            Answer(
                softmax([ONLY])[0],
                "There is nobody to share with, so its share is the whole, whatever the logit is.",
            ),
            Answer(
                sigmoid(ONLY),
                "That is the sigmoid, which is what the network should have ended in.",
            ),
            Answer(
                softmax([0.0, 0.0])[0],
                "You have thought of a second neuron with the same logit. There is only one.",
            ),
        ),
        decimals=4,
    ),
)
