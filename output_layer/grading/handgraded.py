"""Reads the points that a teacher has given by hand."""

import hashlib
import math
import unicodedata
from dataclasses import dataclass

from output_layer.grading.gradebook import EXTRAS, harmless
from output_layer.grading.tables import read_table

COLUMNS = ["student", "grade_id", "points", "comment"]


@dataclass(frozen=True)
class Hand:
    """What a teacher gives for one cell of one student."""

    points: float
    comment: str = ""


def read_hand(path, assignment):
    """Return ``{student: {grade_id: Hand}}`` from a CSV file with the columns `COLUMNS`.

    ``grade_id`` is an essay, a check whose points are set by hand, "bonus" or "penalty"; whoever
    changes what a check gave says why in the comment. Commas or semicolons separate the columns.
    Raises ``ValueError`` with the line's number for a column that is missing, an unknown cell,
    points out of range, a reason that is missing, or a cell that is graded twice.
    """
    given = {}
    for number, row in read_table(path, COLUMNS[:3]):
        row = {key: cell.strip() for key, cell in row.items()}
        student, name = unicodedata.normalize("NFC", row["student"]), row["grade_id"]
        comment = row.get("comment", "")
        try:
            hand = check_given(assignment, student, name, row["points"], comment)
            if name in given.setdefault(student, {}):
                raise ValueError(f"{name} of {student} stands here a second time")
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from None
        given[student][name] = hand
    return given


def called(student, assignment):
    """Return the names by which a file may call a student: own, as in `grades.csv`, and code."""
    return student, harmless(student), code(student, assignment)


def resolved(given, people, assignment):
    """Return what `read_hand` has read, by the labels of the students, whatever they are called.

    ``people`` maps students to their labels, which are their names without a roster. Raises
    ``ValueError`` for names that are nobody's or two students', and for a cell that is graded
    twice under two names of one student.
    """
    owners = _owners(people, assignment)
    strangers = sorted(set(given) - set(owners))
    if strangers:
        raise ValueError(f"graded by hand, but there is no submission of {', '.join(strangers)}")
    found = {}
    for name, cells in given.items():
        if len(owners[name]) > 1:
            both = " or ".join(sorted(owners[name]))
            raise ValueError(f"graded by hand: {name} can be {both}; use the code of the essays")
        (label,) = owners[name]
        own = found.setdefault(label, {})
        twice = sorted(own.keys() & cells.keys())
        if twice:
            raise ValueError(f"graded by hand: {name} has {twice[0]} under another name as well")
        own |= cells
    return found


def _owners(people, assignment):
    """Return by each name the labels of those who are called so; an own name is its owner's."""
    owners = {}
    for student, label in people.items():
        for name in {*called(student, assignment), *called(label, assignment)}:
            owners.setdefault(name, set()).add(label)
    return owners | {student: {label} for student, label in people.items()}


def code(student, assignment):
    """Return a code for a student, the same on every day and another for each assignment.

    >>> code("ada", "toy") == code("ada", "toy") != code("ada", "gradient")
    True
    """
    return f"text-{hashlib.sha256(f'{assignment}/{student}'.encode()).hexdigest()[:10]}"


def check_given(assignment, student, name, points, comment):
    """Return the `Hand` for a cell of a student; ``ValueError`` with a sentence if it is wrong."""
    cells = {cell.name: cell for cell in assignment.graded}
    if name not in cells and name not in EXTRAS:
        known = ", ".join([*cells, *EXTRAS])
        raise ValueError(f"{name!r} has no points; these have: {known}")
    essay = name in cells and cells[name].role == "essay"
    if not (essay or comment):
        raise ValueError(f"{name} of {student} needs a reason in the column comment")
    return Hand(_points(str(points), cells[name].points if name in cells else math.inf), comment)


def _points(text, most):
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        points = math.nan
    if not 0 <= points <= most or math.isinf(points):
        end = f" to {most:g}" if most < math.inf else ""
        raise ValueError(f"{text!r} is not a number of points from 0{end}")
    return points
