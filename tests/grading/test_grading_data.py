"""An assignment's data lie where its cells look for them, and what is blank is not called wrong."""

import json
import pickle

import pytest

import classroom
from output_layer.grading.assignment import LARGEST, read_assignment
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import read_submission

pytestmark = pytest.mark.usefixtures("confined")

READ = {"rates.csv": b"1,2\n", ".secret": b"x", "other.ipynb": b"{}"}


@pytest.fixture
def toy(tmp_path):
    return read_assignment(classroom.write_toy(tmp_path))


# The assignment and its data


def test_data_are_the_files_beside_the_notebook(tmp_path):
    toy = read_assignment(classroom.write_toy(tmp_path, **READ))
    assert toy.data == (("rates.csv", b"1,2\n"),)


def test_data_may_not_be_large(tmp_path):
    path = classroom.write_toy(tmp_path)
    with open(path.with_name("big.bin"), "wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(ValueError, match="larger than 20 MiB"):
        read_assignment(path)


def test_the_digest_covers_the_names_and_bytes_of_the_data(tmp_path):
    files = [{}, {"a.csv": b"1"}, {"a.csv": b"2"}, {"b.csv": b"2"}]
    paths = [classroom.write_toy(tmp_path / str(at), **some) for at, some in enumerate(files)]
    assert len({read_assignment(path).digest for path in paths}) == 4


def with_data(tmp_path):
    """Return an assignment whose given cell and whose answer read the same file."""
    cells = [
        classroom.code("import numpy as np\n\nRATE = float(np.loadtxt('rate.txt'))", "given"),
        classroom.answer("half = float(open('rate.txt').read()) / 2", "half"),
        classroom.code("# Half of it\nassert half == RATE / 2", "check-half", points=10),
    ]
    solved = classroom.notebook(cells)
    path = classroom.write_toy(tmp_path, "rates", solved, **{"rate.txt": b"0.5"})
    return read_assignment(path), solved


@pytest.mark.parametrize("unsafe", [False, True])
def test_students_and_checks_find_the_data_in_the_working_folder(tmp_path, unsafe):
    assignment, solved = with_data(tmp_path)
    work = classroom.handed_in(solved, half="half = float(open('rate.txt').read()) / 2")
    outcomes = grade_submission(assignment, read_submission(work), unsafe=unsafe)
    assert [one["verdict"] for one in outcomes] == ["ran", "ran", "right"]


def test_a_student_cannot_change_the_data_for_others(tmp_path):
    assignment, solved = with_data(tmp_path)
    work = classroom.handed_in(solved, half="open('rate.txt', 'w').write('7')")
    outcomes = grade_submission(assignment, read_submission(work))
    assert outcomes[1]["verdict"] == "stopped"
    assert "Read-only file system" in outcomes[1]["sentence"]
    assert (assignment.folder / "rate.txt").read_bytes() == b"0.5"


def test_an_assignment_travels_without_what_it_has_computed(tmp_path):
    assignment, _ = with_data(tmp_path)
    assert assignment.given["RATE"] == 0.5
    assert assignment.answered == {"half"}
    again = pickle.loads(pickle.dumps(assignment))
    assert again == assignment
    assert set(vars(again)) == {"name", "cells", "digest", "data"}
    assert again.given["RATE"] == 0.5


def test_the_folder_of_the_data_goes_with_the_assignment(tmp_path):
    assignment, _ = with_data(tmp_path)
    folder = assignment.folder
    assert folder.is_dir()
    del assignment
    assert not folder.exists()


# Blank answers


def verdicts(toy, **answers):
    outcomes = grade_submission(toy, read_submission(classroom.handed_in(**answers)))
    return {one["name"]: one for one in outcomes}


def test_a_check_on_a_blank_cell_is_not_done(toy):
    found = verdicts(toy, average="def average(values):\n    return 1 / 0")
    assert found["check-square"]["verdict"] == "not done"
    assert found["check-square"]["sentence"] == "`square` is not there: its cell is still blank."
    assert found["check-average"]["verdict"] == "wrong"


def test_a_check_on_a_cell_that_stopped_is_wrong(toy):
    found = verdicts(toy, square="1 / 0\ndef square(z): return z * z")
    assert found["check-square"]["verdict"] == "wrong"
    assert "did not run to its end" in found["check-square"]["sentence"]


def test_an_essay_that_was_cut_out_does_not_show_the_authors(toy):
    document = json.loads(classroom.handed_in())
    document["cells"] = [cell for cell in document["cells"] if "why" not in str(cell["metadata"])]
    outcomes = grade_submission(toy, read_submission(json.dumps(document).encode()))
    assert [one["source"] for one in outcomes if one["name"] == "why"] == [""]
