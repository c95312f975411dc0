"""A small assignment, and what it takes to grade one hostile answer among honest ones."""

import json
import os
import tempfile
import time
from functools import cache
from pathlib import Path

from classroom import answer, code, handed_in, notebook, write_toy
from output_layer.grading.assignment import read_assignment
from output_layer.grading.limits import Limits
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import read_submission

HONEST = {
    "double": "def double(x):\n    return 2 * np.asarray(x)",
    "level": "level = 0.5",
    "slope": "def slope(f, x):\n    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4",
    "total": "def total(values):\n    return sum(values)",
}
FULL = {"check-double": 40.0, "check-level": 20.0, "check-slope": 20.0, "check-total": 20.0}
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
SECRET = "SECRET-6174"
CHECKS = {
    "double": "# Twice a number\nassert np.allclose(double(3.0), 6.0), 'Twice three is six.'\n"
    + HIDDEN.format(f"assert np.allclose(double(np.array([1.0, -2.0])), [2.0, -4.0]), '{SECRET}'"),
    "level": "# The level\nassert np.allclose(level, 0.5), 'The level is one half.'",
    "slope": "# The slope\nassert np.allclose(slope(lambda x: x**2, 3.0), 6.0), 'It is six.'",
    "total": "# The sum\nassert total([1, 2, 3]) == 6, 'One, two and three are six.'",
}
# No other process of the machine has this number in its command line.
MEMORY = 2**29 + 4096 * (os.getpid() % 2**16)
LIMITS = Limits(seconds=5, memory=MEMORY)
SHORT = Limits(seconds=0.4, memory=MEMORY)


def solved():
    """Return the solved notebook: a task for each honest answer."""
    cells = [code("import numpy as np\n\nDATA = np.arange(6.0)", "given")]
    for name, source in HONEST.items():
        cells.append(answer(source, name))
        points = int(FULL[f"check-{name}"])
        cells.append(code(CHECKS[name], f"check-{name}", points=points))
    return notebook(cells)


@cache
def assignment():
    """Return the assignment, as it is read from its file."""
    with tempfile.TemporaryDirectory() as folder:
        return read_assignment(write_toy(folder, "victim", solved()))


class Grade:
    """What came out for one submission."""

    def __init__(self, outcomes):
        self.outcomes = outcomes
        self.text = json.dumps(outcomes)
        self.points = {one["name"]: one["points"] for one in outcomes if one["role"] == "check"}

    def __getitem__(self, name):
        (outcome,) = [one for one in self.outcomes if one["name"] == name]
        return outcome

    def said(self, name):
        """Return the sentence about a cell, after a look whether a page can show it."""
        sentence = self[name]["sentence"]
        assert len(sentence) <= 700
        assert "\n" not in sentence
        sentence.encode("utf-8")
        return sentence


def grade(limits=LIMITS, **answers):
    """Return the `Grade` of honest answers, but for those that are given."""
    return grade_file(handed_in(solved(), **HONEST | answers), limits)


def grade_file(data, limits=LIMITS):
    """Return the `Grade` of the bytes of a file."""
    return Grade(grade_submission(assignment(), read_submission(data), limits))


def grade_own(sources):
    """Return the `Grade` of honest answers below cells of the student's own, ``{name: source}``."""
    made = json.loads(handed_in(solved(), **HONEST))
    made["cells"][1:1] = [code(source, name, solution=True) for name, source in sources.items()]
    return grade_file(json.dumps(made).encode())


def lost(points):
    """Return the checks that have less than all their points; none has another number."""
    assert points.keys() == FULL.keys()
    assert all(points[name] in (0, FULL[name]) for name in FULL)
    return {name.removeprefix("check-") for name in FULL if points[name] == 0}


def left_over():
    """Return the processes of this test that are still there, after a moment for their end."""
    mark = f'"AS": {MEMORY}'.encode()
    for _ in range(50):
        found = [place for place in Path("/proc").glob("[0-9]*/cmdline") if mark in _read(place)]
        if not found:
            break
        time.sleep(0.05)
    return found


def _read(place):
    try:
        return place.read_bytes()
    except OSError:
        return b""
