"""Chapter curvature: the Hessian of softmax regression over its weights."""

from sympy import Derivative, KroneckerDelta

import output_layer as ol
from output_layer.algebra.checks import gradient
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import ell, i, inputs, j, k, lamda, second, theta
from output_layer.derivations.regression import given, mean_over_examples, probability_of
from output_layer.derivations.regression_decay import (
    DECAYED,
    weight_decay,
)
from output_layer.derivations.regression_gradient import ENTRY, softmax_cost_gradient

OTHER = theta[ell, second]


def _slope(theta, inputs, labels, lamda, ell, second):
    errors = ol.log_likelihood_cost_gradient(inputs @ theta.T, labels - 1)
    slopes = errors.T @ inputs / len(labels) + lamda * theta
    return slopes[ell - 1, second - 1]


@derived("The Hessian of softmax regression", check=gradient(_slope, by="theta"))
def regression_hessian():
    """Derive ∂²J_λ/∂θ_jk∂θ_lp = (1/m) Σ_i x_ik x_ip P_j (δ_jl − P_l) + λ δ_jl δ_kp."""
    slope = softmax_cost_gradient().result + lamda * ENTRY
    chance, other = probability_of(j), probability_of(ell)
    decay = lamda * KroneckerDelta(j, ell) * KroneckerDelta(k, second)
    moved = mean_over_examples(inputs[i, k] * Derivative(chance, OTHER))
    bend = chance * (KroneckerDelta(j, ell) - other)
    inserted = mean_over_examples(inputs[i, k] * inputs[i, second] * bend)
    return Derivation(
        Derivative(DECAYED, ENTRY, OTHER),
        (
            Step(Derivative(slope, OTHER), "The gradient, once more differentiated."),
            Step(moved + decay, "The label is constant."),
            Step(inserted + decay, r"The Jacobian, and $\theta_l^\top x_i$ moves by $x_{ip}$."),
        ),
        given=(weight_decay(), *given()),
    )
