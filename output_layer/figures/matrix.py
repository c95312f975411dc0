"""A trait for a matrix of numbers: rows of equal length, each column within its limits."""

import numpy as np
import traitlets

__all__ = ["Matrix"]


class Matrix(traitlets.TraitType):
    """A list of ``least`` to ``most`` rows; ``columns`` holds name → (low, high) for each number.

    Two integers as limits make a column of integers. Anything that NumPy takes for such a table
    is taken, and stored as lists. ``TraitError`` says which row is wrong and what is expected.
    """

    def __init__(self, columns, *, least=1, most, **options):
        self.columns, self.least, self.most = columns, least, most
        super().__init__(**options)

    def limits(self):
        """Return the limits as the page reads them: rows, and [low, high, step] of each column."""
        steps = [1 if self._kind(limits) is int else None for limits in self.columns.values()]
        columns = [
            [*limits, step] for limits, step in zip(self.columns.values(), steps, strict=True)
        ]
        return {"least": self.least, "most": self.most, "columns": columns}

    def validate(self, obj, value):
        """Return ``value`` as a list of lists of numbers."""
        del obj
        rows = self._table(value)
        for place, row in enumerate(rows):
            self._check(place, row)
        kinds = [self._kind(limits) for limits in self.columns.values()]
        return [[kind(n) for kind, n in zip(kinds, row, strict=True)] for row in rows.tolist()]

    def _table(self, value):
        try:
            rows = np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            rows = np.empty(())
        few, many = self.least, self.most
        if rows.ndim != 2 or rows.shape[1] != len(self.columns) or not few <= len(rows) <= many:
            shown = " ".join(repr(value).split())[:60]
            count = few if few == many else f"{few} to {many}"
            raise traitlets.TraitError(
                f"{self.name} must hold {count} rows [{', '.join(self.columns)}], not {shown}"
            )
        return rows

    def _check(self, place, row):
        for (name, (low, high)), number in zip(self.columns.items(), row, strict=True):
            whole = self._kind((low, high)) is int
            if not low <= number <= high or (whole and number != int(number)):
                kind = "an integer" if whole else "a number"
                raise traitlets.TraitError(
                    f"{name} of {self.name}[{place}] must be {kind} from {low} to {high}, "
                    f"not {number:g}"
                )

    @staticmethod
    def _kind(limits):
        return int if all(isinstance(limit, int) for limit in limits) else float
