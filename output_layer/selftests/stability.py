"""Questions on stability: what overflows, and what is rounded to 0 too early."""

import numpy as np

from output_layer.selftests.question import Answer, Question
from output_layer.softmax import log_softmax, logsumexp, softmax
from output_layer.stability import clamped_softmax, merge, shifted_log_softmax

DEEP = np.array([-1000.0, -1000.0])
ROW, SHIFT = np.array([1.0, 2.0, 0.0]), 3.0
SURE = np.array([0.0, -40.0])
BLOCKS = (0.0, 2.0), (1.0, 3.0)


def power_with_the_sign_lost():
    """Return e^1000, which overflows."""
    with np.errstate(over="ignore"):
        return np.exp(-DEEP)[0]


def largest_logit(dtype):
    """Return the logit whose power is the largest number of a type."""
    return np.log(float(np.finfo(dtype).max))


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
        "half",
        "types",
        "From which logit on is $e^z$ too large for float16?",
        (
            Answer(
                largest_logit(np.float16),
                "The largest number of float16 is 65504, and its logarithm is small.",
            ),
            Answer(
                largest_logit(np.float32),
                "That is the end of float32, which has more bits for the power of two.",
            ),
            Answer(
                largest_logit(np.float64),
                "That is the end of float64. Networks are often run in smaller types.",
            ),
        ),
        decimals=1,
    ),
    Question(
        "blocks",
        "merge",
        "Two blocks of a row leave the pairs (0, 2) and (1, 3): the largest logit, and the sum of "
        "the powers with it subtracted. Which sum belongs to both together? Give two decimals.",
        (
            Answer(
                merge(*BLOCKS)[1],
                "The common maximum is 1, and each power of the first block lacks the factor "
                "$e^{0 - 1}$.",
            ),
            Answer(
                BLOCKS[0][1] + BLOCKS[1][1],
                "The two sums belong to different maxima and cannot be added as they are.",
            ),
            Answer(
                BLOCKS[0][1] * np.e + BLOCKS[1][1],
                "The sign of the exponent is turned: a larger maximum makes the powers smaller.",
            ),
        ),
        decimals=2,
        other="Bring the first sum to the common maximum 1, and then add.",
    ),
)
