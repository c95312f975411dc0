"""Formulas as rational functions of v = e^z, in which zeros, limits and extremes can be found."""

from sympy import (
    Dummy,
    Max,
    Min,
    exp,
    expand_log,
    expand_power_exp,
    factor,
    fraction,
    limit,
    log,
    oo,
    solve,
    together,
)

from output_layer.algebra.symbols import K, b, z


def rational(expr, v=None):
    """Return ``expr`` with z = log v, and logarithms expanded into irreducible polynomials."""
    logit = log(v or Dummy("v", positive=True))
    lines = [power.args[0] / power.args[0].coeff(b) for power in expr.atoms(exp) if power.has(b)]
    expr = expr.subs(b, logit - lines[0] + b) if lines else expr.subs(z, logit)
    return expr.replace(log, _expanded_log)


def _expanded_log(argument):
    powers = expand_log(log(argument), force=True)
    return powers.replace(log, _log_of_factors)


def _log_of_factors(argument):
    factors = factor(together(expand_power_exp(argument)))
    return expand_log(log(factors), force=True)


def extremes(expr, variable=z):
    """Return infimum and supremum of a function of one real variable, and of K ≥ 2 perhaps."""
    others = Dummy("others", integer=True, positive=True)
    candidates = _candidates(expr.subs({variable: z, K: others + 1}))
    values = [value for values in candidates for value in values]
    return tuple(best(*values).subs(others, K - 1) for best in (Min, Max))


def _candidates(expr):
    """Return the values where the slope with respect to v = e^z is zero, and those at the ends."""
    v = Dummy("v", positive=True)
    function = together(rational(expr, v))
    slope, _ = fraction(together(function.diff(v)))
    inside = [function.subs(v, root) for root in solve(slope, v)]
    return inside, [limit(function, v, end) for end in (0, oo)]


def attains(expr, relation, bound):
    """Tell whether a function of z keeps the relation to ``bound``, and no bound is better.

    A strict bound must only be approached at the ends, any other one must be reached.
    """
    best = extremes(expr)[relation in ("<", "<=")]
    reached = best in _candidates(expr)[0]
    return best == bound and reached == (relation in ("<=", ">="))
