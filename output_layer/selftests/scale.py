"""Questions on scale: what a model of many classes pays and picks, and softmax that is inside."""

import numpy as np

from output_layer.gradient import softmax_jacobian
from output_layer.scale import perplexity, top_p
from output_layer.selftests.question import Answer, Question

BITS = 3.0
SHARES, NUCLEUS = np.array([0.5, 0.3, 0.15, 0.05]), 0.75
SUMS = np.array([0.5, 1.5])
WIDTH = 64
SURE = np.log([0.999, 0.001])


def spread(width):
    """Return the standard deviation of q·k over vectors of signs, for which it is exact."""
    return np.sqrt(np.square(np.random.default_rng(0).choice([-1.0, 1.0], width)).sum())


QUESTIONS = (
    Question(
        "sampled",
        "sampled",
        "A sum over all classes is 1. An estimate of it is 0.5 or 1.5, equally often, so its mean "
        "is right. What is the mean of its logarithm? Give three decimals.",
        (
            Answer(
                np.log(SUMS).mean(),
                "The logarithm falls further below 1 than it rises above. The mean of the sum is "
                "right, the mean of the cost is not.",
            ),
            Answer(
                np.log(SUMS.mean()),
                "That is the logarithm of the mean. The logarithm bends, so the order matters.",
            ),
            Answer(
                -np.log(SUMS).mean(),
                "The sign: the logarithm falls further below 1 than it rises above.",
            ),
            Answer(
                -SUMS.var() / 2,
                "That is half of the variance over S², which holds for small errors. These are "
                "not small.",
            ),
        ),
        decimals=3,
        other="Take the logarithms of 0.5 and of 1.5, and then their mean.",
        before="a logarithm bends",
    ),
    Question(
        "root",
        "root",
        "A query and a key have 64 numbers each, all independent with the mean 0 and the variance "
        "1. What is the standard deviation of their product?",
        (
            Answer(
                spread(WIDTH),
                "The variances of 64 terms add up to 64, and the standard deviation is the root "
                "of that.",
            ),
            Answer(
                spread(WIDTH) ** 2,
                "That is the variance. Divided by it, the logits would be far too small.",
            ),
            Answer(
                spread(WIDTH) / np.sqrt(WIDTH),
                "It would be 1 for a single number. Each further one adds its variance.",
            ),
        ),
        before="has the variance 1 for every width",
    ),
    Question(
        "bits",
        "bits",
        "A model of letters pays 3 bits a letter. What is its perplexity?",
        (
            Answer(
                perplexity(BITS * np.log(2)),
                "Among so many equal letters each choice costs 3 bits: $2^3$.",
            ),
            Answer(np.exp(BITS), "$e^3$ would be right for a cost of 3 nats."),
            Answer(
                BITS * np.log(2),
                "That is the cost in nats. The perplexity is its power: $e$ to that.",
            ),
            Answer(
                BITS, "A perplexity is a number of choices. With 3 bits one can say more of them."
            ),
        ),
        decimals=2,
    ),
    Question(
        "nucleus",
        "nucleus",
        "Four classes have the shares 0.5, 0.3, 0.15 and 0.05. How many can be picked with top-p "
        "at 0.75?",
        (
            Answer(
                np.isfinite(top_p(np.log(SHARES), NUCLEUS)).sum(),
                "0.5 is not enough, 0.5 and 0.3 together are.",
            ),
            Answer(
                (SHARES.cumsum() <= NUCLEUS).sum(),
                "That class alone has 0.5. The nucleus needs the class that reaches 0.75.",
            ),
            Answer(
                np.ceil(NUCLEUS * len(SHARES)),
                "That is three quarters of the classes. The nucleus counts shares, not classes.",
            ),
            Answer(
                (SHARES < NUCLEUS).sum(),
                "You have compared each share with 0.75. Their sum counts, from the top on.",
            ),
        ),
        decimals=0,
    ),
    Question(
        "inside",
        "inside",
        "In attention one of two keys has the share 0.999 and the value 1, and the other has the "
        "value 0. How steep is the output over the logit of the first key?",
        (
            Answer(
                softmax_jacobian(SURE)[0, 0],
                "$a(1 - a)$: no logarithm follows, so the slope of softmax is not cancelled.",
            ),
            Answer(
                1 - np.exp(SURE)[0],
                "That is the push of the log-likelihood. It comes from its logarithm, and here is "
                "none.",
            ),
            Answer(np.exp(SURE)[0], "That is the share itself. It can hardly rise any further."),
            Answer(
                1.0,
                "The output is steep in the *share*. The logit goes through a flat softmax.",
            ),
        ),
    ),
)
