"""The process that forks one for each submission, and what it forked, as the grader sees them."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import tempfile

from output_layer.grading.confinement import confined

START = 60.0  # seconds that a process may take to start, on a machine that is busy
DIGITS = 8  # that the end of a process is told in, at most


class ForkServer:
    """A process behind the walls that has loaded NumPy and forks others, all of one kind.

    ``limits`` are theirs, and ``data`` the files that they find in their folder.
    """

    def __init__(self, limits, data=()):
        self.complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the rest)
        self.control, inner = socket.socketpair()
        pipes = {"stdin": inner, "stdout": subprocess.DEVNULL, "stderr": self.complaints}
        with inner:
            self.process = subprocess.Popen(confined(limits, data), process_group=0, **pipes)

    @property
    def lives(self):
        """Whether it can fork."""
        return self.process.poll() is None

    def fork(self, complaints):
        """Return a new process that complains into a file. Raises ``EOFError`` if none comes."""
        return Forked(self.control, complaints)

    def close(self):
        """End it, and all that it forked, if it lives."""
        kill_group(self.process)
        self.control.close()
        self.complaints.close()


def kill_group(process):
    """Kill a process and its group: bubblewrap's inner process outlives the outer one at first."""
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Forked:
    """A process of a `ForkServer`, to be used as one of ``subprocess``.

    Its handle is that of a guardian, whose end is the end of the student's process.
    """

    def __init__(self, control, complaints):
        read, write_in = os.pipe()
        read_out, write = os.pipe()
        self.stdin, self.stdout = open(write_in, "wb", 0), open(read_out, "rb", 0)  # noqa: SIM115
        self.told, telling = socket.socketpair()
        self.told.settimeout(START)
        self.returncode = None
        with telling, contextlib.suppress(BrokenPipeError):
            given = [read, write, complaints.fileno(), telling.fileno()]
            socket.send_fds(control, [b"!"], given)
        os.close(read)
        os.close(write)
        try:
            self.handle = self._handle()
        except (EOFError, OSError):
            for stream in (self.stdin, self.stdout, self.told):
                stream.close()
            raise EOFError from None

    def _handle(self):
        """Return the handle that comes; ``EOFError`` if none does."""
        _, handles, _, _ = socket.recv_fds(self.told, 1, 1)
        if not handles:
            raise EOFError
        return handles[0]

    @property
    def pid(self):
        """The guardian's number out here."""
        with open(f"/proc/self/fdinfo/{self.handle}") as told:
            return next(int(line.split()[1]) for line in told if line.startswith("Pid:"))

    def poll(self):
        """Return how the process ended, as ``subprocess`` has it, or ``None`` while it lives."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout=None):
        """Return how the process ended. Raises ``subprocess.TimeoutExpired`` if it did not."""
        if self.returncode is None:
            ended = select.poll()
            ended.register(self.handle, select.POLLIN)
            if not ended.poll(None if timeout is None else 1000 * timeout):
                raise subprocess.TimeoutExpired("student", timeout)
            self.returncode = self._status()
            os.close(self.handle)
            self.told.close()
        return self.returncode

    def _status(self):
        """Return what the guardian told; one that was killed told nothing."""
        self.told.setblocking(False)
        try:
            told = self.told.recv(DIGITS)
        except OSError:
            told = b""
        return int(told) if told else -signal.SIGKILL

    def kill(self):
        """Kill it, with all that it may have started."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
