"""Bounds on the checks: they are the author's, but they calculate with a student's numbers.

A huge array spreads over a small one, and a loop counts up to a number that was answered. So
a check has a limit of memory, on Linux, and of time, where signals reach it: in the main thread.
"""

import contextlib
import os
import signal
import threading
import warnings
from pathlib import Path

import numpy as np

try:
    import resource
except ModuleNotFoundError:  # not a Unix system
    resource = None

# What the machine allows. It is read once: threads that check side by side end with it again.
ALLOWED = resource and resource.getrlimit(resource.RLIMIT_AS)
MEMORY = 2**30  # bytes that one check may use
SIZE = Path("/proc/self/statm")  # its first number is this process's memory, in pages
SOON = 0.02  # seconds
_undisturbed = []  # holds an item for each piece of work that must come to its end


@contextlib.contextmanager
def guarded(seconds, too_late):
    """Let the body run quietly and within bounds.

    Raises ``MemoryError`` where it takes more than `MEMORY`, and ``too_late``, an exception,
    after so many seconds.
    """
    with np.errstate(all="ignore"), warnings.catch_warnings(), _memory(), _time(seconds, too_late):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _memory():
    if resource is None or not SIZE.exists():
        yield
        return
    soft, hard = ALLOWED
    room = int(SIZE.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") + MEMORY
    room = room if soft == resource.RLIM_INFINITY else min(room, soft)
    resource.setrlimit(resource.RLIMIT_AS, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, ALLOWED)


@contextlib.contextmanager
def _time(seconds, too_late):
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(number, frame):
        if not _undisturbed:
            raise too_late
        signal.setitimer(signal.ITIMER_REAL, SOON)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def undisturbed():
    """Let the body come to its end before `guarded` stops anything: it starts or ends a process."""
    _undisturbed.append(True)
    try:
        yield
    finally:
        _undisturbed.pop()
