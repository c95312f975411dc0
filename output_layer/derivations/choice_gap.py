"""Chapter choice: two logits of a softmax layer beside the one of a sigmoid."""

from sympy import Add, Derivative, Mul

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import eta, j, k, label, lamda, logits, theta
from output_layer.derivations.gradient import COST
from output_layer.derivations.gradient_chain import log_likelihood_gradient
from output_layer.derivations.regression_two import NUMBERS, TWO_CLASSES


def _change(logits, label, eta):
    first, second = -eta * ol.log_likelihood_cost_gradient(logits, label - 1)
    return first - second


@derived("A step of the gap", check=equals(_change))
def gap_step():
    """Derive that a step moves z_1 − z_2 by −2η(a_1 − δ_1y), twice as far as a sigmoid's z."""
    error = log_likelihood_gradient()
    errors = [error.result.subs(j, number) for number in NUMBERS]
    first, second = (Derivative(COST, logits[number]) for number in NUMBERS)
    return Derivation(
        -eta * (first - second),
        (
            Step(-eta * _difference(*errors), "Insert the gradient."),
            Step(-2 * eta * errors[0], "Of two errors each is minus the other."),
        ),
        given=error.given,
        where=TWO_CLASSES,
        cases=(label, NUMBERS),
    )


def _difference(first, second):
    """Return first − second with the brackets left standing."""
    return Add(first, Mul(-1, second, evaluate=False), evaluate=False)


def _decay(theta, lamda, k):
    return lamda / 2 * (theta[:, k - 1] ** 2).sum()


@identity("Weight decay of two rows", check=equals(_decay))
def gap_decay():
    """Prove (λ/2)(θ_1k² + θ_2k²) = (λ/4)(θ_1k − θ_2k)² + (λ/4)(θ_1k + θ_2k)²."""
    first, second = theta[1, k], theta[2, k]
    apart, together = (lamda / 4 * (first + sign * second) ** 2 for sign in (-1, 1))
    return Derivation(
        lamda / 2 * (first**2 + second**2),
        (Step(apart + together, "In the sum of both squares the products cancel."),),
        where=TWO_CLASSES,
    )
