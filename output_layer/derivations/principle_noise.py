"""Chapter principle: two places where softmax comes from: noise on logits, and Gaussian classes."""

import numpy as np
from scipy.stats import multivariate_normal
from sympy import Integral, Rational, Sum, exp, oo

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import (
    K,
    feature,
    inputs,
    j,
    logits,
    n,
    q,
    share,
    theta,
    within,
)
from output_layer.derivations.softmax import softmax

HALF = Rational(1, 2)


def _share(logits, j):
    return ol.softmax(logits)[j - 1]


def _moderate(point):
    """Return a point whose logits are no further apart than numbers of an integral may be."""
    z = point["logits"]
    return {**point, "logits": z / max(1.0, abs(z).max())}


@derived("Which clock rings first", check=equals(_share, moved=_moderate))
def gumbel_wins():
    """Derive ∫ e^(z_j) e^(−q Σ_l e^(z_l)) dq = a_j: the rate of j while nothing has rung."""
    total = Sum(exp(logits[within]), (within, 1, K))
    return Derivation(
        Integral(exp(logits[j]) * exp(-q * total), (q, 0, oo)),
        (
            Step(exp(logits[j]) / total, "Integrate the exponential.", shown=True),
            Step(share(j), "That is softmax."),
        ),
        given=(softmax(),),
    )


def _log_density(theta, inputs, j):
    mean = theta[j - 1]
    density = multivariate_normal(mean, np.eye(len(mean)))
    return density.logpdf(inputs) - density.logpdf(mean)


@identity("The logits of Gaussian classes", check=equals(_log_density))
def gaussian_logits():
    """Prove −½ Σ_k (x_k − θ_jk)² = Σ_k θ_jk x_k − ½ Σ_k θ_jk² − ½ Σ_k x_k²."""
    mean, place = theta[j, feature], inputs[feature]
    product, mean_square, square = (
        Sum(term, (feature, 1, n)) for term in (mean * place, mean**2, place**2)
    )
    return Derivation(
        -HALF * Sum((place - mean) ** 2, (feature, 1, n)),
        (Step(product - HALF * mean_square - HALF * square, "Multiply the square out."),),
    )
