"""A student's names as the checks see them: plain values, and functions that run far away.

A check is written for a notebook, where the names are simply there. Here they stand for what
is in the sandbox; a call sends values in, and values come out. The checks themselves run where
no code of a student does.
"""

import copy
from dataclasses import dataclass

import numpy as np

from output_layer.grading.failures import StudentError, like
from output_layer.grading.inside import values
from output_layer.grading.sandbox import GoneError
from output_layer.grading.words import sentence

NOT_DONE = "NotImplementedError"
CHANGEABLE = (np.ndarray, np.random.Generator, np.random.RandomState, list, set)
HELP = {
    "ModuleNotFoundError": "Only NumPy, matplotlib and Python's own library are there.",
    "FileNotFoundError": "Only the files that come with the assignment are there.",
    "PermissionError": "No programs, threads or connections can be started there.",
    "MemoryError": "It used more memory than it may.",
}


class Names(dict):
    """Names for one check: the given ones, and proxies for those that a student has to make.

    ``missing(name)`` says why a name is not there: a sentence, and whether it is not done yet.
    """

    def __init__(self, given, answered, ask, missing):
        super().__init__({name: own(value) for name, value in given.items()})
        self.answered, self.ask, self.missing = answered, ask, missing

    def __missing__(self, name):
        """Ask the sandbox for a name; only what a student has to make is asked for."""
        if name not in self.answered:
            raise KeyError(name)
        answer = self.ask({"do": "get", "name": name})
        if answer.get("missing"):
            why, blank = self.missing(name)
            raise StudentError(why, blank=blank)
        self[name] = received(answer, f"`{name}`", self.function(name))
        return self[name]

    def function(self, name):
        """Return what makes a proxy out of a function's number."""
        return lambda number: Function(name, number, self.ask)


def own(value):
    """Return a copy of what a check can change, so that no check changes the next one's."""
    return copy.deepcopy(value) if isinstance(value, CHANGEABLE) else value


class Function:
    """A function of a student's: called here, it runs in the sandbox."""

    def __init__(self, name, number, ask):
        self.__name__, self.number, self.ask = name, number, ask

    def __call__(self, *args, **kwargs):
        """Return what the student's function returns for these arguments."""
        handed = []

        def register(function):
            handed.append(function)
            return len(handed) - 1

        request = {"do": "call", "function": self.number}
        request["args"] = [values.encode(value, register) for value in args]
        request["kwargs"] = {name: values.encode(value, register) for name, value in kwargs.items()}
        answer = self.ask(request, lambda asked: answered(handed, asked))
        call = Call(self.__name__, args, kwargs)
        return received(answer, call, lambda number: Function(self.__name__, number, self.ask))


@dataclass
class Call:
    """A call, which is written out only where a sentence names it."""

    name: str
    args: tuple
    kwargs: dict

    def __str__(self):
        """Return the call as a student would write it."""
        return f"`{self.name}({shown(self.args, self.kwargs)})`"


def answered(functions, request):
    """Call one of the check's own functions, because the student's code asks for its value."""
    try:
        function = functions[request["callback"]]
        args = [values.decode(value) for value in request["args"]]
        with np.errstate(all="ignore"):
            return {"value": values.encode(function(*args))}
    except GoneError:
        raise
    except (values.MalformedError, values.NotPlainError):
        return {"error": "the function that was handed over takes numbers and arrays of numbers"}
    except Exception as error:
        return {"error": f"the function that was handed over: {named(error)}"}


def received(answer, what, function):
    """Return the value in an answer, or raise ``StudentError`` with a sentence about ``what``."""
    if "error" in answer:
        raise like(_type(answer["error"]))(
            f"{what} stopped with {error_sentence(answer['error'])}",
            blank=_type(answer["error"]) == NOT_DONE,
        )
    if "not_plain" in answer:
        reason = sentence(str(answer["not_plain"])[:200])
        raise StudentError(f"{what} gives {reason}; numbers or arrays of numbers are expected.")
    try:
        value = values.decode(answer["value"], function)
    except (KeyError, values.MalformedError):
        raise StudentError(f"{what} gives something that cannot be read as numbers.") from None
    if hollow(value):
        raise StudentError(f"{what} gives an empty array or list; numbers are expected.")
    return value


def hollow(value):
    """Whether an array or list is empty, or one in it: to `np.allclose` it equals every number.

    >>> np.allclose([], 3.0), hollow([]), hollow((np.ones(2), np.ones((2, 0))))
    (True, True, True)
    """
    if isinstance(value, np.ndarray):
        return value.size == 0
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, (list, tuple, dict)):
        return not value or any(hollow(part) for part in parts)
    return False


def error_sentence(error):
    """Return an exception as the sandbox describes it, in words, with a hint where one helps."""
    message = str(error.get("message", ""))[:500] if isinstance(error, dict) else ""
    text = sentence(f"{_type(error)}: {message}").rstrip(": ")
    text = text if text.endswith(".") else f"{text}."
    return f"{text} {HELP.get(_type(error), '')}".rstrip()


def _type(error):
    return str(error.get("type", "an error"))[:80] if isinstance(error, dict) else "an error"


def shown(args, kwargs):
    """Return the arguments of a call as a student would write them, long ones cut."""
    parts = [_short(value) for value in args]
    return ", ".join(parts + [f"{name}={_short(value)}" for name, value in kwargs.items()])


def _short(value):
    if isinstance(value, np.ndarray):
        text = np.array2string(value, separator=", ", threshold=8, precision=6)
        text = " ".join(text.split())
    else:
        text = getattr(value, "__name__", None) or repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def named(error):
    """Return an exception's type and message."""
    return f"{type(error).__name__}: {str(error)[:500]}"
