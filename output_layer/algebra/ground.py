"""Taking an expression back to the definitions: inserting, differentiating, summing."""

from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Derivative,
    Dummy,
    KroneckerDelta,
    Limit,
    Mul,
    Piecewise,
    Product,
    S,
    Subs,
    Sum,
    Symbol,
    diff,
    expand,
    expand_log,
    limit,
)
from sympy.concrete.delta import deltasummation
from sympy.utilities.iterables import sift

from output_layer.algebra.conditions import conditions, parted, under
from output_layer.algebra.rational import extremes
from output_layer.algebra.symbols import (
    B,
    Dot,
    Indicator,
    K,
    Maximum,
    OtherFactors,
    Others,
    is_quantity,
    m,
    n,
    width,
)


@lru_cache(maxsize=1024)
def ground(expr, given=(), where=None):
    """Return ``expr`` taken back to the definitions ``given``, the outermost quantity first.

    ``where`` is an equation such as y = 0 or i ≠ j that holds besides, or several of them; it
    is inserted at the end, so that what is differentiated is the general formula.
    """
    expr = settled(expr)
    for definition in given:
        expr = settled(definition.insert_into(expr))
    for condition in conditions(where):
        expr = settled(under(condition, expr))
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
    """Differentiate; of |a − y| by a real letter, since of a(z) SymPy forgets that it is real."""
    if not derivative.expr.has(Abs):
        return diff(derivative.expr, *derivative.variable_count)
    letters = {by: Dummy(real=True) for by in derivative.variables if is_quantity(by)}
    slope = diff(*(part.xreplace(letters) for part in derivative.args))
    return slope.xreplace({letter: by for by, letter in letters.items()})


def _summed(total):
    """Carry out the innermost sum, as far as can be; sums over the examples stand outermost."""
    innermost, *outer = sorted(total.limits, key=lambda limits: limits[2].has(m))
    index, low, high = innermost
    if low.is_Integer and high.is_Integer:
        inner = Add(*(total.function.subs(index, at) for at in range(low, high + 1)))
    elif low.has(B):
        inner = _after_first_block(total.function, innermost)
    elif high.has(K, B, n, width):
        terms = Add.make_args(expand(expand_log(parted(total.function), force=True)))
        inner = Add(*(_summed_term(term, innermost) for term in terms))
    else:
        return total
    if not outer:
        return inner
    rest = Sum(inner, *outer)  # has all the limits again if the innermost sum stays a sum
    return _summed(rest) if len(rest.limits) < len(total.limits) else rest


def _multiplied(product):
    """Carry out a product of so many factors; one over K classes stays."""
    ((index, low, high),) = product.limits
    if not (low.is_Integer and high.is_Integer):
        return product
    return Mul(*(product.function.subs(index, at) for at in range(low, high + 1)))


def _after_first_block(term, limits):
    """Return the sum from B + 1 on as the whole sum less the sum up to B."""
    index, low, high = limits
    return _summed(Sum(term, (index, 1, high))) - _summed(Sum(term, (index, 1, low - 1)))


def _summed_term(term, limits):
    """Sum one term: let a Kronecker delta pick, draw out what does not depend on the index."""
    index, low, high = limits
    parts = sift(Mul.make_args(term), lambda factor: _depends(factor, index))
    outside, inside = (Mul(*parts[side]) for side in (False, True))
    if inside.has(KroneckerDelta):
        return outside * picked(inside, limits)
    if isinstance(inside, Sum) and inside.limits[0][2].has(m):
        return outside * _exchanged(inside, limits)
    return outside * ((high - low + 1) if inside == 1 else Sum(inside, limits))


def _exchanged(total, limits):
    """Sum over classes or inputs inside a sum over the examples, not the other way round."""
    return Sum(_summed(Sum(total.function, limits)), *total.limits)


def _depends(factor, index):
    """Tell whether a factor depends on an index; SymPy forgets the index of ∂/∂z_j."""
    variables = (variable for slope in factor.atoms(Derivative) for variable in slope.variables)
    return any(index in part.free_symbols for part in (factor, *variables))


def picked(term, limits):
    """Return Σ_l δ_{lj} f_l = f_j, for an index j from 1 to K (or, for inputs, from 1 to n).

    The label y_i of an example is such an index too.

    SymPy's sum is f_j if low ≤ j ≤ high, else 0. With j = K − d, d ≥ 0, that condition must
    become true by itself; where it does not, as for a sum that begins at 2, it stays.
    """
    index, _, high = limits
    most = next(number for number in (K, width, n) if high.has(number))
    deltas = [delta for delta in term.atoms(KroneckerDelta) if index in delta.args]
    others = {other for delta in deltas for other in delta.args if not other.is_number} - {index}
    bounded = {other: most - Dummy(nonnegative=True) for other in others}

    def chosen(inside, *others):
        sure = inside.cond.subs(bounded) == S.true
        return inside.expr if sure else Piecewise(inside, *others)

    return deltasummation(term, limits).replace(Piecewise, chosen)


def _limit(expression):
    """Take a limit; that of a sum of finitely many terms is the sum of their limits."""
    body, variable, point, direction = expression.args
    termwise = body.replace(
        Sum, lambda term, *limits: Sum(limit(term, variable, point, str(direction)), *limits)
    )
    return limit(settled(termwise), variable, point, str(direction))


def _renamed(total):
    """Name the index of a sum by how many sums stand inside: equal sums then look equal."""
    (index, low, high), *outer = total.limits
    if outer or not high.has(K, B, n, width):
        return total
    name = Symbol(f"_{_depth(total.function)}", integer=True)
    return Sum(total.function.xreplace({index: name}), (name, low, high))


def _depth(expr):
    return max((1 + _depth(total.function) for total in expr.atoms(Sum)), default=0)


SETTLED = (
    (Indicator, Indicator.delta),
    (Others, Others.without),
    (OtherFactors, OtherFactors.without),
    (Dot, Dot.termwise),
    (Derivative, _differentiated),
    (Product, _multiplied),
    (Sum, _summed),
)
FINISHED = (
    (Subs, Subs.doit),
    (Limit, _limit),
    (Maximum, lambda maximum: extremes(*maximum.args)[1]),
    (Sum, _renamed),
)
