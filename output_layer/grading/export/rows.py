"""The grades that are to go into another system's table, and what keeps them from it."""

import csv
import json
from dataclasses import dataclass, replace
from pathlib import Path

from output_layer.grading.gradebook import GRADED, TABLE, UNWRITTEN, harmless
from output_layer.grading.names import file_name, number_of
from output_layer.grading.roster import alike

SOME = 5  # names in a sentence


@dataclass(frozen=True)
class Row:
    """One student's grade: ``number`` is the system's, ``place`` where the work was found."""

    student: str
    total: float
    status: str
    number: str | None = None
    place: str = ""
    page: Path | None = None

    @property
    def name(self):
        """The name without the number."""
        return self.student.rpartition(" (")[0] if self.number else self.student


def read_rows(folder):
    """Return the assignment's name and the rows of `grades.csv` in the folder of a run.

    Raises ``ValueError`` if there is none, or if one number stands in two rows.
    """
    folder = Path(folder)
    if not (folder / TABLE).is_file():
        raise ValueError(f"{folder} has no {TABLE}; grade first")
    known, assignment = _known(folder)
    with (folder / TABLE).open(newline="", encoding="utf-8-sig") as stream:
        table = list(csv.DictReader(stream))
    rows = [_row(one, known.get(one["student"], (one["student"], "")), folder) for one in table]
    check_numbers([(row.number, row.student) for row in rows if row.number], "grades")
    return assignment, rows


def _known(folder):
    """Return by the names in the table the students and where their work was found."""
    known, assignment = {}, ""
    for path in (folder / "results").glob("*.json"):
        document = json.loads(path.read_text("utf-8"))
        student, assignment = document["student"], document["about"][0]
        known[harmless(student)] = student, document["result"].get("handed", {}).get("place", "")
    return known, assignment


def _row(one, known, folder):
    student, place = known
    page = folder / "feedback" / f"{file_name(student)}.html"
    return Row(student, float(one["total"]), one["status"], number_of(student), place, page)


def check_numbers(pairs, where):
    """Raise ``ValueError`` if a number stands with two names."""
    owners = {}
    for number, name in pairs:
        owners.setdefault(number, []).append(name)
    twice = [f"{number} ({', '.join(names)})" for number, names in owners.items() if len(names) > 1]
    if twice:
        raise ValueError(f"a number stands twice in the {where}: {'; '.join(twice)}")


def ready(rows, *, only_graded=False):
    """Return the rows that can go; ``ValueError`` if some cannot, unless they may stay behind."""
    open_ = [row for row in rows if row.status not in (GRADED, UNWRITTEN)]
    if open_ and not only_graded:
        shown = "; ".join(f"{row.student}: {row.status}" for row in open_[:SOME])
        raise ValueError(
            f"not graded yet: {len(open_)} ({shown}). Finish them, or leave them "
            "out with --only-graded"
        )
    return [row for row in rows if row not in open_]


def check_most(rows, most, what="the table"):
    """Raise ``ValueError`` for points above the maximum, which a system drops or takes silently."""
    above = [row for row in rows if most is not None and row.total > most]
    above = [f"{row.student}: {row.total:g}" for row in above]
    if above:
        raise ValueError(f"{what} has room for {most:g} points; {'; '.join(above[:SOME])} is more")


def check_names(pairs):
    """Raise ``ValueError`` if a number is one name's in the grades and another's in the table.

    ``pairs`` holds rows, each with the cells of its row in the table.
    """
    wrong = [
        f"{row.number} is {row.name!r} in the grades, there {' / '.join(filter(None, cells[:4]))!r}"
        for row, cells in pairs
        if not any(alike(row.name, cell) for cell in cells)
    ]
    if wrong:
        raise ValueError(
            f"{len(wrong)} numbers belong to others in the table: {'; '.join(wrong[:SOME])}. "
            "Is it a team's number, or the table of another course? Say who is in which team "
            "with --roster; or, if only the names are written otherwise, --any-name"
        )


def of_teams(rows, roster):
    """Return the rows of the members of teams; ``roster`` has dictionaries with id, name, team.

    A team is named by its name or by its number. Raises ``ValueError`` if it has no members.
    """
    members = {}
    for one in roster:
        members.setdefault(one.get("team", "").strip(), []).append(one)
    found = []
    for row in rows:
        team = members.get(row.name) or members.get(row.number or "")
        if not team:
            raise ValueError(f"the roster has nobody in the team {row.student}")
        for one in team:
            student = f"{one['name']} ({one['id']})"
            found.append(replace(row, student=student, number=one["id"]))
    return found


def listed(names):
    """Return names as a text, long lists cut."""
    names = sorted(names)
    return ", ".join(names[:SOME]) + (f" and {len(names) - SOME} more" if len(names) > SOME else "")
