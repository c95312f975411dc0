"""Questions on curvature: what the slope of the slope says, and what it does not."""

from output_layer.crossentropy import cross_entropy_cost_gradient
from output_layer.curvature import cross_entropy_newton_step
from output_layer.selftests.curvature_turns import (
    AT,
    BEND,
    ETA,
    RATE,
    WRONG,
    after_the_same_steps,
    at_the_end,
    curvatures,
    paid,
    slopes,
)
from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import sigmoid_derivative

NEARLY = 1e-6

QUESTIONS = (
    Question(
        "label",
        "bend",
        "Two examples have the same logits, (2, 0, 0). The label of one is 1, that of the other is "
        "2. Where is the cost bent more strongly?",
        (
            Answer(
                curvatures(),
                "The gradient is $a_i - \\delta_{iy}$, and the label is a constant in it. The next "
                "derivative has no label any more.",
                "Equally strongly for both.",
                lambda found: abs(found[0] - found[1]) < NEARLY,
            ),
            Answer(
                slopes(),
                "You have compared the slopes. The cost is steeper for the label 2, but not more "
                "strongly bent.",
                "For the label 2, which the layer gets wrong.",
                lambda found: found[1] > found[0] + NEARLY,
            ),
            Answer(
                paid(),
                "A cost that is small need not be bent: here both curves have the same shape, and "
                "one is tilted.",
                "For the label 1, near which the lowest point lies.",
                lambda found: found[0] > found[1] + NEARLY,
            ),
        ),
        before="eq-curvature-logits",
    ),
    Question(
        "step",
        "newton",
        f"A neuron with the cross-entropy stands at $z = {AT:.0f}$, and 0 is wanted. How long is "
        "Newton's step? Give two decimals.",
        (
            Answer(
                cross_entropy_newton_step(AT, 0.0),
                "It is slope divided by curvature, $1 + e^z$: a ramp has hardly any curvature.",
            ),
            Answer(
                cross_entropy_cost_gradient(AT, 0.0),
                "That is the slope, the step of descent with $\\eta = 1$. Newton divides it by "
                "the curvature.",
            ),
            Answer(
                cross_entropy_cost_gradient(AT, 0.0) / 0.25,
                "That is the step of the bound ¼. Newton takes the curvature of the place.",
            ),
            Answer(
                cross_entropy_cost_gradient(AT, 0.0) * sigmoid_derivative(AT),
                "You have multiplied by the curvature. Where the curve is bent less, the lowest "
                "point of its parabola is farther away.",
            ),
        ),
        decimals=2,
        other="Divide the slope $a - y$ by the curvature $a(1 - a)$.",
    ),
    Question(
        "explode",
        "explode",
        f"Near its lowest point a cost has the curvature {BEND:.0f}, and descent takes "
        f"$\\eta = {ETA}$. By what is the distance from the lowest point multiplied in each step?",
        (
            Answer(
                1 - ETA * BEND,
                "The slope is the curvature times the distance. The step leads across, and twice "
                "as far out: it explodes.",
            ),
            Answer(
                1 - ETA,
                "The slope is not the distance itself, it is the curvature times the distance.",
            ),
            Answer(
                1 - ETA / BEND,
                "Where the curve is bent more, the slope is larger and the step longer. You have "
                "divided by the curvature, as Newton does.",
            ),
            Answer(
                ETA * BEND,
                "That is the length of the step in parts of the distance. It is taken from the "
                "distance.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "better",
        "arrives",
        "The same softmax regression with weight decay is fitted by Newton's method in a few "
        "steps, and by small safe steps in thousands. Both go on until they have arrived. Whose "
        "cost is lower at the end?",
        (
            Answer(
                at_the_end(),
                "With weight decay there is one lowest point. Whoever arrives is there, and "
                "answers the same.",
                "Neither: both end at the same weights.",
                lambda found: abs(found) < NEARLY,
            ),
            Answer(
                after_the_same_steps(),
                "So it is after the same number of steps. Newton is there earlier, and nowhere "
                "else.",
                "Newton's, which knows the curvature.",
                lambda found: found > NEARLY,
            ),
            Answer(
                -after_the_same_steps(),
                "Care does not pay here. On a convex cost there is no better place that a quick "
                "step could miss.",
                "That of the small steps, which miss nothing on the way.",
                lambda found: found < -NEARLY,
            ),
        ),
    ),
    Question(
        "adam",
        "adam",
        f"A neuron with the input 1 and no bias stands at $z = {WRONG:.0f}$, and 0 is wanted. How "
        f"long is the first step of Adam, with $\\eta = {RATE}$?",
        (
            Answer(
                RATE,
                "Adam divides the slope by the root of its mean square. Of the first slope that "
                "leaves the sign, whatever the curvature.",
            ),
            Answer(
                RATE * cross_entropy_cost_gradient(WRONG, 0.0),
                "That is the step of gradient descent. Adam divides it by the size of the slope.",
            ),
            Answer(
                RATE * cross_entropy_newton_step(WRONG, 0.0),
                "That is a tenth of Newton's step. Adam does not know the curvature.",
            ),
            Answer(
                RATE / cross_entropy_cost_gradient(WRONG, 0.0),
                "You have divided by the square. Adam divides by its root.",
            ),
        ),
        decimals=3,
    ),
)
