"""Grades a class: finds the submissions, grades what has changed, and writes what came out."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

try:
    import fcntl
except ModuleNotFoundError:  # not a Unix system: two runs at once are not noticed
    fcntl = None

from output_layer.grading.assignment import read_assignment
from output_layer.grading.confinement import UnconfinedError, kit, lacking
from output_layer.grading.earlier import earlier_runs
from output_layer.grading.found import found
from output_layer.grading.given import read_given
from output_layer.grading.gradebook import Gradebook
from output_layer.grading.limits import Limits
from output_layer.grading.marking import Run
from output_layer.grading.opening import sentences
from output_layer.grading.roster import Named, named
from output_layer.grading.scratch import own, work
from output_layer.grading.workers import crew

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
    students=None,
    late=None,
    roster=None,
    progress=True,
    told=None,
):
    """Grade submissions, write the folder ``out``, and return the rows of its `grades.csv`.

    ``assignment`` is a solved notebook or the folder that has it; ``submissions`` are paths of
    notebooks, folders and zips. ``hand`` is a CSV file of points given by hand, ``roster`` one of
    the students. ``workers`` is the number of processes, by default one a core; ``scheduler`` is
    the address of a Dask cluster that does the work instead. ``limits`` are `Limits`. ``students``
    is one of `layout.WAYS`, for a layout that has two readings; ``late`` is a rule as `lateness`
    reads it, or the path of one. ``told`` hears who was found, before anything is graded. What an
    earlier run was given as ``hand``, ``late`` and ``roster`` still counts, unless it is "none".

    What an earlier run has graded under the same conditions is not graded again, and the rows of
    students that are not among these are kept. A script that calls this does it under
    ``if __name__ == "__main__":``, because the processes read it too.

    Raises ``UnconfinedError`` where students' code cannot be confined, unless ``unsafe`` is true;
    ``ClusterError`` if the cluster cannot be used; ``ValueError`` or ``OSError`` for files that
    are not what they should be, before anything is graded.
    """
    if not unsafe and not scheduler and lacking():
        raise UnconfinedError(lacking())
    with ExitStack() as open_:
        own()  # before, for the kit stays in it
        kits = open_.enter_context(ThreadPoolExecutor(1)).submit(kit)  # a second, beside reading
        open_.enter_context(work())
        notebook = find_notebook(assignment)
        solved = _ready(read_assignment(notebook))
        options = {"late": late and str(late), "hand": hand and str(hand), "roster": roster}
        given, points = read_given(out, solved, options)
        data = [name for name, _ in solved.data]
        handed_in = open_.enter_context(
            found(_listed(submissions), solved.name, data=data, skip=[out, notebook], how=students)
        )
        people = named(handed_in, given.roster) if given.roster else Named(handed_in)
        log = open_.enter_context(_log(Path(out)))
        book = Gradebook(out, solved)
        earlier = _joined(book, people, given, points)
        for sentence in sentences(people, earlier, given):
            log.info(sentence)
            (told or log.debug)(sentence)
        kits.result()
        pool = open_.enter_context(crew(workers, scheduler, len(handed_in), unsafe=unsafe))
        run = Run(solved, book, limits or Limits(), unsafe, given, log, people)
        return run.grade(people.handed_in, *pool, earlier=earlier.labels, progress=progress)


def _joined(book, people, given, points):
    """Return those of earlier runs; what they have, and this run is given, is kept together.

    Raises ``ValueError``, and changes nothing, if something of it is nobody's or another's.
    """
    earlier = earlier_runs(book, people.handed_in)
    labels = {one.student: one.handed["label"] for one in people.handed_in}
    given.add_hand(points, labels | earlier.labels, book.about[0])
    earlier.adopt(book)
    given.keep(book.folder, book.about[0])
    people.forget(earlier.labels)
    return earlier


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
        where = ", ".join(getattr(error, "__notes__", ()))
        reason = f"{type(error).__name__}: {error} {where}".rstrip()
        raise ValueError(f"the assignment {assignment.name} does not run: {reason}") from error
    return assignment


def _listed(paths):
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


@contextmanager
def _log(out):
    """Give the log of a folder; ``BlockingIOError`` if another run is writing there."""
    out.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(out / LOG, encoding="utf-8")
    handler.handleError = lambda record: None  # a full disk is told where it costs something
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
