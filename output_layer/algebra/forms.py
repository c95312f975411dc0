"""The same expression in the form that people like to read."""

from sympy import Mul, factor, solve

from output_layer.algebra.symbols import K, y


def oriented(expr):
    """Return ``expr`` in factors 1 − a and a − y, never a − 1 or y − a; K − 1 stays.

    >>> from sympy import Symbol
    >>> oriented(Symbol("a") - Symbol("a") ** 2)
    a*(1 - a)
    """
    return facing(factor(expr))


def facing(expr):
    """Return a product with its factors 1 − a and a − y, as they stand but for signs."""
    parts = [part.as_base_exp() for part in Mul.make_args(expr)]
    turned = [_backwards(base) and power.is_integer for base, power in parts]
    sign = (-1) ** sum(power for turn, (_, power) in zip(turned, parts, strict=True) if turn)
    bases = (-base if turn else base for turn, (base, _) in zip(turned, parts, strict=True))
    return Mul(sign, *(base**power for base, (_, power) in zip(bases, parts, strict=True)))


def _backwards(base):
    constant = base.as_coeff_Add()[0]
    turned = constant.is_negative or (constant == 0 and base.coeff(y) == 1)
    return base.is_Add and turned and base.free_symbols != {K}


def forwards(base):
    """Return a sum or its opposite: a − y and never y − a."""
    return -base if _backwards(base) else base


def only(solutions):
    """Return the one element of ``solutions``; ``ValueError`` if there are more or none."""
    (solution,) = solutions
    return solution


def zero_between(function, variable):
    """Return the zero of ``function`` between 0 and 1; ``ValueError`` unless there is just one."""
    return only([place for place in solve(function, variable) if 0 < place < 1])


def stationary(function, variable):
    """Return the place between 0 and 1 where the derivative of ``function`` is zero."""
    return zero_between(function.diff(variable), variable)
