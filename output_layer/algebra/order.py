"""In which order people write the factors of a product and the terms of a sum."""

from sympy import Derivative, KroneckerDelta, Mul, Sum, default_sort_key, exp

from output_layer.algebra.symbols import (
    B,
    Indicator,
    K,
    c,
    eta,
    gap,
    is_quantity,
    lamda,
    m,
    sigma,
    targets,
    x,
    y,
    z,
)


def signed(term):
    """Return the sign of a term, "+" or "-", and the term without it."""
    coefficient, rest = term.as_coeff_Mul()
    if coefficient.is_number and coefficient.is_negative:
        return "-", Mul(-coefficient, rest, evaluate=False) if coefficient != -1 else rest
    return "+", term


def place_in_sum(term, total):
    """Return the key of a term: the cost first, minus signs last, then c; long sums by size."""
    sign, size = signed(term)
    if len(total.args) > 2 and total.has(exp):
        return size == c, sign == "-", -_growth(size), default_sort_key(size)
    variables = len(size.free_symbols)
    later = size == c, sign == "-", sign == "-" and size.has(Sum), not is_cost(size)
    kind = _begins_later(size), size != B, not size.is_number
    return *later, *kind, -variables, size.count_ops(), str(size)


def _begins_later(term):
    """Tell whether a term has the sum over a block that is not the first."""
    return any(total.limits[0][1] != 1 for total in term.atoms(Sum))


def _growth(term):
    powers = [power.args[0].as_coeff_Mul()[0] for power in term.atoms(exp)]
    return max(powers, default=0) * 10 + term.has(z)


def place_in_product(factor):
    """Return the key of a factor: numbers, m, η and λ, error, powers, letters, sums and others."""
    return _rank(factor), _link(factor), factor.count_ops(), str(factor)


def _rank(factor):
    base = factor if isinstance(factor, exp) else factor.as_base_exp()[0]
    kinds = (
        base.is_number,
        base == m,
        base in (eta, lamda, gap) or base.free_symbols == {K},
        is_error(base),
        isinstance(base, KroneckerDelta),
        isinstance(base, exp),
        is_quantity(base) or base.func == sigma or (base.is_Symbol and base != x),
        base.is_Add,
        base.is_Symbol or base.is_Indexed,
        isinstance(base, Indicator),
        True,
    )
    return kinds.index(True)


def _link(factor):
    """Return the place of a derivative in the chain J, C, a, z."""
    letter = factor.expr.func.__name__ if isinstance(factor, Derivative) else ""
    return "JCaz".find(letter)


def is_cost(expr):
    """Tell whether a quantity is a cost, of an example or the mean, or slopes of one."""
    summand = expr.function if isinstance(expr, Sum) else expr
    quantity = summand.expr if isinstance(summand, Derivative) else summand
    return is_quantity(quantity) and quantity.func.__name__ in "CJ"


def is_error(factor):
    """Tell whether a factor is output minus target: a − y, aᵢ − yᵢ in a sum, a_j − δ_{jy}."""
    if not (factor.is_Add and len(factor.args) == 2):
        return False
    if any(isinstance(-part, KroneckerDelta) for part in factor.args):
        return True
    first, second = (part.as_coeff_Mul()[1] for part in factor.args)
    wanted = [part == y or (part.is_Indexed and part.base == targets) for part in (first, second)]
    return sum(wanted) == 1 and is_quantity(second if wanted[0] else first)
