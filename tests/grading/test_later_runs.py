"""A later run into the same folder: nobody loses points by it, stands twice, or is another's."""

import csv
import json
from zipfile import ZipFile, ZipInfo

import pytest

import classroom
from output_layer.grading.command import main
from output_layer.grading.handgraded import code

pytestmark = pytest.mark.usefixtures("confined")

DONE = classroom.handed_in(**classroom.SOLVED)
BLANK = classroom.handed_in()
PLACE = "{}_assignsubmission_file_/toy.ipynb"
LATE, EARLY = (2026, 11, 22, 0, 0, 0), (2026, 11, 20, 0, 0, 0)
RULE = "due=2026-11-20T23:59, day=10"
ADA, BOB, EVE = "Ada Lovelace_11", "Bob Noether_12", "Eve Young_13"


@pytest.fixture
def course(tmp_path):
    """Return a folder with a toy assignment and a roster of school ids."""
    classroom.write_toy(tmp_path)
    (tmp_path / "roster.csv").write_text('ID,Name\ns1,Ada Lovelace\ns2,"Noether, Bob"\n')
    return tmp_path


def grade(course, students, *more, when=LATE, work=DONE):
    """Grade a zip of Moodle's; return the exit code."""
    with ZipFile(course / "moodle.zip", "w") as archive:
        for student in students:
            archive.writestr(ZipInfo(PLACE.format(student), when), work)
    places = [str(course / name) for name in ("toy", "moodle.zip", "out")]
    return main(["grade", *places[:2], "--out", places[2], "--workers", "1", *more])


def rows(course):
    with open(course / "out" / "grades.csv", newline="", encoding="utf-8-sig") as stream:
        return {row["student"]: row for row in csv.DictReader(stream)}


def hand(course, *lines):
    path = course / "hand.csv"
    path.write_text("\n".join(["student,grade_id,points,comment", *lines]))
    return ["--hand", str(path)]


# The rule, the hand and the roster stay


def test_a_late_submission_alone_takes_nobodys_points_away(course, capsys):
    given = hand(course, "Ada Lovelace (11),why,9,Good.", "Bob Noether (12),bonus,3,A fine plot.")
    assert grade(course, [ADA, BOB], "--late", RULE, *given) == 0
    before = rows(course)
    assert (before["Ada Lovelace (11)"]["why"], before["Ada Lovelace (11)"]["late"]) == ("9", "-20")
    capsys.readouterr()
    assert grade(course, [EVE]) == 0
    said = capsys.readouterr().out
    assert f"the rule for late work: {RULE}" in said
    assert "given in an earlier run, and still counts: --late, --hand" in said
    after = rows(course)
    assert {name: after[name] for name in before} == before
    assert after["Eve Young (13)"]["late"] == "-20"
    assert "Good." in next((course / "out" / "feedback").glob("Ada*")).read_text()


def test_the_word_none_takes_away_what_was_given_and_no_more(course, capsys):
    grade(course, [ADA, BOB], "--late", RULE, *hand(course, "Ada Lovelace (11),bonus,3,Good."))
    assert grade(course, [EVE], "--late", "none") == 0
    assert "late" not in rows(course)["Ada Lovelace (11)"]
    assert rows(course)["Ada Lovelace (11)"]["bonus"] == "3"
    assert grade(course, [EVE], "--hand", "none") == 0
    assert "bonus" not in rows(course)["Ada Lovelace (11)"]
    capsys.readouterr()
    grade(course, [EVE])
    assert "earlier run, and" not in capsys.readouterr().out


def test_a_second_file_adds_to_the_first_and_changes_it(course, capsys):
    grade(course, [ADA, BOB], *hand(course, "Ada Lovelace (11),why,9,", "Bob Noether (12),why,8,"))
    grade(course, [EVE], *hand(course, "Eve Young (13),why,7,", "Bob Noether (12),why,1,"))
    assert [row["why"] for row in rows(course).values()] == ["9", "1", "7"]
    assert (
        "1 earlier entry is not in this file of --hand, and still given" in capsys.readouterr().out
    )


def test_what_was_given_and_does_not_fit_any_more_is_named(course, capsys):
    grade(course, [ADA], *hand(course, "Ada Lovelace (11),why,9,"))
    path = course / "out" / "given.json"
    kept = json.loads(path.read_text())
    path.write_text(json.dumps(kept | {"hand": [["Ada Lovelace (11)", "gone", 9, ""]]}))
    assert grade(course, [EVE]) == 2
    assert "'gone' has no points" in capsys.readouterr().err
    assert grade(course, [EVE], "--hand", "none") == 0
    path.write_text(json.dumps(kept | {"assignment": "other"}))
    assert grade(course, [ADA]) == 2
    assert "has the grades of other; name another folder" in capsys.readouterr().err
    path.write_text("{")
    assert grade(course, [EVE]) == 2
    assert "given.json" in capsys.readouterr().err


# One student under two names


@pytest.mark.parametrize("other", ["{code}", "'=evil"])
def test_points_under_two_names_of_one_student_all_count(course, other):
    names = ["=evil", other.format(code=code("=evil", "toy"))]
    classroom.write_submissions(course / "class", {"=evil": DONE})
    lines = [f"{names[1]},why,9,", f"{names[0]},bonus,2,A plot.",
             f"{names[0]},check-average,1,An appeal."]  # fmt: skip
    places = [str(course / name) for name in ("toy", "class", "out")]
    command = ["grade", *places[:2], "--out", places[2], "--workers", "1"]
    assert main([*command, *hand(course, *lines)]) == 0
    row = rows(course)["'=evil"]
    assert (row["why"], row["bonus"], row["check-average"]) == ("9", "2", "1")


def test_one_cell_under_two_names_is_refused(course, capsys):
    own = code("Ada Lovelace (11)", "toy")
    given = hand(course, f"{own},why,9,", "Ada Lovelace (11),why,8,")
    assert grade(course, [ADA], *given) == 2
    assert "Ada Lovelace (11) has why under another name as well" in capsys.readouterr().err


# A roster that comes later


def test_a_roster_in_a_second_run_makes_nobody_stand_twice(course, capsys):
    grade(course, [ADA, BOB, EVE], *hand(course, "Ada Lovelace (11),why,9,"))
    roster = ["--roster", str(course / "roster.csv")]
    capsys.readouterr()
    assert grade(course, [ADA, BOB, EVE], *roster) == 0
    assert "not on the roster: Eve Young (13)" in capsys.readouterr().out
    names = ["Ada Lovelace (s1)", "Eve Young (13)", "Noether, Bob (s2)"]
    assert list(rows(course)) == names
    assert rows(course)["Ada Lovelace (s1)"]["why"] == "9"
    for folder in ("results", "feedback"):
        assert len(list((course / "out" / folder).iterdir())) == 3
    assert grade(course, [ADA]) == 0  # alone, and the roster is known
    assert list(rows(course)) == names
    assert grade(course, [BOB], "--roster", "none") == 0
    assert list(rows(course)) == ["Ada Lovelace (s1)", "Bob Noether (12)", "Eve Young (13)"]


def test_a_file_called_as_the_roster_calls_somebody_takes_nobodys_place(course, capsys):
    grade(course, [ADA], "--roster", str(course / "roster.csv"))
    classroom.write_submissions(course / "late", {"Ada Lovelace (s1)": BLANK})
    places = [str(course / name) for name in ("toy", "late", "out")]
    for more in ([], ["--roster", "none"]):
        command = ["grade", *places[:2], "--out", places[2], "--workers", "1", *more]
        assert main(command) == 2
        assert "is called as Ada Lovelace (s1) is, of an earlier run" in capsys.readouterr().err
    assert rows(course)["Ada Lovelace (s1)"]["total"] == "80"


def test_a_number_of_an_earlier_run_is_not_another_students(course, capsys):
    grade(course, [ADA])
    assert grade(course, ["Cyd Zuse_11"]) == 2
    said = capsys.readouterr().err
    assert "two students have one number, one of them in an earlier run" in said
    assert "Ada Lovelace (11) and Cyd Zuse (11)" in said
    assert list(rows(course)) == ["Ada Lovelace (11)"]


# Back to Moodle, with a roster

SHEET = (
    "Identifier,Full name,Email address,Grade,Maximum Grade\n"
    "Participant 11,Ada Lovelace,a@x,,100\n"
    "Participant 12,Bob Noether,b@x,,100\n"
    "Participant 14,Dan Else,d@x,,100\n"
)


@pytest.mark.parametrize("ids", [("s1", "s2"), ("12", "11")])
def test_a_roster_does_not_bar_the_way_back_to_moodle(course, capsys, ids):
    (course / "roster.csv").write_text(f"id,name\n{ids[0]},Ada Lovelace\n{ids[1]},Bob Noether\n")
    grade(course, [ADA], "--roster", str(course / "roster.csv"))
    grade(course, [BOB, EVE], work=BLANK)
    (course / "sheet.csv").write_text(SHEET)
    command = ["export", "moodle", "--table", str(course / "sheet.csv"), "--only-graded"]
    assert main([*command, "--out", str(course / "out")]) == 0
    grades = (course / "out" / "moodle.csv").read_text().splitlines()
    assert grades[2] == "Participant 12,Bob Noether,b@x,0,100"
    assert "not in the table: Eve Young (13)" in capsys.readouterr().out
    with ZipFile(course / "out" / "feedback-moodle.zip") as archive:
        assert archive.namelist() == ["Bob Noether_12_assignsubmission_file_/feedback.html"]
