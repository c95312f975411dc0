"""A small course for tests: an assignment of two tasks and an essay, and what students hand in."""

import json
from pathlib import Path

from output_layer.grading.session import grade_submission
from output_layer.grading.submission import read_submission

SQUARE = "def square(z):\n    return np.asarray(z) ** 2"
AVERAGE = "def average(values):\n    return sum(values) / len(values)"
BLANK = "# YOUR CODE HERE\nraise NotImplementedError()"
SOLVED = {"square": SQUARE, "average": AVERAGE, "why": "Because squares are never negative."}


def text(source):
    """Return a cell of text."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source, name="", *, solution=False, points=0, locked=None):
    """Return a code cell; it is given, an answer with ``solution``, a check with ``points``."""
    locked = not solution if locked is None else locked
    marks = {"grade_id": name, "grade": bool(points), "solution": solution, "locked": locked}
    marks |= {"schema_version": 3, "task": False} | ({"points": points} if points else {})
    metadata = {"nbgrader": marks} if name else {}
    fields = {"cell_type": "code", "execution_count": None, "outputs": []}
    return fields | {"metadata": metadata, "source": source}


def answer(source, name):
    """Return the cell of an answer, its source marked as the solution."""
    marked = f"### BEGIN SOLUTION\n{source}\n### END SOLUTION"
    return code(marked, name, solution=True)


def essay(source, name, points):
    """Return a cell of text that is graded by hand."""
    cell = code(source, name, solution=True, points=points)
    return {"cell_type": "markdown", "metadata": cell["metadata"], "source": source}


def notebook(cells):
    """Return a notebook of these cells."""
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": spec}
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}


def toy():
    """Return the solved notebook: 40 points for each of two checks, 20 for an essay."""
    hidden = "### BEGIN HIDDEN TESTS\nassert square(-2.0) == 4, 'secret'\n### END HIDDEN TESTS"
    return notebook(
        [
            text("# Squares"),
            code("import numpy as np\n\nFACTOR = 2.0", "given"),
            answer(SQUARE, "square"),
            code(
                "# The square of three\n"
                "assert square(3.0) != 6, 'That is twice three.'\n"
                f"assert square(3.0) == 9, 'Three times three is nine.'\n{hidden}",
                "check-square",
                points=40,
            ),
            answer(AVERAGE, "average"),
            code("# The average\nassert average([1, 2, 6]) == 3", "check-average", points=40),
            essay("The model answer: a square is a product of equal signs.", "why", 20),
        ]
    )


def released(solved):
    """Return the cells of a solved notebook as students get them, by nbgrader's rules."""
    for cell in solved["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] != "code" and marks.get("solution"):
            yield cell | {"source": "YOUR ANSWER HERE"}
        elif marks.get("solution"):
            yield cell | {"source": BLANK}
        else:
            yield cell | {"source": cell["source"].split("### BEGIN HIDDEN TESTS")[0]}


def handed_in(solved=None, **answers):
    """Return the bytes of a submission: the release with these answers, the others blank."""
    cells = []
    for cell in released(solved or toy()):
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cells.append(cell | ({"source": answers[name]} if name in answers else {}))
    return json.dumps(notebook(cells)).encode()


def write_toy(folder, name="toy", solved=None, **files):
    """Write an assignment into ``folder / name`` with files beside it; return its notebook."""
    place = Path(folder) / name
    place.mkdir(parents=True)
    for file, data in files.items():
        (place / file).write_bytes(data)
    path = place / f"{name}.ipynb"
    path.write_text(json.dumps(solved or toy()))
    return path


def write_submissions(folder, submissions):
    """Write ``{student: bytes}`` as ``folder / student.ipynb``; return the folder."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for student, data in submissions.items():
        (folder / f"{student}.ipynb").write_bytes(data)
    return folder


def document(**answers):
    """Return the toy as a student hands it in, with some answers of their own."""
    return json.loads(handed_in(**SOLVED | answers))


def points(toy, made):
    """Return the points of the checks; ``made`` is a notebook or the bytes of a file."""
    data = made if isinstance(made, bytes) else json.dumps(made).encode()
    outcomes = grade_submission(toy, read_submission(data))
    return [one["points"] for one in outcomes if one["role"] == "check"]


def named(made, name):
    """Return the cell of that name."""
    found = [cell for cell in made["cells"] if marks(cell).get("grade_id") == name]
    return found[0]


def marks(cell):
    """Return what nbgrader keeps with a cell."""
    return cell["metadata"].get("nbgrader", {})
