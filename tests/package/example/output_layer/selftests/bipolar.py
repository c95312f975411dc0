"""Questions on the bipolar output."""

import numpy as np

from output_layer.bipolar import bipolar, bipolar_derivative
from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import logit, sigmoid, sigmoid_derivative

OUTPUT = 0.8  # of a sigmoid
Z = logit(OUTPUT)

QUESTIONS = (
    Question(
        "scale",
        "base",
        f"A sigmoid answers {OUTPUT}. What does the bipolar output say at the same place?",
        (
            Answer(bipolar(Z), "It is $2a - 1$: the scale is stretched and moved."),
            Answer(OUTPUT, 'That is the sigmoid itself, whose "no" is 0 and not −1.'),
            Answer(2 * OUTPUT, "The scale has been stretched, but not moved: 1 is missing."),
        ),
        decimals=2,
        before="eq-bipolar-output",
    ),
    Question(
        "steep",
        "slope",
        "How steep is the bipolar output in the middle? Give two decimals.",
        (
            Answer(bipolar_derivative(0.0), "Stretched by 2, the curve is twice as steep."),
            Answer(sigmoid_derivative(0.0), "That is the sigmoid, which has not been stretched."),
            Answer(2 * sigmoid(0.0), "That is twice the output. The slope is twice the *slope*."),
        ),
        decimals=2,
        other="The slope is twice that of the sigmoid, $2a(1 - a)$.",
    ),
    Question(
        "undecided",
        "evidence",
        "What does the bipolar output say if nothing speaks for or against?",
        (
            Answer(bipolar(0.0), "It is the middle between −1 and 1, and has no sign."),
            Answer(sigmoid(0.0), "That is what a sigmoid says, whose scale begins at 0."),
            Answer(bipolar(-np.inf), 'That is a "no", and a "no" wants evidence against.'),
        ),
        decimals=1,
    ),
    Question(
        "sure",
        "saturated",
        "The weighted input is 20. How steep is the bipolar output?",
        (
            Answer(
                bipolar_derivative(20.0),
                "It is saturated, and its slope is tiny, though never 0.",
                "Hardly, but a little.",
                lambda slope: 0 < slope < 1e-6,
            ),
            Answer(
                (1 - round(bipolar(20.0), 4)) * round(bipolar(20.0), 4),
                "The output has been rounded to 1 before the slope was computed.",
                "Not at all.",
                lambda slope: slope == 0,
            ),
            Answer(
                bipolar_derivative(0.0),
                "That is the slope in the middle. At 20 the curve is nearly level.",
                "As everywhere: by one half.",
                lambda slope: slope == 0.5,
            ),
        ),
    ),
    Question(
        "turned",
        "alone",
        "The weighted input changes its sign. What does the bipolar output do?",
        (
            Answer(
                bipolar(-Z) + bipolar(Z),
                "What spoke for the input speaks against it, in the same measure.",
                "It changes its sign too.",
            ),
            Answer(
                sigmoid(-Z) + sigmoid(Z),
                "So does the sigmoid: $a$ becomes $1 - a$, and the sum is 1.",
                "It becomes what it lacked to 1.",
            ),
            Answer(
                bipolar(Z) + bipolar(Z),
                "A square would do that. This curve runs from −1 to 1.",
                "It stays as it was.",
            ),
        ),
    ),
)
