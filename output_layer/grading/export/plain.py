"""Any other table: a column that tells the students, and one that is filled."""

from output_layer.grading.export.rows import check_numbers
from output_layer.grading.roster import alike

COLUMNS = ("total", "grade", "points", "score")


def fill(sheet, rows, *, column=None, key=None):
    """Fill a column; return the keys written, all keys, and advice.

    Students are told by number, whole name, or name with the letters alike, in the column ``key``
    or else in the one that knows most of them. Raises ``ValueError`` if none does.
    """
    place = sheet.column(column) if column else _place(sheet)
    at = sheet.column(key) if key else _key(sheet, rows)
    pairs = [(row[at].strip(), row) for row in sheet.rows[1:] if row[at].strip()]
    check_numbers([(cell, cell) for cell, _ in pairs], "table")
    cells, written = dict(pairs), set()
    texts = [sheet.number(row.total) for row in rows]
    for row, text in zip(rows, texts, strict=True):
        own = [one for one in cells if _is(row, one)]
        if len(own) > 1:
            raise ValueError(f"{row.student} can be {' or '.join(own)}; name a better --key")
        for one in own:
            cells[one][place] = text
            written |= {one, row.number or row.student}
    return written, set(cells), []


def _place(sheet):
    places = [at for at, name in enumerate(sheet.header) if name.strip().casefold() in COLUMNS]
    if len(places) != 1:
        known = ", ".join(sheet.header)
        raise ValueError(f"name the column of grades with --column; the table has: {known}")
    return places[0]


def _key(sheet, rows):
    counts = [
        sum(any(_is(row, cells[at].strip()) for cells in sheet.rows[1:]) for row in rows)
        for at in range(len(sheet.header))
    ]
    if not any(counts):
        raise ValueError("no column of the table has the students' names or numbers; name --key")
    return counts.index(max(counts))


def _is(row, cell):
    return cell in (row.number, row.student) or alike(row.name, cell)
