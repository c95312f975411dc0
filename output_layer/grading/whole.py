"""Writes files so that no reader ever sees half of one."""

import contextlib
import errno
import os

FULL = (errno.ENOSPC, errno.EDQUOT)
FULL_WORDS = "the disk of {folder} is full; make room, and the same command goes on from here"


class DiskFullError(OSError):
    """No more can be written; the message names the folder and says how to go on."""


def write(path, content):
    """Write a file, text or bytes, so that it is there as a whole or not at all.

    Raises ``DiskFullError`` with a sentence where the disk is full.
    """
    part = path.with_name(f"{path.name}.part")
    data = _bytes(content)
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        if error.errno in FULL:
            raise DiskFullError(FULL_WORDS.format(folder=path.parent.parent)) from None
        raise


def holds(path, content):
    """Return whether a file is there and holds just this."""
    try:
        return path.read_bytes() == _bytes(content)
    except OSError:
        return False


def _bytes(content):
    return content.encode("utf-8", "replace") if isinstance(content, str) else content
