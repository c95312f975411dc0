"""Chapter scale: perplexity, sums and costs over a few drawn classes, a tree of sigmoids."""

import numpy as np
from sympy import (
    Derivative,
    Eq,
    Limit,
    Mul,
    Pow,
    Sum,
    exp,
    expand,
    log,
    simplify,
    solve,
    symbols,
)

import output_layer as ol
from output_layer import scale
from output_layer.algebra.checks import STEP, equals
from output_layer.algebra.derivation import Derivation, Solution, Step
from output_layer.algebra.forms import only
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import (
    K,
    M,
    c,
    drawing,
    h,
    j,
    logits,
    p,
    q,
    sigma,
    within,
    z,
)
from output_layer.derivations.gradient import COST, log_likelihood
from output_layer.derivations.sigmoid import sigmoid
from output_layer.derivations.softmax import softmax

S = symbols("S", positive=True)
CLASSES = (within, 1, K)
TERM = exp(logits[within]) / drawing[within]


def _perplexity(logits, label):
    return scale.perplexity(ol.log_likelihood_cost(logits, label - 1))


@derived("The perplexity of one choice", check=equals(_perplexity))
def perplexity_one():
    """Derive e^C = 1/a_y."""
    cost = log_likelihood().right
    return Derivation(
        exp(COST),
        (Step(exp(cost), "Insert the cost: a power of $e$ undoes the logarithm."),),
        given=(log_likelihood(), softmax()),
    )


# Sums over drawn classes


def _drawn(logits, drawing):
    """Return what one draw gives, for each class that may be drawn."""
    return np.exp([scale.sampled_logits(logits, drawing, [at])[0] for at in range(len(logits))])


def _drawn_mean(logits, drawing):
    return drawing @ _drawn(logits, drawing)


@identity("The mean of a sampled sum", check=equals(_drawn_mean))
def sampled_mean():
    """Prove Σ_l q_l · e^(z_l)/q_l = Σ_l e^(z_l)."""
    mean = Mul(drawing[within], TERM, evaluate=False)
    return Derivation(
        Sum(mean, CLASSES),
        (Step(Sum(expand(mean), CLASSES), "Each probability cancels."),),
    )


def _drawn_variance(logits, drawing):
    return drawing @ _drawn(logits, drawing) ** 2 - np.exp(ol.logsumexp(logits)) ** 2


@identity("The variance of one draw", check=equals(_drawn_variance))
def sampled_variance():
    """Prove Σ_l q_l (e^(z_l)/q_l)² − S² = Σ_l e^(2z_l)/q_l − S²."""
    total = Sum(exp(logits[within]), CLASSES)
    square = Mul(drawing[within], Pow(TERM, 2, evaluate=False), evaluate=False)
    return Derivation(
        Sum(square, CLASSES) - total**2,
        (Step(Sum(expand(square), CLASSES) - total**2, "One of the two probabilities cancels."),),
    )


def _bent(S, c):
    """Return c² times the second derivative of the logarithm, by the complex step."""
    return c**2 * (1 / (S + 1j * STEP)).imag / STEP


@identity("The logarithm of a sum that wavers", check=equals(_bent))
def sampled_logarithm():
    """Prove that log(S + hc) + log(S − hc) lacks h²c²/S² of 2 log S, for small h."""
    lack = log(S + h * c) + log(S - h * c) - 2 * log(S)
    bend = lack.diff(h, 2) / 2
    return Derivation(
        Limit(lack / h**2, h, 0),
        (
            Step(Limit(simplify(bend), h, 0), "L'Hôpital's rule, twice."),
            Step(simplify(bend.subs(h, 0)), "Insert $h = 0$."),
        ),
    )


def _corrected(logits, drawing, M, j):
    return np.exp(scale.sampled_logits(logits, drawing, [j - 1]))[0] / M


@identity("The logit of a drawn class", check=equals(_corrected))
def sampled_logit():
    """Prove e^(z_j − log(M q_j)) = e^(z_j)/(M q_j)."""
    corrected = exp(logits[j] - log(M * drawing[j]), evaluate=False)
    return Derivation(
        corrected,
        (Step(exp(corrected.exp), "The power of a difference is a quotient."),),
    )


# One decision at a time


def _best(p, q, M):
    """Return where the slope of the expected cost is 0, by halving."""
    low, high = -80.0, 80.0
    for _ in range(200):
        z = (low + high) / 2
        slope = p * ol.cross_entropy_cost_gradient(z, 1.0)
        slope += M * q * ol.cross_entropy_cost_gradient(z, 0.0)
        low, high = (z, high) if slope < 0 else (low, z)
    return z


@identity("What negative sampling learns", check=equals(_best))
def negative_optimum():
    """Prove z = log(p/(Mq)) from the slope of −p log σ(z) − Mq log σ(−z)."""
    cost = -p * log(sigma(z)) - M * q * log(sigma(-z))
    explicit = simplify(expand(sigmoid().insert_into(cost).diff(z)))
    power = only(solve(explicit, exp(z)))
    return Solution(
        Eq(Derivative(cost, z), 0),
        (
            Step(Eq(exp(z), power), "Insert the sigmoid, differentiate, and solve for $e^z$."),
            Step(Eq(z, log(power)), "Take logarithms."),
        ),
        given=(sigmoid(),),
        unknown=z,
        whole=False,
    )


def _leaves(z, p):
    return p * np.exp(ol.tree_log_shares([z])).sum()


@derived("What a node of the tree hands on", check=equals(_leaves))
def tree_node():
    """Derive p σ(z) + p σ(−z) = p."""
    both = p * sigma(z) + p * sigma(-z)
    inserted = sigmoid().insert_into(both)
    return Derivation(
        both,
        (
            Step(inserted, "Insert the sigmoid."),
            Step(simplify(inserted), "The two fractions add up to one."),
        ),
        given=(sigmoid(),),
    )
