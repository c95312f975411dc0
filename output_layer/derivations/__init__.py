"""The results of the book, derived by SymPy: one module a chapter, and their ledger."""

from output_layer.derivations import (  # noqa: F401 (importing a module enters its equations)
    choice,
    choice_gap,
    crossentropy,
    crossentropy_comparison,
    crossentropy_examples,
    crossentropy_inverse,
    gradient,
    gradient_chain,
    regression,
    regression_decay,
    regression_gradient,
    regression_two,
    saturation,
    saturation_gap,
    saturation_rises,
    saturation_sigmoid,
    sigmoid,
    sigmoid_logarithm,
    sigmoid_model,
    slowdown,
    slowdown_curvature,
    slowdown_escape,
    softmax,
    softmax_temperature,
    stability,
)
from output_layer.derivations.ledger import derive, equations

__all__ = ["derive", "equations"]
