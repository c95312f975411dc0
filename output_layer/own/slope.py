"""The slope ∂C/∂z of a typed cost, derived by the steps of the book, each of them checked."""

from sympy import (
    Abs,
    Derivative,
    Function,
    Heaviside,
    Max,
    Min,
    Mul,
    Subs,
    cosh,
    exp,
    factor,
    log,
    sign,
    sinh,
    tanh,
    together,
)

from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import facing, oriented
from output_layer.algebra.proof import vanishes
from output_layer.algebra.symbols import A, C, a, output, sigma, y, z
from output_layer.derivations.sigmoid import sigmoid, sigmoid_derivative
from output_layer.own.patience import tried
from output_layer.own.words import WORDS, say

COST = C(a, y)
CALLS = 1_500_000  # for all the steps; most costs need a tenth of it
SIMPLER = 60_000  # for one way to write the slope
FUNCTIONS = {Abs, Heaviside, Max, Min, cosh, exp, log, sign, sinh, tanh}


class Slope(Derivation):
    """A chain of products, none of them zero: the next is equal if the quotient is 1.

    What two products have in common cancels in the quotient, and only the rest is work. Two
    expressions of a and y alone are equal if they are for every number a, whatever z is.
    """

    def follows(self, before, step):
        """Tell whether a step is equal to the expression before it."""
        sides = before, step.expression
        if any(side.has(Derivative, sigma) for side in sides):
            first, second = map(self.ground, sides)
        else:
            first, second = (side.xreplace({a: output}) for side in sides)
        return first == second or (second != 0 and vanishes(first / second - 1))


def derived(cost):
    """Derive ∂C/∂z of a cost of the plain number a.

    ``ValueError`` with one sentence if the cost does not depend on a, or if a step cannot be
    proved.
    """
    given = (Definition(COST, cost.subs(output, a)), sigmoid())
    sigmoid_derivative()  # is derived once, and no work of this cost
    slope = tried(CALLS, lambda: Slope(Derivative(COST, z), _steps(cost), given=given))
    if slope is None or not _known(slope.result):
        raise ValueError(say("unproved"))
    if slope.result == 0:
        raise ValueError(say("no a"))
    return _simplified(slope)


def _steps(cost):
    """Return the chain rule, the cost differentiated, and the slope of the sigmoid inserted."""
    links = COST.diff(z)
    pull = cost.diff(output).subs(output, a)
    slope = sigma(z).diff(z)
    differentiated = links.subs({COST.diff(a): pull, a.diff(z): slope})
    inserted = differentiated.subs(slope, sigmoid_derivative().result)
    return (
        Step(links, WORDS["chain"]),
        Step(differentiated, WORDS["differentiate"]),
        Step(inserted, WORDS["slope"]),
    )


def _known(expr):
    """Tell whether a slope has only functions in it that a cost can have, and theirs."""
    functions = {part.func for part in expr.atoms(Function)} - {A}
    return functions <= FUNCTIONS and not expr.has(Derivative, Subs)


def _simplified(derivation):
    """Add the step to a shorter form, if there is one that the engine proves."""
    long = derivation.result
    short = simpler(long)
    if short == 0:
        raise ValueError(say("no a"))
    if short == long:
        return derivation
    steps = (*derivation.steps, Step(short, WORDS["simplify"]))
    longer = tried(CALLS, lambda: Slope(derivation.left, steps, given=derivation.given))
    return longer or derivation


def simpler(expr):
    """Return the shortest of several ways to write an expression."""
    ways = (_by_factors, lambda product: oriented(together(product)))
    found = (tried(SIMPLER, lambda way=way: _without_minus(way(expr))) for way in ways)
    return min((expr, *(short for short in found if short is not None)), key=_length)


def _by_factors(product):
    """Draw numbers and common factors out of each factor that is a sum, where that is shorter."""
    parts = (part.as_base_exp() for part in Mul.make_args(product))
    return facing(Mul(*(min(factor(base), base, key=_length) ** power for base, power in parts)))


def _without_minus(product):
    """Turn a sum most of whose terms are negative, if that takes the minus sign away."""
    number, rest = product.as_coeff_Mul()
    for part in Mul.make_args(rest) if number.is_negative else ():
        if part.is_Add and 2 * sum(map(_is_negative, part.args)) > len(part.args):
            return Mul(-number, rest / part, -part)
    return product


def _is_negative(term):
    return term.as_coeff_Mul()[0].is_negative


def _length(expr):
    return expr.count_ops(), len(str(expr))


def plain(expr):
    """Return an expression with |x| and sign in place of max, min and the indicator x > 0."""
    expr = expr.replace(Heaviside, lambda x, *_: (1 + sign(x)) / 2)
    for kind, signed in ((Max, 1), (Min, -1)):
        expr = expr.replace(kind, lambda *parts, signed=signed: _pairwise(parts, signed))
    return expr


def _pairwise(parts, signed):
    first, *others = map(plain, parts)
    for second in others:
        first = (first + second + signed * Abs(first - second)) / 2
    return first
