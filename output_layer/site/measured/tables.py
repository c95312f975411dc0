"""The answers to some questions, and how many of them are right.

A row for each library and type, a column for each argument, and in each cell the number with its
verdict.
"""

from output_layer.site.measured.calls import linked
from output_layer.site.measured.cells import SIGNS, cell, numbers, table, verdict
from output_layer.site.measured.record import FILE, Recorded, in_order

# The words a reader sees; a translation replaces this table.
WORDS = {
    "library": "Library",
    "type": "Type",
    "truth": "the truth",
    "asked": "asked",
    "right": "right",
    "some": "some digits",
    "wrong": "wrong",
    "undefined": "undefined",
    "refused": "refused",
}


class Measured(Recorded):
    """Lays out some questions: ``{measured} question …``."""

    required_arguments = 1
    final_argument_whitespace = True

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


class Totals(Recorded):
    """Counts for each library how many of its numbers are right, and how many are not."""

    def run(self):
        """Return the table."""
        rows = [_total(*item) for item in in_order(self.recorded()["libraries"])]
        head = [WORDS["library"], WORDS["asked"], *(WORDS[sign] for sign in SIGNS)]
        return [table(self.options["caption"], head, rows)]


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


def _subjects(about, columns):
    kinds = list(dict.fromkeys(kind for found in columns.values() for kind in found))
    return [(*item, kind) for item in in_order(about["libraries"]) for kind in kinds]


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
        typed = [cell(kind)] if _typed(columns) else []
        return [linked(name, entry), *typed, *map(verdict, answers)]

    return row


def _truths(questions, columns):
    """Return the row of true numbers, if the questions have some."""
    if not all("truths" in questions[next(iter(found.values()))] for found in columns.values()):
        return []
    cells = []
    for (_, _, place, _), found in columns.items():
        text = questions[next(iter(found.values()))]["truths"][place]
        cells.append(cell(numbers(text), "m-truth"))
    return [[cell(WORDS["truth"], "m-truth"), cell(""), *cells]]


def _total(name, entry):
    """Return the row of a library's counts."""
    counts = dict.fromkeys(SIGNS, 0)
    for said in entry["answers"].values():
        for answer in filter(None, said):
            if answer["sign"] in counts:
                counts[answer["sign"]] += 1
    shown = [
        cell(str(number), f"m-{sign}" if number else "m-nothing") for sign, number in counts.items()
    ]
    return [linked(name, entry), cell(str(sum(counts.values()))), *shown]
