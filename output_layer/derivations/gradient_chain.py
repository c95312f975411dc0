"""Chapter gradient: from the cost through the logits to the weights and biases."""

from sympy import Derivative, Mul, Sum, expand, factor_terms

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import (
    K,
    LayerCost,
    biases,
    each,
    ell,
    i,
    j,
    k,
    label,
    logit,
    logits,
    outputs,
    share,
    weights,
)
from output_layer.derivations.gradient import COST, PICKED, jacobian, log_likelihood
from output_layer.derivations.softmax import layer, logits_of_parameters, softmax, softmax_sum

DIGITS = 12  # the sum of the gradient is 0 but for rounding


def _cost(logits, label):
    return ol.log_likelihood_cost(logits, label - 1)


def cost_of_outputs():
    """Return the definition of the cost as a function of the outputs, each a plain number."""
    cost = log_likelihood().right.subs(share(label), outputs[label])
    return Definition(LayerCost(outputs), cost)


@identity("The chain rule by way of every output", check=gradient(_cost, by="logits"))
def log_likelihood_chain():
    """Prove ∂C/∂z_j = Σ_i ∂C/∂a_i ∂a_i/∂z_j."""
    links = Derivative(LayerCost(outputs), outputs[i]) * Derivative(share(i), logits[j])
    return Derivation(
        Derivative(COST, logits[j]),
        (Step(Sum(links, (i, 1, K)), "A logit reaches the cost through every output."),),
        given=(
            log_likelihood(),
            cost_of_outputs(),
            Definition(outputs[j], share(j)),
            softmax(),
        ),
    )


@derived("The gradient of the log-likelihood cost", check=gradient(_cost, by="logits"))
def log_likelihood_gradient():
    """Derive ∂C/∂z_j = a_j − δ_jy."""
    pull = log_likelihood().right.diff(share(label))
    slope = jacobian().result.subs(i, label)
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(COST.diff(logits[j]), "The chain rule, by way of $a_y$ alone."),
            Step(Mul(pull, slope, evaluate=False), "Insert both derivatives."),
            Step(expand(pull * slope), "The share $a_y$ cancels."),
        ),
        given=(log_likelihood(), softmax()),
    )


def through_layer(parameter):
    """Extend ∂C/∂z_l to a parameter of neuron j, by way of all logits."""
    links = Derivative(COST, logits[ell]) * Derivative(logit(ell), parameter)
    error = log_likelihood_gradient().result.subs(j, ell)
    slope = settled(layer().insert_into(Derivative(logit(ell), parameter)))
    found = Sum(error * slope, (ell, 1, K))
    return Derivation(
        Derivative(COST.subs(logits[each], logit(each)), parameter),
        (
            Step(Sum(links, (ell, 1, K)), "The chain rule, by way of every logit."),
            Step(found, "Insert both; it moves $z_j$ alone."),
            Step(factor_terms(settled(found)), PICKED),
        ),
        given=(log_likelihood(), softmax(), logits_of_parameters(), layer()),
    )


def _cost_of_parameters(weights, inputs, biases, label):
    return _cost(weights @ inputs + biases, label)


@derived("The gradient for a bias", check=gradient(_cost_of_parameters, by="biases"))
def log_likelihood_gradient_bias():
    """Derive ∂C/∂b_j = a_j − δ_jy."""
    return through_layer(biases[j])


@derived("The gradient for a weight", check=gradient(_cost_of_parameters, by="weights"))
def log_likelihood_gradient_weight():
    """Derive ∂C/∂w_jk = (a_j − δ_jy) x_k."""
    return through_layer(weights[j, k])


def _sum(logits, label):
    return round(ol.log_likelihood_cost_gradient(logits, label - 1).sum(), DIGITS)


@derived("The sum of the gradient", check=equals(_sum))
def gradient_sum():
    """Derive Σ_j ∂C/∂z_j = 0."""
    errors = Sum(log_likelihood_gradient().result, (j, 1, K))
    split, one = settled(errors), softmax_sum()
    return Derivation(
        Sum(Derivative(COST, logits[j]), (j, 1, K)),
        (
            Step(errors, "Insert the gradient.", shown=True),
            Step(split, "The delta is 1 for the label alone."),
            Step(split.subs(one.left, one.result), "The shares add up to one."),
        ),
        given=(log_likelihood(), softmax()),
    )
