"""Questions on the principle: what softmax makes largest, and which costs would do as well."""

import numpy as np

from output_layer.principle import entropy, smooth_maximum, sparsemax
from output_layer.selftests.question import Answer, Question
from output_layer.softmax import softmax

LOGITS = np.array([0.9, 0.4, -0.5])
TRUTH = np.array([0.6, 0.3, 0.1])
EQUAL, COLD = np.full(10, 3.0), 0.1
WANTED, GIVEN = np.array([0.8, 0.1, 0.1]), np.array([0.5, 0.25, 0.25])


def nearest_of_the_plane():
    """Return the last number of the nearest three that sum to 1, negative ones allowed."""
    return LOGITS[-1] - (LOGITS.sum() - 1) / LOGITS.size


def best_for_the_square(p):
    """Return where p_j (1 − a_j) is the same for all classes, the first of them."""
    return 1 - (len(p) - 1) / (1 / p).sum() / p[0]


def divergence(p, a):
    """Return the sum of p log(p/a)."""
    return (p * np.log(p / a)).sum()


QUESTIONS = (
    Question(
        "edge",
        "zero",
        f"The logits are {LOGITS[0]}, {LOGITS[1]} and −{-LOGITS[2]}. Of all shares, none negative "
        "and with the sum 1, take those that lie nearest to them. What does the last class get?",
        (
            Answer(
                sparsemax(LOGITS)[-1],
                "The first two get ¾ and ¼. To give the last one something would lead away from "
                "its logit.",
            ),
            Answer(
                softmax(LOGITS)[-1],
                "That is what softmax gives, which never says 0. It is not the nearest.",
            ),
            Answer(
                nearest_of_the_plane(),
                "Nearest of all triples with the sum 1, but no share may be negative.",
            ),
            Answer(
                LOGITS[-1] / LOGITS.sum(),
                "You have divided by the sum. With a negative logit that makes no shares.",
            ),
        ),
        decimals=2,
        before="gets nothing at all",
    ),
    Question(
        "judge",
        "honest",
        "Three classes come with the probabilities 0.6, 0.3 and 0.1. A forecaster who knows this "
        "pays $(1 - a_y)^2$ for the class $y$ that comes. Which first share is best for him?",
        (
            Answer(
                best_for_the_square(TRUTH[:2]),
                "He forgets the third class and shares 2 to 1. With three classes this cost does "
                "not reward the truth.",
            ),
            Answer(
                TRUTH[0],
                "That is the truth. It is the best answer if he pays $-\\log a_y$.",
            ),
            Answer(
                (TRUTH.max() == TRUTH)[0].astype(float),
                "So it would be without the square: then only the class on top counts.",
            ),
            Answer(
                best_for_the_square(TRUTH),
                "You have set the slopes equal, which makes the third share negative.",
            ),
        ),
        decimals=2,
        before="wants to hear",
    ),
    Question(
        "base",
        "powers",
        "A layer takes powers of 2 in place of powers of $e$. At which temperature does softmax "
        "do the same? Give two decimals.",
        (
            Answer(1 / np.log(2), "$2^z$ is $e^{z \\log 2}$, and dividing by $1/\\log 2$ does it."),
            Answer(
                np.log(2),
                "By that the logits are *multiplied*. A temperature divides.",
            ),
            Answer(1.0, "The base cancels only if all logits are equal."),
            Answer(
                np.exp(np.log(2)),
                "That is the base. The exponent changes by its logarithm.",
            ),
        ),
        decimals=2,
        other="Write $2^z$ as a power of $e$, and compare with $e^{z/\\tau}$.",
    ),
    Question(
        "maximum",
        "maximum",
        f"Ten logits are all {EQUAL[0]:.0f}, and the temperature is {COLD}. What does "
        "$\\tau\\operatorname{LSE}(z/\\tau)$ say about their maximum?",
        (
            Answer(
                smooth_maximum(EQUAL, COLD),
                "The maximum and $\\tau \\log K$: that is as far off as it can be.",
            ),
            Answer(
                EQUAL.max(),
                "That is the maximum. The smooth one is larger, by the entropy times $\\tau$.",
            ),
            Answer(
                smooth_maximum(EQUAL),
                "So it is at the temperature 1, which is ten times as high.",
            ),
            Answer(
                softmax(EQUAL / COLD)[0],
                "That is a share. Softmax says *where* the maximum is, not how large.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "direction",
        "direction",
        "The targets are 0.8, 0.1 and 0.1, and the layer answers ½, ¼ and ¼. How much more than "
        "it must does it pay under the log-likelihood?",
        (
            Answer(
                divergence(WANTED, GIVEN),
                "It is the divergence of the answer from the target, with the *target's* weights: "
                "they say what happens.",
            ),
            Answer(
                divergence(GIVEN, WANTED),
                "The weights are the answer's own. But what comes does not come by them.",
            ),
            Answer(
                divergence(WANTED, GIVEN) + entropy(WANTED),
                "That is all that it pays. The entropy of the targets nobody can avoid.",
            ),
            Answer(
                entropy(WANTED),
                "So much it must pay in any case. What comes on top is asked for.",
            ),
        ),
        decimals=3,
    ),
)
