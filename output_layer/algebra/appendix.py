"""The page of all equations: each with its place, its derivation and its checks."""

from output_layer.algebra.kept import entries, labels, printed, tried

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
    in_order = sorted(labels(chapter), key=lambda label: text.find(f":label: {label}\n"))
    return "\n\n".join(map(_entry, in_order))


def _entry(label):
    place = WORDS["place"].format(title=entries()[label]["title"], label=label)
    sentences = _origin(label), _agreement(label), _mutants(label)
    return f"{place}\n\n{printed(label)['equation']}\n\n{' '.join(sentences)}"


def _origin(label):
    entry, count = entries()[label], printed(label)["steps"]
    origin = WORDS["origin"].format(**entry)
    steps = WORDS["one step"] if count == 1 else WORDS["steps"].format(count=count)
    return WORDS[entry["kind"]].format(origin=origin, steps=steps)


def _agreement(label):
    """State the worst error, rounded up to a power of ten."""
    error = tried(label)["error"]
    if error == 0:
        return WORDS["exact"]
    return WORDS["error"].format(power=int(f"{error:e}".partition("e")[2]) + 1)


def _mutants(label):
    """Count the wrong versions that both checks refuse, and show those that are not wrong."""
    verdict = tried(label)
    killed = WORDS["killed"].format(count=verdict["killed"])
    if not verdict["equal"]:
        return killed
    formulas = ", ".join(f"${formula}$" for formula in verdict["equal"])
    return f"{killed} {WORDS['equal'].format(formulas=formulas)}"
