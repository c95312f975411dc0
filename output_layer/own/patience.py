"""A limit to how long SymPy may think, counted in calls and not in seconds.

So the answer is the same on a slow machine. It works where there are neither threads nor signals,
as in a browser.
"""

import sys
from contextlib import contextmanager


class Impatience(BaseException):
    """Raised when the calls are used up; no ``except Exception`` on the way keeps it."""


@contextmanager
def patience(calls):
    """Raise `Impatience` in the body once it has made so many calls of functions."""
    left, before = calls, sys.gettrace()

    def count(frame, event, argument):  # returns None: of a call nothing but its begin is told
        nonlocal left
        left -= 1
        if left < 0:
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
    except (Impatience, *FAILURES):
        return None


# What SymPy raises where it knows no way.
FAILURES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
