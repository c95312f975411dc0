"""What pages show of the ledger: equations and steps as LaTeX, and the verdicts of the checks.

All of it is kept by `store`, so a page that shows what was derived before needs no SymPy. What
else is asked of an entry, its steps or its result as SymPy expressions, is derived then.
"""

import json
from functools import cache
from importlib import import_module
from pathlib import Path

from output_layer.algebra import ledger
from output_layer.algebra.store import kept

# Where the package comes with a list of its entries, it is read: to import all derivations takes
# the Python of a web page five seconds.
LISTED = Path(__file__).with_name("ledger.json")


class Kept:
    """An entry or an equation of the ledger: what is asked of it is looked up or derived then."""

    def __init__(self, latex, make, words):
        self._latex, self._make, self._words = latex, make, words

    def _repr_latex_(self):
        return self._latex()

    def __repr__(self):
        return self._words

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)  # what a display looks for, and nobody has
        return getattr(self._make(), name)


@cache
def entries():
    """Return what the ledger says of each label: chapter, kind, title, function and module."""
    return json.loads(LISTED.read_bytes()) if LISTED.is_file() else kept("ledger", listed)


def listed():
    """Return the same from the modules themselves, whatever is kept."""
    return {
        label: {
            "chapter": record.chapter,
            "kind": record.kind,
            "title": record.title,
            "function": record.function.__name__,
            "package": record.function.__module__.rpartition(".")[0],
            "module": record.function.__module__.rpartition(".")[2],
        }
        for label, record in ledger.filled().items()
    }


def derive(label):
    """Return the derivation or the definition that is bound to a label.

    ``ValueError`` if the ledger does not have the label.
    """
    if label not in entries():
        raise ValueError(f"{label!r} is not in the ledger; it has {', '.join(entries())}")
    words = f"<{label}: {entries()[label]['title']}>"
    entry = Kept(lambda: printed(label)["entry"], lambda: _derived(label), words)
    entry.equation = Kept(
        lambda: printed(label)["equation"],
        lambda: _derived(label).equation,
        f"{words}.equation",
    )
    return entry


def _derived(label):
    """Derive a result; of all modules, only its own and those that it starts from are imported."""
    entry = entries()[label]
    import_module(f"{entry['package']}.{entry['module']}")
    return ledger.derive(label)


def equations(chapter):
    """Return the equations of a chapter, in the order of its modules, by their labels.

    ``ValueError`` if no equation belongs to the chapter.
    """
    return {label: derive(label).equation for label in labels(chapter)}


def labels(chapter):
    """Return the labels of a chapter; ``ValueError`` if the ledger has no such chapter."""
    found = [label for label, entry in entries().items() if entry["chapter"] == chapter]
    if not found:
        chapters = sorted({entry["chapter"] for entry in entries().values()})
        raise ValueError(f"no chapter is called {chapter!r}; the ledger has {', '.join(chapters)}")
    return found


def printed(label):
    """Return the equation and the whole entry as LaTeX, and the number of steps."""
    return kept(f"{label}.printed", lambda: _printed(_derived(label)))


def _printed(entry):
    equation = entry.equation._repr_latex_()
    return {"equation": equation, "entry": entry._repr_latex_(), "steps": len(entry.steps)}


def prepare(label):
    """Derive an entry once for all that pages show of it: what it is, and what it withstood."""
    tried(label)
    printed(label)


def tried(label):
    """Return the worst error of an entry, how many wrong versions are refused, and equal ones.

    ``AssertionError`` if a check by numbers fails or a wrong version passes one.
    """
    return kept(f"{label}.tried", lambda: _tried(label))


def _tried(label):
    from output_layer.algebra.printing import latex
    from output_layer.algebra.trial import trial

    entry, check = _derived(label), ledger.LEDGER[label].check
    error, verdict = check(entry), trial(entry, check)
    if verdict.survivors:
        raise AssertionError(f"{label}: one check lets {verdict.survivors} pass")
    equal = [latex(formula) for formula in verdict.equal]
    return {"error": float(error), "killed": len(verdict.killed), "equal": equal}
