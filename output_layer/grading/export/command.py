"""The command ``output-layer export``."""

from dataclasses import replace
from pathlib import Path

from output_layer.grading.export import canvas, moodle, plain
from output_layer.grading.export.pages import pack
from output_layer.grading.export.rows import listed, of_teams, read_rows, ready
from output_layer.grading.export.sheet import read_sheet
from output_layer.grading.opening import counted, in_all
from output_layer.grading.roster import read_roster

NOBODY = "their numbers, emails and names are not in it"
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
    add("--above", choices=("cap", "allow"), help="what becomes of points above the maximum")
    add("--any-name", action="store_true", help="do not compare the names, only the numbers")


def export(system, table, out, *, column=None, key=None, roster=None, only_graded=False,
           any_name=False, above=None):  # fmt: skip
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
        written, there, advice = moodle.fill(sheet, rows, **how, above=above)
    elif system == "canvas":
        written, there, advice = canvas.fill(sheet, rows, name=assignment, **how, above=above)
    else:
        written, there, advice = plain.fill(sheet, rows, **how, key=key)
    if not written:
        raise ValueError(f"none of {counted(len(rows), 'grade')} can go into {table}: {NOBODY}")
    target = Path(out) / f"{system}.csv"
    sheet.save(target)
    return [*_said(rows, written, there, target), *advice, *_packed(written, system, out)]


def _said(rows, written, there, target):
    yield f"{in_all(len(written), 'grade')} in {target}; import it as it is"
    known = {row.student for row in written.values()}
    if len(known) < len(rows):
        yield f"not in the table: {listed(row.student for row in rows if row.student not in known)}"
    if there - set(written):
        yield f"in the table, but without a grade here: {listed(there - set(written))}"


def _packed(written, system, out):
    """Write the pages of those whose grades are in the table; say how many, and whose are not."""
    if system not in ("moodle", "canvas"):
        return
    target = Path(out) / f"feedback-{system}.zip"
    left = pack([replace(row, number=key) for key, row in written.items()], system, target)
    yield f"{in_all(len(written) - len(left), 'feedback page')} in {target}; upload it as it is"
    if left:
        yield f"pages to hand back in another way: {listed(left)}"


def run(chosen):
    """Run the command and return its exit code."""
    for sentence in export(**chosen):
        print(sentence)
    return 0
