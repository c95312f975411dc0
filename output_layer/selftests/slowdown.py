"""Questions on the slowdown: target 0, unless something else is said."""

from typing import NamedTuple

import numpy as np

from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import logit, residual, sigmoid, sigmoid_derivative
from output_layer.slowdown import quadratic_cost, quadratic_cost_gradient, train_neuron

FAR = 8.0  # where the start (4, 4) puts the weighted input
FASTEST = logit(2 / 3)
NEAR, SECOND, THIRD = train_neuron(0.6, 0.9), train_neuron(2, 2), train_neuron(4, 4)
AXIS = np.linspace(-8, 8, 1601)


class Curve(NamedTuple):
    """A cost over an axis: its values there, and how it bends."""

    cost: np.ndarray
    bends: np.ndarray


def over_the_input():
    """Return the quadratic cost over z, with the slope of its gradient."""
    slopes = quadratic_cost_gradient(AXIS, 0.0)
    return Curve(quadratic_cost(AXIS, 0.0), np.gradient(slopes, AXIS))


def over_the_output():
    """Return the square that stands over the output itself: (a − 0)²/2 bends upwards by 1."""
    a = np.linspace(0, 1, 1601)
    return Curve(a**2 / 2, np.ones_like(a))


def with_a_dent():
    """Return what a wavy picture shows: a curve with two minima."""
    return Curve(AXIS**4 - 20 * AXIS**2, 12 * AXIS**2 - 40)


def minima(found):
    """Count the places of the axis where the cost turns from falling to rising."""
    return np.sum(np.diff(np.sign(np.diff(found.cost))) > 0)


QUESTIONS = (
    Question(
        "far",
        "wrong",
        f"Three neurons shall answer 0. They start with the outputs {NEAR.a[0]:.2f}, "
        f"{SECOND.a[0]:.2f} and {THIRD.a[0]:.4f}, and after 300 epochs the first two answer "
        f"{NEAR.a[-1]:.2f} and {SECOND.a[-1]:.2f}. And the third?",
        (
            Answer(
                THIRD.a[-1],
                "It has hardly moved. Its push is its error times a slope, and the slope is "
                f"{sigmoid_derivative(FAR):.5f} there.",
            ),
            Answer(
                train_neuron(4, 4, cost="cross-entropy").a[-1],
                "The error alone would have done that: it is the largest of the three. But the "
                "error is multiplied by the slope of the curve.",
            ),
            Answer(
                2 * SECOND.a[-1] - NEAR.a[-1],
                "The outputs after 300 epochs have been continued by a straight line. Every unit "
                "of $z$ *divides* the speed, and the third start is 4 units further out.",
            ),
            Answer(
                train_neuron(2, 2, epochs=150).a[-1],
                "You have given it a wait like the second neuron's, a little longer. The wait "
                "grows like $e^z$.",
            ),
        ),
        decimals=4,
        before="train_neuron(*start, **classic)",
    ),
    Question(
        "fastest",
        "peak",
        "The target is 0. At which output does the neuron learn fastest? Give two decimals.",
        (
            Answer(
                sigmoid(FASTEST),
                "The push is $a \\cdot a(1 - a)$, and the product of what grows and what shrinks "
                "is largest in between.",
            ),
            Answer(
                sigmoid(np.inf),
                "The error is largest there, and the slope of the curve is 0. A push is the "
                "product of both.",
            ),
            Answer(
                sigmoid(0.0),
                "That is where the curve is steepest. A little above it the error is larger, and "
                "the slope is still nearly the same.",
            ),
        ),
        decimals=2,
        other="The push is the error $a$ times the slope $a(1 - a)$: where is $a^2(1 - a)$ "
        "largest?",
        before="eq-quadratic-steepest",
    ),
    Question(
        "ceiling",
        "large cost",
        f"A neuron has $z = 8$ and the target 0, so its cost is {quadratic_cost(FAR, 0.0):.4f}, "
        "nearly the largest there is. How large is the slope of the cost over $z$?",
        (
            Answer(
                quadratic_cost_gradient(FAR, 0.0),
                "The cost stays below ½ however far $z$ goes, so it has next to nothing left to "
                "climb.",
            ),
            Answer(
                residual(FAR, 0.0),
                "That is the error alone, the slope over the *output*. On the way to $z$ the "
                "slope of the sigmoid multiplies it.",
            ),
            Answer(
                residual(FAR, 0.0) * sigmoid_derivative(0.0),
                "The error has been multiplied by ¼, which is the slope in the middle. At "
                f"$z = 8$ it is {sigmoid_derivative(FAR):.5f}.",
            ),
            Answer(
                quadratic_cost(FAR, 0.0),
                "That is the cost, a height. How steep the ground is cannot be seen from how "
                "high it lies.",
            ),
        ),
        decimals=4,
    ),
    Question(
        "convex",
        "picture",
        "What shows that the quadratic cost of one neuron is not convex in $z$?",
        (
            Answer(
                over_the_input(),
                "One place is enough: beyond $z = \\log 2$ the curve bends downwards.",
                "Its second derivative is negative at $z = 2$.",
                lambda found: found.bends[np.argmin(abs(AXIS - 2))] < 0,
            ),
            Answer(
                with_a_dent(),
                "You have the wavy picture in mind. With one example the cost only falls as $z$ "
                "falls, and has no second minimum.",
                "It has two minima.",
                lambda found: minima(found) == 2,
            ),
            Answer(
                over_the_output(),
                "You have looked at the square over the *output*, which bends upwards everywhere. "
                "Only the sigmoid inside makes it bend downwards.",
                "It is a square, and squares bend downwards when they are far out.",
                lambda found: np.all(found.bends > 0),
            ),
        ),
    ),
    Question(
        "rate",
        "rates",
        "At $z = 8$ a neuron shall move as fast as it does at the output ⅔, where it moves "
        "fastest. By which factor must the learning rate grow?",
        (
            Answer(
                quadratic_cost_gradient(FASTEST, 0.0) / quadratic_cost_gradient(FAR, 0.0),
                "And with this rate it would be thrown across the whole curve as soon as it had "
                "come down: no one rate suits both places.",
            ),
            Answer(
                sigmoid(FASTEST) / sigmoid(FAR),
                "You have compared the errors alone, and by them the neuron would even be faster "
                "at $z = 8$.",
            ),
            Answer(
                sigmoid_derivative(0.0) / sigmoid_derivative(FASTEST),
                "You have compared two slopes near the middle. The neuron is at $z = 8$.",
            ),
            Answer(
                FAR / FASTEST,
                "You have divided the weighted inputs, as if the speed fell along a line. It falls "
                "like $e^{-z}$.",
            ),
        ),
    ),
)
