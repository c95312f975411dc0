"""Chapter gradient: the log-likelihood cost and the Jacobian of softmax."""

from sympy import Derivative, KroneckerDelta, Ne, S, exp, expand, expand_log, fraction, log

import output_layer as ol
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import oriented
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.symbols import C, i, j, label, logits, share
from output_layer.derivations.softmax import softmax

COST = C(share(label))
PICKED = r"The sum keeps $l = j$, for $1 \le j \le K$."


def _cost(logits, label):
    return ol.log_likelihood_cost(logits, label - 1)


@definition("The log-likelihood cost", check=equals(_cost))
def log_likelihood():
    """Define C = −log a_y."""
    return Definition(COST, -log(share(label)), given=(softmax(),))


@derived("The log-likelihood cost in the logits", check=equals(_cost))
def log_likelihood_logits():
    """Derive C = log Σ_l e^(z_l) − z_y."""
    cost = log_likelihood().right
    inserted = softmax().insert_into(cost)
    return Derivation(
        COST,
        (
            Step(cost, "Insert the cost."),
            Step(inserted, "Insert softmax."),
            Step(expand_log(inserted, force=True), "The logarithm of a quotient."),
        ),
        given=(log_likelihood(), softmax()),
    )


def in_shares(slope, *indices):
    """Write a_i Σ_l e^(z_l) for each e^(z_i)."""
    _, total = fraction(softmax().right)
    return oriented(expand(slope.subs({exp(logits[at]): share(at) * total for at in indices})))


def _slope(of, where=None):
    """Derive ∂a/∂z_j for the output of a class from the quotient of powers."""
    curve = softmax().insert_into(share(of))
    slope = curve.diff(logits[j])
    if where is not None:
        slope = slope.subs(KroneckerDelta(*where.args), S.Zero)
    return Derivation(
        Derivative(share(of), logits[j]),
        (
            Step(Derivative(curve, logits[j]), "Insert the definition."),
            Step(slope, r"The quotient rule; $\partial z_l/\partial z_j$ is $\delta_{jl}$."),
            Step(settled(slope), PICKED),
            Step(in_shares(settled(slope), of, j), "Write $a$ for the shares."),
        ),
        given=(softmax(),),
        where=where,
    )


def _own_share(logits, j):
    return ol.softmax(logits)[j - 1]


@derived("The slope of a share over its own logit", check=gradient(_own_share, by="logits", at="j"))
def jacobian_same():
    """Derive ∂a_j/∂z_j = a_j(1 − a_j)."""
    return _slope(j)


def _share(logits, i):
    return ol.softmax(logits)[i - 1]


@derived("The slope of a share over another logit", check=gradient(_share, by="logits", at="j"))
def jacobian_other():
    """Derive ∂a_i/∂z_j = −a_i a_j for i ≠ j."""
    return _slope(i, where=Ne(i, j))


@derived("The Jacobian of softmax", check=gradient(_share, by="logits"))
def jacobian():
    """Derive ∂a_i/∂z_j = a_i(δ_ij − a_j)."""
    return _slope(i)
