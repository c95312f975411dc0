"""Questions on the sigmoid."""

from typing import NamedTuple

import numpy as np

from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import logit, sigmoid, sigmoid_derivative

ANSWER = 0.8
ODDS = ANSWER / (1 - ANSWER)
INPUTS = np.array([10.0, 20.0])
FACTOR, POWER = f"{np.finfo(float).max:.1e}".split("e+")  # of the largest number in float64


class Saturated(NamedTuple):
    """Two neurons compared: the odds of the second over those of the first, and both slopes."""

    ratio: float
    slopes: np.ndarray


def from_inputs(z):
    """Compare two neurons by their weighted inputs."""
    odds = sigmoid(z) / sigmoid(-z)
    return Saturated(odds[1] / odds[0], sigmoid_derivative(z))


def from_three_decimals(z):
    """Compare two neurons by their outputs as they are printed."""
    a = sigmoid(z).round(3)
    return Saturated(a[1] / a[0], a * (1 - a))


def typed_as_written(z):
    """Return e^z/(1 + e^z), each operation rounded; its numerator; 1 over its denominator."""
    with np.errstate(all="ignore"):
        power = np.exp(z)
        return power / (1 + power), power, 1 / (1 + power)


NAIVE, NUMERATOR, DENOMINATOR = typed_as_written(800.0)
SEEN = from_inputs(INPUTS)
PRINTED = from_three_decimals(INPUTS)

QUESTIONS = (
    Question(
        "evidence",
        "evidence",
        f"A neuron answers {ANSWER}. Then $z$ is doubled, as if the same evidence came once more. "
        "What does it answer now?",
        (
            Answer(
                sigmoid(2 * logit(ANSWER)),
                f"Adding $z$ once more multiplies the odds by {ODDS:.0f} once more: from "
                f"{ODDS:.0f} to 1 they grow to {ODDS**2:.0f} to 1.",
            ),
            Answer(
                ANSWER**2,
                "The probability has been multiplied by itself, which is the chance that two "
                "independent events both happen. More evidence makes one event likelier.",
            ),
            Answer(
                1 - (1 - ANSWER) ** 2,
                "The doubt has been multiplied by itself, as if one of two tries were enough. "
                "What evidence multiplies is the odds.",
            ),
            Answer(
                2 * ODDS / (1 + 2 * ODDS),
                f"The odds have been doubled. It is their logarithm that doubles, and that "
                f"multiplies them by {ODDS:.0f}.",
            ),
        ),
        decimals=2,
        before="eq-log-odds",
    ),
    Question(
        "slope",
        "slope",
        f"A neuron answers {ANSWER}. How steep is its curve there? Give two decimals.",
        (
            Answer(
                sigmoid_derivative(logit(ANSWER)),
                f"The slope is $a(1 - a)$, here {ANSWER} · {1 - ANSWER:.1f}.",
            ),
            Answer(
                sigmoid_derivative(0.0),
                "That is the slope in the middle, where it is largest. This neuron has left it.",
            ),
            Answer(
                ANSWER,
                "That is the output itself. Only $e^z$ is its own slope; that of the sigmoid has a "
                "second factor.",
            ),
            Answer(
                1 - ANSWER,
                "That is $1 - a$, the slope of the *logarithm* of the output. The output has one "
                "factor more.",
            ),
        ),
        decimals=2,
        other="The slope can be read off the output alone: it is $a(1 - a)$.",
    ),
    Question(
        "saturated",
        "saturated",
        "Two neurons have the weighted inputs 10 and 20. Both outputs are printed as 1.000. "
        "Which is true?",
        (
            Answer(
                SEEN,
                "The odds are $e^z$, so ten more units of $z$ multiply them by $e^{10}$. The "
                "printed outputs hide it, since they stop at three decimals.",
                f"The odds of the second are about {SEEN.ratio:,.0f} times those of the first.",
                lambda found: found.ratio > 1000,
            ),
            Answer(
                PRINTED,
                "You have compared the printed outputs. What they lack to 1 differs by a factor "
                f"of {SEEN.ratio:,.0f}.",
                "They say the same.",
                lambda found: found.ratio == 1,
            ),
            Answer(
                PRINTED,
                "You have taken the printed 1.000 for a 1, and $1 \\cdot 0$ is 0. The slopes are "
                "tiny, and the neurons can still learn.",
                "Both have the slope 0 and can learn nothing more.",
                lambda found: np.all(found.slopes == 0),
            ),
            Answer(
                Saturated(INPUTS[1] / INPUTS[0], sigmoid_derivative(INPUTS)),
                "You have divided the weighted inputs. They are *logarithms* of odds, and a "
                "difference of logarithms is a ratio of odds.",
                "The odds of the second are twice those of the first.",
                lambda found: found.ratio == 2,
            ),
        ),
    ),
    Question(
        "base",
        "base",
        "A program computes $1/(1 + 2^{-z})$ with a 2 in place of $e$. By what must its weights "
        "and its bias be multiplied so that it answers as the sigmoid does?",
        (
            Answer(
                1 / np.log(2),
                "Since $2^{-z} = e^{-z \\log 2}$, its $z$ counts only $\\log 2$ as much, and has "
                "to be larger by $1/\\log 2$.",
            ),
            Answer(
                np.log(2),
                "The factor is upside down. With base 2 the curve is *less* steep, so the weights "
                "have to grow.",
            ),
            Answer(
                1.0,
                "The base has been taken for a way of writing. It is a unit: at $z = 3$ the two "
                f"curves answer {1 / (1 + 2.0**-3):.2f} and {sigmoid(3.0):.2f}.",
            ),
            Answer(
                np.e / 2,
                "The bases have been divided. They stand below an exponent, so it is their "
                "logarithms that have to be divided.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "naive",
        "overflow",
        "A program computes $e^z/(1 + e^z)$ as it is written, with numbers that end at about "
        f"${FACTOR} \\cdot 10^{{{POWER}}}$. What does it return at $z = 800$?",
        (
            Answer(
                NAIVE,
                "Both powers are larger than every floating-point number, and ∞/∞ is not a number.",
                "NaN, not a number",
            ),
            Answer(
                sigmoid(800.0),
                "That is what the formula *means*, for 1 is the nearest number to the true value. "
                "The machine overflows on the way there.",
                "1",
            ),
            Answer(
                NUMERATOR,
                "You have followed the numerator alone. The denominator overflows as well.",
                "∞",
            ),
            Answer(
                DENOMINATOR,
                "You have followed the denominator alone. The numerator overflows as well.",
                "0",
            ),
        ),
    ),
)
