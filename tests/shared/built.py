"""Builds the book as strictly as `make book` does, into a folder of its own."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(root, out, builder="html", pages=("--all",)):
    """Build the book in ``root`` under ``out`` and return the folder of what was built.

    ``pages`` is the option that builds them all, or nothing for those alone that are out of date.
    """
    options = [*pages, "-n", "-W", "--keep-going", "--path-output", str(out)]
    options += ["--builder", builder]
    program = [sys.executable, "-m", "output_layer.site", root]
    done = subprocess.run([*program, *options], capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"The book does not build:\n{(done.stdout + done.stderr)[-6000:]}")
    return out / "_build" / builder


def hashes(folder):
    """Return the hash of every file under a folder, by its path in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
