"""A limit to how long SymPy may think, counted in calls and not in seconds.

So the answer is the same on a slow machine. It works where there are neither threads nor signals,
as in a browser.
"""

import sys
from contextlib import contextmanager
from inspect import CO_GENERATOR

from sympy.core.cache import clear_cache
from sympy.polys.polyerrors import BasePolynomialError

# What SymPy raises where it knows no way.
FAILURES = (
    ArithmeticError,
    AttributeError,
    BasePolynomialError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


class Impatience(BaseException):
    """Raised when the calls are used up; no ``except Exception`` on the way keeps it."""


@contextmanager
def patience(calls):
    """Raise `Impatience` in the body once it has made so many calls of functions."""
    left, before = calls, sys.gettrace()

    def count(frame, event, argument):  # returns None: of a call nothing but its begin is told
        nonlocal left
        left -= 1
        # Where a generator is thrown away nobody could take notice.
        if left < 0 and not frame.f_code.co_flags & CO_GENERATOR:
            raise Impatience

    sys.settrace(count)
    try:
        yield
    finally:
        sys.settrace(before)


def tried(calls, work):
    """Return what ``work()`` returns, None if it needs too many calls or cannot be done."""
    try:
        with patience(calls):
            return work()
    except Impatience:
        clear_cache()  # of what was being worked out
    except FAILURES:
        pass
    return None
