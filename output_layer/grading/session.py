"""Grades one submission: runs its cells in the sandbox and the author's checks out here.

A cell that fails costs what depends on it and nothing else. If one ends the process, a new
process runs the cells before it again, without the one that did it.
"""

import base64
import contextlib
import re
import struct
import time
from dataclasses import dataclass, field
from functools import partial

from output_layer.grading.inside.values import FIGURES, OUTPUT, PICTURE
from output_layer.grading.limits import Limits
from output_layer.grading.missing import Missing
from output_layer.grading.plan import plan
from output_layer.grading.proxies import Names, error_sentence
from output_layer.grading.reading import leaves, visible
from output_layer.grading.sandbox import GoneError, Sandbox
from output_layer.grading.verdicts import judged
from output_layer.grading.words import plain

PNG = re.compile(r"iVBORw0KGgo[A-Za-z0-9+/]{22,}={0,2}")  # in base64, with its size
PIXELS = 2**24  # of a plot: few bytes can hold a picture that no browser can
LACKING = re.compile(r"NameError: name '(\w+)' is not defined")
MARK = 50  # characters that a process adds where it leaves output out
AT_THE_END = "This counts what stands below the check: it is passed at the end of the notebook."


@dataclass
class Outcome:
    """What became of one cell, in words for the student.

    ``verdict`` is "ran", "stopped", "right", "partly", "wrong", "not done" or "by hand".
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

    def __post_init__(self):
        """Keep what can be shown: a student's process can have sent anything."""
        self.output = plain(self.output, OUTPUT + MARK)
        self.figures = [data for data in self.figures[:FIGURES] if is_plot(data)]


def is_plot(data):
    """Return whether something is a PNG picture in base64, of a size that can be shown."""
    if type(data) is not str or len(data) > PICTURE or not PNG.fullmatch(data):
        return False
    width, height = struct.unpack(">II", base64.b64decode(data[:32])[16:24])
    return width * height <= PIXELS


class Session:
    """A student's process that can be begun again."""

    def __init__(self, limits, *, unsafe, data=None, start=Sandbox):
        self.limits, self.start = limits, partial(start, limits, unsafe=unsafe, data=data)
        self.sandbox, self.ran, self.left = None, [], limits.restarts
        self.deadline = time.monotonic() + limits.total_seconds
        self.started, self.stopped = set(), set()  # the names of cells
        self.checks = []  # that have passed by, and have not run inside

    def ask(self, request, callback=None):
        """Send a request to the process; ``GoneError`` means that it had to be ended."""
        while self.sandbox is None:
            self._begin()
        return self._asked(request, callback)

    def check_time(self):
        """Raise ``GoneError`` if the submission has no time left."""
        if self.seconds <= 0:
            raise GoneError(f"The submission took more than {self.limits.total_seconds:g} seconds.")

    def _asked(self, request, callback=None):
        self.check_time()
        try:
            return self.sandbox.ask(request, callback)
        except BaseException:
            self.close()
            raise

    @property
    def seconds(self):
        """The seconds that the submission has left."""
        return self.deadline - time.monotonic()

    def _begin(self):
        """Start a process and run the cells before; one that ends it now is left out hereafter."""
        self.check_time()
        if self.left == 0:
            raise GoneError("The submission broke its process too often; the rest is not run.")
        self.left -= 1
        self.sandbox = self.start()
        for cell in [*self.ran]:
            try:
                self._asked(cell)
            except GoneError:
                self.ran.remove(cell)
                return

    def run(self, source, name):
        """Run a cell; return what it printed, its plots and the sentence about its end."""
        cell = {"do": "run", "source": source, "name": name}
        self.started.add(name)
        self.stopped.add(name)
        try:
            answer = self.ask(cell)
        except GoneError as reason:
            return "stopped", str(reason), "", []
        self.ran.append(cell)
        pictures = answer.get("figures")
        pictures = pictures if isinstance(pictures, list) else []
        output, error = str(answer.get("output", "")), answer.get("error")
        if error is None:
            self.stopped.discard(name)
            return "ran", "", output, pictures
        return "stopped", _stopped(error), output, pictures

    def add_names(self):
        """Let the process have the names that the checks so far leave where students see them."""
        while self.checks:
            check = self.checks.pop(0)
            request = {"do": "add", "source": visible(check.source), "name": check.name}
            with contextlib.suppress(GoneError):
                self.ask(request)
                self.ran.append(request)

    def close(self):
        """End the process, if there is one."""
        if self.sandbox is not None:
            self.sandbox.close()
            self.sandbox = None


def _stopped(error):
    line = error.get("line") if isinstance(error, dict) else None
    where = f"Line {line}: " if type(line) is int and 0 < line < 1e6 else ""
    return where + error_sentence(error)


def grade_submission(assignment, submission, limits=None, *, unsafe=False, start=Sandbox):
    """Return the outcome of every cell of a submission, as dictionaries for JSON.

    Each holds the fields of `Outcome`. The same submission has the same outcome, alone or
    among others. ``start`` is called like `Sandbox` for each process that is needed.
    """
    limits = limits or Limits()
    session = Session(limits, unsafe=unsafe, data=assignment.folder, start=start)
    try:
        return _outcomes(assignment, plan(assignment, submission), session)
    finally:
        session.close()


def _outcomes(assignment, order, session):
    """Return the outcomes of the cells; of a check that comes twice, the better one."""
    missing = Missing(assignment, order, session.started, session.stopped)
    found = {}
    for cell in order:
        before = found.get(cell.name)
        if before is None:
            found[cell.name] = vars(_outcome(assignment, cell, session, missing))
        elif before["verdict"] != "right":
            again = vars(_outcome(assignment, cell, session, missing))
            found[cell.name] = _better(before, again)
    return list(found.values())


def _better(before, again):
    """Return the better outcome of one check: where it stands, or at the end of the notebook."""
    if again["points"] == before["points"]:
        return again
    if again["points"] < before["points"]:
        return before
    return again | {"sentence": f"{again['sentence']} {AT_THE_END}".strip()}


def _outcome(assignment, cell, session, missing):
    known = {"name": cell.name, "role": cell.role, "source": cell.source, "out_of": cell.points}
    if cell.role == "note":
        return Outcome(**known, verdict="ran")
    if cell.role == "essay":
        verdict = "by hand" if cell.source.strip() else "not done"
        return Outcome(**known, verdict=verdict, title=cell.title)
    if cell.role == "check":
        session.checks.append(cell)
        verdict, sentence, points = _checked(assignment, cell, session, missing)
        known |= {"title": cell.title, "points": points}
        return Outcome(**known, verdict=verdict, sentence=sentence)
    verdict, sentence, output, figures = _ran(cell, session)
    return Outcome(**known, verdict=verdict, sentence=sentence, output=output, figures=figures)


def _ran(cell, session):
    """Run a cell; once more if it lacks a name that a check above has made in the notebook.

    Checks run out here. Only what students see of them goes inside, for its names, and how it
    ends there counts for nothing.
    """
    ended = session.run(cell.source, cell.name)
    lacking = LACKING.search(ended[1]) if ended[0] == "stopped" else None
    if not lacking or not any(lacking[1] in leaves(check.source) for check in session.checks):
        return ended
    session.add_names()
    return session.run(cell.source, cell.name)


def _checked(assignment, cell, session, missing):
    names = Names(assignment.given, assignment.answered, session.ask, missing)
    try:
        session.check_time()
        return judged(cell, names, session.seconds)
    except GoneError as reason:
        return "wrong", str(reason), 0.0
