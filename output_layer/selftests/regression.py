"""Questions on softmax regression, with the numbers of the digits: 65 inputs, ten classes."""

from typing import NamedTuple

import numpy as np

from output_layer.gradient import log_likelihood_cost
from output_layer.selftests.question import Answer, Question
from output_layer.softmax import log_softmax, softmax

EXAMPLES, CLASSES, PIXELS = 1297, 10, 64
COEFFICIENT = 5.75  # of a library's model with one logit for two classes
BLANK = np.zeros((EXAMPLES, CLASSES))
LABELS = np.arange(EXAMPLES) % CLASSES
DECAY = 0.01


class Shifted(NamedTuple):
    """What the penalised cost becomes when 1 is added to all biases, and to a whole input's row."""

    biases: float
    weights: float


def shifted(decay_bias=False, decay_weights=True):
    """Return by how much the cost rises with 1 on all biases, and with 1 on all weights."""
    x, weights, biases = np.array([1.0, 0.5]), np.array([[0.2, 1.0], [-0.2, -1.0]]), np.zeros(2)

    def cost(more_weight, more_bias):
        w, b = weights + np.array([more_weight, 0.0]), biases + more_bias
        squares = decay_weights * np.sum(w**2) + decay_bias * np.sum(b**2)
        return log_likelihood_cost(w @ x + b, 0) + DECAY / 2 * squares

    return Shifted(cost(0, 1) - cost(0, 0), cost(1, 0) - cost(0, 0))


def free(rise):
    """Tell whether a change costs nothing."""
    return abs(rise) < 1e-12


QUESTIONS = (
    Question(
        "first",
        "axis",
        f"Ten digits, {EXAMPLES:,} pictures, and all weights are 0. What does the cost $J$ begin "
        "with?",
        (
            Answer(
                np.mean(log_likelihood_cost(BLANK, LABELS)),
                "Every class gets a tenth, and $-\\log \\tfrac{1}{10} = \\log 10$ is the cost of "
                "guessing.",
            ),
            Answer(
                -np.mean(log_softmax(BLANK, axis=0)),
                "That is the wrong axis: each class has been shared out among the pictures, "
                f"$\\log {EXAMPLES}$.",
            ),
            Answer(
                1 - softmax(BLANK[0])[0],
                "That is the share of wrong answers. The cost is minus the logarithm of the share "
                "of the right class.",
            ),
            Answer(
                np.mean(log_likelihood_cost(BLANK, LABELS)) / np.log(10),
                "That is the logarithm to base 10. In this book $\\log$ is the natural one.",
            ),
        ),
        decimals=2,
        before="J where all weights are 0",
    ),
    Question(
        "sum",
        "sum",
        f"With the mean over {EXAMPLES:,} pictures, $\\eta = 1$ works well. A library returns the "
        "gradient of the *sum*. Which $\\eta$ takes the same steps?",
        (
            Answer(
                1 / EXAMPLES,
                "The gradient of the sum is as many times as long as there are pictures.",
            ),
            Answer(
                1.0,
                "Both costs have their minimum in the same place, but their gradients do not have "
                "the same length.",
            ),
            Answer(
                float(EXAMPLES),
                "You have turned the factor round. The sum has the longer gradient and needs the "
                "smaller rate.",
            ),
            Answer(
                1 / CLASSES,
                "You have divided by the number of classes. The sum runs over the pictures.",
            ),
        ),
        before="runs = {",
    ),
    Question(
        "weights",
        "redundant",
        f"A picture has {PIXELS} pixels, one input more is always 1, and there are ten classes. "
        "With how many weights can the model say everything that it can say?",
        (
            Answer(
                (CLASSES - 1) * (PIXELS + 1),
                "One row can be subtracted from all of them. It is then 0 and need not be stored.",
            ),
            Answer(
                CLASSES * (PIXELS + 1),
                "That is how many the table $\\theta$ holds. A row of it is redundant, since "
                "softmax notices no shift.",
            ),
            Answer(
                (CLASSES - 1) * PIXELS,
                "You have left out the input that is always 1, whose weights are the biases.",
            ),
            Answer(
                CLASSES * PIXELS,
                "You have left out the biases, and kept a row that is redundant.",
            ),
        ),
        decimals=0,
        other="Count the rows that are left when one of them is 0, and the inputs of each.",
    ),
    Question(
        "half",
        "half",
        f"For two classes a library has one logit, with the weight {COEFFICIENT} for an input. A "
        "softmax model with weight decay makes the same fit with two rows. What is the weight in "
        "the row of the class that the one logit speaks for?",
        (
            Answer(
                COEFFICIENT / 2,
                "Only the difference of the two rows counts, and the decay makes them add up to "
                "0: one half each, with opposite signs.",
            ),
            Answer(
                COEFFICIENT,
                "With the other row at 0 the probabilities would be right, but the squares would "
                "be twice as large as they need be.",
            ),
            Answer(
                2 * COEFFICIENT,
                "You have doubled where it has to be halved: the two rows share the difference.",
            ),
            Answer(
                COEFFICIENT / np.sqrt(2),
                "You have halved the squares. What has to stay is the difference of the rows.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "unique",
        "unique",
        "The weights of a softmax layer are decayed, the biases are not. What is unique at the "
        "minimum?",
        (
            Answer(
                shifted(),
                "Adding a number to all biases changes no probability and no penalty.",
                "The weights and the probabilities, but not the biases.",
                lambda found: free(found.biases) and not free(found.weights),
            ),
            Answer(
                shifted(decay_bias=True),
                "That holds if the biases are decayed as well. Left out, they can all be shifted "
                "for nothing.",
                "Weights, biases and probabilities.",
                lambda found: not free(found.biases) and not free(found.weights),
            ),
            Answer(
                shifted(decay_weights=False),
                "That is the model without any decay, in which all rows may be shifted together.",
                "The probabilities alone.",
                lambda found: free(found.biases) and free(found.weights),
            ),
        ),
    ),
)
