"""A student's process as the grader sees it: requests go in, answers come out, or it is gone."""

import math
import os
import secrets
import select
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack, closing

from output_layer.grading.confinement import UnconfinedError, lacking, unconfined, variables
from output_layer.grading.forkserver import START, ForkServer, kill_group
from output_layer.grading.guard import undisturbed
from output_layer.grading.inside import values
from output_layer.grading.limits import Limits

CHUNK = 1 << 16
FOLDER = {"prefix": "output-layer-", "ignore_cleanup_errors": True}
NESTED = 20  # calls within callbacks within calls
# What a shell and bubblewrap return for a process that a signal ended: 128 and its number.
ENDS = {
    128 + 24: "It used more processor time than it may and was stopped.",
    128 + 25: "It wrote a file larger than it may and was stopped.",
    128 + 11: "Python itself broke down, as it does in an endless recursion.",
    128 + 9: "It was stopped by the system: it used too much memory or processor time.",
}


class GoneError(Exception):
    """The student's process has ended or was ended; the message is a sentence that says why."""


def _over(asked):
    """Answer a student's code that kept a function which a check once handed over."""
    return {"error": "the function that was handed over works only during that call"}


def _poller(stream, event):
    """Return what waits for a stream, which from now on blocks nobody."""
    os.set_blocking(stream.fileno(), False)
    poller = select.poll()
    poller.register(stream, event)
    return poller


class Loose(subprocess.Popen):
    """A student's process without walls, which leads a group of its own."""

    def kill(self):
        """Kill it and what it started."""
        kill_group(self)


class Sandbox:
    """One process for one submission, as `confinement` lets it be.

    It starts in a folder that holds the files of the folder ``data``, if one is given. ``server``
    is a `ForkServer` for such limits and data, or else it has one of its own. Raises
    ``UnconfinedError`` if code cannot be confined here, unless ``unsafe`` is true.
    """

    @undisturbed()
    def __init__(self, limits=None, *, unsafe=False, data=None, server=None):
        self.limits = limits or Limits()
        if not unsafe and lacking():
            raise UnconfinedError(lacking())
        self.until, self.depth, self.received = math.inf, 0, bytearray()
        with ExitStack() as held:
            self.complaints = held.enter_context(tempfile.TemporaryFile())
            self.heard = [self.complaints]
            self.process = self._started(
                held, sorted(data.iterdir()) if data else [], unsafe, server
            )
            for stream in (self.process.stdin, self.process.stdout):
                held.callback(stream.close)
            held.callback(self._kill)
            self.writable = _poller(self.process.stdin, select.POLLOUT)
            self.readable = _poller(self.process.stdout, select.POLLIN)
            self._await_start()
            self.held = held.pop_all()

    def _started(self, held, data, unsafe, server):
        """Return the process, which need not be ready; what goes with it is ``held``."""
        if not unsafe:
            server = server or held.enter_context(closing(ForkServer(self.limits, data)))
            self.heard.append(server.complaints)
            try:
                return server.fork(self.complaints)
            except EOFError:
                raise self._not_started() from None
        folder = held.enter_context(tempfile.TemporaryDirectory(**FOLDER))
        for file in data:
            shutil.copy(file, folder)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "bufsize": 0}
        pipes |= {"stderr": self.complaints, "cwd": folder, "process_group": 0}
        return Loose(unconfined(self.limits, folder), env=variables(folder), **pipes)

    def _await_start(self):
        """Wait until the process has confined itself: before that nothing of a student runs."""
        self.until = time.monotonic() + START
        try:
            self._receive()
            self.until = math.inf
        except (EOFError, values.MalformedError, GoneError):
            raise self._not_started() from None

    def _not_started(self):
        """Return an error with what was complained about."""
        text = ""
        for file in self.heard:
            file.seek(0)
            text += file.read().decode(errors="replace").strip()
        return UnconfinedError(f"The process for students' code does not start: {text}")

    def ask(self, request, callback=None):
        """Send a request and return its answer, a dictionary that may say anything.

        ``callback(asked)`` answers what the process asks meanwhile, and may ask in its turn.
        Raises ``GoneError`` if the process ends, breaks the rules of the channel, or takes too
        long. Whatever else is raised ends the process too, for it would be out of step.
        """
        until = self.until
        self.until = min(until, time.monotonic() + self.limits.seconds)
        self.depth += 1
        try:
            return self._asked(request, callback or _over)
        except values.MalformedError:
            self.close()
            raise GoneError("It wrote into the grader's channel and was stopped.") from None
        except (BrokenPipeError, EOFError):
            raise GoneError(self._end()) from None
        except BaseException:
            self.close()
            raise
        finally:
            self.depth -= 1
            self.until = until

    def _asked(self, request, callback):
        """Return the answer that shows the request's ticket: one made up earlier cannot have it."""
        if self.depth > NESTED:
            raise GoneError("It called itself through the grader too often and was stopped.")
        ticket = secrets.token_hex(8)
        self._send(request | {"ticket": ticket})
        answer = self._receive()
        while "callback" in answer:
            self._send(callback(answer))
            answer = self._receive()
        if answer.pop("ticket", None) != ticket:
            raise values.MalformedError("not the answer to this request")
        return answer

    def _send(self, document):
        message = memoryview(values.pack(document))
        while message:
            try:
                sent = os.write(self.process.stdin.fileno(), message[:CHUNK])
            except BlockingIOError:
                self._wait(self.writable)
            else:
                message = message[sent:]

    def _receive(self):
        size = values.length(self._read(4))
        return values.unpack(self._read(size))

    def _read(self, size):
        while len(self.received) < size:
            self._wait(self.readable)
            part = os.read(self.process.stdout.fileno(), CHUNK)
            if not part:
                raise EOFError
            self.received += part
        taken = bytes(self.received[:size])
        del self.received[:size]
        return taken

    def _wait(self, poller):
        """Wait until a stream is ready; one that always is does not buy time."""
        left = self.until - time.monotonic()
        ready = poller.poll(1000 * max(0.0, left) if left < math.inf else None)
        if left < 0 or not ready:
            long = f"more than {self.limits.seconds:g} seconds"
            raise GoneError(f"It ran for {long} and was stopped.")

    def _end(self):
        """Return a sentence on how the process came to its end."""
        try:
            code = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = None
        self.close()
        code = 128 - code if code is not None and code < 0 else code
        return ENDS.get(code, "It ended the program that it ran in.")

    def _kill(self):
        self.process.kill()
        self.process.wait()

    @undisturbed()
    def close(self):
        """End the process, if it still runs, and clear up behind it."""
        self.held.close()
