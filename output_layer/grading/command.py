"""The command ``output-layer``."""

import argparse
import contextlib
import csv
import signal
import sys
from dataclasses import fields

from output_layer.grading import essaypage
from output_layer.grading.cluster import ClusterError
from output_layer.grading.confinement import UnconfinedError
from output_layer.grading.export import command as exporting
from output_layer.grading.gradebook import FAILED
from output_layer.grading.lateness import FORM
from output_layer.grading.layout import WAYS
from output_layer.grading.limits import Limits
from output_layer.grading.questions import command as asking
from output_layer.grading.run import LOG, grade
from output_layer.grading.whole import DiskFullError

MIB = 2**20
LIMITS = {
    "seconds": "wall time of one cell or one call",
    "total_seconds": "wall time of one submission",
    "cpu_seconds": "processor time of one submission",
    "memory": "memory of one submission, in MiB",
    "files_memory": "all files that a submission writes, in MiB",
    "files": "how many files it may have",
    "restarts": "how often its process may be started anew",
}
SIZES = ("memory", "files_memory")
ERRORS = (ValueError, OSError, csv.Error, UnconfinedError, ClusterError)


def main(arguments=None):
    """Run the command and return its exit code.

    0: all is graded, as far as it can be without a hand; 1: the grader failed at some
    submissions, or the disk is full; 2: nothing was done, and a sentence says why; 130: it was
    interrupted.
    """
    chosen = vars(parser().parse_args(arguments))
    run = RUNS[chosen.pop("command")]
    try:
        return run(chosen)
    except DiskFullError as error:
        print(f"output-layer: {error}", file=sys.stderr)
        return 1
    except ERRORS as error:
        print(f"output-layer: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("output-layer: stopped; the same command goes on from here", file=sys.stderr)
        return 130


def _grade(chosen):
    given = {name: chosen.pop(name) for name in LIMITS}
    with _ended_by_signal():
        rows = grade(**chosen, limits=_limits(given), told=print)
    return _report(rows, chosen["out"])


@contextlib.contextmanager
def _ended_by_signal():
    """Let a request to end be an interrupt, so that all is cleared up."""

    def stop(number, frame):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def parser():
    """Return what reads the command line."""
    whole = argparse.ArgumentParser(prog="output-layer", description="The Output Layer.")
    commands = whole.add_subparsers(dest="command", required=True)
    made = commands.add_parser("grade", help="grade what students have handed in")
    add = made.add_argument
    add("assignment", help="the solved notebook, or the folder that has it")
    add("submissions", nargs="+", help="notebooks, folders of them, or zips")
    add("--out", required=True, metavar="FOLDER", help="where grades and feedback go")
    add("--students", choices=WAYS, help="what names the students, where that can be doubted")
    add("--late", metavar="RULE", help=f"what lateness costs: {FORM.replace('%', '%%')}; or a file")
    add("--roster", metavar="FILE", help="the class: a CSV file with id, name and perhaps email")
    add("--hand", metavar="FILE", help="points given by hand: student,grade_id,points,comment")
    add("--workers", type=int, metavar="N", help="processes; one a core unless given")
    add("--scheduler", metavar="ADDRESS", help="a Dask cluster that does the work")
    add("--unsafe", action="store_true", help="run students' code without confinement")
    _add_limits(made)
    exporting.add_to(commands)
    essaypage.add_to(commands)
    asking.add_to(commands)
    return whole


def _add_limits(made):
    group = made.add_argument_group("limits")
    for limit in fields(Limits):
        shown = limit.default // MIB if limit.name in SIZES else limit.default
        option, text = limit.name.replace("_", "-"), f"{LIMITS[limit.name]} ({shown:g})"
        group.add_argument(f"--{option}", type=limit.type, metavar="N", help=text)


def _limits(given):
    chosen = {name: value for name, value in given.items() if value is not None}
    sizes = {name: value * MIB for name, value in chosen.items() if name in SIZES}
    return Limits(**chosen | sizes)


def _report(rows, out):
    failed = [row for row in rows if row.status.startswith(FAILED)]
    print(f"{len(rows) - len(failed)} of {len(rows)} submissions are graded: {out}/grades.csv")
    if failed:
        print(f"output-layer: the others are explained in {out}/{LOG}", file=sys.stderr)
    return 1 if failed else 0


RUNS = {
    "grade": _grade,
    "export": exporting.run,
    "essays": essaypage.run,
    "questions": asking.run,
}
