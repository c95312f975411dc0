"""Moodle's offline grading worksheet, filled in place, in whatever language it is.

Moodle finds a row by the number in its first words, takes a number as English writes it, skips a
cell that is empty, and stores 0 for a word.
"""

import re

from output_layer.grading.export.people import People
from output_layer.grading.export.rows import check_numbers, limited
from output_layer.grading.export.sheet import decimal

# The headings of the two columns, as far as they are known; others are named by --column.
GRADE = [
    "Grade",
    "Bewertung",
    "Note",
    "Calificación",
    "Nota",
    "Valutazione",
    "Cijfer",
    "Beoordeling",
    "Karakter",
    "Betyg",
    "Arvosana",
    "Ocena",
    "Hodnocení",
    "Оценка",
    "評点",
    "成绩",
]
MOST = ("Maximum Grade", "Maximum grade", "Bestwertung", "Note maximale", "Calificación máxima")
IDENTIFIER = re.compile(r"(\D*\D)(\d+)")
AGAIN = (
    "Moodle takes a grade that is there for changed since: when you import, tick the box that "
    "allows updating records that were modified more recently."
)


def fill(sheet, rows, *, column=None, any_name=False, above=None):
    """Fill the column of grades; return the rows written by their keys, all keys, and advice.

    Raises ``ValueError`` for a table that is no worksheet, numbers that stand twice, grades above
    the maximum, and numbers that are another's.
    """
    key = _identifier(sheet)
    place = sheet.column(column) if column else _grades(sheet)
    pairs = [(IDENTIFIER.fullmatch(row[key])[2], row) for row in sheet.rows[1:]]
    check_numbers([(number, row[key]) for number, row in pairs], "table")
    found, maximum = dict(pairs), _maximum(sheet, place)
    people = People({number: _names(cells, key) for number, cells in pairs})
    there = people.matched(rows, any_name=any_name)
    most = [(row, _most(sheet, found[number][maximum], maximum)) for number, row in there.items()]
    totals, again = limited(most, "Moodle", above, takes=False), False
    for number, total in zip(there, totals, strict=True):
        again |= bool(found[number][place].strip())
        found[number][place] = f"{total:.5f}".rstrip("0").rstrip(".")
    for row in sheet.rows[1:]:
        row[place] = _number(row[place])
    sheet.rows = [[for_php(cell) for cell in row] for row in sheet.rows]
    return there, set(found), [AGAIN] if again else []


def _identifier(sheet):
    """Return the place of the column of identifiers: a word and a number, the word always one."""
    for place in range(len(sheet.header)):
        found = [IDENTIFIER.fullmatch(row[place]) for row in sheet.rows[1:]]
        if all(found) and len({match[1] for match in found}) == 1:
            return place
    raise ValueError(
        "the table has no column of identifiers like “Participant 12”: take the offline grading "
        "worksheet of the assignment as Moodle gives it"
    )


def _number(cell):
    """Return a grade with a point; what is none, and would be stored as 0, is left empty."""
    return "" if decimal(cell) is None else cell.strip().replace(",", ".")


def _grades(sheet):
    places = [at for at, name in enumerate(sheet.header) if name.strip() in GRADE]
    if len(places) != 1:
        known = ", ".join(sheet.header)
        raise ValueError(f"name the column of grades with --column; the table has: {known}")
    return places[0]


def _maximum(sheet, place):
    """Return the place of the column of maximal grades: by its heading, or behind the grades."""
    places = [at for at, name in enumerate(sheet.header) if name.strip() in MOST]
    return places[0] if places else min(place + 1, len(sheet.header) - 1)


def _most(sheet, cell, place):
    """Return the maximum in a cell; what is none is the word of a scale."""
    most = decimal(cell)
    if most is None:
        raise ValueError(
            f"the column {sheet.header[place]!r} should have the maximum, and has {cell!r}: does "
            "the assignment have a scale? Give it a number of points, and take the worksheet anew"
        )
    return most


def _names(cells, key):
    """Return what can be the name: any cell, and the word of an anonymous identifier."""
    return [IDENTIFIER.fullmatch(cells[key])[1].strip(), *cells[:key], *cells[key + 1 :]]


def for_php(cell):
    r"""Return a cell that PHP reads as it stands: to PHP a backslash protects a quotation mark.

    >>> for_php('a\\'), for_php('say \\"no\\"')
    ('a\\ ', 'say \\ "no\\ "')
    """
    cell = cell.replace('\\"', '\\ "')
    return f"{cell} " if cell.endswith("\\") else cell
