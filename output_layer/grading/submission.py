"""What a student handed in, read with patience: whatever can be understood is understood."""

import json
import re
from dataclasses import dataclass

from output_layer.grading.assignment import joined, role
from output_layer.grading.inside.values import parts
from output_layer.grading.words import plain

LARGEST = 50 * 2**20  # bytes of a notebook
PARTS = 2**21  # of its lists and dictionaries; each takes many times its bytes
STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # closed or not: linear in time
MOST = 1000  # cells
LONGEST, NAME = 200_000, 200  # characters of a cell, and of its name


class UnreadableError(Exception):
    """A file that is no notebook; the message is a sentence for the student."""


@dataclass(frozen=True)
class Submitted:
    """One cell of a student's: ``name`` is its grade_id, or empty where it has none."""

    name: str
    role: str
    source: str


@dataclass(frozen=True)
class Submission:
    """The cells that a student handed in, and what had to be said about the file."""

    cells: tuple[Submitted, ...]
    notes: tuple[str, ...] = ()


def read_submission(data):
    """Return the submission in the bytes of a file.

    Notebooks of every format are read, with any line ends and a byte order mark. Raises
    ``UnreadableError`` for what is empty, too large, or no notebook.
    """
    if not data.strip():
        raise UnreadableError("The file is empty.")
    if len(data) > LARGEST:
        raise UnreadableError(f"The file is larger than {LARGEST >> 20} MB.")
    if parts(data) > PARTS and parts(STRING.sub(b"", data)) > PARTS:
        raise UnreadableError("The file is not a notebook: it has millions of parts.")
    try:
        document = json.loads(data.decode(json.detect_encoding(data), errors="replace"))
    except (ValueError, RecursionError):
        raise UnreadableError("The file is not a notebook: it is not JSON.") from None
    cells = _cells(document)
    if cells is None:
        raise UnreadableError("The file is not a notebook: it has no cells.")
    notes = list(_notes(document))
    if len(cells) > MOST:
        notes.append(f"Only the first {MOST} cells were read.")
    return Submission(tuple(_submitted(cell) for cell in cells[:MOST]), tuple(notes))


def _cells(document):
    """Return the list of cells; before format 4 they were in worksheets, and code was "input"."""
    if not isinstance(document, dict):
        return None
    cells = document.get("cells")
    if cells is None and isinstance(document.get("worksheets"), list):
        sheets = [sheet for sheet in document["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in _listed(sheet.get("cells"))]
    if not isinstance(cells, list):
        return None
    return [cell for cell in cells if isinstance(cell, dict)]


def _listed(value):
    return value if isinstance(value, list) else []


def _submitted(cell):
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    marks = marks if isinstance(marks, dict) else {}
    name = marks.get("grade_id", "")
    source = cell.get("source", cell.get("input"))
    source = joined({"source": source}) if isinstance(source, (str, list)) else ""
    source = plain(source.replace("\0", ""), LONGEST)
    kind = role(str(cell.get("cell_type", "")), marks)
    return Submitted(plain(name, NAME) if isinstance(name, str) else "", kind, source)


def _notes(document):
    metadata = document.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = spec.get("language", "python") if isinstance(spec, dict) else "python"
    if str(language).lower() not in ("python", ""):
        yield "The notebook names another language than Python; it was run as Python."
