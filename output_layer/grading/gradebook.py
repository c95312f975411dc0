"""Keeps grades: one file of results a student, and `grades.csv` with a row for each.

Every file is written whole under another name and then moved into its place, so that no
reader ever sees half of one, and a run that was stopped can be taken up again.
"""

import csv
import hashlib
import io
import json
import math
import os
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from output_layer.grading.assignment import digest
from output_layer.grading.names import file_name

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so
GRADED, WAITING, UNWRITTEN = "graded", "hand grading needed", "graded, but no text was written"
UNREADABLE, FAILED = "unreadable", "not graded"  # and a sentence


@dataclass(frozen=True)
class Result:
    """What the grader found in one submission, before anything is graded by hand.

    ``problem`` is a sentence where there is nothing to grade; ``failed`` says that the grader
    is to blame and that another run tries again.
    """

    outcomes: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    problem: str = ""
    failed: bool = False


@dataclass(frozen=True)
class Grade:
    """One row of `grades.csv`: a student's points for each graded cell."""

    student: str
    points: dict
    out_of: float
    status: str

    @property
    def total(self):
        """The points of all cells together."""
        return math.fsum(self.points.values())


def graded(assignment, student, result, hand):
    """Return a student's grade: what the checks gave, and what ``hand`` gives for a cell.

    ``hand`` maps the names of cells to `handgraded.Hand`.
    """
    points = {cell.name: 0.0 for cell in assignment.graded}
    points |= {one["name"]: one["points"] for one in result.outcomes if one["name"] in points}
    points |= {name: given.points for name, given in hand.items()}
    return Grade(student, points, assignment.points, _status(result, hand))


def _status(result, hand):
    if result.problem:
        return f"{FAILED if result.failed else UNREADABLE}: {result.problem}"
    essays = [one for one in result.outcomes if one["role"] == "essay" and one["name"] not in hand]
    if any(one["verdict"] == "by hand" for one in essays):
        return WAITING
    return UNWRITTEN if essays else GRADED


class Gradebook:
    """The folder of a run: ``results/``, ``feedback/`` and ``grades.csv``."""

    def __init__(self, folder):
        self.folder = Path(folder)
        for name in ("results", "feedback"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def kept(self, student, mark):
        """Return the result that an earlier run has kept under this mark, else ``None``."""
        try:
            document = json.loads(self._place("results", student, "json").read_text("utf-8"))
            return Result(**document["result"]) if document["mark"] == mark else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, student, mark, result):
        """Keep a result for later runs."""
        document = {"student": student, "mark": mark, "result": vars(result)}
        write(self._place("results", student, "json"), json.dumps(document))

    def keep_page(self, student, page):
        """Keep the page that a student is given."""
        write(self._place("feedback", student, "html"), page)

    def write_grades(self, assignment, grades):
        """Write `grades.csv`, a row for each of ``grades``."""
        write(self.folder / "grades.csv", table(assignment, grades))

    def _place(self, folder, student, ending):
        return self.folder / folder / f"{file_name(student)}.{ending}"


def table(assignment, grades):
    """Return grades as CSV: student, a column for each graded cell, total, out of, status."""
    names = [cell.name for cell in assignment.graded]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", *map(harmless, names), "total", "out of", "status"])
    for grade in grades:
        points = [f"{number:g}" for number in (*map(grade.points.get, names), grade.total)]
        row = [harmless(grade.student), *points, f"{grade.out_of:g}", harmless(grade.status)]
        writer.writerow(row)
    return text.getvalue()


def harmless(text):
    """Return a text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("ada")
    ("'=1+1", 'ada')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def write(path, text):
    """Write a file so that it is there as a whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(text.encode("utf-8", "replace"))
    os.replace(part, path)


def mark(assignment, data, limits, *, unsafe):
    """Return a digest of all that a result depends on; it changes when one of them does."""
    settings = json.dumps([asdict(limits), unsafe, grader()])
    named = [("assignment", assignment.digest.encode()), ("settings", settings.encode())]
    return digest(*named, ("submission", data))


@cache
def grader():
    """Return what tells this grader from others: its source and NumPy's version."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    files = [hashlib.sha256(source.read_bytes()).hexdigest() for source in sources]
    return [np.__version__, *files]
