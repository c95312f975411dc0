"""Questions on precision: which digits a formula loses, and how many."""

from decimal import Context, Decimal

import numpy as np

from output_layer.selftests.question import Answer, Question
from output_layer.softmax import softmax
from output_layer.stability import shifted_log_softmax

SURE = np.array([0.0, -40.0])
BELOW = 300.0  # the size of a logit minus the maximum
ERROR = np.spacing(BELOW) / 2  # the most that rounding takes from it
UNIT = np.finfo(np.float64).eps / 2  # a unit in the last place is at least this part of a number
SINGLE = np.float32(64.0)  # the same in float32, nearer to the maximum
ULPS = 1000.0
THREE = Context(prec=3)
ONE, OTHER = Decimal("4.56"), Decimal("123")
ROUNDED = THREE.subtract(ONE, OTHER)
LACKS = float(ONE - OTHER - ROUNDED)


def slope_from_the_other():
    """Return a_y − 1 as minus the sum of the other shares."""
    return -softmax(SURE)[1]


def slope_by_subtraction():
    """Return a_y − 1 as it is written."""
    return softmax(SURE)[0] - 1.0


def slope_from_the_logarithm():
    """Return a_y − 1 from a logarithm that has been rounded to 0 before."""
    return np.expm1(shifted_log_softmax(SURE)[0])


def single_in_single():
    """Return the units that the shift costs at most if all is done in float32."""
    return np.spacing(SINGLE) / 2 / (np.finfo(np.float32).eps / 2)


QUESTIONS = (
    Question(
        "lacking",
        "carried",
        f"A machine with three decimal digits computes {ONE} − {OTHER} and gets {ROUNDED}. What "
        "does this result lack? Give two decimals.".replace(" -", " −"),
        (
            Answer(
                LACKS,
                "The true difference is further down, and what the result lacks has two digits: "
                "the machine can hold it.",
            ),
            Answer(
                -LACKS,
                "That is by how much the result is too large. What has to be *added* to it has "
                "the other sign.",
            ),
            Answer(
                float(THREE.subtract(THREE.subtract(ONE, OTHER), ROUNDED)),
                "Subtracting the result from the same difference compares it with itself.",
            ),
        ),
        decimals=2,
        other="Take the true difference, with all its digits, and subtract the result from it.",
        before="The true difference is",
    ),
    Question(
        "unit",
        "unit",
        f"A share in float64 is off by {ULPS:.0f} units in the last place. How many of its sixteen "
        "decimal digits are wrong, about?",
        (
            Answer(
                np.log10(ULPS),
                "Each wrong decimal digit makes the error ten times as large, whatever the size "
                "of the share.",
            ),
            Answer(np.log2(ULPS), "So many *binary* digits are wrong. Ten of them make three."),
            Answer(np.log10(2.0**53 / ULPS), "So many digits are right; the others are wrong."),
        ),
        decimals=0,
    ),
    Question(
        "digits",
        "digits",
        f"A logit lies {BELOW:.0f} below the maximum, and the subtraction $z_j - m$ is right to "
        "half a unit in the last place. By how many such units can the share be off at most?",
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
        "wider",
        "wider",
        f"A share lies {SINGLE:.0f} below the maximum, in the logarithm. In float32 the shift can "
        "make it wrong by dozens of units in the last place. By how many, if all is computed in "
        "float64 and rounded to float32 at the end?",
        (
            Answer(
                0.5,
                "What float64 loses does not show in float32. One rounding is left, and it takes "
                "half a gap at most.",
            ),
            Answer(
                single_in_single(),
                "So it is if the difference is rounded to float32 before the exponential.",
            ),
            Answer(
                0.0,
                "A true share hardly ever is a number of float32: the last rounding remains.",
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
