"""A task: one submission to grade, with all that this takes, so that it can be done anywhere."""

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
from output_layer.grading.limits import Limits
from output_layer.grading.session import grade_submission
from output_layer.grading.spare import Spare
from output_layer.grading.submission import UnreadableError, read_submission

_known = {}  # assignments that this process has seen, with what they have computed
_spare = Spare()  # for the main thread, where all tasks of this process are graded
_own = threading.local()  # has a helper, once the thread has needed one


@dataclass(frozen=True)
class Task:
    """One submission to grade, with all that this takes."""

    student: str
    assignment: Assignment
    data: bytes
    limits: Limits
    unsafe: bool = False


def perform(task):
    """Grade a submission and return its `Result`.

    A check that does not end can be stopped in the main thread of a process alone. Another
    thread, as those of Dask, has a process of its own that grades for it.
    """
    if threading.current_thread() is threading.main_thread():
        return _graded(task)
    if not hasattr(_own, "helper"):
        _own.helper = Helper()
    try:
        return _own.helper.perform(task)
    except (EOFError, OSError):
        _own.helper.close()
        del _own.helper  # the next task starts another one
        raise


def _graded(task):
    assignment = _known.setdefault(task.assignment.digest, task.assignment)
    try:
        submission = read_submission(task.data)
    except UnreadableError as error:
        return Result(problem=str(error))
    how = {"unsafe": task.unsafe, "start": _spare.take}
    outcomes = grade_submission(assignment, submission, task.limits, **how)
    return Result(outcomes, list(submission.notes))


def rest():
    """Give up what was made ready for a next task."""
    _spare.close()


class Helper:
    """A process that performs tasks for a thread; it ends with the process that started it."""

    def __init__(self):
        self.pipe, inner = Pipe()
        code = f"from output_layer.grading.tasks import serve; serve({inner.fileno()})"
        command = [sys.executable, "-c", code]
        environment = os.environ | {KIT: str(kit())}
        self.process = subprocess.Popen(command, pass_fds=[inner.fileno()], env=environment)
        inner.close()

    def perform(self, task):
        """Return what `perform` returns there, or raise what it raises.

        Raises ``EOFError`` or ``OSError`` if the process ends.
        """
        self.pipe.send(task)
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
    """Perform the tasks that come through a pipe until it is closed."""
    with Connection(descriptor) as pipe:
        while True:
            try:
                task = pipe.recv()
            except EOFError:
                rest()
                return
            try:
                answer = perform(task)
            except Exception as error:
                answer = error
            pipe.send(answer)
