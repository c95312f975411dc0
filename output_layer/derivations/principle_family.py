"""Chapter principle: exponential families, in one derivation, and probit, which is none.

A family is given by the weight of each outcome and by a sum over the outcomes. All else falls
out: the potential, the mean, and the gradient of the cost.
"""

import numpy as np
from scipy.integrate import quad
from scipy.special import gammaln
from scipy.stats import norm
from sympy import (
    Derivative,
    Integral,
    KroneckerDelta,
    Mul,
    Pow,
    Rational,
    S,
    Sum,
    Tuple,
    erfc,
    exp,
    expand_log,
    factorial,
    log,
    oo,
    pi,
    simplify,
    sqrt,
    symbols,
)

import output_layer as ol
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import oriented
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import (
    C,
    K,
    LayerCost,
    LayerPotential,
    Potential,
    a,
    bell,
    biases,
    direction,
    each,
    j,
    kappa,
    label,
    logits,
    q,
    sigma,
    y,
    z,
)
from output_layer.derivations.crossentropy import cross_entropy
from output_layer.derivations.gradient import COST as LAYER_COST
from output_layer.derivations.gradient import in_shares, log_likelihood
from output_layer.derivations.gradient_chain import log_likelihood_gradient
from output_layer.derivations.sigmoid import sigmoid
from output_layer.derivations.softmax import softmax
from output_layer.derivations.stability import log_sum_exp

COST = C(z, y)
HALF = Rational(1, 2)
PHI = Potential(z)
NEAR = (0.5, 3.0, -3.0)  # where the sums and integrals of the checks are easy
count = symbols("r", integer=True, nonnegative=True)
number = symbols("r", real=True)

# K outcomes, outcome l with the value v_l and the weight e^(b_l)


def of_outcome(expr):
    """Return what depends on the logits at b + zv."""
    return expr.subs(logits[each], biases[each] + z * direction[each])


def _slope_of_outcomes(biases, direction, label, z):
    moved = biases + (z + 1e-30j) * direction
    return ol.log_likelihood_cost(moved, label - 1).imag / 1e-30


@derived("Expected less observed", check=equals(_slope_of_outcomes))
def family_slope():
    """Derive ∂C/∂z = Σ_l a_l v_l − v_y where outcome l has the logit b_l + z v_l."""
    errors = of_outcome(log_likelihood_gradient().result)
    links = Sum(errors * direction[j], (j, 1, K))
    return Derivation(
        Derivative(of_outcome(LAYER_COST), z),
        (
            Step(links, "The chain rule: logit $j$ moves with the speed $v_j$."),
            Step(settled(links), "The delta keeps the outcome that was seen."),
        ),
        given=(log_likelihood(), softmax()),
    )


# The families of one number


def potential(weight, outcomes, outcome):
    """Return Φ(z), the logarithm of the sum of κ(r) e^(zr) over the outcomes r."""
    power = exp(z * outcome)
    if -oo in outcomes:
        total = Integral(weight * power, (outcome, *outcomes)).doit()
    else:  # SymPy knows series of powers, and the power of one outcome is one letter to it
        total = (
            Sum(weight * q**outcome, (outcome, *outcomes)).doit().subs(q, power.subs(outcome, 1))
        )
    return expand_log(log(simplify(total)), force=True)


def natural_slope(log_likelihood, parameter=z, statistic=y, outcome=y):
    """Return what stands before −y in the slope of −log P(y) over z, the mean.

    ``ValueError`` unless z enters as zy and what has no y: then z is the natural parameter. For
    one of K classes the statistic δ_jy takes the place of y, and the label is the outcome.
    """
    rest = simplify(settled((parameter * statistic - log_likelihood).diff(parameter)))
    if rest.has(outcome):
        raise ValueError(f"{parameter} is no natural parameter: {rest} has {outcome} in it")
    return rest


def _member(weight, outcomes, outcome, mean):
    """Derive Φ and ∂C/∂z = Φ′ − y from the weight of the outcomes."""
    found = potential(weight, outcomes, outcome)
    slope = natural_slope(z * y - found)
    cost = Definition(COST, PHI - z * y)
    return Derivation(
        Tuple(PHI, Derivative(COST, z)),
        (
            Step(Tuple(found, Derivative(PHI, z) - y), "Sum over the outcomes."),
            Step(Tuple(found, mean(slope) - y), "Take the slope."),
        ),
        given=(cost, Definition(PHI, found), sigmoid()),
    )


def _checked(log_potential):
    """Check by numbers Φ, and Φ′ − y by its differences."""

    def truth(z, y):
        h = 1e-3
        at = [log_potential(z + step * h) for step in (-2, -1, 1, 2)]
        return log_potential(z), (at[0] - 8 * at[1] + 8 * at[2] - at[3]) / (12 * h) - y

    return equals(truth, ends=NEAR)


def _integral(z):
    return np.log(quad(lambda r: norm.pdf(r) * np.exp(z * r), z - 12, z + 12)[0])


@definition("The bell curve", check=equals(lambda y: norm.pdf(y)))
def bell_curve():
    """Define φ(y) = e^(−y²/2)/√(2π), the density of noise around 0."""
    below = Pow(2 * pi, -HALF, evaluate=False)  # else the root falls apart
    return Definition(bell(y), Mul(exp(-(y**2) / 2), below, evaluate=False))


@derived("Gaussian outcomes", check=_checked(_integral))
def family_gaussian():
    """Derive Φ = z²/2 and ∂C/∂z = z − y."""
    weight = bell_curve().right.subs(y, number)
    return _member(weight, (-oo, oo), number, lambda slope: slope)


@derived("Two outcomes", check=_checked(lambda z: np.logaddexp(0, z)))
def family_bernoulli():
    """Derive Φ = log(1 + e^z) and ∂C/∂z = σ(z) − y."""
    return _member(S.One, (0, 1), count, lambda slope: sigma(z))


def _series(z):
    r = np.arange(10_000)
    return ol.logsumexp(z * r - gammaln(r + 1))


@definition("The weight of a count", check=equals(lambda y: np.exp(-gammaln(y + 1))))
def poisson_weight():
    """Define κ(y) = 1/y!."""
    return Definition(kappa(y), 1 / factorial(y))


@derived("Counts", check=_checked(_series))
def family_poisson():
    """Derive Φ = e^z and ∂C/∂z = e^z − y."""
    return _member(poisson_weight().right.subs(y, count), (0, oo), count, lambda slope: slope)


def _softmax_family(logits, label, j):
    own = j == label
    return ol.logsumexp(logits), ol.softmax(logits)[j - 1] - own


@derived("One of K classes", check=equals(_softmax_family))
def family_categorical():
    """Derive Φ = log Σ_l e^(z_l) and ∂C/∂z_j = a_j − δ_jy: each class has the weight 1."""
    found, chosen = log_sum_exp().right, KroneckerDelta(j, label)
    slope = natural_slope(logits[label] - found, logits[j], chosen, label)
    whole, cost = LayerPotential(logits[each]), LayerCost(logits)
    return Derivation(
        Tuple(whole, Derivative(cost, logits[j])),
        (
            Step(Tuple(found, Derivative(whole, logits[j]) - chosen), "Sum over the classes."),
            Step(Tuple(found, in_shares(slope, j) - chosen), "Take the slope."),
        ),
        given=(Definition(cost, whole - logits[label]), Definition(whole, found), softmax()),
    )


# Probit


def probit():
    """Return a, the probability that normal noise lies below z."""
    return Definition(a, erfc(-z / sqrt(2)) / 2)


def _probit_slope(z, y):
    at, pull = norm.cdf(z), norm.pdf(z)
    return (at - y) * pull / (at * norm.sf(z))


@derived("The gradient of probit", check=equals(_probit_slope, ends=NEAR))
def probit_gradient():
    """Derive ∂C/∂z = (a − y) φ(z)/(a(1 − a)): a factor stays."""
    cost = cross_entropy().meaning
    pull = oriented(cost.right.diff(a))
    return Derivation(
        Derivative(cost.left, z),
        (
            Step(pull * Derivative(a, z), "The chain rule."),
            Step(pull * bell(z), "The slope of probit is the bell curve, not $a(1 - a)$."),
        ),
        given=(cost, probit(), bell_curve()),
    )
