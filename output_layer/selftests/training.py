"""Questions on training: what a target asks for, what a batch and an optimiser do to a gradient."""

import numpy as np

from output_layer.gradient import log_likelihood_cost, log_likelihood_cost_gradient
from output_layer.saturation import softmax_quadratic_cost_gradient
from output_layer.selftests.question import Answer, Question
from output_layer.sigmoid import logit, sigmoid
from output_layer.training import asked_gap, batch_variance, smoothed_gap

CLASSES, SMOOTHING, WEIGHT = 10, 0.1, 3.0
SHARES = 0.5, 0.001  # of the true class in two examples
BEFORE, AFTER = np.array([0.45, 0.45, 0.9]), np.array([0.55, 0.55, 0.01])
EXAMPLES, SMALL, LARGE = 1297, 32, 128


def part_of_second(slope):
    """Return the part of the push that the second of two examples has, of two classes each."""
    pushes = [-slope([logit(share), 0.0], 0)[0] for share in SHARES]
    return pushes[1] / sum(pushes)


def mean_cost(shares):
    """Return the mean cost of examples whose true class has these shares, of two classes."""
    return np.mean([log_likelihood_cost([logit(share), 0.0], 0) for share in shares])


def mean_square(shares):
    """Return the mean of (1 − a_y)², the quadratic cost of two classes."""
    return np.mean((1 - shares) ** 2)


def noise(batch):
    """Return the root of the variance of a batch's mean, in units of a single example's."""
    return np.sqrt(batch_variance(1.0, batch, EXAMPLES))


QUESTIONS = (
    Question(
        "smooth",
        "apart",
        "The labels of ten classes are smoothed with $\\varepsilon = 0.1$: the right class keeps "
        "0.9, and the rest is shared out among all ten. All other logits are 0. At which logit of "
        "the right class is the gradient 0? Give two decimals.",
        (
            Answer(
                smoothed_gap(CLASSES, SMOOTHING),
                "The targets are 0.91 and 0.01, and the gap is the logarithm of their quotient.",
            ),
            Answer(
                logit(1 - SMOOTHING),
                "That is $\\log(0.9/0.1)$, as if there were one other class. There are nine, and "
                "each gets a hundredth.",
            ),
            Answer(
                np.log((1 - SMOOTHING) / (SMOOTHING / (CLASSES - 1))),
                "You have shared the tenth out among the nine others. The right class gets its "
                "part of it too.",
            ),
            Answer(
                -np.log(1 - SMOOTHING),
                "That is the cost of the share 0.9 and not a gap of logits.",
            ),
        ),
        decimals=2,
        other="Where the gradient is 0, the shares are the targets; a gap is the logarithm of "
        "their quotient.",
        before="fig-training-targets",
    ),
    Question(
        "adam",
        "optimiser",
        "Two examples press on the same logit, with two classes and the *quadratic* cost behind "
        "softmax. In one the true class has the share 0.5, in the other 0.001. Adam brings their "
        "mean push to the length of its step. What part of that step is due to the second example?",
        (
            Answer(
                part_of_second(softmax_quadratic_cost_gradient),
                "Adam divides the mean. Within the mean the sunken example counts as little as "
                "before.",
            ),
            Answer(
                0.5,
                "So it would be if Adam rescaled each example. It sees only their mean.",
            ),
            Answer(
                part_of_second(log_likelihood_cost_gradient),
                "That is how the log-likelihood mixes them: it pushes a sunken class with its "
                "full error.",
            ),
            Answer(
                SHARES[1],
                "That is the share of the sunken class. Its push is twice that, and the push of "
                "the other is ¼.",
            ),
        ),
        decimals=4,
        before="Adam helps, and it does not heal",
    ),
    Question(
        "rises",
        "rises",
        "Three new examples of two classes. Before some more training the true classes have the "
        "shares 0.45, 0.45 and 0.9, afterwards 0.55, 0.55 and 0.01. So one was right, and now two "
        "are. By how much does the mean log-likelihood cost *rise*?",
        (
            Answer(
                mean_cost(AFTER) - mean_cost(BEFORE),
                "Accuracy counts on which side of ½ a share lies; the cost counts how far. One "
                "answer that is wrong and sure outweighs two that are barely right.",
            ),
            Answer(
                -1 / 3,
                "The error has fallen by a third. The cost need not follow it.",
            ),
            Answer(
                mean_cost(AFTER[:2]) - mean_cost(BEFORE[:2]),
                "You have left out the third example, which is now wrong and sure.",
            ),
            Answer(
                mean_square(AFTER) - mean_square(BEFORE),
                "That is how the quadratic cost rises, which has a ceiling. The logarithm has "
                "none.",
            ),
        ),
        decimals=2,
    ),
    Question(
        "weighted",
        "weighted",
        "For some inputs both of two classes are equally likely. The first is given the class "
        "weight 3; somebody else draws its examples three times as often instead. Which share do "
        "both layers end up giving it there? Give two decimals.",
        (
            Answer(
                sigmoid(asked_gap(0.5, 2, weight=WEIGHT)),
                "Both have the same mean gradient. It is 0 where the shares stand as 3 to 1, and "
                "$\\log 3$ taken off the logit makes ½ of it again.",
            ),
            Answer(
                0.5,
                "So it is without weights. They are not a matter of speed: they move the answer.",
            ),
            Answer(
                WEIGHT * 0.5 / (WEIGHT * 0.5 + 1),
                "The other class has ½ too, and not 1.",
            ),
            Answer(
                sigmoid(WEIGHT),
                "The logit is lifted by $\\log 3$, not by 3.",
            ),
        ),
        decimals=2,
        other="The weights multiply the frequencies, here ½ and ½, and the sum has to be 1 again.",
    ),
    Question(
        "noise",
        "sample",
        "Batches of 1,297 examples are drawn without replacement. How long is the noise in the "
        "gradient of a batch of 128, as a part of that of a batch of 32?",
        (
            Answer(
                noise(LARGE) / noise(SMALL),
                "The variance falls by four, and a little more because a tenth of all examples is "
                "in the batch. The length is its root.",
            ),
            Answer(
                noise(LARGE) ** 2 / noise(SMALL) ** 2,
                "That is the variance. The length of the noise is its root.",
            ),
            Answer(
                np.sqrt(SMALL / LARGE),
                "That is right for draws with replacement. Without it, a large batch varies a "
                "little less.",
            ),
            Answer(
                1.0,
                "Each single example is as noisy as before. The mean of more of them is not.",
            ),
        ),
        decimals=3,
    ),
)
