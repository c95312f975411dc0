"""Wrong formulas made from right ones: what the checks of the ledger have to refuse.

A mutant differs by one mistake: a sign, a factor or term left out, an exponent, a number, a
letter or an index taken for another, a bound of a sum off by one, or twice the whole. Some
say the same in another way, like (y − a)² for (a − y)²: `trial` sorts them.
"""

from itertools import combinations, permutations

from sympy import (
    Add,
    Derivative,
    Eq,
    Expr,
    Function,
    Indexed,
    Integral,
    Limit,
    Mul,
    Number,
    Pow,
    Product,
    Subs,
    Sum,
    Tuple,
    exp,
)

from output_layer.algebra.symbols import (
    Dot,
    Entropy,
    Indicator,
    K,
    Maximum,
    OtherFactors,
    Others,
    is_quantity,
    sigma,
)

CLOSED = (Derivative, Integral, Dot, Entropy, Indicator)  # stay as they are
# Only the first argument of these is changed.
FIRST_ONLY = (Sum, Others, OtherFactors, Limit, Maximum, Subs)


def mutants(expr):
    """Yield every expression that differs from ``expr`` by one mistake, each of them once."""
    seen = {expr}
    letters = sorted(_letters(expr), key=str)
    scaled = (_scaled(expr, 2), _scaled(expr, -1))
    for mutant in (*scaled, *_exchanged(expr, letters), *_variants(expr, letters)):
        if mutant not in seen and isinstance(mutant, (Expr, Tuple, Eq)):
            seen.add(mutant)
            yield mutant


def _scaled(expr, factor):
    """Multiply an expression, the last part of a tuple, or the left side of an equation."""
    if isinstance(expr, Eq):
        return Eq(factor * expr.lhs, expr.rhs)
    return Tuple(*expr[:-1], factor * expr[-1]) if isinstance(expr, Tuple) else factor * expr


def _exchanged(expr, letters):
    """Exchange two letters everywhere."""
    for first, second in combinations(letters, 2):
        if _alike(first, second):
            yield expr.xreplace({first: second, second: first})


def _variants(expr, letters):
    """Yield the mistakes at the top of an expression, then those inside its parts."""
    yield from _mistakes(expr, letters)
    for place in _places(expr):
        for part in _variants(expr.args[place], letters):
            yield expr.func(*expr.args[:place], part, *expr.args[place + 1 :])


def _places(expr):
    """Return the places of the arguments that a mistake can change."""
    if is_letter(expr) or isinstance(expr, CLOSED):
        return ()
    whole = not isinstance(expr, FIRST_ONLY) and getattr(expr.func, "__name__", "") != "P"
    return range(len(expr.args) if whole else 1)


def is_letter(expr):
    """Tell whether a mistake can only take another letter here: a symbol, w_k, or a quantity."""
    return expr.is_Symbol or isinstance(expr, Indexed) or is_quantity(expr)


def _letters(expr):
    if is_letter(expr):
        return {expr}
    return set().union(*(_letters(expr.args[place]) for place in _places(expr)))


def _alike(first, second):
    """Tell whether two letters can be taken for one another: both count, or neither does."""
    return bool(first.is_integer) == bool(second.is_integer)


def _mistakes(expr, letters):
    """Return the mistakes that can be made at the top of an expression."""
    if is_letter(expr):
        return _other_letters(expr, letters)
    if isinstance(expr, CLOSED):
        return ()
    return next((make(expr) for kind, make in MISTAKES if isinstance(expr, kind)), ())


def _other_letters(letter, letters):
    """Take another letter, or the indices in another order."""
    yield from (other for other in letters if other != letter and _alike(other, letter))
    if isinstance(letter, Indexed):
        yield from (letter.func(letter.base, *order) for order in permutations(letter.indices))


def _other_numbers(number):
    return [number + 1, number - 1, -number, 2 * number, *([1 / number] if number else [])]


def _fewer_terms(total):
    """Leave a term out, or turn its sign."""
    for term in total.args:
        yield from (total - term, total - 2 * term)


def _fewer_factors(product):
    """Turn the sign, or leave a factor out."""
    yield -product
    for place in range(len(product.args)):
        yield product.func(*product.args[:place], *product.args[place + 1 :])


def _other_powers(power):
    base, exponent = power.args
    return base, base ** (exponent + 1), base ** (-exponent)


def _no_exception(total):
    """Sum over all classes, or multiply all."""
    term, index, _ = total.args
    yield (Sum if isinstance(total, Others) else Product)(term, (index, 1, K))


def _other_functions(function):
    """Turn the sign of the argument, leave the function out, or take another one."""
    argument, *others = function.args
    yield from (function.func(-argument, *others), argument)
    if function.func == sigma:
        yield exp(argument)


def _other_bounds(total):
    """Leave out the first or the last summand."""
    for place, (index, low, high) in enumerate(total.limits):
        for bounds in ((index, low + 1, high), (index, low, high - 1)):
            limits = (*total.limits[:place], bounds, *total.limits[place + 1 :])
            yield Sum(total.function, *limits)


MISTAKES = (
    (Number, _other_numbers),
    (Add, _fewer_terms),
    (Mul, _fewer_factors),
    (Pow, _other_powers),
    (Sum, _other_bounds),
    ((Others, OtherFactors), _no_exception),
    (Function, _other_functions),
)
