"""Chapter saturation: what reaches a weight of a hidden neuron."""

from sympy import Derivative, Sum

import output_layer as ol
from output_layer.algebra.checks import gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import (
    Hidden,
    K,
    Logit,
    a,
    biases,
    c,
    each,
    j,
    k,
    logits,
    omega,
    sigma,
    weights,
    x,
)
from output_layer.derivations.gradient import COST, log_likelihood
from output_layer.derivations.gradient_chain import log_likelihood_gradient
from output_layer.derivations.sigmoid import sigmoid, sigmoid_derivative
from output_layer.derivations.softmax import softmax

HIDDEN = Hidden(k, omega)
WAY = weights[j, k]
INSIDE = omega * x + c
BEHIND = "Neuron $k$ reaches logit $j$ with the weight $w_{jk}$."
OWN = "The hidden neuron is a sigmoid, and $x$ is its input."


def _logit(of):
    """Return z_j as a function of ω."""
    return Logit(of, omega)


def _network():
    """Return z_j = w_jk h_k + b_j and h_k = σ(ωx + c): b_j and c are all that has no ω in it."""
    return (
        Definition(logits[j], _logit(j)),
        Definition(_logit(j), WAY * HIDDEN + biases[j]),
        Definition(HIDDEN, sigma(INSIDE)),
    )


def _cost(weights, biases, k, omega, x, c, label):
    hidden = ol.sigmoid(omega * x + c)
    return ol.log_likelihood_cost(weights[:, k - 1] * hidden + biases, label - 1)


@derived("The gradient for a weight of a hidden neuron", check=gradient(_cost, by="omega"))
def hidden_gradient():
    """Derive ∂C/∂ω = (Σ_j (a_j − δ_jy) w_jk) h_k (1 − h_k) x."""
    error = log_likelihood_gradient().result
    slope = sigmoid_derivative().result.subs(a, HIDDEN) * INSIDE.diff(omega)
    links = Derivative(COST, logits[j]) * Derivative(_logit(j), omega)
    rises = error * WAY * Derivative(HIDDEN, omega)
    return Derivation(
        Derivative(COST.subs(logits[each], _logit(each)), omega),
        (
            Step(Sum(links, (j, 1, K)), "The chain rule, by way of every logit."),
            Step(Sum(rises, (j, 1, K)), BEHIND),
            Step(Sum(error * WAY, (j, 1, K)) * slope, OWN),
        ),
        given=(log_likelihood(), softmax(), *_network(), sigmoid()),
    )
