"""Builds the book as strictly as `make book` does, into a folder of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(root, out, builder="html"):
    """Build the book in ``root`` under ``out`` and return the folder of what was built."""
    program = Path(sys.executable).with_name("jupyter-book")
    options = ["--all", "-n", "-W", "--keep-going", "--path-output", str(out)]
    options += ["--builder", builder]
    done = subprocess.run([program, "build", root, *options], capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"The book does not build:\n{(done.stdout + done.stderr)[-6000:]}")
    return out / "_build" / builder
