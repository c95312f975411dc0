"""The results of the book, derived by SymPy: one module a chapter, and their ledger."""

from output_layer.derivations import (  # noqa: F401 (importing a module enters its equations)
    crossentropy,
    crossentropy_comparison,
    crossentropy_examples,
    crossentropy_inverse,
    gradient,
    gradient_chain,
    sigmoid,
    sigmoid_logarithm,
    sigmoid_model,
    slowdown,
    slowdown_curvature,
    slowdown_escape,
    softmax,
    softmax_temperature,
)
from output_layer.derivations.ledger import derive, equations

__all__ = ["derive", "equations"]
