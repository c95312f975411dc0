"""Builds the whole book in two folders of different names and compares every file of the sites.

A program, not a test, since it takes as long as two builds; what makes builds differ is tested
on a small book in ``tests/site/test_twice.py``. In a checkout with its environment::

    PYTHONPATH=tests/shared python tests/benchmarks/twice.py

It prints the files that differ, and ends with an error if there are any.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from built import ROOT, hashes


def copied(folder):
    """Copy what git knows into a folder, and return it."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def built(folder):
    """Build a copy with its own package, and return the hashes of the site's files."""
    command = [sys.executable, "-m", "output_layer.site", ".", "--all", "-n", "-W"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return hashes(folder / "_build" / "html")


def main():
    """Build twice and return how many files differ."""
    with tempfile.TemporaryDirectory() as place:
        first, second = (built(copied(Path(place, name))) for name in ("one", "the other one"))
    differ = [name for name in {**first, **second} if first.get(name) != second.get(name)]
    print(*differ, f"{len(differ)} of {len(first)} files differ", sep="\n")
    return len(differ)


if __name__ == "__main__":
    sys.exit(main() > 0)
