"""Questions on the gradient of softmax with its log-likelihood cost."""

import numpy as np

from output_layer.gradient import (
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    softmax_jacobian,
)
from output_layer.selftests.gradient_turns import (
    CLASSES,
    JACOBIAN,
    LABEL,
    LOW,
    SHARES,
    SURE,
    chain,
    learned,
    never_flat,
    raised_neurons,
    right_class_only,
    same_index_only,
    small,
    without_the_slope,
)
from output_layer.selftests.question import Answer, Question
from output_layer.softmax import softmax

QUESTIONS = (
    Question(
        "other",
        "elementwise",
        f"The logits are (1, 2, 0), the shares ({SHARES[0]:.4f}, {SHARES[1]:.4f}, "
        f"{SHARES[2]:.4f}). The *second* logit rises a little. How fast does the *first* share "
        "change, for each unit of it?",
        (
            Answer(
                JACOBIAN[0, 1],
                "It is $-a_1 a_2$: the second logit stands in the denominator of the first share.",
            ),
            Answer(
                np.diag(np.diag(JACOBIAN))[0, 1],
                "You have let each share follow its own logit and no other, as in a layer of "
                "sigmoids.",
            ),
            Answer(
                JACOBIAN[0, 0],
                "That is the slope over its *own* logit, the case $i = j$.",
            ),
            Answer(
                -JACOBIAN[1, 1],
                "That is all that the second share gains. The first one pays its part of it, and "
                "the third one the rest.",
            ),
        ),
        decimals=4,
        before="raised = softmax",
    ),
    Question(
        "same",
        "case",
        "Somebody derives the case $i = j$ alone, finds $a_y - 1$, and uses it for every logit. "
        "What does a step of descent with it change?",
        (
            Answer(
                learned(same_index_only()),
                "All logits rise by the same amount, and softmax does not notice a shift.",
                "No share at all.",
                lambda change: np.allclose(change, 0, atol=1e-12),
            ),
            Answer(
                learned(right_class_only()),
                "Then only the right logit would be moved. Here the same number stands in every "
                "component.",
                "The right class gains, and the others lose.",
                lambda change: change[LABEL] > 0 and max(change[1:]) < 0,
            ),
            Answer(
                raised_neurons(same_index_only()),
                "So it would be with sigmoids, each of which follows its own logit. Shares cannot "
                "all grow, for their sum is 1.",
                "All shares grow.",
                lambda change: min(change) > 0,
            ),
        ),
    ),
    Question(
        "push",
        "back",
        f"The right class has the share {LOW}. How hard does the log-likelihood push its logit "
        "up? Give two decimals.",
        (
            Answer(
                -log_likelihood_cost_gradient(np.log([LOW, 1 - LOW]), 0)[0],
                "It pushes with what the share lacks, $1 - a_y$.",
            ),
            Answer(
                softmax_jacobian(np.log([LOW, 1 - LOW]))[0, 0],
                "That is $a_y(1 - a_y)$: the slope of softmax has been multiplied back in, though "
                "the logarithm has cancelled it.",
            ),
            Answer(
                1 / LOW,
                "That is the slope over the *share*. Softmax comes next and is as flat as the "
                "logarithm is steep.",
            ),
            Answer(
                log_likelihood_cost(np.log([LOW, 1 - LOW]), 0),
                "That is the cost, $-\\log a_y$. Its slope over the logit never exceeds 1.",
            ),
        ),
        decimals=2,
        other="Over the logits, the slope is the output minus what was wanted.",
    ),
    Question(
        "gone",
        "where",
        "A layer is badly wrong, and no logit moves the right share any more: all slopes of $a_y$ "
        "are nearly 0. The gradient $a_j - \\delta_{jy}$ is not. Where have they gone?",
        (
            Answer(
                chain(),
                "Each of them has the factor $a_y$, and the slope of $-\\log a_y$ is $-1/a_y$.",
                "The logarithm has a slope that is as large as they are small.",
                lambda found: (
                    small(found.row) and np.allclose(found.pull * found.row, found.gradient)
                ),
            ),
            Answer(
                without_the_slope(),
                "Without that link the push would be $-1/a_y$, thousands of times too large. "
                "The chain rule has them all.",
                "They have been left out, as the error is what matters.",
                lambda found: np.all(found.row == 1),
            ),
            Answer(
                never_flat(),
                "At equal logits that is so. Where the right class has hardly any share, every "
                "slope of its row is tiny.",
                "Nowhere: softmax is not flat, the sigmoid is.",
                lambda found: not small(found.row),
            ),
        ),
    ),
    Question(
        "twice",
        "twice",
        "A network for ten classes ends in softmax, and its cost applies softmax again. All its "
        "answers are right and certain. What does it still pay for each?",
        (
            Answer(
                log_likelihood_cost(SURE, 0),
                "The second softmax gets the shares 1 and 0 for logits, a gap of 1. No odds can "
                f"be larger than $e$ to 1, and no share larger than {softmax(SURE)[0]:.2f}.",
            ),
            Answer(
                -np.log(SURE[0]),
                "That is the cost of the shares that the layer gives. The cost forms its own "
                "shares from them.",
            ),
            Answer(
                log_likelihood_cost(np.zeros(CLASSES), 0),
                "That is the cost of guessing, of ten equal shares. The second softmax hides much, "
                "but not everything.",
            ),
        ),
        decimals=2,
    ),
)
