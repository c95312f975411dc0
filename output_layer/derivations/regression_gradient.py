"""Chapter regression: the gradient of its cost."""

from sympy import Derivative, expand_log, factor_terms, log

from output_layer.algebra.checks import gradient
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import Indicator, i, j, k, labels, theta
from output_layer.derivations.regression import (
    MEAN,
    cost,
    given,
    mean_over_examples,
    probability_of,
    softmax_probability,
)

ENTRY = theta[j, k]
MOVED = r"Of all products, $\theta_{jk}$ moves $\theta_j^\top x_i$ alone, by $x_{ik}$."
PICK = Indicator(labels[i], j)


@derived("The gradient of softmax regression", check=gradient(cost, by="theta"))
def softmax_cost_gradient():
    """Derive ∂J/∂θ_jk = −(1/m) Σ_i x_ik (1{y_i = j} − P(y_i = j | x_i; θ))."""
    surprise = log(probability_of(labels[i]))
    logarithm = expand_log(softmax_probability().insert_into(surprise), force=True)
    slope = settled(logarithm.diff(ENTRY)).subs(PICK.delta(), PICK)
    chance = probability_of(j)
    folded = slope.subs(softmax_probability().insert_into(chance), chance)
    return Derivation(
        Derivative(MEAN, ENTRY),
        (
            Step(-mean_over_examples(Derivative(surprise, ENTRY)), "Insert the cost."),
            Step(-mean_over_examples(Derivative(logarithm, ENTRY)), "Insert the probability."),
            Step(-mean_over_examples(slope), MOVED),
            Step(-mean_over_examples(factor_terms(folded)), "Write $P$ for the quotient."),
        ),
        given=given(),
    )
