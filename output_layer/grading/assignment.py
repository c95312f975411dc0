"""An assignment as its author wrote it: the solved notebook, in nbgrader's cell format.

Its locked cells are the trusted ones. What is given runs for the student and for the checks
alike; what is graded checks the cell before it. Regions that nbgrader cuts out of the release
(hidden tests) stay here, and never go into the sandbox.
"""

import ast
import contextlib
import hashlib
import json
import shutil
import tempfile
import threading
import weakref
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
LARGEST = 20 * 2**20  # bytes of all data files of an assignment
_given = threading.Lock()  # a process has one working folder; given cells take turns in it


class Portable:
    """A dataclass that travels as its fields alone; what it has computed stays behind."""

    def __getstate__(self):
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Cell(Portable):
    """One cell: its name (nbgrader's ``grade_id``), what it is for, and its points.

    ``role`` is "text", "given", "answer", "check" or "essay", which is graded by hand.
    """

    name: str
    role: str
    source: str
    points: float = 0.0

    @property
    def title(self):
        """What a check checks, or the first line of a text, in the author's words."""
        lines = [line.strip("# ") for line in self.source.splitlines()]
        return next((line for line in lines if line), self.name)

    @cached_property
    def defined(self):
        """The names that the cell makes at its top level."""
        if self.role not in ("given", "answer"):
            return frozenset()
        return frozenset(_defined(ast.parse(self.source)))

    @cached_property
    def code(self):
        """The cell, compiled under its own name: its statements, and its last value or ``None``.

        The last value is there if the last line is an expression that a notebook shows.
        """
        tree = ast.parse(self.source, self.name)
        shown = tree.body and isinstance(tree.body[-1], ast.Expr)
        if not shown or self.source.rstrip().endswith(";"):
            return compile(tree, self.name, "exec"), None
        last = ast.Expression(tree.body.pop().value)
        return compile(tree, self.name, "exec"), compile(last, self.name, "eval")


def _defined(tree):
    for statement in tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            yield statement.name
        else:
            stored = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
            yield from (node.id for node in stored if isinstance(node.ctx, ast.Store))


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
        except NameError as error:
            if error.name not in self.answered:
                raise

    @cached_property
    def folder(self):
        """A folder with the data, written once in a process and cleared away with it."""
        folder = Path(tempfile.mkdtemp(prefix="output-layer-data-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        for name, data in self.data:
            (folder / name).write_bytes(data)
        return folder


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
