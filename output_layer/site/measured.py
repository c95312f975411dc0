"""What libraries return, as tables: the directives ``{measured}``, ``{calls}`` and their like.

They read ``libraries.json`` beside the page, which ``tests/benchmarks/libraries`` writes, and lay
it out: a row for each library and type, a column for each argument, and in each cell the number
with its verdict. ``later/measured.mjs`` sorts and filters the rows in the reader's browser; without
it they stand in the order of the alphabet.
"""

import json
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

__all__ = ["register", "short"]

FILE = "libraries.json"
CAPTION = {"caption": directives.unchanged_required}
OURS = "ours"
SIGNS = ("right", "some", "wrong", "undefined", "refused")
# The words a reader sees or hears; a translation replaces this table.
WORDS = {
    "library": "Library",
    "type": "Type",
    "truth": "the truth",
    "right": "right: ",
    "some": "some digits: ",
    "wrong": "wrong: ",
    "undefined": "undefined: ",
    "refused": "refused: ",
    "choice": "",
    "digits": "{text} ({digits} digits)",
    "digit": "{text} ({digits} digit)",
    "units": "{text} units",
    "nothing": "–",
    "asked for": "Asked for",
    "call": "Call",
    "issue": "reported",
    "slope": "slope: ",
    "asked": "asked",
    "find": "Find a library or a type",
    "show": "Show",
    "all": "all rows",
    "faulty": "rows with a wrong or undefined answer",
    "shown": "All rows are shown.",
}
OPERATIONS = {
    "sigmoid": "the sigmoid",
    "log_sigmoid": "its logarithm",
    "softplus": "softplus",
    "softmax": "softmax",
    "softmax_plain": "softmax, no axis named",
    "log_softmax": "log-softmax",
    "cross_entropy": "the cost of a label",
    "cross_entropy_plain": "the plainest cost",
    "cross_entropy_shares": "the cost of shares",
    "cross_entropy_weighted": "with class weights",
    "cross_entropy_weighted_shares": "weights and shares",
    "cross_entropy_ignored": "with ignored labels",
    "cross_entropy_smoothed": "with smoothing",
    "binary_cross_entropy": "the cost of one neuron",
}
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
ENDS = {"inf": "∞", "+inf": "∞", "-inf": "−∞", "nan": "NaN"}


class controls(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of the search and of the choice of rows."""


class _Recorded(SphinxDirective):
    """Reads the record beside the page."""

    def recorded(self):
        """Return the record; the page is made anew when it changes."""
        path = Path(self.env.doc2path(self.env.docname)).with_name(FILE)
        self.env.note_dependency(str(path))
        return json.loads(path.read_text(encoding="utf-8"))


class Measured(_Recorded):
    """Lays out some questions: ``{measured} question …`` with ``:caption:``."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = CAPTION

    def run(self):
        """Return the table."""
        about = self.recorded()
        known = {name.partition("/")[0] for name in about["questions"]}
        stems = self.arguments[0].split()
        if unknown := [stem for stem in stems if stem not in known]:
            raise self.error(f"{FILE} has no questions {', '.join(unknown)}")
        columns = _columns(about["questions"], stems)
        rows = [row for row in map(_row_maker(columns), _subjects(about, columns)) if row]
        head = [WORDS["library"], *[WORDS["type"]] * _typed(columns), *map(_label, columns)]
        truths = _truths(about["questions"], columns)
        return [table(self.options["caption"], head, [*truths, *rows])]


class Totals(_Recorded):
    """Counts for each library how many of its numbers are right, and how many are not."""

    option_spec: ClassVar = CAPTION

    def run(self):
        """Return the table."""
        rows = [_total(*item) for item in _sorted(self.recorded()["libraries"])]
        signs = [WORDS[sign].rstrip(": ") for sign in SIGNS]
        return [table(self.options["caption"], [WORDS["library"], WORDS["asked"], *signs], rows)]


class Calls(_Recorded):
    """Lists the calls of every library; the rows of all tables lead here."""

    option_spec: ClassVar = CAPTION

    def run(self):
        """Return the table."""
        rows = [
            _call(name, entry, operation, first=not place)
            for name, entry in _sorted(self.recorded()["libraries"])
            for place, operation in enumerate(one for one in OPERATIONS if one in entry["calls"])
        ]
        head = [WORDS["library"], WORDS["asked for"], WORDS["call"]]
        return [table(self.options["caption"], head, rows, "calls")]


class Controls(SphinxDirective):
    """Sets the place of the search."""

    def run(self):
        """Return it; other formats than HTML have none."""
        return [addnodes.only("", controls(), expr="html")]


def short(text):
    """Return a number as a table shows it: four digits, and its power of ten as readers write it.

    >>> short("3.059022e-07"), short("-inf"), short("0.125")
    ('3.059 · 10⁻⁷', '−∞', '0.125')
    """
    if text in ENDS:
        return ENDS[text]
    digits, _, power = f"{float(text):.4g}".partition("e")
    if not power:
        return digits.replace("-", "−")
    raised = f"10{str(int(power)).translate(SUPERSCRIPTS)}"
    return raised if digits == "1" else f"{digits.replace('-', '−')} · {raised}"


def table(caption, head, rows, *classes):
    """Return a table of cells, whose first column names its rows."""
    group = nodes.tgroup("", cols=len(head))
    group += [nodes.colspec("", colwidth=1, stub=int(not place)) for place in range(len(head))]
    cells = [nodes.entry("", nodes.paragraph("", text)) for text in head]
    group += nodes.thead("", nodes.row("", *cells))
    group += nodes.tbody("", *(nodes.row("", *row) for row in rows))
    return nodes.table("", nodes.title("", caption), group, classes=["measured", *classes])


def _columns(questions, stems):
    """Return the columns: questions that differ in type alone share theirs if they have a truth."""
    columns = {}
    for name, about in questions.items():
        stem, _, kind = name.partition("/")
        if stem not in stems:
            continue
        typed = "truths" in about or about["worst"]
        for place, case in enumerate(about["cases"]):
            label = case if typed else _untyped(about, case)
            columns.setdefault((stem, label, place, typed), {})[kind if typed else None] = name
    order = {stem: place for place, stem in enumerate(stems)}
    return dict(sorted(columns.items(), key=lambda item: order[item[0][0]]))


def _untyped(about, case):
    """Return the head of a column that has no truth: its question, whose types are its cases."""
    return f"{about['title']} {case}" if about["kind"] else about["title"]


def _typed(columns):
    """Return whether a table has a column for the type: one with truths has."""
    return any(typed for *_, typed in columns)


def _label(column):
    return column[1]


def _sorted(libraries):
    """Return the libraries by the alphabet, ours last."""
    return sorted(libraries.items(), key=lambda item: (item[0] == OURS, item[0].lower()))


def _subjects(about, columns):
    kinds = list(dict.fromkeys(kind for found in columns.values() for kind in found))
    return [(*item, kind) for item in _sorted(about["libraries"]) for kind in kinds]


def _row_maker(columns):
    """Return what makes the row of a library and a type, or None if it has nothing to say."""

    def row(subject):
        name, entry, kind = subject
        answers = [
            entry["answers"].get(found.get(kind), {place: None})[place]
            for (_, _, place, _), found in columns.items()
        ]
        if all(answer is None or answer["sign"] == "refused" for answer in answers):
            return None
        typed = [_cell(kind)] if _typed(columns) else []
        return [_name(name, entry), *typed, *map(_answer, answers)]

    return row


def _truths(questions, columns):
    """Return the row of true numbers, if the questions have some."""
    if not all("truths" in questions[next(iter(found.values()))] for found in columns.values()):
        return []
    cells = []
    for (_, _, place, _), found in columns.items():
        text = questions[next(iter(found.values()))]["truths"][place]
        cells.append(_cell(_numbers(text), "m-truth"))
    return [[_cell(WORDS["truth"], "m-truth"), _cell(""), *cells]]


def _numbers(text):
    """Return numbers with commas as a table shows them; other words stay."""
    if text == "none":
        return WORDS["nothing"]
    return ", ".join(map(short, text.split(", ")))


def _answer(answer):
    """Return the cell of an answer: its verdict, which is heard and not seen, and its number."""
    if answer is None:
        return _cell(WORDS["nothing"], "m-nothing")
    sign, text = answer["sign"], answer["text"]
    if sign == "refused":
        text = text.partition(":")[0]
    elif "at" in answer:
        text = WORDS["units"].format(text=_numbers(text))
    elif sign != "choice":
        text = _numbers(text)
        if sign == "some":
            words = WORDS["digit" if answer["digits"] == 1 else "digits"]
            text = words.format(text=text, digits=answer["digits"])
    heard = nodes.inline("", WORDS[sign], classes=["visually-hidden"])
    return nodes.entry("", nodes.paragraph("", "", heard, nodes.Text(text)), classes=[f"m-{sign}"])


def _cell(text, *classes):
    return nodes.entry("", nodes.paragraph("", text), classes=list(classes))


def _name(name, entry):
    """Return the cell that names a library, with a link to its calls."""
    link = nodes.reference("", entry["label"], refuri=f"#{_anchor(name)}", internal=True)
    return nodes.entry("", nodes.paragraph("", "", link))


def _anchor(name):
    return f"calls-{nodes.make_id(name)}"


def _total(name, entry):
    """Return the row of a library's counts."""
    counts = dict.fromkeys(SIGNS, 0)
    for said in entry["answers"].values():
        for answer in filter(None, said):
            if answer["sign"] in counts:
                counts[answer["sign"]] += 1
    shown = [_cell(str(number), f"m-{sign}" if number else "m-nothing")
             for sign, number in counts.items()]  # fmt: skip
    return [_name(name, entry), _cell(str(sum(counts.values()))), *shown]


def _call(name, entry, operation, *, first):
    """Return the row of a call, with the issue that reports what is wrong there."""
    code = nodes.literal("", entry["calls"][operation])
    words = nodes.paragraph("", "", code)
    if slope := entry["slopes"].get(operation):
        words += [nodes.Text(f"; {WORDS['slope']}"), nodes.literal("", slope)]
    if address := entry["issues"].get(operation):
        link = nodes.reference("", WORDS["issue"], refuri=address)
        words += [nodes.Text(" ("), link, nodes.Text(")")]
    label = nodes.paragraph("", entry["label"])
    if first:
        label["ids"] = [_anchor(name)]
    return [nodes.entry("", label), _cell(OPERATIONS[operation]), nodes.entry("", words)]


def visit_controls(translator, node):
    """Write what the script listens to."""
    translator.body.append(
        '<form class="measured-controls pst-js-only" role="search">'
        f'<label>{WORDS["find"]} <input type="search" name="find"></label> '
        f'<label>{WORDS["show"]} <select name="show"><option value="all">{WORDS["all"]}</option>'
        f'<option value="faulty">{WORDS["faulty"]}</option></select></label> '
        f'<span role="status">{WORDS["shown"]}</span></form>\n'
    )
    raise nodes.SkipNode


def register(app):
    """Tell Sphinx."""
    app.add_directive("measured", Measured)
    app.add_directive("measured-totals", Totals)
    app.add_directive("measured-controls", Controls)
    app.add_directive("calls", Calls)
    app.add_node(controls, html=(visit_controls, None))
