"""Files as students hand them in: every format, writing and magic that can be understood."""

import json

import pytest

from classroom import SOLVED, document, handed_in, marks, points, write_toy
from output_layer.grading.assignment import read_assignment
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import UnreadableError, read_submission

pytestmark = pytest.mark.usefixtures("confined")


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    return read_assignment(write_toy(tmp_path_factory.mktemp("assignment")))


FULL = [40.0, 40.0]
MAGIC = {
    "inline": "%matplotlib inline",
    "shell": "!pip install numpy",
    "indented": "if True:\n    !ls",
    "question": "np.exp?",
    "source": "np.exp??",
    "question first": "?np.exp",
    "cell magic": "%%time",
    "timed": "%time x = 1",
    "environment": "%env A=1",
    "automatic": "%load_ext autoreload\n%autoreload 2",
}


@pytest.mark.parametrize("magic", MAGIC.values(), ids=MAGIC)
def test_magic_is_passed_over(toy, magic):
    made = document(square=f"{magic}\n{SOLVED['square']}")
    assert points(toy, made) == FULL


def test_a_timed_statement_counts(toy):
    made = document(square=f"%time two = 2\n{SOLVED['square'].replace('2', 'two')}")
    assert points(toy, made) == FULL


def test_what_a_notebook_displays_is_shown(toy):
    made = document(square=f"display(np.float64(3.0), 'x')\n{SOLVED['square']}\n7")
    outcomes = grade_submission(toy, read_submission(json.dumps(made).encode()))
    (square,) = [one for one in outcomes if one["name"] == "square"]
    assert square["output"] == "np.float64(3.0)\n'x'\n7\n"


def old(made):
    """Return a notebook in the format 3, where cells lie in worksheets."""
    cells = []
    for cell in made["cells"]:
        cell = dict(cell)
        cells.append(cell | ({"input": cell.pop("source")} if cell["cell_type"] == "code" else {}))
    return {"worksheets": [{"cells": cells}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}


def in_lines(made):
    """Return a notebook whose sources are lists of lines."""
    for cell in made["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return made


def in_r(made):
    made["metadata"]["kernelspec"] = {"name": "ir", "language": "R"}
    return made


def with_outputs(made):
    """Return a notebook with megabytes of output, as an endless print leaves behind."""
    stream = {"output_type": "stream", "name": "stdout", "text": ["[1, 2, 3], " * 10**5] * 5}
    for cell in made["cells"]:
        cell["outputs"] = [stream]
    return made


def with_old_marks(made):
    for cell in made["cells"]:
        for name in ("schema_version", "task", "locked", "points"):
            marks(cell).pop(name, None)
    return made


SHAPES = {
    "format 3": old,
    "format 4.0": lambda made: made | {"nbformat_minor": 0},
    "unknown format": lambda made: made | {"nbformat": 99},
    "lines": in_lines,
    "wrong kernel": in_r,
    "huge outputs": with_outputs,
    "old marks": with_old_marks,
    "no metadata": lambda made: {"cells": made["cells"]},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_notebooks_of_every_format_are_graded(toy, shape):
    assert points(toy, shape(document())) == FULL


def test_a_notebook_of_another_language_is_told():
    submission = read_submission(json.dumps(in_r(document())).encode())
    assert submission.notes == (
        "The notebook names another language than Python; it was run as Python.",
    )


WRITTEN = {
    "lines of Windows": lambda data: data.replace(b"\\n", b"\\r\\n").replace(b"}, {", b"},\r\n{"),
    "lines of old Macs": lambda data: data.replace(b"\\n", b"\\r"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "Latin-1": lambda data: data.replace(b"Because", b"Because \xfc\xe4"),
    "spaces": lambda data: b"\n\n  " + data + b"\n\n",
    "not a number": lambda data: data.replace(b'"nbformat": 4', b'"nbformat": NaN'),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_files_in_every_writing_are_graded(toy, written):
    data = handed_in(**SOLVED)
    assert written(data) != data
    assert points(toy, written(data)) == FULL


UNREADABLE = {
    "empty": (b"", "The file is empty."),
    "blank": (b" \n\t", "The file is empty."),
    "text": (b"Dear teacher", "The file is not a notebook: it is not JSON."),
    "cut off": (handed_in()[:500], "The file is not a notebook: it is not JSON."),
    "script": (b"import numpy as np", "The file is not a notebook: it is not JSON."),
    "zip": (b"PK\x03\x04" + bytes(100), "The file is not a notebook: it is not JSON."),
    "number": (b"3", "The file is not a notebook: it has no cells."),
    "list": (b"[1, 2]", "The file is not a notebook: it has no cells."),
    "other JSON": (b'{"cells": 5}', "The file is not a notebook: it has no cells."),
    "page": (b"<!DOCTYPE html>", "The file is not a notebook: it is not JSON."),
}


@pytest.mark.parametrize(("data", "sentence"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_notebook_is_told_in_a_sentence(data, sentence):
    with pytest.raises(UnreadableError) as told:
        read_submission(data)
    assert str(told.value) == sentence
