"""Canvas's gradebook, filled in place.

Canvas finds a row by its ID, takes the last comma or point of a number for the decimal sign, and
erases a grade whose cell is empty.
"""

import re

from output_layer.grading.export.people import People
from output_layer.grading.export.rows import check_numbers, limited
from output_layer.grading.export.sheet import decimal


def fill(sheet, rows, *, name, column=None, any_name=False, above=None):
    """Fill the assignment's column; return the rows written by their keys, all keys, and advice.

    A row that is not filled stays if it has a grade, and is left out if it has none. Raises
    ``ValueError`` for a table without the column, numbers that stand twice, points above those
    possible, and numbers that are another's.
    """
    key, place = sheet.column("ID"), _place(sheet, name, column)
    pairs = [(row[key].strip(), row) for row in sheet.rows[1:] if row[key].strip()]
    check_numbers([(number, row[0]) for number, row in pairs], "table")
    cells = dict(pairs)
    there = People({number: [row[0]] for number, row in pairs}).matched(rows, any_name=any_name)
    possible = [decimal(row[place]) for row in sheet.rows[1:] if not row[key].strip()]
    most = next((one for one in possible if one is not None), None)
    totals = limited([(row, most) for row in there.values()], "Canvas", above, takes=True)
    texts = [sheet.number(total, 2) for total in totals]
    for number, text in zip(there, texts, strict=True):
        cells[number][place] = text
    kept = [row for row in sheet.rows[1:] if not row[key].strip() or row[place].strip()]
    sheet.rows[1:] = kept
    return there, set(cells), []


def _place(sheet, name, column):
    """Return the place of the assignment's column, whose name ends in Canvas's number for it."""
    if column:
        return sheet.column(column)
    wanted = re.compile(rf"{re.escape(name)} \(\d+\)")
    places = [at for at, cell in enumerate(sheet.header) if wanted.fullmatch(cell.strip())]
    if len(places) == 1:
        return places[0]
    if name in [cell.strip() for cell in sheet.header]:
        raise ValueError(f"the column {name!r} has no number: publish the assignment, export again")
    known = ", ".join(sheet.header)
    raise ValueError(f"name the assignment's column with --column; the table has: {known}")
