"""Taking an expression back to the definitions: inserting, differentiating, summing."""

from functools import lru_cache

from sympy import Add, Derivative, KroneckerDelta, Limit, Piecewise, Subs, Sum, diff

from output_layer.derivations.rational import extremes
from output_layer.derivations.symbols import Indicator, Maximum


@lru_cache(maxsize=1024)
def ground(expr, given=(), where=None):
    """Return ``expr`` taken back to the definitions ``given``, the outermost quantity first.

    ``where`` is an equation such as y = 0 that holds besides; it is inserted at the end,
    so that what is differentiated is the general formula.
    """
    expr = settled(expr)
    for definition in given:
        expr = settled(definition.insert_into(expr))
    if where is not None:
        expr = expr.subs(where.lhs, where.rhs)
    return _each(expr, FINISHED)


def settled(expr):
    """Carry out derivatives and sums of a few terms; sums over m stay."""
    return _each(expr, SETTLED)


def _each(expr, methods):
    for kind, method in methods:
        if expr.has(kind):
            expr = expr.replace(lambda e, kind=kind: isinstance(e, kind), method)
    return expr


def _differentiated(derivative):
    return diff(derivative.expr, *derivative.variable_count)


def _summed(total):
    """Carry out the innermost sum if it has few terms, or if a Kronecker delta picks one.

    SymPy asks whether the index picked lies in the range; every index of the book does.
    """
    (index, low, high), *outer = total.limits
    if low.is_Integer and high.is_Integer:
        inner = Add(*(total.function.subs(index, at) for at in range(low, high + 1)))
    elif any(index in delta.args for delta in total.function.atoms(KroneckerDelta)):
        picked = Sum(total.function, total.limits[0]).doit()
        inner = picked.replace(Piecewise, lambda inside, *_: inside.expr)
    else:
        return total
    return _summed(Sum(inner, *outer)) if outer else inner


SETTLED = ((Indicator, Indicator.delta), (Derivative, _differentiated), (Sum, _summed))
FINISHED = (
    (Subs, Subs.doit),
    (Limit, Limit.doit),
    (Maximum, lambda maximum: extremes(maximum.args[0])[1]),
)
