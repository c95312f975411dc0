"""The Output Layer: reference maths of the book, one module a chapter."""

from output_layer.choice import labels_cost, labels_cost_gradient
from output_layer.confidence import (
    answers,
    decision_threshold,
    expected_calibration_error,
    fit_temperature,
    murphy,
    reliability,
    tempered_cost,
    tempered_cost_slope,
    with_frequencies,
)
from output_layer.crossentropy import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.curvature import (
    NewtonPath,
    cross_entropy_newton_step,
    guaranteed_step,
    newton_descent,
    regression_hessian,
    regression_hessian_product,
)
from output_layer.gradcheck import check_gradient
from output_layer.gradient import (
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    softmax_jacobian,
    softmax_jacobian_product,
)
from output_layer.principle import (
    curl,
    entropy,
    gumbel_argmax,
    smooth_maximum,
    sparsemax,
    sparsemax_cost,
    sparsemax_cost_gradient,
)
from output_layer.saturation import softmax_quadratic_cost, softmax_quadratic_cost_gradient
from output_layer.scale import (
    distillation_cost,
    distillation_cost_gradient,
    top_k,
    top_p,
    tree_log_shares,
)
from output_layer.scale_blocks import (
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
from output_layer.training import focal_cost, focal_cost_gradient

__all__ = [
    "NewtonPath",
    "SoftmaxRegression",
    "Trajectory",
    "VocabularyGradient",
    "answers",
    "check_gradient",
    "cross_entropy_cost",
    "cross_entropy_cost_gradient",
    "cross_entropy_newton_step",
    "curl",
    "decision_threshold",
    "distillation_cost",
    "distillation_cost_gradient",
    "entropy",
    "expected_calibration_error",
    "fit_temperature",
    "focal_cost",
    "focal_cost_gradient",
    "guaranteed_step",
    "gumbel_argmax",
    "labels_cost",
    "labels_cost_gradient",
    "log_likelihood_cost",
    "log_likelihood_cost_gradient",
    "log_sigmoid",
    "log_softmax",
    "logit",
    "logsumexp",
    "murphy",
    "newton_descent",
    "quadratic_cost",
    "quadratic_cost_gradient",
    "regression_hessian",
    "regression_hessian_product",
    "reliability",
    "sigmoid",
    "sigmoid_derivative",
    "smooth_maximum",
    "softmax",
    "softmax_jacobian",
    "softmax_jacobian_product",
    "softmax_quadratic_cost",
    "softmax_quadratic_cost_gradient",
    "softplus",
    "sparsemax",
    "sparsemax_cost",
    "sparsemax_cost_gradient",
    "streaming_logsumexp",
    "streaming_softmax",
    "tempered_cost",
    "tempered_cost_slope",
    "top_k",
    "top_p",
    "train_neuron",
    "tree_log_shares",
    "vocabulary_cost",
    "vocabulary_cost_gradient",
    "with_frequencies",
]


def __getattr__(name):
    """Import the estimator where it is used first: scikit-learn takes longer than all the rest."""
    if name == "SoftmaxRegression":
        from output_layer.regression import SoftmaxRegression

        return SoftmaxRegression
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
