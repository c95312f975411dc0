"""An assignment as its author wrote it: the solved notebook, in nbgrader's cell format.

Its locked cells are the trusted ones. What is given runs for the student and for the checks
alike; what is graded checks the cell before it. Regions that nbgrader cuts out of the release
(hidden tests) stay here, and never go into the sandbox.
"""

import ast
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")


@dataclass(frozen=True)
class Cell:
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
        """The cell, compiled under its own name."""
        return compile(self.source, self.name, "exec")


def _defined(tree):
    for statement in tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            yield statement.name
        else:
            stored = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
            yield from (node.id for node in stored if isinstance(node.ctx, ast.Store))


@dataclass(frozen=True)
class Assignment:
    """A solved notebook that can grade."""

    name: str
    cells: tuple[Cell, ...]
    digest: str

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
        """The names of the given cells, made once, for the checks."""
        names = {"__name__": self.name}
        for cell in self.cells:
            if cell.role == "given":
                exec(cell.code, names)
        return names


def read_assignment(path):
    """Return the assignment in a solved notebook.

    Raises ``ValueError`` where it is no notebook, a name stands twice, or nothing is graded.
    """
    path = Path(path)
    text = path.read_bytes()
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, TypeError, KeyError):
        raise ValueError(f"{path} is not a notebook") from None
    found = [cell for position, raw in enumerate(cells) if (cell := _cell(raw, position))]
    names = [cell.name for cell in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{path} has more than one cell with the grade_id {', '.join(twice)}")
    assignment = Assignment(path.stem, tuple(found), hashlib.sha256(text).hexdigest())
    if not assignment.graded:
        raise ValueError(f"{path} has no cell with points: it is not a solved assignment")
    return assignment


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
