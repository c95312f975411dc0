"""Chapter training: the mean over a batch that is drawn without replacement."""

from itertools import combinations

import numpy as np
from sympy import factor, solve, symbols

from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import only
from output_layer.algebra.ledger import definition, derived

# Numbers of examples, here nothing that is summed over.
examples, batch = symbols("m B", positive=True)
spread, pair, variance = symbols("S kappa V", real=True)


def _numbers(m, S):
    """Return m numbers whose mean square distance from their mean is S²."""
    drawn = np.random.default_rng(0).normal(size=m)
    return abs(S) * (drawn - drawn.mean()) / drawn.std()


def _variance(m, B, S):  # noqa: N803
    """Return the variance of the mean over all batches of B that there are."""
    return np.var([np.mean(chosen) for chosen in combinations(_numbers(m, S), B)])


def _added(m, B, S, kappa):  # noqa: N803
    """Return the variance of the mean from the table of all variances and covariances."""
    table = np.full((B, B), kappa) + (S**2 - kappa) * np.eye(B)
    return table.mean()


SIZES = [(2, 1), (5, 2), (5, 4), (6, 3)]
CASES = tuple(
    {"m": m, "B": B, "S": 0.5 + 0.25 * n, "kappa": 0.3 - 0.2 * n} for n, (m, B) in enumerate(SIZES)
)


@definition("The variance of a batch's mean", check=equals(_added, at=CASES))
def batch_mean():
    """Define V = (B S² + B(B − 1) κ)/B², as the variance of any mean of B numbers is."""
    pairs = batch * (batch - 1) * pair
    return Definition(variance, (batch * spread**2 + pairs) / batch**2)


def _covariance():
    """Return the covariance with which a batch of all examples does not vary."""
    return only(solve(batch_mean().right.subs(batch, examples), pair))


@derived("The variance of a batch's mean without replacement", check=equals(_variance, at=CASES))
def batch_variance():
    """Derive V = S² (m − B)/(B (m − 1))."""
    mean, found = batch_mean(), _covariance()
    inserted, left = mean.right.subs(pair, found), examples - batch
    return Derivation(
        variance,
        (
            Step(mean.right, "A variance for each of the $B$, a covariance for each pair."),
            Step(inserted, "A batch of all $m$ does not vary, which gives $\\kappa$."),
            Step(left * factor(inserted / left), "Take out the common factors."),
        ),
        given=(mean, Definition(pair, found)),
    )
