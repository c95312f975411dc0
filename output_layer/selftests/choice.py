"""Questions on the choice between softmax and sigmoids."""

import numpy as np

from output_layer.choice import labels_cost_gradient
from output_layer.gradient import log_likelihood_cost_gradient
from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import logit, sigmoid
from output_layer.softmax import softmax

TRUE = np.array([1.0, 0.0, 1.0, 1.0])
TARGET = TRUE / TRUE.sum()
OUTPUTS = np.array([0.9, 0.9, 0.5])
GAP, DECAY, WEIGHT = 0.7, 0.01, 3.0


def trained(gradient, steps=2000):
    """Return the logits at which a layer with nothing but biases ends."""
    z = np.zeros(TRUE.size)
    for _ in range(steps):
        z = z - gradient(z)
    return z


def least_top(classes):
    """Return how small the largest share of a layer can be."""
    return softmax(np.zeros(classes)).max()


def step_of_the_gap():
    """Return by how much z₁ − z₂ moves in a step of a softmax over two logits."""
    slopes = log_likelihood_cost_gradient([GAP, 0.0], 0)
    return slopes[1] - slopes[0]


def step_of_the_neuron():
    """Return by how much the logit of one sigmoid moves in the same step."""
    return -labels_cost_gradient([GAP], [1.0])[0]


def decay_of(rows):
    """Return the decay of rows of weights: λ/2 times the sum of their squares."""
    return DECAY / 2 * np.sum(np.square(rows))


SPLIT = decay_of([WEIGHT / 2, -WEIGHT / 2])

QUESTIONS = (
    Question(
        "both",
        "labels",
        "Three of four labels of a picture are true, and a softmax learns to say so. It learns "
        "perfectly. Which share does it give to a true label?",
        (
            Answer(
                softmax(trained(lambda z: log_likelihood_cost_gradient(z, TARGET)))[0],
                "There is one whole to give away, and three who have a right to it. The third "
                "means that there are others.",
            ),
            Answer(
                sigmoid(trained(lambda z: labels_cost_gradient(z, TRUE)))[0],
                "That is what a sigmoid would say, for it shares with nobody.",
            ),
            Answer(
                least_top(TRUE.size),
                "You have shared the whole among all four. The label that is not true gets "
                "nothing.",
            ),
            Answer(
                least_top(2),
                "One half is what each of *two* true labels would get.",
            ),
        ),
        decimals=2,
        before="theta_split = trained",
    ),
    Question(
        "none",
        "none",
        "None of four labels of a picture is true. How small can the *largest* of four shares be "
        "that softmax gives? Give two decimals.",
        (
            Answer(
                least_top(4),
                "Four shares have the sum 1, so one of them is a quarter or more. Softmax cannot "
                "say that none is true.",
            ),
            Answer(
                sigmoid(-np.inf),
                "Sigmoids can all go down to 0. Shares have to add up to 1.",
            ),
            Answer(
                least_top(5),
                "You have counted a fifth class, which would mean *none of them*. It is not there.",
            ),
        ),
        decimals=2,
        other="Four numbers have the sum 1: how small can the largest of them be?",
    ),
    Question(
        "shares",
        "shares",
        f"Three sigmoids answer {OUTPUTS[0]}, {OUTPUTS[1]} and {OUTPUTS[2]}. Then you hear that "
        "exactly one of the three labels is true. Which probability has the first one now?",
        (
            Answer(
                softmax(logit(OUTPUTS))[0],
                "The shares are in proportion to the *odds*, 9 to 9 to 1, and that is the softmax "
                "of the logits.",
            ),
            Answer(
                (OUTPUTS / OUTPUTS.sum())[0],
                "The outputs have been divided by their sum. That the others are *not* true counts "
                "as well, and brings in the odds.",
            ),
            Answer(
                softmax(OUTPUTS)[0],
                "Softmax has been applied to the outputs. It expects logits.",
            ),
            Answer(
                OUTPUTS[0] * (1 - OUTPUTS[1]) * (1 - OUTPUTS[2]),
                "That is the chance that this label is true *and* the two others are not. Divide "
                "it by the chance that exactly one is true.",
            ),
        ),
        decimals=3,
        before="**How the two belong together.**",
    ),
    Question(
        "step",
        "two",
        "Two classes, the same learning rate, the same answers so far. How far does the gap "
        "$z_1 - z_2$ of a two-way softmax move in a step, compared with the logit of one sigmoid?",
        (
            Answer(
                step_of_the_gap() / step_of_the_neuron(),
                "One logit moves up and the other down, each by the error, so the gap moves twice.",
                "Twice as far.",
            ),
            Answer(
                step_of_the_neuron() / step_of_the_neuron(),
                "The models are the same, and their answers. But the gap is moved from both ends.",
                "Equally far.",
            ),
            Answer(
                SPLIT / decay_of([WEIGHT]),
                "It is the decay that is halved. The step is doubled.",
                "Half as far.",
            ),
        ),
    ),
    Question(
        "decay",
        "half",
        f"A softmax over two logits has the weight decay $\\lambda = {DECAY}$ on both rows. Which "
        "$\\lambda$ does one sigmoid need for the same fit?",
        (
            Answer(
                2 * SPLIT / WEIGHT**2,
                "Two rows with half the weight each have half the squares.",
            ),
            Answer(
                DECAY,
                "The probabilities are the same with equal weights, but the penalty is not: two "
                "halves have smaller squares than one whole.",
            ),
            Answer(
                2 * DECAY,
                "You have turned the factor round. One row has twice the squares, and is charged "
                "half as much for them.",
            ),
            Answer(
                decay_of([WEIGHT / 2]) * 2 / WEIGHT**2,
                "You have halved one row and forgotten the other one.",
            ),
        ),
        decimals=4,
    ),
)
