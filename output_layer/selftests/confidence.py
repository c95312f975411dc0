"""Questions on confidence: what a share promises, and what it does not."""

import numpy as np

from output_layer.confidence import answers, expected_calibration_error, tempered_cost
from output_layer.crossentropy import cross_entropy_cost
from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import logit, sigmoid
from output_layer.softmax import softmax

SAID, PICTURES, RIGHT = 0.9, 200, 150
ACCURACY, TAU = 0.91, 3.0
RAINS = 0.7
FORECASTS = np.arange(1, 100) / 100
SURE, ANSWERS = 0.9, 100
WEIGHTS = np.array([[0.02, -0.01], [0.01, 0.03], [-0.02, 0.01]])
PICTURE = np.array([0.4, 0.6])


def too_sure():
    """Return by how much the confidence is above the part that is right."""
    confidence, right = np.full(PICTURES, SAID), np.arange(PICTURES) < RIGHT
    assert expected_calibration_error(confidence, right) > 0
    return np.mean(confidence - right)


def accuracy(tau):
    """Return how many of a hundred answers are right at a temperature, where 91 were."""
    z = np.zeros((100, 2))
    z[:, 0] = np.where(np.arange(100) < 100 * ACCURACY, 2.0, -2.0)
    assert np.isfinite(tempered_cost(z, np.zeros(100), 1 / tau)).all()
    return answers(z / tau, np.zeros(100)).right.mean()


def cheapest():
    """Return the forecast whose expected log-likelihood cost is least."""
    paid = cross_entropy_cost(logit(FORECASTS), RAINS)
    return FORECASTS[paid.argmin()]


def by_chance():
    """Return the mean distance of the part that is right from the confidence of a perfect layer."""
    return np.sqrt(2 * SURE * (1 - SURE) / (np.pi * ANSWERS))


def far_out():
    """Return the largest share of a picture whose pixels have been multiplied by 100,000."""
    return softmax(WEIGHTS @ (1e5 * PICTURE)).max()


QUESTIONS = (
    Question(
        "certain",
        "certain",
        f"It rains on {RAINS:.0%} of such days. Which forecast has the least log-likelihood cost "
        "on average?".replace("%", " %"),
        (
            Answer(
                cheapest(),
                "The expected cost is least for the true probability, and for nothing else.",
            ),
            Answer(
                1.0,
                "That is the more likely answer, given with certainty. On three days of ten it "
                "costs infinitely much.",
            ),
            Answer(
                sigmoid(2 * logit(RAINS)),
                "That is surer than the truth: the log-odds have been doubled.",
            ),
            Answer(
                0.5,
                "That is safe, and pays log 2 every day. Knowing the frequency saves some of it.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "calibrated",
        "calibrated",
        f"A layer reads {ACCURACY:.0%} of the digits right. Then all logits are divided by "
        f"{TAU:.0f}. How many are right now?".replace("%", " %"),
        (
            Answer(
                accuracy(TAU),
                "The largest logit stays the largest, so every answer stays.",
            ),
            Answer(
                ACCURACY / TAU,
                "The logits are a third of what they were. Which of them is the largest has not "
                "changed.",
            ),
            Answer(
                sigmoid(logit(ACCURACY) / TAU),
                "So a *confidence* of 0.91 would change between two classes. The accuracy counts "
                "answers.",
            ),
        ),
        decimals=2,
        before="interval(now - before)",
    ),
    Question(
        "probability",
        "probability",
        f"On each of {PICTURES} new pictures a layer gives its answer the share {SAID}, and "
        f"{RIGHT} answers are right. By how much is it too sure?",
        (
            Answer(
                too_sure(),
                "The confidence, less the part that is right.",
            ),
            Answer(
                0.0,
                "That the shares add up to one does not make them right. Count the answers.",
            ),
            Answer(
                -too_sure(),
                "That would be too modest: more right than it says.",
            ),
            Answer(
                SAID,
                "That is what it says. Take off what it keeps.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "chance",
        "chance",
        f"A layer is perfectly calibrated. It gives {ANSWERS} answers, all with the confidence "
        f"{SURE}. Which calibration error is to be expected?",
        (
            Answer(
                by_chance(),
                "The part that is right strays, and a distance does not cancel. This is its mean.",
            ),
            Answer(
                0.0,
                "It would be 0 if exactly 90 were right. That is one case of many.",
            ),
            Answer(
                np.sqrt(SURE * (1 - SURE) / ANSWERS),
                "That is the standard deviation. The mean distance is 0.8 of it.",
            ),
            Answer(
                1 - SURE,
                "So many answers are wrong, as they ought to be.",
            ),
        ),
        decimals=3,
    ),
    Question(
        "familiar",
        "familiar",
        "All pixels of a picture are multiplied by a large number. What becomes of the largest "
        "share of a softmax layer without biases?",
        (
            Answer(
                far_out(),
                "The logits grow with the pixels, as at a falling temperature, and one class gets "
                "all.",
                "It tends to 1.",
                lambda found: found > 0.999,
            ),
            Answer(
                softmax(WEIGHTS @ PICTURE).max(),
                "The same number *added* to all logits would change nothing. Here all are "
                "multiplied.",
                "It stays as it is.",
                lambda found: np.isclose(found, softmax(WEIGHTS @ PICTURE).max()),
            ),
            Answer(
                1 / 3,
                "A strange picture ought to leave the layer undecided. Nothing has taught it so.",
                "It tends to $1/K$.",
                lambda found: np.isclose(found, 1 / 3),
            ),
        ),
        before="seen_as",
    ),
)
