"""Notebooks as students hand them in: whatever has become of the cells, the right ones count."""

import json

import pytest

from classroom import BLANK, SOLVED, code, document, marks, named, notebook, points, text, write_toy
from output_layer.grading.assignment import read_assignment
from output_layer.grading.plan import plan
from output_layer.grading.reading import defines, visible
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import read_submission

pytestmark = pytest.mark.usefixtures("confined")


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    return read_assignment(write_toy(tmp_path_factory.mktemp("assignment")))


def order(toy, made):
    """Return the names of the cells in the order in which they run."""
    submission = read_submission(json.dumps(made).encode())
    return [cell.name for cell in plan(toy, submission)]


FULL = [40.0, 40.0]
ORDER = ["given", "square", "check-square", "average", "check-average", "why"]


def test_an_untouched_notebook_runs_in_its_order(toy):
    assert order(toy, document()) == ORDER
    assert points(toy, document()) == FULL


@pytest.mark.parametrize("name", ["given", "check-square", "check-average"])
def test_a_locked_cell_that_was_deleted_is_there_again(toy, name):
    made = document()
    made["cells"].remove(named(made, name))
    assert order(toy, made) == ORDER
    assert points(toy, made) == FULL


def test_an_answer_that_was_deleted_costs_its_own_points(toy):
    made = document()
    made["cells"].remove(named(made, "square"))
    assert points(toy, made) == [0, 40.0]


def test_an_essay_that_was_deleted_is_marked_as_empty(toy):
    made = document()
    made["cells"].remove(named(made, "why"))
    essay = plan(toy, read_submission(json.dumps(made).encode()))[-1]
    assert (essay.name, essay.role, essay.source, essay.points) == ("why", "essay", "", 20)


def test_of_twins_the_blank_one_does_not_run(toy):
    made = document()
    for place in (0, len(made["cells"])):
        made["cells"].insert(place, code(BLANK, "square", solution=True))
    assert points(toy, made) == FULL


def test_of_twins_the_last_one_counts(toy):
    made = document(square="def square(z):\n    return 0.0")
    right = code(SOLVED["square"], "square", solution=True)
    made["cells"].append(right)
    assert points(toy, made) == FULL
    assert order(toy, made)[-3:] == ["square (2)", "check-square", "check-average"]


def test_a_duplicated_check_and_given_cell_run_once(toy):
    made = document()
    made["cells"] += [named(made, "check-square"), named(made, "given")]
    assert sorted(order(toy, made)) == sorted(ORDER)
    assert points(toy, made) == FULL


def test_an_essay_in_two_cells_is_read_as_a_whole(toy):
    made = document()
    made["cells"].append(named(made, "why") | {"source": "And because of symmetry."})
    essay = plan(toy, read_submission(json.dumps(made).encode()))[-1]
    assert essay.source == f"{SOLVED['why']}\n\nAnd because of symmetry."


def test_reordered_cells_are_graded_where_they_went(toy):
    made = document()
    made["cells"].reverse()
    assert order(toy, made)[-2:] == ["check-average", "check-square"]
    assert points(toy, made) == FULL
    moved = document()
    moved["cells"].append(moved["cells"].pop(2))
    assert points(toy, moved) == FULL


def test_renamed_answers_are_found_by_what_they_define(toy):
    made = document()
    marks(named(made, "square"))["grade_id"] = "my-own-name"
    assert points(toy, made) == FULL


def test_notebooks_whose_metadata_are_lost_are_graded(toy):
    made = document()
    for cell in made["cells"]:
        cell["metadata"] = {}
    assert points(toy, made) == FULL
    expected = ["given", "own-3", "check-square", "own-5", "check-average", "why"]
    assert order(toy, made) == [*expected, "check-square"]  # once more: own-5 may be its answer


def test_cells_of_the_students_own_run_among_the_others(toy):
    made = document(average="def average(values):\n    return mean(values)")
    made["cells"].insert(3, code("mean = np.mean", ""))
    made["cells"].insert(3, text("My notes"))
    assert points(toy, made) == FULL


def test_a_cell_that_uses_a_later_one_is_told(toy):
    made = document(square="z = unknown_name")
    outcomes = grade_submission(toy, read_submission(json.dumps(made).encode()))
    (square,) = [one for one in outcomes if one["name"] == "square"]
    assert square["sentence"] == "Line 1: NameError: name 'unknown_name' is not defined."


def test_an_empty_notebook_has_no_points(toy):
    assert points(toy, notebook([])) == [0, 0]


def test_a_copy_of_a_check_without_its_name_is_not_run_as_the_students(toy):
    made = document()
    named(made, "check-square")["metadata"] = {}
    assert order(toy, made) == ORDER


SOURCES = {
    "def f(x):\n    y = 1": {"f"},
    "async def f(): pass\nclass C: pass": {"f", "C"},
    "a, b = 1, 2\nc: float = 3": {"a", "b", "c"},
    "a == b\na.b = 3\na[0] = 1\nf(a=1)\n# d = 1": set(),
    "def broken(:": {"broken"},
    "": set(),
}


@pytest.mark.parametrize(("source", "names"), SOURCES.items())
def test_what_a_cell_defines_is_read_from_its_lines(source, names):
    assert defines(source) == names


def test_hidden_parts_are_not_visible():
    source = "a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc\n### BEGIN SOLUTION\nd"
    assert visible(source) == "a\nc"
