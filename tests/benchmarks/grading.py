"""Submissions graded a minute, and memory: ours beside nbgrader's, on the same machine.

A program, not a test::

    PYTHONPATH=tests/shared python tests/benchmarks/grading.py

It prints one table of both graders with one worker and with one for each core, and ours for 10, 100
and 1,000 submissions. Both are timed as commands, from their start to their end, in turn. Ours gets
five times as many submissions, for runs of a like length: one of a second or two is mostly its own
start. nbgrader grades one by one; several workers are several of its commands at once, each with
its part of the class and a folder of its own. Memory is the largest sum over all processes of a
command, with shared pages shared out.

``--count 4 --curve 2 4`` is a quick trial; ``--record book/grading.json`` also writes the numbers
that the page for instructors shows.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

import classroom
from output_layer.grading.run import find_notebook

COMMAND = "PYTHONPATH=tests/shared python tests/benchmarks/grading.py --record book/grading.json"
HERE = Path(__file__).parent
ASSIGNMENT = HERE.parents[1] / "assignments" / "gradient"
EVERY = 0.2  # seconds between two looks at the memory
MORE = 5  # times as many submissions for ours


def solutions(solved):
    """Return the source of every answer of a solved notebook, without the marks."""
    for cell in solved["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and marks.get("solution") and not marks.get("grade"):
            lines = "".join(cell["source"]).splitlines()
            yield marks["grade_id"], "\n".join(line for line in lines if "### " not in line)


def made(folder, notebook, count):
    """Write a class into nbgrader's folders; no two submissions are the same."""
    solved = json.loads(notebook.read_text())
    for cell in solved["cells"]:
        cell["source"] = "".join(cell["source"])
    answers, name = dict(solutions(solved)), notebook.stem
    for at in range(count):
        own = {cell: f"{source}\n# {at}" for cell, source in answers.items()}
        place = folder / "submitted" / f"s{at:05}" / name
        place.mkdir(parents=True)
        (place / f"{name}.ipynb").write_bytes(classroom.handed_in(solved, **own))
        for file in notebook.parent.iterdir():
            if file.suffix != ".ipynb" and file.is_file():
                shutil.copy(file, place)
    return folder


def measured(*commands):
    """Run commands at once; return the seconds that they took and the peak of their memory."""
    start, peak = time.monotonic(), 0
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen(command, **silent) for command in commands]
    while waiting := [one for one in running if one.poll() is None]:
        peak = max(peak, sum(memory(one.pid) for one in running))
        with contextlib.suppress(subprocess.TimeoutExpired):
            waiting[0].wait(EVERY)
    if any(one.returncode for one in running):
        raise SystemExit(f"failed: {commands}")
    return time.monotonic() - start, peak


def memory(pid):
    """Return the bytes of a process and all its descendants."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += one.memory_full_info().pss
    return total


def ours(folder, notebook, count, workers):
    """Measure ``output-layer grade`` and check that all is graded in full."""
    made(folder, notebook, count)
    command = [sys.executable, "-m", "output_layer", "grade", notebook, folder / "submitted"]
    result = measured([*command, "--out", folder / "out", "--workers", str(workers)])
    rows = (folder / "out" / "grades.csv").read_text().splitlines()[1:]
    assert len(rows) == count
    return result


def nbgraders(folder, notebook, count, workers):
    """Measure ``nbgrader autograde`` and check that all is graded."""
    courses = [folder / str(at) for at in range(workers)]
    for at, course in enumerate(courses):
        made(course, notebook, (count + at) // workers)
        shutil.copytree(notebook.parent, course / "source" / notebook.stem)
        run = [sys.executable, "-m", "nbgrader", "generate_assignment", notebook.stem]
        subprocess.run([*run, f"--CourseDirectory.root={course}"], check=True, capture_output=True)
    run = [sys.executable, "-m", "nbgrader", "autograde", notebook.stem]
    result = measured(*([*run, f"--CourseDirectory.root={course}"] for course in courses))
    assert len([*folder.glob("*/autograded/*")]) == count
    return result


def row(name, grader, notebook, count, workers):
    """Print one line of a table and return the submissions a minute."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, peak = grader(Path(folder), notebook, count, workers)
    rate = 60 * count / seconds
    print(f"{name:14}{workers:>9}{count:>13}{rate:>10.0f}{peak / 2**20:>10.0f} MiB", flush=True)
    return rate, peak


def record(path, count, workers, *, rates, peak):
    """Write the numbers that the page for instructors shows: both rates are a minute's."""
    own, theirs = map(round, rates)
    numbers = {"command": COMMAND, "submissions": count, "workers": workers, "per_minute": own}
    numbers |= {"nbgrader_per_minute": theirs, "memory_mib": round(peak / 2**20)}
    path.write_text(json.dumps(numbers, indent=2) + "\n")


def main():
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--assignment", type=Path, default=ASSIGNMENT)
    parser.add_argument("--count", type=int, default=60, help="submissions for nbgrader")
    parser.add_argument("--curve", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--record", type=Path, help="where to write the numbers of the last row")
    chosen = parser.parse_args()
    # nbgrader calls a program that was installed beside it.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    notebook = find_notebook(chosen.assignment)
    print(f"{'grader':14}{'workers':>9}{'submissions':>13}{'a minute':>10}{'memory':>14}")
    for workers in (1, os.cpu_count()):
        theirs, _ = row("nbgrader", nbgraders, notebook, chosen.count, workers)
        own, _ = row("output-layer", ours, notebook, MORE * chosen.count, workers)
        print(f"{'':14}{'':9}{own / theirs:>23.1f} times as many")
    for count in chosen.curve:
        own, peak = row("output-layer", ours, notebook, count, workers)
    if chosen.record:
        record(chosen.record, count, workers, rates=(own, theirs), peak=peak)


if __name__ == "__main__":
    main()
