"""The algebra that decides whether one step of a derivation equals the one before.

Both are taken back to the definitions, and the weighted input z is replaced by log v, v > 0.
What is left is a rational function of v and of logarithms of irreducible polynomials, which
is zero if its expanded numerator is. Sums over a symbolic number of examples are compared
summand by summand; sums over the classes count as letters, and so do powers with a letter for
their exponent. A Kronecker delta has two cases, both of which must hold. No step of the book has
needed numbers in place of this.
"""

from collections import defaultdict

from sympy import (
    Add,
    Derivative,
    Dummy,
    Indexed,
    Integral,
    KroneckerDelta,
    N,
    Pow,
    Product,
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

from output_layer.algebra.ground import ground, settled
from output_layer.algebra.rational import rational
from output_layer.algebra.symbols import Dot, u, z


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
    if all(map(_summand_vanishes, _by_range(expr).values())):
        return True
    return expr.has(Integral) and vanishes(expr.replace(Integral, lambda *args: integrate(*args)))


def _summand_vanishes(expr):
    """Tell whether what stands under a sum is zero, in both cases of a Kronecker delta."""
    if delta := _open_delta(expr):
        return all(vanishes(case) for case in _both_cases(expr, delta))
    return _is_zero(expr)


def _open_delta(expr):
    """Return a Kronecker delta of two indices, if there is one."""
    deltas = (d for d in expr.atoms(KroneckerDelta) if any(index.is_Symbol for index in d.args))
    return min(deltas, key=str, default=None)


def _both_cases(expr, delta):
    """Return an expression for equal and for different indices: δ is 1, or it is 0."""
    first, second = delta.args if delta.args[0].is_Symbol else reversed(delta.args)
    return expr.subs(first, second), expr.subs(delta, 0)


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
    expr = _with_letters(expr)
    if _differs_from_zero(expr):
        return False
    return _cancels(expr) or _cancels(_with_letters_for_powers(expr))


def _cancels(expr):
    numerator, _ = fraction(together(rational(expr)))
    return expand(numerator) == 0 or simplify(numerator) == 0


def _with_letters(expr):
    """Write a letter for each sum or product: what holds for all their values holds for theirs.

    Sums over the same range whose summands are equal have the same letter.
    """
    letters = {product: Dummy(positive=True) for product in expr.atoms(Product)}
    for total in sorted(expr.atoms(Sum), key=str):
        letters[total] = next(
            (letter for other, letter in letters.items() if _equal_sums(total, other)),
            Dummy(real=True),
        )
    return expr.xreplace(letters)


def _with_letters_for_powers(expr):
    """Write p b^n for each power b^(γ + n) with a letter in its exponent, p a letter for b^γ."""
    letters = defaultdict(lambda: Dummy(positive=True))

    def parted(power):
        number, rest = power.exp.as_coeff_Add()
        return letters[power.base, rest] * power.base**number

    return expr.replace(lambda e: isinstance(e, Pow) and not e.exp.is_number, parted)


def _equal_sums(total, other):
    return total.limits == other.limits and vanishes(total.function - other.function)


def _differs_from_zero(expr):
    """Tell quickly whether an expression is not zero, from its value at one odd point."""
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
