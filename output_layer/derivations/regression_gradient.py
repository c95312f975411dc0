"""Chapter regression: the gradient of its cost."""

from sympy import Add, Derivative, Sum, expand, expand_log, factor_terms, log

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import Indicator, each, i, j, k, labels, m, theta
from output_layer.derivations.regression import (
    MEAN,
    cost,
    given,
    mean_over_examples,
    probability_of,
    softmax_probability,
)

ENTRY, ROW = theta[j, k], theta[j, each]
MOVED = r"Of all products, $\theta_{jk}$ moves $\theta_j^\top x_i$ alone, by $x_{ik}$."
ROW_MOVED = r"Of all products, $\theta_j$ moves $\theta_j^\top x_i$ alone, by $x_i$."
PICK = Indicator(labels[i], j)


def _slopes(entry, moved):
    """Return the steps to the slope over one parameter, which moves θ_jᵀx_i by ``moved``."""
    surprise = log(probability_of(labels[i]))
    logarithm = expand_log(softmax_probability().insert_into(surprise), force=True)
    slope = settled(logarithm.diff(entry)).subs(PICK.delta(), PICK)
    chance = probability_of(j)
    folded = slope.subs(softmax_probability().insert_into(chance), chance)
    return (
        Step(-mean_over_examples(Derivative(surprise, entry)), "Insert the cost."),
        Step(-mean_over_examples(Derivative(logarithm, entry)), "Insert the probability."),
        Step(-mean_over_examples(slope), moved),
        Step(-mean_over_examples(factor_terms(folded)), "Write $P$ for the quotient."),
    )


@derived("The gradient of softmax regression", check=gradient(cost, by="theta"))
def softmax_cost_gradient():
    """Derive ∂J/∂θ_jk = −(1/m) Σ_i x_ik (1{y_i = j} − P(y_i = j | x_i; θ))."""
    return Derivation(Derivative(MEAN, ENTRY), _slopes(ENTRY, MOVED), given=given())


@derived("The gradient for a whole row", check=gradient(cost, by="theta"))
def softmax_cost_gradient_row():
    """Derive ∇_θ_j J = −(1/m) Σ_i x_i (1{y_i = j} − P(y_i = j | x_i; θ)), in every component."""
    return Derivation(Derivative(MEAN, ROW), _slopes(ROW, ROW_MOVED), given=given())


def _balance(theta, inputs, labels, j, k):
    errors = ol.log_likelihood_cost_gradient(inputs @ theta.T, labels - 1)
    return -errors[:, j - 1] @ inputs[:, k - 1]


@derived("What is equal at a minimum", check=equals(_balance))
def softmax_cost_balance():
    """Derive −m ∇_θ_j J = Σ_i 1{y_i = j} x_i − Σ_i P(y_i = j | x_i; θ) x_i."""
    slope = softmax_cost_gradient_row()
    summand = expand(slope.result.atoms(Sum).pop().function)
    terms = (term.as_coeff_Mul() for term in Add.make_args(summand))
    sums = Add(*(sign * Sum(term, (i, 1, m)) for sign, term in terms))
    return Derivation(
        -m * slope.left,
        (
            Step(-m * slope.result, "Insert the gradient."),
            Step(sums, "A sum of differences is a difference of sums."),
        ),
        given=given(),
    )
