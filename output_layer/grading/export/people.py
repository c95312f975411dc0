"""Whose row is whose: the people in another system's table, and the students of the grades."""

from itertools import pairwise

from output_layer.grading.alike import alike, grouped_alike, letters, writings
from output_layer.grading.export.rows import SOME, check_numbers
from output_layer.grading.opening import in_all

ELSEWHERE = (
    "{wrong}, where {name!r} has {keys}. The table numbers people otherwise than the download, so "
    "--any-name cannot help; take another table, or with csv the column of the names as --key"
)
OTHERS = (
    "{count} another's in the table: {wrong}. Is it a team's number, or the table of another "
    "course? Say who is in which team with --roster; or, if only the names are written otherwise, "
    "--any-name"
)


class People:
    """The people in a table by their keys, each with the cells that can have names."""

    def __init__(self, cells):
        self.cells, self.keys = cells, {}
        for key, own in cells.items():
            for text in [*own, *map(" ".join, pairwise(own))]:
                for writing in {text.strip().casefold(), *writings(text)} - {""}:
                    self.keys.setdefault(writing, set()).add(key)

    def named(self, row):
        """Return the keys of those who are called as a student is, in whatever order of words."""
        found = set()
        for name in row.names:
            for writing in {letters(name), *writings(name)}:
                found |= self.keys.get(writing, set())
        return found

    def is_named(self, row, key):
        """Whether a student has the name that stands in the row of a key."""
        cells = [*self.cells[key], *map(" ".join, pairwise(self.cells[key]))]
        return any(alike(name, cell) for name in row.names for cell in cells) or any(
            grouped_alike(row.names[0], cell) for cell in cells if row.number
        )

    def matched(self, rows, *, any_name):
        """Return ``{key: row}`` of the students who are in the table.

        The system's number decides; who has none is told by an id of the roster with the same
        name, by the email, or by the name. Raises ``ValueError`` where that can be two, and
        where a number has another name.
        """
        pairs = [(self._key(row), row) for row in rows]
        pairs = [(key, row) for key, row in pairs if key is not None]
        check_numbers([(key, row.student) for key, row in pairs], "grades")
        self.check_names([pair for pair in pairs if pair[1].number], any_name=any_name)
        return dict(pairs)

    def _key(self, row):
        if row.number:
            return row.number if row.number in self.cells else None
        if row.id in self.cells and self.is_named(row, row.id):
            return row.id
        return self.one(row)

    def told(self, row):
        """Return the keys that a student's email or name tells."""
        found = self.keys.get(row.email.casefold(), set()) if row.email else set()
        return found if len(found) == 1 else self.named(row)

    def one(self, row):
        """Return the key of a student by email or name, or ``None``; ``ValueError`` if of two."""
        found = self.told(row)
        if len(found) > 1:
            raise ValueError(f"{row.student} can be {' or '.join(sorted(found))} in the table")
        return next(iter(found), None)

    def check_names(self, pairs, *, any_name):
        """Raise ``ValueError`` if a key is one name's in the grades and another's in the table.

        That the names are written otherwise can be said; that a name stands elsewhere cannot.
        """
        wrong = [(key, row) for key, row in pairs if not self.is_named(row, key)]
        for key, row in wrong:
            if keys := ", ".join(sorted(self.named(row))):
                known = {"wrong": self._two_names(key, row), "name": row.names[-1], "keys": keys}
                raise ValueError(ELSEWHERE.format(**known))
        if wrong and not any_name:
            shown = "; ".join(self._two_names(*pair) for pair in wrong[:SOME])
            raise ValueError(OTHERS.format(count=in_all(len(wrong), "number"), wrong=shown))

    def _two_names(self, key, row):
        there = " / ".join(filter(None, self.cells[key][:4]))
        return f"{key} is {row.names[-1]!r} in the grades, there {there!r}"
