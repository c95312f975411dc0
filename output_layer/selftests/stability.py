"""Questions on stability: what a formula loses on a machine, in float64."""

import numpy as np

from output_layer.selftests.question import Answer, Question
from output_layer.softmax import log_softmax, logsumexp, softmax
from output_layer.stability import clamped_softmax, shifted_log_softmax

DEEP = np.array([-1000.0, -1000.0])
ROW, SHIFT = np.array([1.0, 2.0, 0.0]), 3.0
SURE = np.array([0.0, -40.0])
BELOW = 300.0  # the size of a logit minus the maximum
ERROR = np.spacing(BELOW) / 2  # the most that rounding takes from it
UNIT = np.finfo(np.float64).eps / 2  # a unit in the last place is at least this part of a number


def power_with_the_sign_lost():
    """Return e^1000, which overflows."""
    with np.errstate(over="ignore"):
        return np.exp(-DEEP)[0]


def slope_from_the_other():
    """Return a_y − 1 as minus the sum of the other shares."""
    return -softmax(SURE)[1]


def slope_by_subtraction():
    """Return a_y − 1 as it is written."""
    return softmax(SURE)[0] - 1.0


def slope_from_the_logarithm():
    """Return a_y − 1 from a logarithm that has been rounded to 0 before."""
    return np.expm1(shifted_log_softmax(SURE)[0])


QUESTIONS = (
    Question(
        "clamped",
        "overflow",
        "A program subtracts $\\max(0, \\max_l z_l)$ from all logits before it forms the powers. "
        "Which shares does it find for the logits −1000 and −1000?",
        (
            Answer(
                clamped_softmax(DEEP)[0],
                "The larger of 0 and −1000 is 0, so nothing is subtracted. Both powers are 0, and "
                "0/0 is not a number.",
                "NaN and NaN",
            ),
            Answer(
                softmax(DEEP)[0],
                "So it would be with the maximum itself subtracted. The 0 in the formula prevents "
                "it.",
                "½ and ½",
            ),
            Answer(
                np.exp(DEEP)[0],
                "The powers are 0, that much is right. Then they are divided by their sum.",
                "0 and 0",
            ),
            Answer(
                power_with_the_sign_lost(),
                "You have expected an overflow. Powers of very negative numbers vanish instead.",
                "∞ and ∞",
            ),
        ),
        before="clamped_softmax",
    ),
    Question(
        "shift",
        "shift",
        f"The log-sum-exp of three logits is {logsumexp(ROW):.2f}. Then {SHIFT:.0f} is added to "
        "each of them. What is it now? Give two decimals.",
        (
            Answer(
                logsumexp(ROW + SHIFT),
                "Every power gets the factor $e^3$, and the logarithm makes the term 3 of it.",
            ),
            Answer(
                logsumexp(ROW),
                "It is softmax that does not notice a shift, because the factor cancels in a "
                "share. Here nothing cancels it.",
            ),
            Answer(
                logsumexp(ROW) * np.exp(SHIFT),
                "The factor $e^3$ belongs to the sum. Its logarithm turns it into a term.",
            ),
            Answer(
                logsumexp(ROW) + SHIFT * ROW.size,
                "You have added the shift once for each logit. It is one factor of the whole sum.",
            ),
        ),
        decimals=2,
        other="Take the common factor $e^3$ out of the sum, and then the logarithm.",
    ),
    Question(
        "top",
        "top",
        "The usual formula is $\\log a_j = z_j - m - \\log\\sum_l e^{z_l - m}$ with the largest "
        "logit $m$. What does it return for the first class of the logits 0 and −40?",
        (
            Answer(
                shifted_log_softmax(SURE)[0],
                "The sum is rounded to 1, and the logarithm of 1 is 0. Every digit is lost.",
            ),
            Answer(
                log_softmax(SURE)[0],
                "That is the true value, which `log1p` finds. The formula has rounded $1 + "
                "e^{-40}$ to 1 before the logarithm is taken.",
            ),
            Answer(
                shifted_log_softmax(SURE)[1],
                "That is the logarithm of the *other* share, which is right.",
            ),
        ),
    ),
    Question(
        "digits",
        "digits",
        f"A logit lies {BELOW:.0f} below the maximum, and the subtraction $z_j - m$ is right to "
        "half a unit in the last place. About how many such units can the share be off?",
        (
            Answer(
                ERROR / UNIT,
                "The exponential turns the *absolute* error of the difference into a *relative* "
                "error of the share, and the difference is large.",
            ),
            Answer(
                ERROR / np.spacing(BELOW),
                "That is the error of the difference, in units of the difference. The exponential "
                "comes after it.",
            ),
            Answer(
                BELOW,
                "You have multiplied by the logit. What counts is the gap between the "
                "floating-point numbers at its place.",
            ),
            Answer(
                0.0,
                "On paper the shift changes nothing. On a machine its result is rounded.",
            ),
        ),
        decimals=1,
    ),
    Question(
        "near",
        "near one",
        f"The gradient of the right class is $a_y - 1$, with $a_y = 1 - {softmax(SURE)[1]:.1e}$. "
        "Which way of computing it keeps its digits?".replace("e-18", " \\cdot 10^{-18}"),
        (
            Answer(
                slope_from_the_other(),
                "What is small is computed from what is small: close to 0 the numbers are dense.",
                "Minus the sum of the other shares.",
            ),
            Answer(
                slope_by_subtraction(),
                "The share has been rounded to 1 before 1 is subtracted, and 0 is what is left.",
                "The share minus 1.",
            ),
            Answer(
                slope_from_the_logarithm(),
                "`expm1` is the right function, but the usual formula has rounded the logarithm to "
                "0 before.",
                "`expm1` of the logarithm that the usual formula gives.",
            ),
        ),
    ),
)
