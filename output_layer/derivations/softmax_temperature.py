"""Chapter softmax: the temperature, and the shares when it is high."""

from sympy import Limit, Sum, exp, factor, oo, powsimp

import output_layer as ol
from output_layer.algebra import symbols
from output_layer.algebra.checks import equals
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import each, j, logits, share, tau
from output_layer.derivations.softmax import fraction_of, ratio, softmax

HOT = 1e12
SCALED = logits[each] / tau


def _share(logits, tau, j):
    return ol.softmax(logits / tau)[j - 1]


@definition("Temperature", check=equals(_share))
def temperature():
    """Define a_j = softmax(z/τ)_j."""
    return Definition(share(j, SCALED), symbols.softmax(SCALED, j), given=(softmax(),))


def _given():
    return temperature(), softmax()


def _inserted(expr):
    return softmax().insert_into(temperature().insert_into(expr))


@derived("A high temperature", check=equals(lambda logits, j: _share(logits, HOT, j)))
def temperature_hot():
    """Derive that a_j tends to 1/K as τ grows."""
    inserted = _inserted(share(j, SCALED))
    above, below = inserted.as_numer_denom()
    ones = Sum(below.function.limit(tau, oo), *below.limits)
    return Derivation(
        Limit(share(j, SCALED), tau, oo),
        (
            Step(Limit(inserted, tau, oo), "Insert the definitions."),
            Step(fraction_of(above.limit(tau, oo), ones), "Each power tends to 1."),
            Step(1 / settled(ones), "The sum counts the classes."),
        ),
        given=_given(),
    )


def _ratio(logits, tau, i, j):
    a = ol.softmax(logits / tau)
    return a[i - 1] / a[j - 1]


@identity("The ratio of two shares at a temperature", check=equals(_ratio))
def temperature_cold():
    """Prove a_i/a_j = e^((z_i − z_j)/τ): it tends to 0 with τ where z_i < z_j."""
    powers = _inserted(ratio(SCALED))
    together = powsimp(powers).replace(exp, lambda power: exp(factor(power)))
    return Derivation(
        ratio(SCALED),
        (
            Step(powers, "Insert the definitions; the sum cancels."),
            Step(together, "The quotient of two powers."),
        ),
        given=_given(),
    )
