"""Reads the points that a teacher has given by hand."""

import csv
import hashlib
import io
import math
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from output_layer.grading.gradebook import EXTRAS, harmless

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
    cells = {cell.name: cell for cell in assignment.graded}
    given = {}
    for number, row in _rows(Path(path)):
        try:
            student, name, hand = _entry(row, cells)
            if name in given.setdefault(student, {}):
                raise ValueError(f"{name} of {student} stands here a second time")
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from None
        given[student][name] = hand
    return given


def called(student, assignment):
    """Return the names by which a file may call a student: own, as in `grades.csv`, and code."""
    return student, harmless(student), code(student, assignment)


def code(student, assignment):
    """Return a code for a student, the same on every day and another for each assignment.

    >>> code("ada", "toy") == code("ada", "toy") != code("ada", "gradient")
    True
    """
    return f"text-{hashlib.sha256(f'{assignment}/{student}'.encode()).hexdigest()[:10]}"


def _rows(path):
    """Return the numbered rows of a CSV file as dictionaries, without the empty ones."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8; save it as CSV UTF-8") from None
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or [])]
    if missing:
        raise ValueError(f"{path} has no column {', '.join(missing)}; its first line names them")
    for row in reader:
        if any(row.values()):
            yield reader.line_num, row


def _entry(row, cells):
    student = unicodedata.normalize("NFC", row["student"].strip())
    name, comment = row["grade_id"].strip(), (row.get("comment") or "").strip()
    if name not in cells and name not in EXTRAS:
        known = ", ".join([*cells, *EXTRAS])
        raise ValueError(f"{name!r} has no points; these have: {known}")
    essay = name in cells and cells[name].role == "essay"
    if not (essay or comment):
        raise ValueError(f"{name} of {student} needs a reason in the column comment")
    most = cells[name].points if name in cells else math.inf
    return student, name, Hand(_points(row["points"], most), comment)


def _points(text, most):
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        points = math.nan
    if not 0 <= points <= most or math.isinf(points):
        end = f" to {most:g}" if most < math.inf else ""
        raise ValueError(f"{text!r} is not a number of points from 0{end}")
    return points
