"""A job: one submission to grade, with all that this takes, so that it can be done anywhere."""

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from output_layer.grading.assignment import Assignment
from output_layer.grading.confinement import KIT, kit
from output_layer.grading.gradebook import Result
from output_layer.grading.kept import Kept
from output_layer.grading.limits import Limits
from output_layer.grading.reading import EMPTY, foreign, is_blank
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import UnreadableError, read_submission

_known = {}  # assignments that this process has seen, with what they have computed
_kept = Kept()  # for the main thread, where all jobs of this process are graded
_own = threading.local()  # has a helper, once the thread has needed one


@dataclass(frozen=True)
class Job:
    """One submission to grade, with all that this takes."""

    student: str
    assignment: Assignment
    data: bytes
    limits: Limits
    unsafe: bool = False


def perform(job):
    """Grade a submission and return its `Result`.

    A check that does not end can be stopped in the main thread of a process alone. Another
    thread, as those of Dask, has a process of its own that grades for it.
    """
    if threading.current_thread() is threading.main_thread():
        return _graded(job)
    if not hasattr(_own, "helper"):
        _own.helper = Helper()
    try:
        return _own.helper.perform(job)
    except (EOFError, OSError):
        _own.helper.close()
        del _own.helper  # the next job starts another one
        raise


def _graded(job):
    assignment = _known.setdefault(job.assignment.digest, job.assignment)
    try:
        submission = read_submission(job.data)
    except UnreadableError as error:
        return Result(problem=str(error))
    if other := foreign(assignment, submission):
        return Result(problem=other, foreign=other != EMPTY)
    how = {"unsafe": job.unsafe, "start": _kept.take}
    outcomes = grade_submission(assignment, submission, job.limits, **how)
    return Result(outcomes, list(submission.notes))


def refusal(assignment, data):
    """Return why a notebook is not graded if there is a better one, as a key of `choice.WORDS`.

    Raises ``UnreadableError``.
    """
    submission = read_submission(data)
    if foreign(assignment, submission):
        return "foreign"
    return "blank" if is_blank(assignment, submission) else ""


def rest():
    """Give up what was kept for a next job."""
    _kept.close()


class Helper:
    """A process that performs jobs for a thread; it ends with the process that started it."""

    def __init__(self):
        self.pipe, inner = Pipe()
        code = f"from output_layer.grading.jobs import serve; serve({inner.fileno()})"
        command = [sys.executable, "-c", code]
        environment = os.environ | {KIT: str(kit())}
        self.process = subprocess.Popen(command, pass_fds=[inner.fileno()], env=environment)
        inner.close()

    def perform(self, job):
        """Return what `perform` returns there, or raise what it raises.

        Raises ``EOFError`` or ``OSError`` if the process ends.
        """
        self.pipe.send(job)
        answer = self.pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        """End the process."""
        self.pipe.close()
        self.process.kill()
        self.process.wait()


def serve(descriptor):
    """Perform the jobs that come through a pipe until it is closed."""
    with Connection(descriptor) as pipe:
        while True:
            try:
                job = pipe.recv()
            except EOFError:
                rest()
                return
            try:
                answer = perform(job)
            except Exception as error:
                answer = error
            pipe.send(answer)
