"""Why a name that a check asks for is not there, in a sentence for the student."""

import re
from dataclasses import dataclass
from functools import cached_property

from output_layer.grading.cells import base
from output_layer.grading.plan import of_answer
from output_layer.grading.reading import BLANK, bare, defines

WORDS = {
    "blank": "`{name}` is not there: its cell is still blank.",
    "empty": "`{name}` is not there: its cell is empty.",
    "gone": "`{name}` is not there: its cell `{cell}` is not in the notebook.",
    "text": "`{name}` is not there: its cell `{cell}` is a cell of text, which does not run. "
    "Make it a cell of code.",
    "stopped": "`{name}` is not there: its cell did not run to its end.",
    "renamed": "`{name}` is not there: its cell makes {made}. Has it been renamed?",
    "other": "`{name}` is not there: its cell `{cell}` does not make it.",
    "below": "`{name}` is not there yet: it is made further down, below this check.",
}


@dataclass(frozen=True)
class Missing:
    """What is known of the names of one submission: its cells, and those that have stopped.

    ``ran`` holds the names of cells that have run, ``stopped`` of those that did not reach their
    end; both grow while the submission runs.
    """

    assignment: object
    order: list
    ran: set
    stopped: set

    def __call__(self, name):
        """Return the sentence about a name, and whether its cell is merely not done."""
        reason, cell, made = self._reason(name)
        made = " and ".join(f"`{one}`" for one in made)
        return WORDS[reason].format(name=name, cell=cell, made=made), reason in ("blank", "empty")

    @cached_property
    def made(self):
        """The names that each of the student's cells makes, read once: cells can be long."""
        own = {cell.name: defines(cell.source) for cell in self.order if cell.role == "answer"}
        return {cell.name: frozenset() for cell in self.order} | own

    def _reason(self, name):
        author = next(cell for cell in self.assignment.cells if name in cell.defined)
        makers = [cell for cell in self.order if name in self.made[cell.name]]
        cells = of_answer(author, self.order)
        if any(cell.name in self.stopped for cell in makers):
            return "stopped", author.name, ()
        if any(cell.name not in self.ran for cell in makers):
            return "below", author.name, ()
        if not cells:
            texts = [base(cell) for cell in self.order if cell.role == "note"]
            return "text" if author.name in texts else "gone", author.name, ()
        return self._of_its_cells(cells, author)

    def _of_its_cells(self, cells, author):
        if any(BLANK in cell.source for cell in cells):
            return "blank", author.name, ()
        if not any(map(_code, cells)):
            return "empty", author.name, ()
        if any(cell.name in self.stopped for cell in cells):
            return "stopped", author.name, ()
        names = frozenset().union(*(self.made[cell.name] for cell in cells))
        made = sorted(names - self.assignment.answered)
        return ("renamed" if made else "other"), author.name, made[:3]


def _code(cell):
    return re.sub(r"^\s*#.*", "", bare(cell.source), flags=re.MULTILINE).strip()
