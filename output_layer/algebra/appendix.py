"""The page of all equations: each with its place, its derivation and its checks."""

from output_layer.algebra.ledger import LEDGER, derive
from output_layer.algebra.mutants import trial
from output_layer.algebra.printing import latex

# The words a reader sees; a translation replaces this table.
WORDS = {
    "place": "**{title}**, equation {{eq}}`{label}`",
    "definition": "Definition, entered by {origin}.",
    "derived": "Derived in {steps} by {origin}.",
    "identity": "Identity, shown in {steps} by {origin}.",
    "origin": "`{function}` in `{module}.py`",
    "one step": "one step",
    "steps": "{count} steps",
    "exact": "It agrees with the code exactly.",
    "error": "It agrees with the code to a relative error of $10^{{{power}}}$.",
    "killed": "{count} wrong versions are refused.",
    "equal": "Proved to say the same: {formulas}.",
}


def listing(chapter, text=""):
    """Return the equations of a chapter as Markdown (MyST), in the order of its ``text``.

    All checks are run on the way. ``ValueError`` if the ledger has no such chapter,
    ``AssertionError`` if a check by numbers fails or a wrong version passes one.
    """
    records = [record for record in LEDGER.values() if record.chapter == chapter]
    if not records:
        raise ValueError(f"no chapter of the ledger is called {chapter!r}")
    in_order = sorted(records, key=lambda record: text.find(f":label: {record.label}\n"))
    return "\n\n".join(map(_entry, in_order))


def _entry(record):
    entry = derive(record.label)
    place = WORDS["place"].format(title=record.title, label=record.label)
    sentences = _origin(record, entry), _agreement(record, entry), _mutants(record, entry)
    return f"{place}\n\n{entry.equation._repr_latex_()}\n\n{' '.join(sentences)}"


def _origin(record, entry):
    module = record.function.__module__.rpartition(".")[2]
    origin = WORDS["origin"].format(function=record.function.__name__, module=module)
    count = len(entry.steps)
    steps = WORDS["one step"] if count == 1 else WORDS["steps"].format(count=count)
    return WORDS[record.kind].format(origin=origin, steps=steps)


def _agreement(record, entry):
    """State the worst error, rounded up to a power of ten."""
    error = record.check(entry)
    if error == 0:
        return WORDS["exact"]
    return WORDS["error"].format(power=int(f"{error:e}".partition("e")[2]) + 1)


def _mutants(record, entry):
    """Count the wrong versions that both checks refuse, and show those that are not wrong."""
    verdict = trial(entry, record.check)
    if verdict.survivors:
        raise AssertionError(f"{record.label}: one check lets {verdict.survivors} pass")
    killed = WORDS["killed"].format(count=len(verdict.killed))
    if not verdict.equal:
        return killed
    formulas = ", ".join(f"${latex(formula)}$" for formula in verdict.equal)
    return f"{killed} {WORDS['equal'].format(formulas=formulas)}"
