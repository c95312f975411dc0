"""Chapter confidence: what is done with a share, and what a mean of squares is made of."""

from sympy import Eq, Sum, exp, solve

import output_layer as ol
from output_layer.algebra import symbols
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Solution, Step
from output_layer.algebra.forms import only
from output_layer.algebra.ledger import derived, identity
from output_layer.algebra.symbols import (
    J,
    K,
    alarm,
    biases,
    each,
    forecasts,
    j,
    logits,
    miss,
    output,
    overall,
    rates,
    share,
    within,
)
from output_layer.derivations.confidence import TRUE, over_classes, true_shares
from output_layer.derivations.softmax import softmax

MEAN_SQUARE = J(forecasts)  # of the answers


def _threshold(c_1, c_2):
    return ol.decision_threshold(c_1, c_2)


@identity("The threshold", check=equals(_threshold))
def threshold():
    """Prove that both answers cost the same where a = c_1/(c_1 + c_2)."""
    equal = Eq((1 - output) * alarm, output * miss)
    return Solution(
        equal,
        (Step(Eq(output, only(solve(equal, output))), "Gather the terms with $a$."),),
        unknown=output,
    )


def _shares(logits, biases, j):
    moved = ol.with_frequencies(logits, [1] * len(logits), ol.softmax(biases))
    return ol.softmax(moved)[j - 1]


@identity("Other class frequencies", check=equals(_shares))
def new_frequencies():
    """Prove softmax(z + b)_j = a_j e^(b_j)/Σ_l a_l e^(b_l)."""
    moved = symbols.softmax(logits[each] + biases[each], j)
    inserted = softmax().insert_into(moved)
    parted = exp(logits[j]) * exp(biases[j])
    total = Sum(exp(logits[within]) * exp(biases[within]), (within, 1, K))
    weighted = Sum(share(within) * exp(biases[within]), (within, 1, K))
    return Derivation(
        moved,
        (
            Step(inserted, "Insert softmax."),
            Step(parted / total, "The power of a sum is a product."),
            Step(share(j) * exp(biases[j]) / weighted, "Divide above and below by the sum."),
        ),
        given=(softmax(),),
    )


def _square(biases, forecasts, rates):
    """Return the mean square of groups that have these parts, forecasts and rates."""
    return ol.softmax(biases) @ (rates * (1 - forecasts) ** 2 + (1 - rates) * forecasts**2)


@derived("What the mean square is made of", check=equals(_square))
def murphy():
    """Derive J = Σ p_l (f_l − r_l)² − Σ p_l (r_l − r̄)² + r̄ (1 − r̄) for a mean of squares."""
    forecast, rate = forecasts[within], rates[within]
    mean = Definition(overall, over_classes(TRUE * rate))
    paid = over_classes(TRUE * (rate * (1 - forecast) ** 2 + (1 - rate) * forecast**2))
    gaps = over_classes(TRUE * (forecast - rate) ** 2)
    within_groups = over_classes(TRUE * rate * (1 - rate))
    spread = over_classes(TRUE * (rate - overall) ** 2)
    return Derivation(
        MEAN_SQUARE,
        (
            Step(paid, "Of group $l$ the part $r_l$ is right and pays $(1 - f_l)^2$."),
            Step(gaps + within_groups, "Expand the squares, and gather them again."),
            Step(
                gaps - spread + overall * (1 - overall),
                r"The $p_l$ add up to one, and $\bar r = \sum_l p_l r_l$ is the rate of all.",
            ),
        ),
        given=(Definition(MEAN_SQUARE, paid), mean, true_shares(), softmax()),
    )
