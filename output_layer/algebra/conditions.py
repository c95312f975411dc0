"""Conditions under which an equation holds: y = 0, K = 2, i ≠ j, or a formula for every logit."""

from sympy import Indexed, KroneckerDelta, Ne, S, Tuple, exp

from output_layer.algebra.symbols import ell, logits

EVERY = logits[ell]


def conditions(where):
    """Return the conditions one by one: ``where`` is None, one of them, or a tuple of several."""
    if where is None:
        return ()
    return tuple(where) if isinstance(where, Tuple) else (where,)


def of_logits(where):
    """Return the formula for z_l if a condition gives every logit, else None."""
    formulas = (condition.rhs for condition in conditions(where) if condition.lhs == EVERY)
    return next(formulas, None)


def under(condition, expr):
    """Return an expression under one condition.

    Different indices have the Kronecker delta 0; a formula for z_l holds for every index.
    """
    left, right = condition.args
    if isinstance(condition, Ne):
        return expr.subs(KroneckerDelta(left, right), S.Zero)
    if left == EVERY:
        return expr.replace(_is_logit, lambda logit: right.subs(ell, logit.indices[0]))
    return expr.subs(left, right)


def _is_logit(expr):
    return isinstance(expr, Indexed) and expr.base == logits


def parted(expr):
    """Write 1 + δ(e^u − 1) for each e^(uδ): a Kronecker delta is 0 or 1, and so both agree."""
    return expr.replace(lambda e: isinstance(e, exp) and e.has(KroneckerDelta), _parted)


def _parted(power):
    delta = min(power.atoms(KroneckerDelta), key=str)
    absent, present = (parted(power.subs(delta, value)) for value in (S.Zero, S.One))
    return absent + delta * (present - absent)
