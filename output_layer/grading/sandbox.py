"""A student's process as the grader sees it: requests go in, answers come out, or it is gone."""

import os
import selectors
import subprocess
import tempfile
import time

from output_layer.grading import seccomp, values
from output_layer.grading.confinement import Limits, UnconfinedError, command, lacking, variables

CHUNK = 1 << 16
START = 60.0  # seconds that the process may take to start, on a machine that is busy
# What a shell and bubblewrap return for a process that a signal ended: 128 and its number.
ENDS = {
    128 + 24: "It used more processor time than it may and was stopped.",
    128 + 25: "It wrote a file larger than it may and was stopped.",
    128 + 11: "Python itself broke down, as it does in an endless recursion.",
    128 + 9: "It was stopped by the system; it may have used too much memory.",
}


class GoneError(Exception):
    """The student's process has ended or was ended; the message is a sentence that says why."""


class Sandbox:
    """One process for one submission, as `confinement` lets it be.

    Raises ``UnconfinedError`` if code cannot be confined here, unless ``unsafe`` is true.
    """

    def __init__(self, limits=None, *, unsafe=False):
        self.limits = limits or Limits()
        if not unsafe and lacking():
            raise UnconfinedError(lacking())
        names = {"prefix": "output-layer-", "ignore_cleanup_errors": True}
        self.folder = tempfile.TemporaryDirectory(**names)
        self.complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the rest)
        self.process = self._start(unsafe)
        self.selector = selectors.DefaultSelector()
        for stream in (self.process.stdin, self.process.stdout):
            os.set_blocking(stream.fileno(), False)
        self._await_start()

    def _start(self, unsafe):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "bufsize": 0}
        pipes |= {"stderr": self.complaints, "cwd": self.folder.name}
        if unsafe:
            started = command(self.limits, self.folder.name)
            return subprocess.Popen(started, env=variables(self.folder.name), **pipes)
        read, write = os.pipe()
        try:
            os.write(write, seccomp.program())
            os.close(write)
            started = command(self.limits, self.folder.name, read)
            return subprocess.Popen(started, pass_fds=[read], env=os.environ, **pipes)
        finally:
            os.close(read)

    def _await_start(self):
        """Wait until the process has confined itself: before that nothing of a student runs."""
        try:
            self._receive(time.monotonic() + START)
        except (EOFError, values.MalformedError, GoneError):
            self.process.kill()
            self.process.wait()
            self.complaints.seek(0)
            text = self.complaints.read().decode(errors="replace").strip()
            self.close()
            raise UnconfinedError(
                f"The process for students' code does not start: {text}"
            ) from None

    def ask(self, request, callback=None):
        """Send a request and return its answer, a dictionary that may say anything.

        ``callback(asked)`` answers what the process asks meanwhile. Raises ``GoneError`` if the
        process ends, breaks the rules of the channel, or takes too long.
        """
        deadline = time.monotonic() + self.limits.seconds
        try:
            self._send(request, deadline)
            answer = self._receive(deadline)
            while "callback" in answer:
                self._send(callback(answer), deadline)
                answer = self._receive(deadline)
            return answer
        except values.MalformedError:
            self.close()
            raise GoneError("It wrote into the grader's channel and was stopped.") from None
        except (BrokenPipeError, EOFError):
            raise GoneError(self._end()) from None

    def _send(self, document, deadline):
        message = memoryview(values.pack(document))
        while message:
            self._wait(self.process.stdin, selectors.EVENT_WRITE, deadline)
            message = message[os.write(self.process.stdin.fileno(), message[:CHUNK]) :]

    def _receive(self, deadline):
        size = values.length(self._read(4, deadline))
        return values.unpack(self._read(size, deadline))

    def _read(self, size, deadline):
        parts = []
        while size:
            self._wait(self.process.stdout, selectors.EVENT_READ, deadline)
            parts.append(os.read(self.process.stdout.fileno(), min(size, CHUNK)))
            if not parts[-1]:
                raise EOFError
            size -= len(parts[-1])
        return b"".join(parts)

    def _wait(self, stream, event, deadline):
        self.selector.register(stream, event)
        ready = self.selector.select(max(0.0, deadline - time.monotonic()))
        self.selector.unregister(stream)
        if not ready:
            self.close()
            raise GoneError(
                f"It ran for more than {self.limits.seconds:g} seconds and was stopped."
            )

    def _end(self):
        """Return a sentence on how the process came to its end."""
        try:
            code = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = None
        self.close()
        code = 128 - code if code is not None and code < 0 else code
        return ENDS.get(code, "It ended the program that it ran in.")

    def close(self):
        """End the process, if it still runs, and clear up behind it."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            stream.close()
        self.selector.close()
        self.complaints.close()
        self.folder.cleanup()
