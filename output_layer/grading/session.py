"""Grades one submission: runs its cells in the sandbox and the author's checks out here.

A cell that fails costs what depends on it and nothing else. If one ends the process, a new
process runs the cells before it again, without the one that did it.
"""

import time
from dataclasses import asdict, dataclass, field

from output_layer.grading.plan import plan
from output_layer.grading.proxies import Names, error_sentence, judged
from output_layer.grading.sandbox import GoneError, Limits, Sandbox


@dataclass
class Outcome:
    """What became of one cell, in words for the student.

    ``verdict`` is "ran", "stopped", "right", "wrong", "not done" or "by hand".
    """

    name: str
    role: str
    source: str
    verdict: str
    title: str = ""
    sentence: str = ""
    output: str = ""
    figures: list = field(default_factory=list)
    points: float = 0.0
    out_of: float = 0.0


class Session:
    """A student's process that can be begun again."""

    def __init__(self, limits, *, unsafe):
        self.limits, self.unsafe = limits, unsafe
        self.sandbox, self.ran, self.left = None, [], limits.restarts
        self.deadline = time.monotonic() + limits.total_seconds

    def ask(self, request, callback=None):
        """Send a request to the process; ``GoneError`` means that it had to be ended."""
        if time.monotonic() > self.deadline:
            raise GoneError(f"The submission took more than {self.limits.total_seconds:g} seconds.")
        if self.sandbox is None:
            self._begin()
        try:
            return self.sandbox.ask(request, callback)
        except GoneError:
            self.close()
            raise

    def _begin(self):
        if self.left == 0:
            raise GoneError("The submission broke its process too often; the rest is not run.")
        self.left -= 1
        self.sandbox = Sandbox(self.limits, unsafe=self.unsafe)
        for source, name in self.ran:
            self.ask({"do": "run", "source": source, "name": name})

    def run(self, source, name):
        """Run a cell; return what it printed, its plots and the sentence about its end."""
        try:
            answer = self.ask({"do": "run", "source": source, "name": name})
        except GoneError as reason:
            return "stopped", str(reason), "", []
        self.ran.append((source, name))
        pictures = answer.get("figures")
        pictures = [str(data) for data in pictures] if isinstance(pictures, list) else []
        output, error = str(answer.get("output", "")), answer.get("error")
        if error is None:
            return "ran", "", output, pictures
        return "stopped", _stopped(error), output, pictures

    def close(self):
        """End the process, if there is one."""
        if self.sandbox is not None:
            self.sandbox.close()
            self.sandbox = None


def _stopped(error):
    line = error.get("line") if isinstance(error, dict) else None
    where = f"Line {line}: " if type(line) is int else ""
    return where + error_sentence(error)


def grade_submission(assignment, submission, limits=None, *, unsafe=False):
    """Return the outcome of every cell of a submission, as dictionaries for JSON.

    Each holds the fields of `Outcome`. The same submission has the same outcome, alone or
    among others.
    """
    limits = limits or Limits()
    session = Session(limits, unsafe=unsafe)
    try:
        cells = plan(assignment, submission)
        return [asdict(_outcome(assignment, cell, session)) for cell in cells]
    finally:
        session.close()


def _outcome(assignment, cell, session):
    known = {"name": cell.name, "role": cell.role, "source": cell.source, "out_of": cell.points}
    if cell.role == "text":
        return Outcome(**known, verdict="ran")
    if cell.role == "essay":
        return Outcome(**known, verdict="by hand", title=cell.title)
    if cell.role == "check":
        verdict, sentence = _checked(assignment, cell, session)
        points = cell.points if verdict == "right" else 0.0
        known |= {"title": cell.title, "points": points}
        return Outcome(**known, verdict=verdict, sentence=sentence)
    verdict, sentence, output, figures = session.run(cell.source, cell.name)
    return Outcome(**known, verdict=verdict, sentence=sentence, output=output, figures=figures)


def _checked(assignment, cell, session):
    names = Names(assignment.given, assignment.answered, session.ask)
    try:
        return judged(cell, names)
    except GoneError as reason:
        return "wrong", str(reason)
