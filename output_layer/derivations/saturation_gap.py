"""Chapter saturation: the true class sinks, its logit being −g and all others 0."""

from functools import wraps

import numpy as np
from sympy import Derivative, Eq, KroneckerDelta, Limit, collect, exp, expand, oo, simplify

import output_layer as ol
from output_layer.algebra.checks import FAR, equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import oriented
from output_layer.algebra.ground import ground
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import K, ell, gap, j, label, logits, share
from output_layer.derivations.gradient import COST as LOG_LIKELIHOOD
from output_layer.derivations.gradient import log_likelihood
from output_layer.derivations.gradient_chain import log_likelihood_gradient
from output_layer.derivations.saturation import (
    TRUE_SLOPE,
    given,
    softmax_quadratic_true,
    true_slope,
)
from output_layer.derivations.softmax import softmax

SINKS = Eq(logits[ell], -gap * KroneckerDelta(ell, label))
TRUE_LOG_SLOPE = Derivative(LOG_LIKELIHOOD, logits[label])


def _true_share(logits, label):
    return ol.softmax(logits)[label - 1]


def _true_log_slope(logits, label):
    return ol.log_likelihood_cost_gradient(logits, label - 1)[label - 1]


def far(slope):
    """Return e^g times a slope far out, in the direction of the logits."""

    @wraps(slope)
    def scaled(logits, **classes):
        return np.exp(FAR) * slope(FAR * logits / np.abs(logits).max(), **classes)

    return scaled


@derived("The share of a true class that sinks", check=equals(_true_share))
def sinks_share():
    """Derive a_y = 1/(1 + (K − 1) e^g) where the logit of the true class is −g."""
    inserted = ground(share(label), (softmax(),), SINKS)
    divided = collect(expand(1 / inserted), exp(gap))
    return Derivation(
        share(label),
        (
            Step(softmax().insert_into(share(label)), "Insert softmax."),
            Step(inserted, "The other $K - 1$ powers are 1."),
            Step(1 / divided, "Divide above and below by $e^{-g}$."),
        ),
        given=(softmax(),),
        where=SINKS,
    )


@derived("Log-likelihood where the true class sinks", check=equals(_true_log_slope))
def sinks_log_likelihood():
    """Derive ∂C/∂z_y = −(K − 1) e^g/(1 + (K − 1) e^g)."""
    slope = log_likelihood_gradient().result.subs(j, label)
    inserted = slope.subs(share(label), sinks_share().result)
    return Derivation(
        TRUE_LOG_SLOPE,
        (
            Step(slope, "The gradient of the log-likelihood cost."),
            Step(inserted, "Insert the share."),
            Step(-simplify(-inserted), "Bring both over one denominator."),
        ),
        given=(log_likelihood(), softmax()),
        where=SINKS,
    )


@derived("The quadratic cost where the true class sinks", check=equals(true_slope))
def sinks_quadratic():
    """Derive ∂C/∂z_y = −K/(K − 1) · a_y (1 − a_y)², and the same in g."""
    slope, own = softmax_quadratic_true().result, share(label)
    rest = (1 - own) ** 2
    equally = -own * (rest + (K - 1) * (rest / (K - 1) ** 2))
    product = oriented(equally)
    return Derivation(
        TRUE_SLOPE,
        (
            Step(slope, "The gradient for the true class."),
            Step(equally, "The $K - 1$ others share $1 - a_y$ equally."),
            Step(product, "Gather the terms.", shown=True),
            Step(simplify(product.subs(own, sinks_share().result)), "Insert the share."),
        ),
        given=given(),
        where=SINKS,
    )


def decay(left, slope):
    """Derive the limit of e^g times a gradient as the gap grows."""
    scaled = simplify(exp(gap) * slope.result)
    return Derivation(
        Limit(exp(gap) * left, gap, oo),
        (
            Step(Limit(scaled, gap, oo), "Insert the gradient."),
            Step(scaled.limit(gap, oo), "The other terms of the denominator do not count."),
        ),
        given=given(),
        where=slope.where,
    )


@derived("How the quadratic cost lets a sunken class go", check=equals(far(true_slope)))
def sinks_decay():
    """Derive that e^g ∂C/∂z_y tends to −K/(K − 1)² as the gap grows."""
    return decay(TRUE_SLOPE, sinks_quadratic())
