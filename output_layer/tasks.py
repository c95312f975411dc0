"""Checks for the tasks of the labs: they answer, they never raise.

A task cell holds a blank, ``...``. The cell after it calls `check`, which says
one of three things: not done yet, right, or not right yet and why.
"""

import copy
import inspect
from dataclasses import dataclass
from numbers import Number

import numpy as np

__all__ = ["Verdict", "check"]


@dataclass(frozen=True)
class Verdict:
    """What `check` found: a ``status`` and one or more sentences for the reader.

    ``status`` is "not done yet", "right" or "not right yet".

    >>> check("1", ..., 0.5)
    Task 1: not done yet.
    """

    task: str
    status: str
    details: str = ""

    def __str__(self):
        """Return the verdict as plain text."""
        return f"Task {self.task}: {self.status}. {self.details}".rstrip()

    __repr__ = __str__

    def _repr_markdown_(self):
        return f"**Task {self.task}: {self.status}.** {self.details}".rstrip()


def check(task, answer, expected, *, at=None, rtol=1e-9, hints=()):
    """Compare a reader's answer with the expected one and say what was found.

    With ``at``, a sequence of argument tuples, ``answer`` and ``expected`` are
    functions and are compared at each of them; without it they are values. Every call
    gets arguments of its own: a reader's function that changes them spoils nothing, and
    is told so.
    Two numbers agree within ``rtol`` of the larger one; NaN agrees with NaN.

    ``hints`` holds pairs (wrong, sentence), where ``wrong`` is the value or function
    that a known mistake gives: an answer equal to it is met with the sentence.

    An answer that is ``...`` or None, or a function that returns one of them, is not
    done yet. An exception of the answer's own is shown, not raised.

    >>> check("1", 0.25, 0.5, hints=[(0.25, "That is the square of it.")])
    Task 1: not right yet. Your answer is 0.25, expected was 0.5. That is the square of it.

    :shapes: those of ``expected``, which an answer must have
    :domain: any answer whatever
    :raises TypeError: where ``at`` is given and ``expected`` is no function
    """
    points = [None] if at is None else [p if isinstance(p, tuple) else (p,) for p in at]
    given, changed = [], {}
    for point in points:
        own = _copied(point)
        try:
            value = _called(answer, own)
        except Exception as error:
            return Verdict(task, "not right yet", _failure(point, error))
        if value is None or value is ...:
            return Verdict(task, "not done yet")
        given.append(_copied(value))
        changed |= _changes(answer, point, own)
    advice = [_ADVICE.format(", ".join(changed))] if changed else []
    for point, value in zip(points, given, strict=True):
        truth = _value(expected, point)
        if not _agree(value, truth, rtol):
            details = [_difference(point, value, truth), *_matching(hints, points, given, rtol)]
            return Verdict(task, "not right yet", " ".join(details + advice))
    return Verdict(task, "right", " ".join(advice))


_ADVICE = (
    "Your function also changes what it is given ({}), and whoever calls it may still need that: "
    "`z = z - 1` makes a new array, where `z -= 1` and `z[0] = 1` change the old one."
)


def _copied(thing):
    """Return a copy, nested lists and arrays too; what cannot be copied, such as a module, stays.

    The parts of a tuple are copied one by one, so that only what cannot be copied is shared.
    """
    if type(thing) is tuple:
        return tuple(map(_copied, thing))
    try:
        return copy.deepcopy(thing)
    except Exception:
        return thing


def _changes(answer, point, own):
    """Return the names of the arguments that differ now from those of the point."""
    if point is None:
        return {}
    try:
        names = list(inspect.signature(answer).parameters)
    except (TypeError, ValueError):
        names = []
    names += [f"argument {place + 1}" for place in range(len(names), len(point))]
    pairs = zip(names, point, own, strict=False)
    return {name: True for name, before, after in pairs if not _same(before, after)}


def _same(before, after):
    """Tell whether numbers, text, arrays, and collections of them, are what they were."""
    if type(before) is not type(after):
        return False
    if isinstance(before, np.ndarray):
        if before.dtype.hasobject:
            return before.shape == after.shape and _same(before.tolist(), after.tolist())
        return before.shape == after.shape and before.tobytes() == after.tobytes()
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_same(before[k], after[k]) for k in before)
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, (Number, str, bytes, set)):
        return bool(before == after or before != before)
    return True  # nothing is known of other things


def _value(thing, point):
    return _called(thing, _copied(point))


def _called(thing, point):
    if point is None or thing is ... or thing is None:
        return thing
    if not callable(thing):
        raise TypeError(f"a function is expected here, not {thing!r}")
    return thing(*point)


def _agree(value, truth, rtol):
    try:
        value, truth = np.asarray(value, float), np.asarray(truth, float)
    except (TypeError, ValueError):
        return False
    if value.shape != truth.shape:
        return False
    same = np.array_equal(value, truth, equal_nan=True)
    return bool(same or np.allclose(value, truth, rtol=rtol, atol=0, equal_nan=True))


def _matching(hints, points, given, rtol):
    """Return the sentence of the first known mistake that gives the same answers."""
    for wrong, sentence in hints:
        with np.errstate(all="ignore"):
            values = [_value(wrong, point) for point in points]
        if all(_agree(g, v, rtol) for g, v in zip(given, values, strict=True)):
            return [sentence]
    return []


def _difference(point, value, truth):
    where = "Your answer" if point is None else f"At ({_listed(point)}) your answer"
    if np.shape(value) != np.shape(truth):
        return f"{where} has shape {np.shape(value)}, expected was {np.shape(truth)}."
    return f"{where} is {_shown(value)}, expected was {_shown(truth)}."


def _failure(point, error):
    where = "" if point is None else f" at ({_listed(point)})"
    return f"Your code stopped{where} with {type(error).__name__}: {error}."


def _listed(point):
    return ", ".join(map(_shown, point))


def _shown(value):
    try:
        numbers = np.asarray(value, float)
    except (TypeError, ValueError):
        return repr(value)
    if numbers.ndim == 0:
        return f"{numbers:.10g}"
    return np.array2string(numbers, precision=10, threshold=6)
