"""Grades are kept whole, taken up again, and harmless in a spreadsheet; hands are checked."""

import csv
import doctest
import io
import re

import pytest

import classroom
from output_layer.grading import gradebook, names
from output_layer.grading.assignment import read_assignment
from output_layer.grading.gradebook import (
    Gradebook,
    Result,
    graded,
    grader,
    harmless,
    mark,
    table,
    write,
)
from output_layer.grading.handgraded import Hand, read_hand
from output_layer.grading.limits import Limits
from output_layer.grading.session import Outcome


@pytest.fixture
def toy(tmp_path):
    return read_assignment(classroom.write_toy(tmp_path))


def outcome(name, verdict, points=0.0):
    role = "essay" if verdict == "by hand" else "check"
    return vars(Outcome(name, role, "", verdict, points=points))


DONE = Result([outcome("check-square", "right", 40.0), outcome("why", "by hand")])


# A grade


def test_points_add_up_by_cell_and_by_hand(toy):
    grade = graded(toy, "ada", DONE, {"why": Hand(12.5)})
    assert grade.points == {"check-square": 40, "check-average": 0, "why": 12.5}
    assert (grade.total, grade.out_of, grade.status) == (52.5, 100, "graded")


def test_an_essay_waits_for_its_hand(toy):
    assert graded(toy, "ada", DONE, {}).status == "hand grading needed"


def test_a_problem_is_the_status_and_a_hand_can_still_give_points(toy):
    grade = graded(toy, "ada", Result(problem="The file is empty."), {"why": Hand(20)})
    assert (grade.total, grade.status) == (20, "unreadable: The file is empty.")
    failed = graded(toy, "ada", Result(problem="No.", failed=True), {})
    assert failed.status == "not graded: No."


# grades.csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " ="])
def test_no_name_is_a_formula(toy, start):
    name = f'{start}HYPERLINK("x";"y"),\n"z"'
    text = table(toy, [graded(toy, name, DONE, {})])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 2
    assert rows[1][0] == f"'{name}"


@pytest.mark.parametrize("inside", ["a;=1", "a\t=1", "a; =1", "a;＝1", "a|@x", "a\n+1"])
def test_no_part_of_a_name_is_a_formula_where_a_spreadsheet_splits(inside):
    parts = re.split(r"[;\t|\n]", harmless(inside))
    assert not any(part.strip().startswith(tuple("=+-@＝")) for part in parts)
    assert harmless(harmless(inside)) == harmless(inside)


def test_grades_open_rightly_in_spreadsheets(toy, tmp_path):
    Gradebook(tmp_path, toy).write_grades(toy, [graded(toy, "Zoë", DONE, {})])
    data = (tmp_path / "grades.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfstudent,")
    assert "Zoë".encode() in data


def test_the_table_has_a_column_for_each_graded_cell(toy):
    text = table(toy, [graded(toy, "ada", DONE, {"why": Hand(12.5)})])
    assert text.splitlines() == [
        "student,check-square,check-average,why,total,out of,status",
        "ada,40,0,12.5,52.5,100,graded",
    ]


@pytest.mark.parametrize("module", [gradebook, names])
def test_examples_give_what_they_show(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


def test_harmless_names_stay_as_they_are():
    assert harmless("Ada-Maria =") == "Ada-Maria ="


# Files


def test_a_file_is_there_as_a_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "grades.csv"
    write(path, "old")

    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", die)
    with pytest.raises(KeyboardInterrupt):
        write(path, "new and half")
    assert path.read_text() == "old"


def test_halves_of_characters_do_not_stop_the_writer(tmp_path):
    write(tmp_path / "page", "a\ud800b")
    assert (tmp_path / "page").read_text() == "a?b"


def test_a_result_is_found_again_under_its_mark_alone(tmp_path):
    book = Gradebook(tmp_path)
    book.keep("Ada/..", "mark", DONE)
    assert book.kept("Ada/..", "mark") == DONE
    assert book.kept("Ada/..", "other") is None
    assert book.kept("bob", "mark") is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"mark": "mark"}', '{"mark": 1, "result": 1}'])
def test_a_damaged_result_is_graded_again(tmp_path, damage):
    book = Gradebook(tmp_path)
    book.keep("ada", "mark", DONE)
    (tmp_path / "results" / "ada.json").write_text(damage)
    assert book.kept("ada", "mark") is None


def test_a_mark_changes_with_all_that_can_change_a_grade(tmp_path, toy, monkeypatch):
    other = read_assignment(classroom.write_toy(tmp_path / "b", **{"rates.csv": b"1"}))
    marks = [
        mark(toy, b"work", Limits(), unsafe=False),
        mark(toy, b"more", Limits(), unsafe=False),
        mark(toy, b"work", Limits(seconds=1), unsafe=False),
        mark(toy, b"work", Limits(), unsafe=True),
        mark(other, b"work", Limits(), unsafe=False),
    ]
    grader_before = grader()
    monkeypatch.setattr("output_layer.grading.gradebook.grader", lambda: [*grader_before, "new"])
    marks.append(mark(toy, b"work", Limits(), unsafe=False))
    assert len(set(marks)) == len(marks)
    monkeypatch.undo()
    assert mark(toy, b"work", Limits(), unsafe=False) == marks[0]


# Points given by hand


def hand(tmp_path, toy, text):
    path = tmp_path / "hand.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_hand(path, toy)


def test_points_given_by_hand_are_read(tmp_path, toy):
    text = 'student,grade_id,points,comment\nada,why,12.5,"Good,\nand ""clear"""\n\nbob,why,0\n'
    expected = {"ada": {"why": Hand(12.5, 'Good,\nand "clear"')}, "bob": {"why": Hand(0)}}
    assert hand(tmp_path, toy, text) == expected


def test_a_spreadsheets_own_csv_is_read(tmp_path, toy):
    text = "\ufeffpoints;student;grade_id\r\n12,5;Zoe\u0308;why\r\n"
    assert hand(tmp_path, toy, text) == {"Zoë": {"why": Hand(12.5)}}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ada,check-square,1,", "line 2: check-square of ada needs a reason"),
        ("ada,bonus,1,", "line 2: bonus of ada needs a reason"),
        ("ada,penalty,inf,No.", "line 2: 'inf' is not a number of points from 0"),
        ("ada,check-square,41,No.", "'41' is not a number of points from 0 to 40"),
        ("ada,nothing,1,", "'nothing' has no points; these have: check-square, check-average, why"),
        ("ada,why,21,", "'21' is not a number of points from 0 to 20"),
        ("ada,why,-1,", "'-1' is not a number"),
        ("ada,why,nan,", "'nan' is not a number"),
        ("ada,why,good,", "'good' is not a number"),
        ("ada,why", "'' is not a number"),
        ("ada,why,1,\nada,why,2,", "line 3: why of ada stands here a second time"),
    ],
)
def test_mistakes_of_the_hand_are_named_with_their_line(tmp_path, toy, row, message):
    with pytest.raises(ValueError, match=f"hand.csv.*{message}"):
        hand(tmp_path, toy, f"student,grade_id,points,comment\n{row}\n")


def test_a_file_that_is_no_table_of_points_is_refused(tmp_path, toy):
    with pytest.raises(ValueError, match="has no column grade_id, points"):
        hand(tmp_path, toy, "student,name\nada,1\n")
    with pytest.raises(ValueError, match="has no column student"):
        hand(tmp_path, toy, "")
    with pytest.raises(ValueError, match="not UTF-8"):
        hand(tmp_path, toy, b"student,grade_id,points\nJos\xe9,why,1\n")


def test_an_appeal_a_bonus_and_a_penalty_have_their_reasons(tmp_path, toy):
    text = "student,grade_id,points,comment\nada,check-average,30,The text was unclear.\n"
    text += "ada,bonus,2.5,A fine plot.\nada,penalty,5,Copied plot.\nada,why,20,\n"
    grade = graded(toy, "ada", DONE, hand(tmp_path, toy, text)["ada"])
    assert grade.points == {"check-square": 40, "check-average": 30, "why": 20}
    assert grade.extras == {"bonus": (2.5, "A fine plot."), "penalty": (-5, "Copied plot.")}
    assert grade.total == 87.5
    lines = table(toy, [grade, graded(toy, "bob", DONE, {})]).splitlines()
    assert lines[0] == "student,check-square,check-average,why,bonus,penalty,total,out of,status"
    assert lines[1:] == ["ada,40,30,20,2.5,-5,87.5,100,graded",
                         "bob,40,0,0,0,0,40,100,hand grading needed"]  # fmt: skip


def test_no_total_is_below_none(toy):
    grade = graded(toy, "ada", Result(), {"penalty": Hand(500, "x")})
    assert grade.total == 0
