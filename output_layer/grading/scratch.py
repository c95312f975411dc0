"""The folder for what a run needs while it runs; a killed run's is cleared away by the next one."""

import atexit
import contextlib
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

try:
    import fcntl
except ModuleNotFoundError:  # not a Unix system: a killed run's folder stays
    fcntl = None

NEW, PREFIX = "output-layer-new-", "output-layer-run-"
LOCK = "lock"  # held as long as the process lives, however it ends


@cache
def own():
    """Return this process's folder; it is cleared away at the end, and others' that are left."""
    clear()
    new = Path(tempfile.mkdtemp(prefix=NEW))
    _hold(new)
    folder = new.rename(new.with_name(new.name.replace(NEW, PREFIX)))  # held before it is seen
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _hold(folder):
    """Return the descriptor of the folder's lock, or raise ``OSError`` if it is held elsewhere."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def clear():
    """Remove the folders of processes that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*") if fcntl else ():
        with contextlib.suppress(OSError):  # somebody's who lives
            descriptor = _hold(folder)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(descriptor)


@contextlib.contextmanager
def work():
    """Let all temporary files of the body and of the processes that it starts be in one folder."""
    before, variable = tempfile.tempdir, os.environ.get("TMPDIR")
    folder = tempfile.mkdtemp(prefix="work-", dir=own())
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    try:
        yield
    finally:
        tempfile.tempdir = before
        os.environ.pop("TMPDIR")
        os.environ |= {"TMPDIR": variable} if variable else {}
        shutil.rmtree(folder, ignore_errors=True)
