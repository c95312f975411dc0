"""The grades that are to go into another system's table, and what keeps them from it."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from output_layer.grading.alike import plain_name
from output_layer.grading.export.sheet import decimal
from output_layer.grading.gradebook import GRADED, TABLE, UNWRITTEN, harmless
from output_layer.grading.names import file_name
from output_layer.grading.systems import without_number
from output_layer.grading.tables import read_table

SOME = 5  # names in a sentence


@dataclass(frozen=True)
class Row:
    """One student's grade: ``number`` is the system's, ``place`` where the work was found.

    ``id`` and ``email`` are the roster's; ``names`` are the names without the numbers, the last of
    them for people to read.
    """

    student: str
    total: float
    status: str
    number: str = ""
    id: str = ""
    email: str = ""
    names: tuple[str, ...] = ()
    place: str = ""
    page: Path | None = None


def read_rows(folder):
    """Return the assignment's name and the rows of `grades.csv` in the folder of a run.

    Raises ``ValueError`` if there is none, or if one number stands in two rows.
    """
    folder = Path(folder)
    if not (folder / TABLE).is_file():
        raise ValueError(f"{folder} has no {TABLE}; grade first")
    known, assignment = _known(folder)
    table = [one for _, one in read_table(folder / TABLE, ("student", "total", "status"))]
    rows = [_row(one, known.get(one["student"], (one["student"], {})), folder) for one in table]
    check_numbers([(row.number, row.student) for row in rows if row.number], "grades")
    return assignment, rows


def _known(folder):
    """Return by the names in the table the students and what is known of their handing in."""
    known, assignment = {}, ""
    for path in (folder / "results").glob("*.json"):
        document = json.loads(path.read_text("utf-8"))
        student, assignment = document["student"], document["about"][0]
        known[harmless(student)] = student, document["result"].get("handed", {})
    return known, assignment


def _row(one, known, folder):
    student, handed = known
    total, number, own = decimal(one["total"]), handed.get("number", ""), handed.get("id", "")
    if total is None:
        raise ValueError(f"{TABLE} has no number as the total of {student}; grade again")
    name = without_number(handed.get("label", student), number)
    shown = without_number(student, own or number)
    names = dict.fromkeys((name if number else plain_name(name), shown))
    page, place = folder / "feedback" / f"{file_name(student)}.html", handed.get("place", "")
    email = handed.get("email", "")
    return Row(student, total, one["status"], number, own, email, tuple(names), place, page)


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


def limited(pairs, system, above, *, takes):
    """Return the totals of rows, each with the maximum that a system has for it.

    ``above`` says what becomes of more than that: "cap", or "allow" if the system ``takes`` it.
    Raises ``ValueError`` where it does not say so, for a system drops or takes it silently.
    """
    over = [(row, most) for row, most in pairs if most is not None and row.total > most]
    if over and not (above == "cap" or (above == "allow" and takes)):
        shown = "; ".join(f"{row.student}: {row.total:g}" for row, _ in over[:SOME])
        ways = "--above cap gives the maximum" + ", --above allow all points" * takes
        raise ValueError(f"{system} has room for {over[0][1]:g} points; {shown} is more. {ways}")
    return [
        most if most is not None and above == "cap" and row.total > most else row.total
        for row, most in pairs
    ]


def of_teams(rows, roster):
    """Return the rows of the members of teams; ``roster`` has dictionaries with id, name, team.

    A team is named by its name or by its number. Raises ``ValueError`` if it has no members.
    """
    if not any("team" in one for one in roster):
        raise ValueError("the roster has no column team; it is needed only where teams hand in")
    members, found = {}, []
    for one in roster:
        members.setdefault(one["team"], []).append(one)
    for row in rows:
        names = [name for name in (*row.names, row.number) if name]
        team = next((members[name] for name in names if name in members), None)
        if not team:
            raise ValueError(f"the roster has nobody in the team {row.student}")
        found += [_of_member(row, one) for one in team]
    return found


def _of_member(row, one):
    own = {"student": f"{one['name']} ({one['id']})", "names": (one["name"],), "number": ""}
    return replace(row, **own, id=one["id"], email=one.get("email", ""))


def listed(names):
    """Return names as a text in their order, long lists cut."""
    names = sorted(names)
    return ", ".join(names[:SOME]) + (f" and {len(names) - SOME} more" if len(names) > SOME else "")
