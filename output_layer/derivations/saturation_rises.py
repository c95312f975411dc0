"""Chapter saturation: a wrong class rises, its logit being g and all others 0."""

import numpy as np
from scipy.optimize import minimize_scalar
from sympy import Derivative, Eq, KroneckerDelta, Ne, Subs, Tuple, exp, factor, log, simplify, solve

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import only, oriented, stationary
from output_layer.algebra.ground import ground
from output_layer.algebra.ledger import derived
from output_layer.algebra.printing import latex
from output_layer.algebra.symbols import (
    K,
    Maximum,
    ell,
    gap,
    i,
    j,
    label,
    logits,
    output,
    share,
)
from output_layer.derivations.gradient import COST as LOG_LIKELIHOOD
from output_layer.derivations.gradient import log_likelihood
from output_layer.derivations.saturation import COST, SQUARES, given, softmax_quadratic_gradient
from output_layer.derivations.saturation_gap import TRUE_LOG_SLOPE, decay, far
from output_layer.derivations.softmax import softmax

RISES = Tuple(Eq(logits[ell], gap * KroneckerDelta(ell, i)), Ne(i, label))
RISEN_SLOPE = Derivative(COST, logits[i])


def _risen_slope(logits, label, i):
    return ol.softmax_quadratic_cost_gradient(logits, label - 1)[i - 1]


def _shares(logits, _):
    return ol.softmax(logits)


def _log_gradient(logits, label):
    return ol.log_likelihood_cost_gradient(logits, label - 1)


def _both(values):
    """Return a function of the entries of the true class and of the risen one."""

    def entries(logits, label, i):
        return values(logits, label)[[label - 1, i - 1]]

    return entries


@derived("The shares where a wrong class rises", check=equals(_both(_shares)))
def rises_share():
    """Derive a_y = 1/(e^g + K − 1) and a_i = e^g/(e^g + K − 1) where z_i is g."""
    shares = Tuple(share(label), share(i))
    inserted = (ground(each, (softmax(),), RISES) for each in shares)
    return Derivation(
        shares,
        (
            Step(Tuple(*map(softmax().insert_into, shares)), "Insert softmax."),
            Step(Tuple(*inserted), "All powers but $e^{z_i}$ are 1."),
        ),
        given=(softmax(),),
        where=RISES,
    )


@derived("Log-likelihood where a wrong class rises", check=equals(_both(_log_gradient)))
def rises_log_likelihood():
    """Derive ∂C/∂z_y = −(e^g + K − 2)/(e^g + K − 1) and ∂C/∂z_i = e^g/(e^g + K − 1)."""
    own, risen = rises_share().result
    return Derivation(
        Tuple(TRUE_LOG_SLOPE, Derivative(LOG_LIKELIHOOD, logits[i])),
        (
            Step(Tuple(share(label) - 1, share(i)), r"The error $a_j - \delta_{jy}$."),
            Step(Tuple(own - 1, risen), "Insert the shares."),
            Step(Tuple(-factor(1 - own), risen), "Bring both over one denominator."),
        ),
        given=(log_likelihood(), softmax()),
        where=RISES,
    )


@derived("The quadratic cost where a wrong class rises", check=equals(_risen_slope))
def rises_quadratic():
    """Derive ∂C/∂z_i = K/(K − 1) · a_i² (1 − a_i), and the same in g."""
    risen, rest = share(i), 1 - share(i)
    slope = softmax_quadratic_gradient().result.subs(j, i)
    wrong = risen * (risen + share(label) - SQUARES)
    bracket = risen + rest / (K - 1) - risen**2 - (K - 1) * (rest / (K - 1)) ** 2
    product = oriented(risen * bracket)
    return Derivation(
        RISEN_SLOPE,
        (
            Step(slope, "The gradient for class $i$."),
            Step(wrong, r"It is a wrong class: $\delta_{iy}$ is 0."),
            Step(risen * bracket, "The $K - 1$ others share $1 - a_i$ equally."),
            Step(product, "Gather the terms.", shown=True),
            Step(simplify(product.subs(risen, rises_share().result[1])), "Insert the share."),
        ),
        given=given(),
        where=RISES,
    )


def _peak(logits, label, i):
    direction = logits / np.abs(logits).max()
    return -minimize_scalar(lambda g: -_risen_slope(g * direction, label, i)).fun


@derived("Where the quadratic cost pulls a wrong class hardest", check=equals(_peak))
def rises_peak():
    """Derive that ∂C/∂z_i is largest at g = log(2(K − 1)), where it is 4K/(27(K − 1))."""
    slope, risen = rises_quadratic().result, rises_share().result[1]
    best = stationary(output**2 * (1 - output), output)
    place = log(only(solve(Eq(risen, best), exp(gap))))
    found = f"The slope of $a_i^2(1 - a_i)$ is 0 at $a_i = {latex(best)}$."
    return Derivation(
        Maximum(RISEN_SLOPE, gap),
        (
            Step(Maximum(slope, gap), "The gradient for the class that rises."),
            Step(Subs(RISEN_SLOPE, gap, place), found, shown=True),
            Step(simplify(slope.subs(gap, place)), "Insert that gap."),
        ),
        given=given(),
        where=RISES,
    )


@derived("How the quadratic cost lets a risen class go", check=equals(far(_risen_slope)))
def rises_decay():
    """Derive that e^g ∂C/∂z_i tends to K as the gap grows."""
    return decay(RISEN_SLOPE, rises_quadratic())
