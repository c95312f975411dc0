"""The value of a formula, worked out part by part with as many digits as mpmath is told.

SymPy's own `N` would write the formula anew with the numbers of each point, and then take it
apart; with thousands of wrong formulas and six points for each, that is most of the work.
"""

from dataclasses import dataclass
from functools import singledispatch

from mpmath import mp
from sympy import (
    Abs,
    Add,
    Heaviside,
    Indexed,
    Integer,
    Integral,
    KroneckerDelta,
    Max,
    Min,
    Mul,
    Number,
    NumberSymbol,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    cosh,
    erfc,
    exp,
    factorial,
    log,
    sign,
    sinh,
    tanh,
)

from output_layer.algebra.symbols import Dot, each, n

BEST = {Max: max, Min: min}
ALONE = {Abs: abs, sign: mp.sign, cosh: mp.cosh, sinh: mp.sinh, tanh: mp.tanh}


@dataclass(frozen=True)
class Place:
    """Where a formula is worked out.

    ``counts`` has the integers by their symbols, ``numbers`` the other values by their names,
    and ``arrays`` the arrays by their bases; their elements count from 1.
    """

    counts: dict
    numbers: dict
    arrays: dict

    def letter(self, symbol):
        """Return the number that a letter stands for."""
        known = self.counts[symbol] if symbol in self.counts else self.numbers[symbol.name]
        return mp.mpf(known)

    def element(self, base, indices):
        """Return an element of an array."""
        array = self.arrays[base]
        if len(indices) != array.ndim or not all(
            1 <= index <= size for index, size in zip(indices, array.shape, strict=True)
        ):
            raise IndexError(f"no element {indices}")
        return mp.mpf(array[tuple(int(index) - 1 for index in indices)].item())

    def at(self, index, number):
        """Return the same place, where an index has a number."""
        return Place({**self.counts, index: number}, self.numbers, self.arrays)


@singledispatch
def value(expr, place):
    """Return the value of a formula at a place, complex or NaN if it is no real number.

    ``LookupError`` if the formula asks for something that the place does not have. A part that
    is no number, such as a function that nobody defined, has the value NaN.
    """
    return mp.nan


@value.register(Number)
@value.register(NumberSymbol)
def _(expr, place):
    return mp.convert(expr.evalf(mp.dps + 5)) if expr.is_finite else mp.nan


@value.register(Integer)
def _(expr, place):
    return mp.mpf(expr.p)


@value.register(Rational)
def _(expr, place):
    return mp.mpf(expr.p) / expr.q


@value.register(Symbol)
def _(expr, place):
    return place.letter(expr)


@value.register(Indexed)
def _(expr, place):
    return place.element(expr.base, [value(index, place) for index in expr.indices])


@value.register(Add)
def _(expr, place):
    return mp.fsum(value(term, place) for term in expr.args)


@value.register(Mul)
def _(expr, place):
    # Where an indicator is 0, its factor need not exist: δ_{lj} x_l beyond the last x.
    if any(not value(delta, place) for delta in expr.args if isinstance(delta, KroneckerDelta)):
        return mp.zero
    return mp.fprod(value(factor, place) for factor in expr.args)


@value.register(Pow)
def _(expr, place):
    base, exponent = (value(part, place) for part in expr.args)
    return mp.power(base, exponent) if base or exponent >= 0 else mp.nan


@value.register(exp)
def _(expr, place):
    return mp.exp(value(expr.exp, place))


@value.register(log)
def _(expr, place):
    argument = value(expr.args[0], place)
    return mp.log(argument) if argument else mp.nan


@value.register(factorial)
def _(expr, place):
    return mp.factorial(value(expr.args[0], place))


@value.register(erfc)
def _(expr, place):
    return mp.erfc(value(expr.args[0], place))


@value.register(KroneckerDelta)
def _(expr, place):
    first, second = (value(index, place) for index in expr.args)
    return mp.mpf(first == second)


@value.register(Max)
@value.register(Min)
def _(expr, place):
    parts = [value(part, place) for part in expr.args]
    return mp.nan if any(map(mp.im, parts)) else BEST[expr.func](parts)


@value.register(Abs)
@value.register(sign)
@value.register(cosh)
@value.register(sinh)
@value.register(tanh)
def _(expr, place):
    return ALONE[expr.func](value(expr.args[0], place))


@value.register(Heaviside)
def _(expr, place):
    return (1 + mp.sign(value(expr.args[0], place))) / 2


@value.register(Sum)
def _(expr, place):
    return mp.fsum(_terms(expr.function, expr.limits, place))


@value.register(Product)
def _(expr, place):
    return mp.fprod(_terms(expr.function, expr.limits, place))


@value.register(Dot)
def _(expr, place):
    places = (place.at(each, number + 1) for number in range(place.counts[n]))
    return mp.fsum(mp.fprod(value(vector, at) for vector in expr.args) for at in places)


@value.register(Integral)
def _(expr, place):
    ((variable, *ends),) = expr.limits
    ends = [_end(end, place) for end in ends]
    return mp.quad(lambda at: value(expr.function, place.at(variable, at)), ends)


def _end(end, place):
    """Return the end of an integral, which may be infinite."""
    return mp.mpf(str(float(end))) if end.is_infinite else value(end, place)


def _terms(term, limits, place):
    """Yield the values of a term as its indices run; the last limits are the outermost."""
    if not limits:
        yield value(term, place)
        return
    *inner, (index, low, high) = limits
    first, last = (int(value(end, place)) for end in (low, high))
    for number in range(first, last + 1):
        yield from _terms(term, inner, place.at(index, number))
