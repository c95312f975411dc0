"""The ledger: every labelled equation of the book, its derivation, its kind, its check.

`derive` returns a derivation with its steps; `kept` has what pages show of it.
A chapter's module enters its functions with the decorators `definition`, `derived` and
`identity`; the function ``foo_bar`` is bound to the label ``eq-foo-bar``. A module belongs to
the chapter that its name begins with: ``slowdown_curvature.py`` to the chapter slowdown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

LEDGER = {}
_PACKAGES = []  # of the chapters' modules


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


def enter_from(package, folders):
    """Let the modules of a package, in these folders, enter what they have when it is asked for."""
    _PACKAGES.append((package, folders))


def filled():
    """Return the ledger with the entries of all chapters: importing a module enters them.

    ``LookupError`` where no package of chapters has been imported, which would look like none.
    """
    if not _PACKAGES:
        raise LookupError("the ledger is empty until output_layer.derivations is imported")
    for package, folders in _PACKAGES:
        for module in iter_modules(folders):
            import_module(f"{package}.{module.name}")
    return LEDGER


def derive(label):
    """Return the derivation or the definition that is bound to a label of the ledger."""
    return (LEDGER if label in LEDGER else filled())[label].derive()
