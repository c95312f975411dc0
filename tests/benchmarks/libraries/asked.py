"""Puts questions to one library, in an environment of its own: answers as texts, judged elsewhere.

A program of the runner's, which needs NumPy and the library alone::

    python asked.py ADAPTER.py QUESTIONS.json ANSWERS.json

An error that a library raises is an answer. Numbers are written as NumPy writes them in the type in
which they came back, so that nothing is lost.
"""

import contextlib
import importlib.metadata
import json
import sys
import warnings
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np

LONGEST = 120  # letters of an error


def loaded(path):
    """Return a Python file as a module."""
    spec = spec_from_file_location("adapter", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(adapter, names, question, case):
    """Return what the library says to one case: its numbers and their type, or its error.

    ``None`` if it has no such call, or not in this type.
    """
    call, ask = called(adapter, question)
    if call is None:
        return None
    arguments = {name: array(name, value, question["type"]) for name, value in case.items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = ask(call, names, arguments)
            if found is None:
                return None
            result = np.asarray(getattr(adapter, "taken", np.asarray)(found))
            kind = getattr(adapter, "kind", lambda _: result.dtype.name)(found)
    except Exception as error:  # whatever a library raises is what its reader meets
        text = " ".join(str(error).split())
        return {"error": f"{type(error).__name__}: {text}"[:LONGEST].rstrip()}
    return {"found": [str(one) for one in result.ravel()], "shape": result.shape, "type": kind}


def called(adapter, question):
    """Return the call that answers a question, and what takes it; ``None`` if there is no call.

    A slope has a call of its own where the adapter has ``SLOPES``; else its ``slope`` finds it from
    the call whose slope it is.
    """
    operation, evaluate = question["operation"], getattr(adapter, "evaluate", evaluated)
    if not question["slope"]:
        return adapter.CALLS.get(operation), evaluate
    if hasattr(adapter, "SLOPES"):
        return adapter.SLOPES.get(operation), evaluate
    if hasattr(adapter, "slope"):
        return adapter.CALLS.get(operation), adapter.slope
    return None, None


def array(name, value, kind):
    """Return an argument of a case: labels as whole numbers, all else in the question's type."""
    return np.array(value, dtype=np.int64 if name == "y" else kind)


def evaluated(call, names, arguments):
    """Return what the text of a call gives, its arguments made the library's own arrays."""
    return eval(call, {**names, **arguments})


def main(adapter, questions, answers):
    """Answer a file of questions by another file."""
    adapter = loaded(adapter)
    wanted = json.loads(Path(questions).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(sys.stderr):
        names = adapter.names()
        found = {
            name: [answer(adapter, names, question, case) for case in question["cases"]]
            for name, question in wanted.items()
        }
    version = importlib.metadata.version(adapter.PACKAGE)
    Path(answers).write_text(json.dumps({"version": version, "answers": found}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
