"""Every lab against functions of a reader that change what they are given: nothing is spoilt."""

import re

import pytest
from nbformat.v4 import new_code_cell

from lab import LABS, fill, has, read, run, solutions

# Makes a solution that works on copies of its arguments and then spoils the arguments.
SPOILING = """
import copy
import functools
import numpy as np

def _spoiling(function):
    @functools.wraps(function)
    def spoilt(*arguments, **named):
        result = function(*copy.deepcopy(arguments), **named)
        for argument in arguments:
            if isinstance(argument, np.ndarray) and argument.ndim:
                argument[...] = 77
                spoilt.found = True
        return result

    return spoilt

{name} = _spoiling({name})
"""
BEFORE = """
import numpy as np
_stored = {n: v.copy() for n, v in globals().items() if isinstance(v, np.ndarray)}
"""
AFTER = """
_spoilt = [n for n, v in _stored.items() if v.tobytes() != globals()[n].tobytes()]
print("spoilt:", *_spoilt)
print("given an array:", hasattr({name}, "found"))
{name} = {name}.__wrapped__
"""
TOLD = "Your function also changes what it is given"


def spoiling(solutions):
    """Return those solutions that are a function, made to spoil its arguments."""
    names = {task: re.match(r"def (\w+)\(", code) for task, code in solutions.items()}
    return {
        task: solutions[task] + SPOILING.format(name=name[1])
        for task, name in names.items()
        if name
    }


def watched(cells):
    """Yield the cells, with all arrays stored before a check and looked at again after it."""
    name = None
    for cell in cells:
        if has(cell, "task"):
            name = re.search(r"^(\w+) = _spoiling", cell.source, re.MULTILINE)
        if name and has(cell, "check"):
            yield from (new_code_cell(BEFORE), cell, new_code_cell(AFTER.format(name=name[1])))
        else:
            yield cell


def printed(cells, start):
    """Return what follows ``start`` in each printed line that begins with it."""
    texts = "".join(o.get("text", "") for c in cells for o in c.get("outputs", []))
    return re.findall(rf"^{start}(.*)$", texts, re.MULTILINE)


@pytest.mark.parametrize("lab", LABS, scope="session")  # after those of test_labs
def test_a_function_that_spoils_its_arguments_is_right_and_told_so_and_spoils_nothing(lab, kernel):
    spoilers = spoiling(solutions(lab))
    notebook = fill(read(lab), solutions(lab) | spoilers)
    notebook.cells = list(watched(notebook.cells))
    verdicts = {task: (status, details) for task, status, details in run(kernel, notebook)}
    assert {status for status, _ in verdicts.values()} == {"right"}
    assert printed(notebook.cells, "spoilt:") == [""] * len(spoilers)
    told = [str(TOLD in verdicts[task][1]) for task in spoilers]
    assert printed(notebook.cells, "given an array: ") == told
