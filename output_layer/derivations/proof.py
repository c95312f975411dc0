"""The algebra that decides whether one step of a derivation equals the one before.

Both are taken back to the definitions, and the weighted input z is replaced by log v, v > 0.
What is left is a rational function of v and of logarithms of irreducible polynomials, which
is zero if its expanded numerator is. Sums over a symbolic number of examples are compared
summand by summand. No step of the book has needed numbers in place of this.
"""

from collections import defaultdict

from sympy import (
    Add,
    Derivative,
    Indexed,
    Integral,
    N,
    Rational,
    S,
    Sum,
    Symbol,
    Tuple,
    expand,
    expand_mul,
    fraction,
    integrate,
    simplify,
    together,
)
from sympy.core.function import AppliedUndef

from output_layer.derivations.ground import ground, settled
from output_layer.derivations.rational import rational
from output_layer.derivations.symbols import Dot, u, z


def minus(first, second):
    """Return the difference of two expressions, part by part for tuples."""
    if isinstance(first, Tuple):
        return Tuple(*map(minus, first, second))
    return first - second


def vanishes(expr, cases=None):
    """Tell whether an expression in ground form is zero for all values of its symbols.

    ``cases`` is a symbol and its only values, if it cannot take others.
    """
    if cases is not None:
        symbol, values = cases
        return all(vanishes(settled(expr.xreplace({symbol: value}))) for value in values)
    if isinstance(expr, (Tuple, tuple)):
        return all(map(vanishes, expr))
    by_range = _by_range(expr)
    if all(_is_zero(summand) for summand in by_range.values()):
        return True
    return expr.has(Integral) and vanishes(expr.replace(Integral, lambda *args: integrate(*args)))


def _by_range(expr):
    """Return the summands and integrands of ``expr`` by the range that they run over."""
    parts = defaultdict(lambda: S.Zero)
    for term in Add.make_args(expand_mul(expr)):
        factors, total = term.as_independent(Sum, Integral, as_Add=False)
        if isinstance(total, (Sum, Integral)):
            parts[total.limits] += factors * total.function.subs(u, z)
        else:
            parts[()] += term
    return parts


def _is_zero(expr):
    if _differs_from_zero(expr):
        return False
    numerator, _ = fraction(together(rational(expr)))
    return expand(numerator) == 0 or simplify(numerator) == 0


def _differs_from_zero(expr):
    """Tell quickly whether an expression is not zero, from its value at one odd point."""
    if expr.has(Sum):
        return False
    names = sorted(expr.atoms(Symbol, AppliedUndef, Indexed, Dot), key=str)
    point = {name: Rational(2 * n + 3, 7 * n + 11) for n, name in enumerate(names)}
    value = N(expr.xreplace(point), 30)
    return value.is_number and not (value.is_finite and abs(value) < Rational(1, 10**20))


def holds(equation, unknown, solution, given=(), where=None):
    """Tell whether a solution, put in for its unknown, is real and makes an equation true.

    An unknown function is put in before all else, an unknown number after all else. An
    indefinite integral leaves a constant open: then the derivatives are compared.
    """
    if solution.is_real is False:
        return False
    difference = equation.lhs - equation.rhs
    if equation.has(Integral):
        difference = Derivative(difference, z)
    if not unknown.is_Symbol:
        difference = difference.subs(unknown, solution)
    return vanishes(ground(difference, given, where).subs(unknown, solution))
