"""Keeps grades: one file of results a student, and `grades.csv` with a row for each.

Every file is written whole under another name and then moved into its place, so that no
reader ever sees half of one, and a run that was stopped can be taken up again.
"""

import csv
import hashlib
import io
import json
import math
import re
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from output_layer.grading.assignment import digest
from output_layer.grading.names import file_name
from output_layer.grading.whole import holds, write

EXTRAS = ("bonus", "penalty")  # given by hand, beside the points of cells
SIGNS = {"bonus": 1, "penalty": -1}
# A spreadsheet would run what begins so, or so behind what it takes for the end of a cell.
FORMULA = re.compile(r"^(?=[\t\r])|(?:^|(?<=[;\t\r\n|]))(?=\s*[-=+@＝＋－＠])")
BOM = "\ufeff"  # without it Excel reads no UTF-8
GRADED, WAITING, UNWRITTEN = "graded", "hand grading needed", "graded, but no text was written"
# How a kept result begins: whose it is, and of which assignment.
HEAD = re.compile(r'\{"student": "(?:[^"\\]|\\.)*", "about": \[("(?:[^"\\]|\\.)*"),')
LONGEST = 2**14  # bytes in which that stands
TABLE, OVERVIEW = "grades.csv", "class.html"
STALE = "graded with an earlier version of the assignment; hand it to the grader again"
UNREADABLE, OTHER, FAILED = "unreadable", "another notebook", "not graded"  # and a sentence


@dataclass(frozen=True)
class Result:
    """What the grader found in one submission, before anything is graded by hand.

    ``problem`` is a sentence where there is nothing to grade; ``failed`` says that the grader
    is to blame and that another run tries again, ``foreign`` that it is another notebook.
    ``handed`` says where, when and by whom it was handed in, as `files.Found.handed` does.
    """

    outcomes: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    problem: str = ""
    failed: bool = False
    foreign: bool = False
    handed: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Grade:
    """One row of `grades.csv`: a student's points for each graded cell, and what comes on top.

    ``extras`` holds bonus, penalty and lateness, each with its points and its reason.
    """

    student: str
    points: dict
    out_of: float
    status: str
    extras: dict = field(default_factory=dict)

    @property
    def total(self):
        """The points of all cells and extras together; never less than none."""
        return max(
            0.0, math.fsum([*self.points.values(), *(one for one, _ in self.extras.values())])
        )


def graded(assignment, student, result, hand, late=None):
    """Return a student's grade: what the checks gave, and what ``hand`` gives for a cell.

    ``hand`` maps the names of cells, and `EXTRAS`, to `handgraded.Hand`; ``late`` is what lateness
    adds, and why, or ``None``.
    """
    points = {cell.name: 0.0 for cell in assignment.graded}
    points |= {one["name"]: one["points"] for one in result.outcomes if one["name"] in points}
    points |= {name: given.points for name, given in hand.items() if name in points}
    extras = {
        name: (SIGNS[name] * hand[name].points, hand[name].comment)
        for name in EXTRAS
        if name in hand
    }
    extras |= {"late": late} if late else {}
    return Grade(student, points, assignment.points, _status(result, hand), extras)


def _status(result, hand):
    if result.problem:
        kind = FAILED if result.failed else OTHER if result.foreign else UNREADABLE
        return f"{kind}: {result.problem}"
    essays = [one for one in result.outcomes if one["role"] == "essay" and one["name"] not in hand]
    if any(one["verdict"] == "by hand" for one in essays):
        return WAITING
    return UNWRITTEN if essays else GRADED


class Gradebook:
    """The folder of a run: ``results/``, ``feedback/`` and ``grades.csv``."""

    def __init__(self, folder, assignment=None):
        self.folder = Path(folder)
        self.about = [assignment.name, assignment.digest] if assignment else []
        for name in ("results", "feedback"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def others(self, students):
        """Return the students with results of earlier runs that are not among these.

        Raises ``ValueError`` if the folder has results of another assignment.
        """
        known, found = set(map(file_name, students)), []
        for path in sorted((self.folder / "results").glob("*.json")):
            name = _assignment(path)
            if name not in ("", self.about[0]):
                raise ValueError(f"{self.folder} has the grades of {name}; name another folder")
            student = "" if path.stem in known else self.read(path)[0]
            found += [student] if student else []
        return found

    def other(self, student):
        """Return the result of an earlier run, and whether it is of this very assignment."""
        _, about, result = self.read(self._place("results", student, "json"))
        return result, about == self.about

    def read(self, path):
        """Return student, assignment and result in a file, or nothing of it."""
        try:
            document = json.loads(path.read_text("utf-8"))
            return document["student"], document["about"], Result(**document["result"])
        except (OSError, ValueError, TypeError, KeyError):
            return "", [], Result()

    def kept(self, student, mark):
        """Return the result that an earlier run has kept under this mark, else ``None``."""
        try:
            document = json.loads(self._place("results", student, "json").read_text("utf-8"))
            return Result(**document["result"]) if document["mark"] == mark else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, student, mark, result):
        """Keep a result for later runs."""
        document = {"student": student, "about": self.about, "mark": mark, "result": vars(result)}
        write(self._place("results", student, "json"), json.dumps(document))

    def keep_page(self, student, page):
        """Keep the page that a student is given; one that says the same is not written again."""
        place = self._place("feedback", student, "html")
        if not holds(place, page):
            write(place, page)

    def write_grades(self, assignment, grades, overview=""):
        """Write `grades.csv`, a row for each of ``grades``, and the page about the class."""
        write(self.folder / TABLE, BOM + table(assignment, grades))
        write(self.folder / OVERVIEW, overview)

    def _place(self, folder, student, ending):
        return self.folder / folder / f"{file_name(student)}.{ending}"


def _assignment(path):
    """Return the name of the assignment in a result's file, or an empty text.

    It stands near the beginning, so that all are looked at before anything is graded.
    """
    with path.open("rb") as stream:
        match = HEAD.match(stream.read(LONGEST).decode("utf-8", "replace"))
    try:
        return json.loads(match[1]) if match else ""
    except ValueError:
        return ""


def table(assignment, grades):
    """Return grades as CSV: student, a column for each graded cell and each extra, total, …."""
    names = [cell.name for cell in assignment.graded]
    extras = [name for name in (*EXTRAS, "late") if any(name in one.extras for one in grades)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", *map(harmless, names), *extras, "total", "out of", "status"])
    for grade in grades:
        more = [grade.extras.get(name, (0,))[0] for name in extras]
        numbers = [*map(grade.points.get, names), *more, grade.total, grade.out_of]
        row = [harmless(grade.student), *(f"{number:.10g}" for number in numbers)]
        writer.writerow([*row, harmless(grade.status)])
    return text.getvalue()


def harmless(text):
    """Return a text that no spreadsheet takes for a formula, whatever it splits at.

    >>> harmless("=1+1"), harmless("ada;=1"), harmless("ada")
    ("'=1+1", "ada;'=1", 'ada')
    """
    return FORMULA.sub("'", text)


def mark(assignment, data, limits, *, unsafe):
    """Return a digest of all that a result depends on; it changes when one of them does."""
    settings = json.dumps([asdict(limits), unsafe, grader()])
    named = [("assignment", assignment.digest.encode()), ("settings", settings.encode())]
    return digest(*named, ("submission", data))


@cache
def grader():
    """Return what tells this grader from others: its source and NumPy's version."""
    here = Path(__file__).parent
    sources = sorted([*here.glob("*.py"), *here.glob("inside/*.py")])
    files = [hashlib.sha256(source.read_bytes()).hexdigest() for source in sources]
    return [np.__version__, *files]
