"""A table of another system's, kept as it came but for the cells that are filled."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from output_layer.grading.whole import write

BOM = "\ufeff"
COMMA = re.compile(r"\d+,\d+")
DELIMITERS = ",;\t"


@dataclass
class Sheet:
    """Rows of cells, the first of them the header, and how the file was written."""

    rows: list
    bom: bool
    delimiter: str
    end: str
    quoting: int

    @property
    def header(self):
        """The names of the columns."""
        return self.rows[0]

    def column(self, name):
        """Return the place of a column; ``ValueError`` if it is not there, or twice."""
        places = [at for at, cell in enumerate(self.header) if cell.strip() == name]
        if len(places) != 1:
            known = ", ".join(self.header)
            raise ValueError(f"the table has {len(places)} columns {name!r}; it has: {known}")
        return places[0]

    def number(self, value, places=10):
        """Return a number as the table writes numbers: without groups, with its decimal sign."""
        comma = any(COMMA.fullmatch(cell.strip()) for row in self.rows[1:] for cell in row)
        text = f"{value:.{places}f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if comma else text

    def save(self, path):
        """Write the table as it was written."""
        text = io.StringIO()
        options = {"delimiter": self.delimiter, "lineterminator": self.end, "quoting": self.quoting}
        csv.writer(text, **options).writerows(self.rows)
        write(Path(path), BOM * self.bom + text.getvalue())


def read_sheet(path):
    """Return the `Sheet` in a CSV file, with commas, semicolons or tabs.

    Raises ``ValueError`` if it is empty or not UTF-8.
    """
    data = Path(path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8; export it anew, and do not edit it") from None
    first = text.partition("\n")[0].rstrip("\r")
    delimiter = max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    rows = [row for row in rows if row]
    if len(rows) < 2:
        raise ValueError(f"{path} has no rows")
    width = len(rows[0])
    rows = [row + [""] * (width - len(row)) for row in rows]
    end = "\r\n" if "\r\n" in text else "\n"
    quoted = first.count('"') >= 2 * width
    kind = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    return Sheet(rows, data.startswith(BOM.encode()), delimiter, end, kind)


def decimal(text):
    """Return the number in a cell, with a point or a comma, or ``None``.

    >>> decimal("93,5"), decimal(" 100.00"), decimal("-")
    (93.5, 100.0, None)
    """
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
