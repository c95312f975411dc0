"""The ledger: every labelled equation of the book, its derivation, its kind, its check.

`derive` returns a derivation with its steps, `equations` all the equations of a chapter.
A chapter's module enters its functions with the decorators `definition`, `derived` and
`identity`; the function ``foo_bar`` is bound to the label ``eq-foo-bar``. A module belongs to
the chapter that its name begins with: ``slowdown_curvature.py`` to the chapter slowdown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

LEDGER = {}


@dataclass(frozen=True)
class Record:
    """One line of the ledger. ``check`` compares the sides of the equation with numbers."""

    label: str
    kind: str
    chapter: str
    title: str
    function: Callable
    check: Callable

    def derive(self):
        """Run the derivation and give the result its names."""
        return self.function().named(
            label=self.label, kind=self.kind, chapter=self.chapter, title=self.title
        )


def _decorator(kind):
    def enter(title, *, check):
        def record(function):
            label = "eq-" + function.__name__.replace("_", "-")
            if label in LEDGER:
                raise ValueError(f"{label} is in the ledger already")
            chapter = function.__module__.rpartition(".")[2].partition("_")[0]
            once = cache(function)  # later derivations start from it again and again
            LEDGER[label] = Record(label, kind, chapter, title, once, check)
            return once

        return record

    return enter


definition = _decorator("definition")
derived = _decorator("derived")
identity = _decorator("identity")


def derive(label):
    """Return the derivation or the definition that is bound to a label.

    ``ValueError`` if the ledger does not have the label.
    """
    if label not in LEDGER:
        raise ValueError(f"{label!r} is not in the ledger; it has {', '.join(LEDGER)}")
    return LEDGER[label].derive()


def equations(chapter):
    """Return the equations of a chapter, in the order of its module, by their labels.

    ``ValueError`` if no equation belongs to the chapter.
    """
    labels = [label for label, record in LEDGER.items() if record.chapter == chapter]
    if not labels:
        chapters = sorted({record.chapter for record in LEDGER.values()})
        raise ValueError(f"no chapter is called {chapter!r}; the ledger has {', '.join(chapters)}")
    return {label: derive(label).equation for label in labels}
