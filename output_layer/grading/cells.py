"""The cells of an assignment: what each is for, what it makes, and how it runs."""

import ast
from dataclasses import dataclass, fields
from functools import cached_property

HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
BLANK = "raise NotImplementedError"
STUB = "YOUR ANSWER HERE"  # what nbgrader puts where a text is to be written
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")


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


def base(cell):
    """Return the name of a cell of which several stand in a notebook, without its number."""
    return cell.name.split(" (")[0]


def _defined(tree):
    for statement in tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            yield statement.name
        else:
            stored = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
            yield from (node.id for node in stored if isinstance(node.ctx, ast.Store))
