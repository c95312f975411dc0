"""Chapter choice: a softmax layer whose target is shared among the classes."""

import numpy as np
from sympy import Derivative, Sum, log

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import K, LayerCost, ell, j, logits, share, tags
from output_layer.derivations.gradient import in_shares
from output_layer.derivations.softmax import softmax

COST = LayerCost(logits)


def _cost(logits, tags):
    """Return the sum over the classes of t_l times the package's cost of that label."""
    every = np.arange(len(logits))
    return tags @ ol.log_likelihood_cost(np.tile(logits, (len(logits), 1)), every)


@definition("The cost of a shared target", check=equals(_cost))
def shares_cost():
    """Define C = −Σ_l t_l log a_l."""
    return Definition(COST, -Sum(tags[ell] * log(share(ell)), (ell, 1, K)), given=(softmax(),))


@derived("The gradient for a shared target", check=gradient(_cost, by="logits"))
def shares_gradient():
    """Derive ∂C/∂z_j = a_j Σ_l t_l − t_j: with the sum 1 it is a_j − t_j."""
    cost = softmax().insert_into(shares_cost().right)
    slope = settled(cost.diff(logits[j]))
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(Derivative(cost, logits[j]), "Insert the shares."),
            Step(slope, r"Each logarithm moves with $z_j$; $\partial z_l/\partial z_j$ picks one."),
            Step(in_shares(slope, j), "Write $a$ for the share."),
        ),
        given=(shares_cost(), softmax()),
    )
