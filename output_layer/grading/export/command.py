"""The command ``output-layer export``."""

from pathlib import Path

from output_layer.grading.export import canvas, moodle, plain
from output_layer.grading.export.pages import pack
from output_layer.grading.export.rows import listed, of_teams, read_rows, ready
from output_layer.grading.export.sheet import read_sheet
from output_layer.grading.roster import read_roster

SYSTEMS = ("moodle", "canvas", "csv")


def add_to(commands):
    """Add the command to a parser's."""
    made = commands.add_parser("export", help="fill the table of Moodle, Canvas or another system")
    add = made.add_argument
    add("system", choices=SYSTEMS, help="whose table it is")
    add("--table", required=True, metavar="FILE", help="the table as the system exports it")
    add("--out", required=True, metavar="FOLDER", help="the folder of the graded assignment")
    add("--column", metavar="NAME", help="the column that is filled, if it is not found")
    add("--key", metavar="NAME", help="csv: the column that tells the students")
    add("--roster", metavar="FILE", help="CSV with id, name, team: who is in which team")
    add("--only-graded", action="store_true", help="leave out rows that are not graded")
    add("--any-name", action="store_true", help="do not compare the names, only the numbers")


def export(system, table, out, *, column=None, key=None, roster=None, only_graded=False,
           any_name=False):  # fmt: skip
    """Fill a system's table from `grades.csv` in ``out``; write it there, and the pages as a zip.

    Returns sentences that say what was written and who is missing where. Raises ``ValueError`` or
    ``OSError``, and writes nothing, where a grade could be lost or go to somebody else.
    """
    assignment, rows = read_rows(out)
    rows = ready(rows, only_graded=only_graded)
    if roster:
        rows = of_teams(rows, read_roster(roster))
    sheet, how = read_sheet(table), {"column": column, "any_name": any_name}
    if system == "moodle":
        written, there, advice = moodle.fill(sheet, rows, **how)
    elif system == "canvas":
        written, there, advice = canvas.fill(sheet, rows, name=assignment, **how)
    else:
        written, there, advice = plain.fill(sheet, rows, column=column, key=key)
    target = Path(out) / f"{system}.csv"
    sheet.save(target)
    return [*_said(rows, written, there, target), *advice, *_packed(rows, system, out)]


def _said(rows, written, there, target):
    known = {row for row in rows if row.number in written or row.student in written}
    yield f"{len(known)} grades are in {target}; import it as it is"
    if len(known) < len(rows):
        yield f"not in the table: {listed(row.student for row in rows if row not in known)}"
    if there - written:
        yield f"in the table, but without a grade here: {listed(there - written)}"


def _packed(rows, system, out):
    if system not in ("moodle", "canvas"):
        return
    target = Path(out) / f"feedback-{system}.zip"
    left = pack(rows, system, target)
    yield f"{len(rows) - len(left)} feedback pages are in {target}; upload it as it is"
    if left:
        yield f"pages to hand back in another way: {listed(left)}"


def run(chosen):
    """Run the command and return its exit code."""
    for sentence in export(**chosen):
        print(sentence)
    return 0
