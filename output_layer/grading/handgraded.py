"""Reads the points that a teacher has given by hand."""

import csv
import io
import math
import unicodedata
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ["student", "grade_id", "points", "comment"]


@dataclass(frozen=True)
class Hand:
    """What a teacher gives for one cell of one student."""

    points: float
    comment: str = ""


def read_hand(path, assignment):
    """Return ``{student: {grade_id: Hand}}`` from a CSV file with the columns `COLUMNS`.

    Commas or semicolons separate the columns. Raises ``ValueError`` with the line's number for a
    column that is missing, a cell that is not graded by hand, points out of range, or a cell
    that is graded twice.
    """
    essays = {cell.name: cell.points for cell in assignment.graded if cell.role == "essay"}
    given = {}
    for number, row in _rows(Path(path)):
        try:
            student, name, hand = _entry(row, essays)
            if name in given.setdefault(student, {}):
                raise ValueError(f"{name} of {student} stands here a second time")
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from None
        given[student][name] = hand
    return given


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


def _entry(row, essays):
    student = unicodedata.normalize("NFC", row["student"].strip())
    name = row["grade_id"].strip()
    if name not in essays:
        known = ", ".join(essays) or "no cell"
        raise ValueError(f"{name!r} is not graded by hand; {known} is")
    return student, name, Hand(_points(row["points"], essays[name]), row.get("comment") or "")


def _points(text, most):
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        points = math.nan
    if not 0 <= points <= most:
        raise ValueError(f"{text!r} is not a number of points from 0 to {most:g}")
    return points
