"""Any other table: a column that tells the students, and one that is filled."""

from output_layer.grading.export.people import People
from output_layer.grading.export.rows import check_numbers

COLUMNS = ("total", "grade", "points", "score")


def fill(sheet, rows, *, column=None, key=None, any_name=False):
    """Fill a column; return the rows written by their keys, all keys, and advice.

    Students are told by id, email, whole name, or name with the letters alike, in the column
    ``key`` or else in the one that knows most of them; by a system's number only where the name in
    the table is theirs. Raises ``ValueError`` if none does.
    """
    place = sheet.column(column) if column else _place(sheet)
    at = sheet.column(key) if key else _key(sheet, rows)
    cells = [(row[at].strip(), row) for row in sheet.rows[1:] if row[at].strip()]
    check_numbers([(cell, cell) for cell, _ in cells], "table")
    keys, people = People({cell: [cell] for cell, _ in cells}), People(dict(cells))
    found = {row.student: _whose(row, keys) for row in rows}
    pairs = [(found[row.student], row) for row in rows if found[row.student]]
    check_numbers([(cell, row.student) for cell, row in pairs], "grades")
    numbers = [pair for pair in pairs if pair[0] == pair[1].number]
    people.check_names(numbers, any_name=any_name)
    people.check_names([pair for pair in pairs if pair[0] == pair[1].id], any_name=True)
    texts = [sheet.number(row.total) for _, row in pairs]
    for (cell, _), text in zip(pairs, texts, strict=True):
        people.cells[cell][place] = text
    return dict(pairs), set(people.cells), []


def _place(sheet):
    places = [at for at, name in enumerate(sheet.header) if name.strip().casefold() in COLUMNS]
    if len(places) != 1:
        known = ", ".join(sheet.header)
        raise ValueError(f"name the column of grades with --column; the table has: {known}")
    return places[0]


def _key(sheet, rows):
    """Return the place of the column that tells most students, or else has most numbers."""
    columns = [
        {row[at].strip(): row for row in sheet.rows[1:] if row[at].strip()}
        for at in range(len(sheet.header))
    ]
    counts = [_known(column, rows) for column in columns]
    if not any(counts):
        counts = [sum(row.number in column for row in rows) for column in columns]
    if not any(counts):
        raise ValueError("no column of the table has the students' names or numbers; name --key")
    return counts.index(max(counts))


def _known(column, rows):
    """Return how many students a column tells beyond doubt."""
    keys, people = People({cell: [cell] for cell in column}), People(column)
    return sum(
        row.id in column
        or row.student in column
        or len(keys.told(row)) == 1
        or (row.number in column and people.is_named(row, row.number))
        for row in rows
    )


def _whose(row, keys):
    """Return the key of a student's row, or ``None``: by a system's number last."""
    for own in (row.id, row.student):
        if own and own in keys.cells:
            return own
    return keys.one(row) or (row.number if row.number in keys.cells else None)
