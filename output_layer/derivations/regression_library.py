"""Chapter regression: the strength of weight decay as scikit-learn states it."""

from sympy import Eq, Sum, solve

from output_layer.algebra.checks import equals
from output_layer.algebra.derivation import Solution, Step
from output_layer.algebra.forms import only
from output_layer.algebra.ledger import derived
from output_layer.algebra.symbols import library, m
from output_layer.derivations.regression import MEAN, cost
from output_layer.derivations.regression_decay import DECAYED, decayed, weight_decay


def _strength(theta, inputs, labels, lamda):
    penalty = decayed(theta, inputs, labels, lamda) - cost(theta, inputs, labels)
    return (theta**2).sum() / 2 / (len(labels) * penalty)


@derived("Weight decay in a library's units", check=equals(_strength))
def library_decay():
    """Derive that C Σ_i C_i + ½ Σ θ², divided by mC, is J_λ exactly if C = 1/(mλ)."""
    ours = weight_decay().right
    squares = only((ours - MEAN).atoms(Sum))
    theirs = MEAN + squares / 2 / (m * library)
    strength = only(solve(theirs - ours, library))
    return Solution(
        Eq(theirs, DECAYED),
        (
            Step(Eq(theirs, ours), "Insert weight decay."),
            Step(Eq(library, strength), "Both penalties are multiples of the same squares."),
        ),
        given=(weight_decay(),),
        unknown=library,
    )
