"""The list of a class: who is who, and who has handed in nothing."""

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

from output_layer.grading.names import number_of

COLUMNS = ("id", "name")  # and, if there is one, email


def read_roster(path):
    """Return the rows of a CSV file with the columns `COLUMNS`, as dictionaries.

    Raises ``ValueError`` for a file without them, or an id that stands twice.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8; save it as CSV UTF-8") from None
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise ValueError(f"{path} has no column {', '.join(missing)}; its first line names them")
    rows = [{key: (row[key] or "").strip() for key in reader.fieldnames} for row in reader]
    rows = [row for row in rows if row["id"]]
    counts = Counter(row["id"] for row in rows)
    twice = sorted(one for one, count in counts.items() if count > 1)
    if twice:
        raise ValueError(f"{path} has twice the id {', '.join(twice)}")
    return rows


def named(handed_in, roster):
    """Return the submissions under the names of the roster, and the names of who has none.

    A student is known by number, id, email, or the letters of the name; one that the roster does
    not know keeps the name. Raises ``ValueError`` if two are the same, or a name is that of two.
    """
    owners, found, known = {}, [], _index(roster)
    for one in handed_in:
        row = _row(one.student, known)
        if row is not None and row["id"] in owners:
            both = f"{owners[row['id']]} and {one.student}"
            raise ValueError(f"in the roster {both} are both {row['name']} ({row['id']})")
        if row is not None:
            owners[row["id"]] = one.student
        found.append(replace(one, student=_name(row)) if row else one)
    missing = [_name(row) for row in roster if row["id"] not in owners]
    return sorted(found, key=lambda one: one.student), missing


def _name(row):
    return f"{row['name']} ({row['id']})"


def _index(roster):
    """Return rows by id and email, which are one's own, and by the letters of the name."""
    own, named = {}, {}
    for row in roster:
        own |= {key: row for key in (row["id"], row.get("email")) if key}
        named.setdefault(_letters(row["name"]), []).append(row)
    return own, named


def _row(student, known):
    """Return the row of a student: by what is one's own before the name, which two may share."""
    own, by_name = known
    number = number_of(student)
    if row := own.get(number) or own.get(student):
        return row
    rows = by_name.get(_letters(student.rpartition(" (")[0] if number else student), [])
    if len(rows) > 1:
        raise ValueError(f"in the roster {student} can be {' or '.join(map(_name, rows))}")
    return rows[0] if rows else None


def alike(name, other):
    """Return whether two writings of a name have the same letters.

    >>> alike("lovelaceada", "Lovelace, Ada"), alike("Team 1", "Ada Lovelace")
    (True, False)
    """
    return bool(_letters(name)) and _letters(name) == _letters(other)


def _letters(text):
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
