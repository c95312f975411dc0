"""The Output Layer: reference maths of the book, one module a chapter."""

from output_layer.choice import labels_cost, labels_cost_gradient
from output_layer.crossentropy import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.gradcheck import check_gradient
from output_layer.gradient import (
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    softmax_jacobian,
    softmax_jacobian_product,
)
from output_layer.saturation import softmax_quadratic_cost, softmax_quadratic_cost_gradient
from output_layer.scale import (
    VocabularyGradient,
    streaming_logsumexp,
    streaming_softmax,
    vocabulary_cost,
    vocabulary_cost_gradient,
)
from output_layer.sigmoid import log_sigmoid, logit, sigmoid, sigmoid_derivative, softplus
from output_layer.slowdown import (
    Trajectory,
    quadratic_cost,
    quadratic_cost_gradient,
    train_neuron,
)
from output_layer.softmax import log_softmax, logsumexp, softmax

__all__ = [
    "SoftmaxRegression",
    "Trajectory",
    "VocabularyGradient",
    "check_gradient",
    "cross_entropy_cost",
    "cross_entropy_cost_gradient",
    "labels_cost",
    "labels_cost_gradient",
    "log_likelihood_cost",
    "log_likelihood_cost_gradient",
    "log_sigmoid",
    "log_softmax",
    "logit",
    "logsumexp",
    "quadratic_cost",
    "quadratic_cost_gradient",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_jacobian",
    "softmax_jacobian_product",
    "softmax_quadratic_cost",
    "softmax_quadratic_cost_gradient",
    "softplus",
    "streaming_logsumexp",
    "streaming_softmax",
    "train_neuron",
    "vocabulary_cost",
    "vocabulary_cost_gradient",
]


def __getattr__(name):
    """Import the estimator where it is used first: scikit-learn takes longer than all the rest."""
    if name == "SoftmaxRegression":
        from output_layer.regression import SoftmaxRegression

        return SoftmaxRegression
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
