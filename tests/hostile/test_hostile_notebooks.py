"""Files that attack the grader before any code runs, and text that attacks who reads it."""

import json

import pytest

from classroom import BLANK, code, handed_in, notebook
from hostile_toy import FULL, HONEST, assignment, grade, grade_file, lost, solved
from output_layer.grading.plan import plan
from output_layer.grading.submission import (
    LONGEST,
    MOST,
    NAME,
    Submission,
    UnreadableError,
    read_submission,
)

SCRIPT = "<script>alert(1)</script>"


def document(**answers):
    """Return the notebook of honest answers, but for those that are given."""
    return json.loads(handed_in(solved(), **HONEST | answers))


def handed(document):
    return grade_file(json.dumps(document).encode())


def test_code_in_metadata_is_not_run():
    made = document()
    evil = {"init": "import os; os._exit(1)", "__reduce__": ["os.system", ["x"]], "name": SCRIPT}
    made["metadata"] |= {"kernelspec": evil | {"argv": ["rm", "-rf", "/"]}, "widgets": evil}
    for cell in made["cells"]:
        cell["metadata"] |= {"init_cell": True, "run": evil}
        cell["outputs"] = [{"output_type": "execute_result", "data": {"text/html": SCRIPT}}]
    result = handed(made)
    assert lost(result.points) == set()
    assert SCRIPT not in result.text


def test_points_in_metadata_count_for_nothing():
    made = document(level="level = 1.0")
    for cell in made["cells"]:
        cell["metadata"].setdefault("nbgrader", {})["points"] = 1000
    made["metadata"]["nbgrader"] = {"score": 100, "points": 100}
    result = handed(made)
    assert lost(result.points) == {"level"}
    assert sum(one["out_of"] for one in result.outcomes) == 100


CHANGES = {
    "emptied": "",
    "passed": "assert True",
    "exits": "import os\nos._exit(0)",
    "patched": "np.allclose = lambda *a, **k: True",
}


@pytest.mark.parametrize("source", CHANGES.values(), ids=CHANGES)
def test_checks_that_the_student_has_changed_are_the_authors_again(source):
    made = document(double="double = abs", level="level = 1")
    for cell in made["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"].startswith("check-"):
            cell["source"] = source
    assert lost(handed(made).points) == {"double", "level"}


def test_given_cells_that_the_student_has_changed_are_the_authors_again():
    made = document(double="double = abs")
    made["cells"][0]["source"] = "import numpy as np\nnp.allclose = lambda *a, **k: True"
    result = handed(made)
    assert lost(result.points) == {"double"}
    assert "allclose" not in result["given"]["source"]


def test_a_cell_that_takes_the_name_of_a_check_is_no_check():
    made = document(double="double = abs")
    fake = code("points = 40", "check-double", solution=True)
    made["cells"][2:2] = [fake, code("x = 1", "check-double (2)", solution=True)]
    result = handed(made)
    assert lost(result.points) == {"double"}


def test_ten_thousand_cells_are_cut():
    made = document()
    made["cells"] += [code("x = 1", f"x{i}", solution=True) for i in range(10_000)]
    submission = read_submission(json.dumps(made).encode())
    order = plan(assignment(), submission)
    assert len(submission.cells) == MOST
    assert submission.notes == (f"Only the first {MOST} cells were read.",)
    checks = [cell.name for cell in order if cell.role == "check"]
    assert checks == 2 * list(FULL)  # below the first of each stand the student's own cells


def test_a_thousand_twins_are_sorted_out():
    long = BLANK.rjust(20_000)
    cells = [code(f"# {i}\n{long}", "double", solution=True) for i in range(MOST)]
    order = plan(assignment(), read_submission(json.dumps(notebook(cells)).encode()))
    assert {cell.name for cell in order if cell.role == "check"} == set(FULL)
    assert len(order) <= MOST + 2 * len(FULL) + 1


def test_a_cell_of_ten_megabytes_is_cut():
    result = grade(double="x = 1\n" * 1_700_000)
    assert lost(result.points) == {"double"}
    assert len(result["double"]["source"]) == LONGEST


BOMBS = {
    "deep": b"[" * 10**6,
    "wide": b'{"cells": [' + b"{}," * 10**7 + b"{}]}",
    "empty lists": b'{"cells": [' + b"[]," * 10**7 + b"[]]}",
    "texts": b'{"cells": [' + b'"",' * 10**7 + b"0]}",
    "escapes": b'"' + b'\\"' * 10**7,
    "digits": b'{"cells": ' + b"9" * 10**6 + b"}",
    "quotes": b'"' * 10**7,
    "nothing": b"\0" * 100,
    "binary": bytes(range(256)) * 100,
    "pickle": b"\x80\x04\x95c__builtin__\nexit\n(tR.",
    "large": b" " * (50 * 2**20) + b"{}",
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_file_that_is_a_bomb_is_refused(data):
    with pytest.raises(UnreadableError, match=r"^The file is .*\.$"):
        read_submission(data)


ODD = [
    {"cells": [None, 3, "x", [], {}, {"cell_type": 5}, {"cell_type": "code", "source": {"a": 1}}]},
    {"cells": [{"cell_type": "code", "metadata": [], "source": [1, None, {"a": 2}]}]},
    {"cells": [{"cell_type": "code", "metadata": {"nbgrader": 7}, "source": None}]},
    {"cells": [{"cell_type": "code", "metadata": {"nbgrader": {"grade_id": []}}, "source": "1"}]},
    {"cells": [], "metadata": 5},
    {"cells": [], "metadata": {"kernelspec": {"language": ["x"]}}},
    {"worksheets": [None, {"cells": 5}, {"cells": [{"cell_type": "code", "input": "x = 1"}]}]},
]


@pytest.mark.parametrize("odd", ODD)
def test_what_no_notebook_holds_earns_nothing_and_stops_nothing(odd):
    assert lost(handed(odd).points) == {"double", "level", "slope", "total"}


def test_names_of_cells_are_bounded_and_can_be_written():
    evil = f"{SCRIPT}\0\ud800\x1b[31m\u202e" + "x" * 10**6
    made = document()
    made["cells"].insert(1, code("print('own')", evil, solution=True))
    result = handed(made)
    (own,) = [one for one in result.outcomes if one["output"] == "own\n"]
    assert len(own["name"]) <= NAME
    own["name"].encode("utf-8")
    assert own["name"].isprintable()
    assert lost(result.points) == set()


def test_no_submission_at_all_has_no_points():
    empty = Submission(())
    assert [cell.role for cell in plan(assignment(), empty)].count("check") == 4
    assert lost(grade_file(b'{"cells": []}').points) == {"double", "level", "slope", "total"}
