"""Reads the tables that people have saved from a spreadsheet: commas or semicolons, UTF-8."""

import csv
import io
from pathlib import Path

DELIMITERS = ",;\t"


def read_table(path, needed):
    """Return the rows of a CSV file with their line's number, as dictionaries; none is empty.

    The headings are taken in small letters. Raises ``ValueError`` if the file is not UTF-8, or if
    a column of ``needed`` is missing.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8; save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    names = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in needed if name not in names]
    if missing:
        raise ValueError(f"{path} has no column {', '.join(missing)}; its first line names them")
    return [
        (reader.line_num, dict.fromkeys(names, "") | dict(zip(names, row, strict=False)))
        for row in reader
        if any(row)
    ]
