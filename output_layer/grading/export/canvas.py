"""Canvas's gradebook, filled in place.

Canvas finds a row by its ID, takes the last comma or point of a number for the decimal sign, and
erases a grade whose cell is empty.
"""

import re

from output_layer.grading.export.rows import check_most, check_names, check_numbers
from output_layer.grading.export.sheet import decimal


def fill(sheet, rows, *, name, column=None, any_name=False):
    """Fill the assignment's column; return the keys written, all keys, and advice.

    A row that is not filled stays if it has a grade, and is left out if it has none. Raises
    ``ValueError`` for a table without the column, numbers that stand twice, points above those
    possible, and numbers that are another's.
    """
    key, place = sheet.column("ID"), _place(sheet, name, column)
    pairs = [(row[key].strip(), row) for row in sheet.rows[1:] if row[key].strip()]
    check_numbers([(number, row[0]) for number, row in pairs], "table")
    people = dict(pairs)
    there = [row for row in rows if row.number in people]
    if not any_name:
        check_names([(row, [people[row.number][0]]) for row in there])
    possible = [decimal(row[place]) for row in sheet.rows[1:] if not row[key].strip()]
    check_most(there, next((one for one in possible if one is not None), None), "Canvas")
    texts = [sheet.number(row.total, 2) for row in there]
    for row, text in zip(there, texts, strict=True):
        people[row.number][place] = text
    kept = [row for row in sheet.rows[1:] if not row[key].strip() or row[place].strip()]
    sheet.rows[1:] = kept
    return {row.number for row in there}, set(people), []


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
