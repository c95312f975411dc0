"""Grades a class: finds the submissions, grades what has changed, and writes what came out."""

import logging
import os
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tqdm import tqdm

try:
    import fcntl
except ModuleNotFoundError:  # not a Unix system: two runs at once are not noticed
    fcntl = None

from output_layer.grading.assignment import Assignment, read_assignment
from output_layer.grading.confinement import UnconfinedError, lacking
from output_layer.grading.feedback import page
from output_layer.grading.found import found
from output_layer.grading.gradebook import Gradebook, Result, graded, harmless, mark
from output_layer.grading.handgraded import read_hand
from output_layer.grading.jobs import Job
from output_layer.grading.limits import Limits
from output_layer.grading.submission import UnreadableError
from output_layer.grading.workers import crew, performed

LOG = "log.txt"


def grade(
    assignment,
    submissions,
    out,
    *,
    hand=None,
    workers=None,
    scheduler=None,
    limits=None,
    unsafe=False,
    progress=True,
):
    """Grade submissions, write the folder ``out``, and return the rows of its `grades.csv`.

    ``assignment`` is a solved notebook or the folder that has it; ``submissions`` are paths of
    notebooks, folders and zips. ``hand`` is a CSV file of points given by hand. ``workers`` is
    the number of processes, by default one a core; ``scheduler`` is the address of a Dask
    cluster that does the work instead. ``limits`` are `Limits`. What an earlier run has graded
    under the same conditions is not graded again. A script that calls this does it under
    ``if __name__ == "__main__":``, because the processes read it too.

    Raises ``UnconfinedError`` where students' code cannot be confined, unless ``unsafe`` is true;
    ``ClusterError`` if the cluster cannot be used; ``ValueError`` or ``OSError`` for files that
    are not what they should be, before anything is graded.
    """
    if not unsafe and not scheduler and lacking():
        raise UnconfinedError(lacking())
    notebook = find_notebook(assignment)
    solved = _ready(read_assignment(notebook))
    points = read_hand(hand, solved) if hand else {}
    data = [name for name, _ in solved.data]
    with ExitStack() as open_:
        handed_in = open_.enter_context(
            found(_listed(submissions), solved.name, data=data, skip=[out, notebook])
        )
        _check_students(points, [one.student for one in handed_in])
        log = open_.enter_context(_log(Path(out)))
        pool = open_.enter_context(crew(workers, scheduler, len(handed_in), unsafe=unsafe))
        run = Run(solved, Gradebook(out), limits or Limits(), unsafe, points, log)
        return run.grade(handed_in, *pool, progress=progress)


@dataclass
class Run:
    """One run over a class: what it has to know, and the grades so far."""

    assignment: Assignment
    book: Gradebook
    limits: Limits
    unsafe: bool
    hand: dict
    log: logging.Logger
    grades: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)

    def grade(self, handed_in, pool, width, *, progress):
        """Grade all submissions and return the rows of `grades.csv`, which is then written."""
        start, notes = time.monotonic(), {one.student: one.notes for one in handed_in}
        self.log.info(self._opening(handed_in, width))
        hidden = None if progress else True  # None: shown on a terminal only
        with tqdm(total=len(handed_in), unit=" submissions", disable=hidden) as bar:
            jobs = self._jobs(handed_in, bar)
            for job, result in performed(jobs, pool, width, self.log.warning):
                if not result.failed:
                    self.book.keep(job.student, self.marks[job.student], result)
                self._finish(job.student, result, notes[job.student], bar)
        rows = [self.grades[one.student] for one in handed_in]
        self.book.write_grades(self.assignment, rows)
        self.log.info(f"{len(rows)} rows are written, after {time.monotonic() - start:.1f} s")
        return rows

    def _opening(self, handed_in, width):
        how = ", WITHOUT CONFINEMENT" if self.unsafe else ""
        name = f"{self.assignment.name} ({self.assignment.digest[:12]})"
        return f"{name}: {len(handed_in)} submissions, {width} at a time{how}"

    def _jobs(self, handed_in, bar):
        """Yield what has to be graded; finish what needs no grading."""
        for one in handed_in:
            try:
                data = one.read()
            except UnreadableError as error:
                self._finish(one.student, Result(problem=str(error)), one.notes, bar)
                continue
            key = mark(self.assignment, data, self.limits, unsafe=self.unsafe)
            kept = self.book.kept(one.student, key)
            if kept:
                self._finish(one.student, kept, one.notes, bar, "unchanged, ")
                continue
            self.marks[one.student] = key
            yield Job(one.student, self.assignment, data, self.limits, self.unsafe)

    def _finish(self, student, result, notes, bar, how=""):
        result = replace(result, notes=[*notes, *result.notes])
        hand = self.hand.get(student) or self.hand.get(harmless(student), {})
        grade = self.grades[student] = graded(self.assignment, student, result, hand)
        shown = page(self.assignment, grade, result, hand, unsafe=self.unsafe)
        self.book.keep_page(student, shown)
        self.log.info(f"{student}: {how}{grade.total:g} of {grade.out_of:g}, {grade.status}")
        bar.update()


def find_notebook(path):
    """Return the notebook of an assignment: ``path`` itself, or the one in that folder.

    In a folder it is the one that bears the folder's name, or else the only one. Raises
    ``FileNotFoundError`` or ``ValueError``.
    """
    path = Path(path)
    if not path.is_dir():
        return path
    named = path / f"{path.resolve().name}.ipynb"
    inside = [named] if named.is_file() else sorted(path.glob("*.ipynb"))
    if len(inside) != 1:
        raise ValueError(f"{path} holds {len(inside)} notebooks; name the assignment's")
    return inside[0]


def _ready(assignment):
    """Return the assignment after trying its given cells and compiling its checks."""
    try:
        dict(assignment.given)
        for check in assignment.graded:
            if check.role == "check":
                compile(check.source, check.name, "exec")
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise ValueError(f"the assignment {assignment.name} does not run: {reason}") from error
    return assignment


def _listed(paths):
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


def _check_students(hand, students):
    """Raise ``ValueError`` if points were given by hand to somebody who is not there."""
    strangers = sorted(set(hand) - set(students) - set(map(harmless, students)))
    if strangers:
        raise ValueError(f"graded by hand, but there is no submission of {', '.join(strangers)}")


@contextmanager
def _log(out):
    """Give the log of a folder; ``BlockingIOError`` if another run is writing there."""
    out.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(out / LOG, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    try:
        if fcntl:
            fcntl.flock(handler.stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        log = logging.Logger("output-layer")
        log.addHandler(handler)
        yield log
    except BlockingIOError:
        raise BlockingIOError(f"another run is writing into {out}") from None
    finally:
        handler.close()
