"""An assignment as its author wrote it: the solved notebook, in nbgrader's cell format.

Its locked cells are the trusted ones. What is given runs for the student and for the checks
alike; what is graded checks the cell before it. Regions that nbgrader cuts out of the release
(hidden tests) stay here, and never go into the sandbox.
"""

import contextlib
import hashlib
import json
import shutil
import tempfile
import threading
import weakref
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from output_layer.grading.cells import BLANK, SOLUTION, Cell, Portable

LARGEST = 20 * 2**20  # bytes of all data files of an assignment
_given = threading.Lock()  # a process has one working folder; given cells take turns in it


@dataclass(frozen=True)
class Assignment(Portable):
    """A solved notebook that can grade, with its data: pairs of a file's name and its bytes.

    It can be sent to another process or machine. ``digest`` changes with whatever can
    change a grade.
    """

    name: str
    cells: tuple[Cell, ...]
    digest: str
    data: tuple[tuple[str, bytes], ...] = ()

    @property
    def graded(self):
        """The cells that carry points, in order."""
        return [cell for cell in self.cells if cell.points]

    @property
    def points(self):
        """The points of the whole assignment."""
        return sum(cell.points for cell in self.graded)

    @cached_property
    def answered(self):
        """The names that a student's cells make: those that checks ask the sandbox for."""
        return frozenset().union(*(cell.defined for cell in self.cells if cell.role == "answer"))

    @cached_property
    def given(self):
        """The names of the given cells, made once, for the checks.

        The working folder holds the data meanwhile. Checks run anywhere, without the data.
        """
        names = {"__name__": self.name}
        with _given, contextlib.chdir(self.folder):
            for cell in self.cells:
                if cell.role == "given":
                    self._give(cell, names)
        return names

    def _give(self, cell, names):
        """Run a given cell; one that needs an answer, to show what it does, ends there."""
        try:
            for part in filter(None, cell.code):
                exec(part, names)
        except Exception as error:
            if getattr(error, "name", None) not in self.answered:
                error.add_note(f"in the cell {cell.name}")
                raise

    @property
    def folder(self):
        """A folder with the data, written once in a run and cleared away with it."""
        known = vars(self).get("_folder")
        if known is None or not known.exists():
            known = vars(self)["_folder"] = Path(tempfile.mkdtemp(prefix="output-layer-data-"))
            weakref.finalize(self, shutil.rmtree, known, ignore_errors=True)
            for name, data in self.data:
                (known / name).write_bytes(data)
        return known


def read_assignment(path):
    """Return the assignment in a solved notebook, with the files beside it as its data.

    Raises ``ValueError`` where it is no notebook, a name stands twice, nothing is graded, or
    the data are larger than `LARGEST`.
    """
    path = Path(path)
    text, data = path.read_bytes(), tuple(_beside(path))
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, TypeError, KeyError):
        raise ValueError(f"{path} is not a notebook") from None
    found = [cell for position, raw in enumerate(cells) if (cell := _cell(raw, position))]
    names = [cell.name for cell in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{path} has more than one cell with the grade_id {', '.join(twice)}")
    assignment = Assignment(path.stem, tuple(found), digest((path.name, text), *data), data)
    if not assignment.graded:
        raise ValueError(f"{path} has no cell with points: it is not a solved assignment")
    answers = [cell.source for cell in found if cell.role == "answer"]
    if any(BLANK in source for source in answers) and not any(
        SOLUTION[0] in one for one in answers
    ):
        raise ValueError(
            f"{path} is the students' version: name the solved notebook, with its tests"
        )
    return assignment


def _beside(notebook):
    """Return the names and bytes of the data files: neither notebooks nor hidden."""
    files = [file for file in sorted(notebook.parent.iterdir()) if file.is_file()]
    files = [file for file in files if file.suffix != ".ipynb" and file.name[0] != "."]
    if sum(file.stat().st_size for file in files) > LARGEST:
        raise ValueError(f"the files beside {notebook} are larger than {LARGEST >> 20} MiB")
    return [(file.name, file.read_bytes()) for file in files]


def digest(*files):
    """Return one digest of several named pieces of data."""
    parts = [[name, hashlib.sha256(data).hexdigest()] for name, data in files]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _cell(raw, position):
    marks = raw.get("metadata", {}).get("nbgrader", {})
    name = marks.get("grade_id", f"cell-{position}")
    return Cell(name, role(raw["cell_type"], marks), joined(raw), float(marks.get("points", 0)))


def role(cell_type, marks):
    """Return what a cell is for, by its type and nbgrader's marks."""
    graded, solution = bool(marks.get("grade")), bool(marks.get("solution"))
    if (graded and solution) or marks.get("task"):
        return "essay"
    if cell_type != "code":
        return "text"
    return "check" if graded else "answer" if solution else "given"


def joined(raw):
    """Return the source of a cell, which notebooks keep as text or as lines."""
    source = raw.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))
