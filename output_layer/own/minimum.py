"""Whether a cost is smallest where the answer is the target, and where it is if not."""

from sympy import Abs, Poly, Rational, fraction, real_roots, sign, together

from output_layer.algebra.printing import latex
from output_layer.algebra.symbols import output, y
from output_layer.own import numbers
from output_layer.own.limits import number, of_target
from output_layer.own.patience import tried
from output_layer.own.words import say

CALLS = 100_000
APART, EQUAL = 1e-3, 1e-6
BETWEEN = Rational(3, 10)  # a target that is asked for too if no other is


def misplaced(typed, slope, targets):
    """Return sentences that say for which targets a cost is smallest elsewhere, and where.

    A cost that passes targets 0 and 1 is asked for one between them.
    """
    found = [_misplaced(typed, slope, target) for target in targets]
    between = len(targets) > 1 and slope.has(y) and typed.has_value(numbers.GRID, float(BETWEEN))
    if between and not any(found):
        found = [_misplaced(typed, slope, BETWEEN)]
    return [sentence for sentence in found if sentence]


def _misplaced(typed, slope, target):
    place, flat = numbers.lowest(typed, float(target))
    if abs(place - float(target)) < APART:
        return None
    facts = {"y": number(target)}
    if flat:
        return say("least on a stretch", **facts)
    if place in (0, 1):
        return say("least at end", place=int(place), **facts)
    exact = tried(CALLS, lambda: _exact(of_target(slope, target), place))
    if exact is None:
        return say("least by numbers", place=f"{place:.3g}", **facts)
    return say("least", place=latex(exact), **facts)


def _exact(slope, place):
    """Return the zero of the slope, or the corner, that lies where the numbers say."""
    zeros = fraction(together(slope))[0]
    corners = {part.args[0] for part in slope.atoms(Abs, sign)}
    for formula in (zeros, *sorted(corners, key=str)):
        if formula.is_polynomial(output) and formula.has(output):
            for root in real_roots(Poly(formula, output)):
                if abs(float(root) - place) < EQUAL and len(latex(root)) < 40:
                    return root
    return None
