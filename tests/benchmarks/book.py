"""How long `make book` takes here and in another checkout, in turns, from nothing built.

A program, not a test; both checkouts have their environment already::

    python tests/benchmarks/book.py OTHER_CHECKOUT [ROUNDS]

It prints seconds of wall time and of all processes' computing, then the ratio of the medians.
The last line is of this checkout once more, with the derivations kept that were made before.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parents[2]


def build(checkout, *, keep=False):
    """Build a checkout and return the seconds of wall time and of computing."""
    for folder in (checkout / "_build").glob("*"):
        if not (keep and folder.name == "derived"):
            shutil.rmtree(folder)
    started, before = time.monotonic(), os.times()
    subprocess.run(["make", "book"], cwd=checkout, check=True, capture_output=True)
    now = os.times()
    computing = now.children_user + now.children_system
    return time.monotonic() - started, computing - before.children_user - before.children_system


def report(name, seconds):
    """Print a line and return the wall time."""
    print(f"{name:>6}: {seconds[0]:6.1f} s, computing {seconds[1]:6.1f} s", flush=True)
    return seconds[0]


def main(other, rounds=2):
    """Build both in turns."""
    times = {"other": [], "here": []}
    for _ in range(int(rounds)):
        times["other"].append(report("other", build(Path(other))))
        times["here"].append(report("here", build(HERE)))
    print(f"ratio: {median(times['here']) / median(times['other']):.2f}")
    report("kept", build(HERE, keep=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
