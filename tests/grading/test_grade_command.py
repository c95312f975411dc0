"""`output-layer grade` from end to end: grades, pages, log, taking up again, and refusals."""

import contextlib
import csv
import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import nbgrader
import pytest

import classroom
from output_layer.grading import Limits, grade, run, workers
from output_layer.grading.assignment import read_assignment
from output_layer.grading.command import main, parser
from output_layer.grading.confinement import UnconfinedError
from output_layer.grading.gradebook import Result
from output_layer.grading.reading import EMPTY, foreign
from output_layer.grading.submission import read_submission

pytestmark = pytest.mark.usefixtures("confined")

ROOT = Path(__file__).parents[2]
SLOW = "import time\ntime.sleep(0.3)\n" + classroom.SQUARE
CLASS = {
    "ada": classroom.handed_in(**classroom.SOLVED),
    "bob": classroom.handed_in(square=classroom.SQUARE),
    "cyd": b"this is no notebook",
    "=dan": classroom.handed_in(square="import os\nos._exit(3)"),
}
TOTALS = {"'=dan": "0", "ada": "80", "bob": "40", "cyd": "0"}


@pytest.fixture
def course(tmp_path):
    """Return a folder with a toy assignment, four submissions, and no results."""
    classroom.write_toy(tmp_path)
    classroom.write_submissions(tmp_path / "class", CLASS)
    return tmp_path


def words(course, *more, workers=1):
    """Return the arguments of the command; one worker is this process, which starts at once."""
    folders = [str(course / name) for name in ("toy", "class", "out")]
    return ["grade", *folders[:2], "--out", folders[2], "--workers", str(workers), *more]


def rows(course):
    with open(course / "out" / "grades.csv", newline="", encoding="utf-8-sig") as stream:
        return {row["student"]: row for row in csv.DictReader(stream)}


def written(course):
    """Return all files of the folder of results but the log, which tells the time."""
    files = [file for file in (course / "out").rglob("*") if file.is_file()]
    return {file.name: file.read_bytes() for file in files if file.name != "log.txt"}


# From end to end


def test_a_class_is_graded_with_a_row_a_page_and_a_line_for_each_student(course, capsys):
    assert main(words(course)) == 0
    assert "4 of 4 submissions are graded" in capsys.readouterr().out
    assert {student: row["total"] for student, row in rows(course).items()} == TOTALS
    assert rows(course)["ada"]["status"] == "hand grading needed"
    assert rows(course)["cyd"]["status"].startswith("unreadable: The file is not a notebook")
    pages = sorted(page.name for page in (course / "out" / "feedback").iterdir())
    assert [name.split("-")[0].removesuffix(".html") for name in pages] == [
        "_dan",
        "ada",
        "bob",
        "cyd",
    ]
    log = (course / "out" / "log.txt").read_text()
    assert all(f" {student}: " in log for student in CLASS)


def test_the_same_grades_whatever_the_number_of_workers_and_the_order(course):
    grade(course / "toy", course / "class", course / "out", workers=1, progress=False)
    one = written(course)
    files = [course / "class" / f"{name}.ipynb" for name in ("bob", "=dan", "cyd", "ada")]
    (course / "out").rename(course / "before")
    grade(course / "toy" / "toy.ipynb", files, course / "out", workers=3, progress=False)
    assert written(course) == one


def test_a_hand_completes_the_grades_and_the_pages(course):
    main(words(course))
    hand = course / "hand.csv"
    hand.write_text("student,grade_id,points,comment\nada,why,17.5,Good.\n'=dan,why,2,\n")
    assert main(words(course, "--hand", str(hand))) == 0
    assert (rows(course)["ada"]["total"], rows(course)["ada"]["status"]) == ("97.5", "graded")
    assert rows(course)["'=dan"]["total"] == "2"
    assert rows(course)["bob"]["status"] == "graded, but no text was written"
    assert "Good." in (course / "out" / "feedback" / "ada.html").read_text()


def test_the_module_runs_as_the_command_does(course):
    command = [sys.executable, "-m", "output_layer", *words(course, workers=2)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert {student: row["total"] for student, row in rows(course).items()} == TOTALS


def test_without_confinement_every_page_says_so_and_nothing_is_reused(course):
    main(words(course))
    assert main(words(course, "--unsafe")) == 0
    assert {student: row["total"] for student, row in rows(course).items()} == TOTALS
    for page in (course / "out" / "feedback").iterdir():
        assert "graded with --unsafe" in page.read_text()
    assert "unchanged" not in (course / "out" / "log.txt").read_text()
    assert "WITHOUT CONFINEMENT" in (course / "out" / "log.txt").read_text()


def test_the_function_returns_the_rows_of_the_table(course):
    found = grade(str(course / "toy"), str(course / "class"), course / "out", progress=False)
    assert [(row.total, row.out_of) for row in found] == [(0, 100), (80, 100), (40, 100), (0, 100)]
    assert [row.status for row in found] == [row["status"] for row in rows(course).values()]


# Taking up again


def graded_anew(course, monkeypatch):
    """Grade the class again and return whom the grader has had to work for."""
    worked = []

    def noted(job):
        worked.append(job.student)
        return Result()

    monkeypatch.setattr(workers, "perform", noted)
    grade(course / "toy", course / "class", course / "out", workers=1, progress=False)
    return worked


def test_what_has_not_changed_is_not_graded_again(course, monkeypatch):
    main(words(course))
    before = written(course)
    assert graded_anew(course, monkeypatch) == []
    assert written(course) == before


def test_only_what_has_changed_is_graded_again(course, monkeypatch):
    main(words(course))
    (course / "class" / "bob.ipynb").write_bytes(CLASS["ada"])
    (course / "class" / "eve.ipynb").write_bytes(CLASS["ada"])
    (course / "out" / "results" / "ada.json").write_text("{ half")
    assert graded_anew(course, monkeypatch) == ["ada", "bob", "eve"]


def test_a_changed_assignment_is_graded_for_all_again(course, monkeypatch):
    main(words(course))
    (course / "toy" / "data.csv").write_text("1")
    assert graded_anew(course, monkeypatch) == ["=dan", "ada", "bob", "cyd"]


def test_a_run_that_is_killed_is_taken_up_and_leaves_no_process(course):
    many = {f"s{at}": classroom.handed_in(square=f"{SLOW}  # {at}") for at in range(12)}
    classroom.write_submissions(course / "class", many)
    command = [sys.executable, "-m", "output_layer", *words(course, workers=2)]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **silent, start_new_session=True) as started:
        group = started.pid
        while len([*(course / "out").glob("results/*.json")]) < 3:
            time.sleep(0.05)
        started.kill()
    until(lambda: not members(group))
    kept = [json.loads(file.read_text()) for file in (course / "out" / "results").glob("*.json")]
    assert 3 <= len(kept) < len(CLASS) + len(many)
    assert not (course / "out" / "grades.csv").exists()
    assert main(words(course)) == 0
    assert {row["total"] for student, row in rows(course).items() if student in many} == {"40"}
    log = (course / "out" / "log.txt").read_text()
    assert log.count(": unchanged, ") == len(kept)


def test_a_new_page_is_there_before_those_that_stay_as_they_are(course):
    classroom.write_submissions(course / "class", {f"a{at}": CLASS["ada"] for at in range(9)})
    main(words(course))
    stay = {file: file.stat().st_mtime_ns for file in (course / "out" / "feedback").iterdir()}
    classroom.write_submissions(course / "class", {"zoe": CLASS["bob"]})
    (course / "out" / "log.txt").unlink()
    main(words(course))
    assert {file: file.stat().st_mtime_ns for file in stay} == stay
    lines = (course / "out" / "log.txt").read_text().splitlines()
    told = [line.split("INFO ")[1] for line in lines if " of 100, " in line]
    assert told[0].startswith("zoe: 40 of 100, ")
    assert len(told) == len(stay) + 1
    assert all("unchanged" in line for line in told[1:])


def members(group):
    """Return the processes of a process group that still run."""
    lines = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            lines.append(place.read_text().rpartition(")")[2].split())
    return [line for line in lines if line[0] != "Z" and line[2] == str(group)]


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


# Failures


def test_a_failure_of_the_grader_costs_its_row_alone_and_is_tried_again(
    course, monkeypatch, capsys
):
    perform = workers.perform

    def fail(job):
        if job.student == "ada":
            raise RuntimeError("the disk is full.")
        return perform(job)

    monkeypatch.setattr(workers, "perform", fail)
    assert main(words(course)) == 1
    assert "log.txt" in capsys.readouterr().err
    expected = "not graded: The grader failed (RuntimeError: the disk is full)."
    assert rows(course)["ada"]["status"] == expected
    assert rows(course)["bob"]["total"] == "40"
    monkeypatch.undo()
    assert main(words(course)) == 0
    assert rows(course)["ada"]["total"] == "80"


def test_interruption_is_told_and_work_is_kept(course, monkeypatch, capsys):
    def stop(job):
        raise KeyboardInterrupt

    monkeypatch.setattr(workers, "perform", stop)
    assert main(words(course)) == 130
    assert "goes on from here" in capsys.readouterr().err


# Refusals


def refused(course, capsys, *more, out="out"):
    """Return the sentence of a command that did nothing."""
    assert main(words(course, *more)) == 2
    assert not (course / out / "grades.csv").exists()
    return capsys.readouterr().err


def test_a_machine_that_cannot_confine_is_refused_unless_unsafe(course, monkeypatch, capsys):
    monkeypatch.setattr(run, "lacking", lambda: "bubblewrap is not installed.")
    assert "bubblewrap is not installed." in refused(course, capsys)
    with pytest.raises(UnconfinedError):
        grade(course / "toy", course / "class", course / "out")
    assert main(words(course, "--unsafe")) == 0


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--workers", "0"], "workers must be 1 or more"),
        (["--scheduler", "tcp://x"], "not given with a scheduler"),
        (["--seconds", "-1"], "seconds must be positive"),
        (["--hand", "missing.csv"], "No such file"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(course, capsys, more, sentence):
    assert sentence in refused(course, capsys, *more)


def test_a_hand_for_somebody_who_is_not_there_is_refused_before_grading(course, capsys):
    hand = course / "hand.csv"
    hand.write_text("student,grade_id,points\nadda,why,1\n")
    assert "there is no submission of adda" in refused(course, capsys, "--hand", str(hand))


def test_folders_without_one_clear_assignment_are_refused(course, capsys):
    (course / "toy" / "toy.ipynb").rename(course / "toy" / "other.ipynb")
    assert main(words(course)) == 0
    (course / "toy" / "third.ipynb").write_text("{}")
    (course / "out" / "grades.csv").unlink()
    assert "holds 2 notebooks" in refused(course, capsys)


def test_an_assignment_that_does_not_run_is_refused(course, capsys):
    cells = [classroom.code("1 / 0", "given"), classroom.code("pass", "check", points=1)]
    (course / "toy" / "toy.ipynb").write_text(json.dumps(classroom.notebook(cells)))
    said = refused(course, capsys)
    assert "toy does not run: ZeroDivisionError: division by zero in the cell given" in said


def test_two_runs_do_not_write_into_one_folder(course, capsys):
    (course / "out").mkdir()
    with run._log(course / "out"):
        assert "another run is writing" in refused(course, capsys)


def test_limits_reach_the_students_process(course):
    slow = classroom.handed_in(square="while True: pass")
    classroom.write_submissions(course / "class", {"bob": slow})
    assert main(words(course, "--seconds", "0.5")) == 0
    assert "more than 0.5 seconds" in (course / "out" / "feedback" / "bob.html").read_text()


def test_every_limit_has_its_option():
    chosen = parser().parse_args(["grade", "a", "b", "--out", "c"])
    assert set(vars(Limits())) <= set(vars(chosen))


def test_sizes_are_given_in_mib(course, monkeypatch):
    monkeypatch.setattr(
        "output_layer.grading.command.grade", lambda *_, limits, **__: seen.append(limits) or []
    )
    seen = []
    main(words(course, "--memory", "512"))
    assert seen == [Limits(memory=2**29)]


def test_a_bar_is_shown_on_a_terminal_alone(course, capsys, monkeypatch):
    main(words(course))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    main(words(course))
    assert "4/4" in capsys.readouterr().err


def test_a_path_that_is_not_there_is_refused(course, capsys):
    (course / "class").rename(course / "elsewhere")
    assert "there is no" in refused(course, capsys)


# A second run into the same folder


def test_one_late_submission_leaves_everybody_else_in_the_table(course, capsys):
    main(words(course))
    before = rows(course)
    classroom.write_submissions(course / "late", {"eve": CLASS["ada"], "bob": CLASS["ada"]})
    arguments = words(course)
    arguments[2] = str(course / "late")
    capsys.readouterr()
    assert main(arguments) == 0
    assert "2 students found: bob, eve; 3 more from earlier runs stay" in capsys.readouterr().out
    after = rows(course)
    assert list(after) == ["'=dan", "ada", "bob", "cyd", "eve"]
    assert [after[name] for name in ("ada", "cyd", "'=dan")] == [
        before[name] for name in ("ada", "cyd", "'=dan")
    ]
    assert (after["bob"]["total"], after["eve"]["total"]) == ("80", "80")


def test_a_row_of_an_earlier_version_of_the_assignment_says_so(course):
    main(words(course))
    (course / "toy" / "data.csv").write_text("1")
    classroom.write_submissions(course / "late", {"eve": CLASS["ada"]})
    arguments = words(course)
    arguments[2] = str(course / "late")
    assert main(arguments) == 0
    assert rows(course)["ada"]["status"].startswith("graded with an earlier version")
    assert rows(course)["eve"]["status"] == "hand grading needed"


def test_a_folder_of_another_assignment_is_refused(course, capsys):
    main(words(course))
    classroom.write_toy(course, "other")
    arguments = words(course)
    arguments[1] = str(course / "other")
    classroom.write_submissions(course / "new", {"eve": CLASS["ada"]})
    arguments[2] = str(course / "new")
    assert main(arguments) == 2
    assert "has the grades of toy" in capsys.readouterr().err


def test_the_same_class_with_another_assignment_does_not_replace_the_first(course, capsys):
    assert main(words(course)) == 0
    before = written(course)
    classroom.write_toy(course, "other")
    command = words(course)
    assert main([command[0], str(course / "other"), *command[2:]]) == 2
    assert "has the grades of toy; name another folder" in capsys.readouterr().err
    assert written(course) == before


def test_a_run_says_whom_it_has_found(course, capsys):
    many = {f"s{at:02}": b"" for at in range(20)}
    classroom.write_submissions(course / "class", many)
    assert main(words(course)) == 0
    assert "24 students found: =dan, ada, bob, cyd, s00, …" in capsys.readouterr().out


def test_a_layout_with_two_readings_is_asked_back(course, capsys):
    classroom.write_submissions(course / "class" / "X", {"one": CLASS["ada"], "two": CLASS["bob"]})
    arguments = words(course)
    arguments[2] = str(course / "class" / "X" / "..")
    for name in CLASS:
        (course / "class" / f"{name}.ipynb").unlink()
    assert main(arguments) == 2
    assert "--students files for the first" in capsys.readouterr().err
    assert main([*arguments, "--students", "files"]) == 0
    assert list(rows(course)) == ["one", "two"]


# Sentences that are true


def test_another_notebook_has_a_status_of_its_own(course):
    other = classroom.notebook(
        [
            classroom.text("# Assignment: cubes"),
            classroom.code("import numpy as np", "given"),
            classroom.code("def cube(z):\n    return z**3", "cube", solution=True),
            classroom.code("# The cube\nassert cube(2) == 8", "check-cube", points=40),
        ]
    )
    bare = classroom.notebook([classroom.code("print(1)")])
    files = {"eve": json.dumps(other).encode(), "fay": json.dumps(bare).encode()}
    classroom.write_submissions(course / "class", files)
    assert main(words(course)) == 0
    assert rows(course)["eve"]["status"] == (
        "another notebook: The notebook is not toy: it begins with “Assignment: cubes”. "
        "Hand in the right one."
    )
    assert rows(course)["fay"]["status"].startswith("another notebook: ")
    assert rows(course)["bob"]["status"] == "graded, but no text was written"
    assert main(words(course)) == 0


def test_a_notebook_without_metadata_is_no_other_notebook(course):
    made = classroom.document()
    for cell in made["cells"]:
        cell["metadata"] = {}
    answers = [cell for cell in made["cells"] if "def " in "".join(cell["source"])]
    files = {"eve": made, "fay": classroom.notebook(answers)}
    for student, one in files.items():
        classroom.write_submissions(course / "class", {student: json.dumps(one).encode()})
    assert main(words(course)) == 0
    assert [rows(course)[student]["total"] for student in files] == ["80", "80"]


def assignment(name):
    return read_assignment(ROOT / "assignments" / name / f"{name}.ipynb")


def without_metadata(path):
    made = json.loads(path.read_text("utf-8"))
    return classroom.notebook([cell | {"metadata": {}} for cell in made["cells"]])


def read(made):
    return read_submission(json.dumps(made).encode())


ASSIGNMENTS = ("gradient", "regression", "slowdown", "stability")


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_lab_of_the_book_and_no_other_assignment_is_taken_for_an_assignment(name):
    """The labs make some of the names, and all assignments share cells that are given."""
    own = assignment(name)
    labs = sorted((ROOT / "notebooks").glob("*.ipynb"))
    others = [ROOT / "assignments" / other / f"{other}.ipynb" for other in ASSIGNMENTS]
    for path in [*labs, *others]:
        expected = "" if path == ROOT / "assignments" / name / f"{name}.ipynb" else "The notebook"
        assert foreign(own, read(without_metadata(path)))[:12] == expected, path
        assert foreign(own, read(json.loads(path.read_text("utf-8"))))[:12] == expected, path


def test_cells_of_another_assignment_beside_ones_own_do_no_harm():
    """The notebooks of the book are long: another one's cells outnumber those of the student."""
    own = assignment("gradient")
    mine, other = (
        json.loads((ROOT / "assignments" / name / f"{name}.ipynb").read_text("utf-8"))["cells"]
        for name in ("gradient", "regression")
    )
    assert not foreign(own, read(classroom.notebook([*mine, *other])))
    assert not foreign(own, read(classroom.notebook([*other[:6], *mine])))


def test_an_empty_notebook_has_a_sentence_of_its_own(course):
    files = {"eve": classroom.notebook([]), "fay": classroom.notebook([classroom.code(" ")])}
    for student, made in files.items():
        classroom.write_submissions(course / "class", {student: json.dumps(made).encode()})
    assert main(words(course)) == 0
    for student in files:
        assert rows(course)[student]["status"] == f"unreadable: {EMPTY}"


def test_the_students_version_is_no_assignment(course, capsys):
    solved = json.loads((course / "toy" / "toy.ipynb").read_text())
    blank = classroom.notebook(classroom.released(solved))
    (course / "toy" / "toy.ipynb").write_text(json.dumps(blank))
    assert "is the students' version" in refused(course, capsys)


def test_a_full_disk_names_the_folder_and_how_to_go_on(course, monkeypatch, capsys):
    put, count = Path.write_bytes, iter(range(100))

    def full(path, data):
        if next(count) == 3:
            put(path, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return put(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(words(course)) == 1
    said = capsys.readouterr().err
    assert f"the disk of {course / 'out'} is full" in said
    assert "the same command goes on from here" in said
    assert not [*(course / "out").rglob("*.part")]
    monkeypatch.undo()
    assert main(words(course)) == 0
    assert {student: row["total"] for student, row in rows(course).items()} == TOTALS


# Nothing is left


def started(course, temporary, workers):
    """Start the command with slow submissions and folder for temporary files; wait for results."""
    many = {f"s{at}": classroom.handed_in(square=f"{SLOW}  # {at}") for at in range(12)}
    classroom.write_submissions(course / "class", many)
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "output_layer", *words(course, workers=workers)]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    environment = os.environ | {"TMPDIR": str(temporary)}
    process = subprocess.Popen(command, env=environment, start_new_session=True, **pipes)
    until(lambda: len([*(course / "out").glob("results/*.json")]) >= 3, seconds=120)
    return process


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_is_asked_to_end_leaves_nothing_and_goes_on(course, tmp_path, workers):
    temporary = tmp_path / "temporary"
    with started(course, temporary, workers) as process:
        process.terminate()
        said = process.communicate()[1]
    assert (process.returncode, "goes on from here" in said) == (130, True)
    until(lambda: not members(process.pid))
    assert [*temporary.iterdir()] == []
    assert main(words(course)) == 0
    assert len(rows(course)) == len(CLASS) + 12


def test_what_a_killed_run_has_left_is_cleared_by_the_next(course, tmp_path):
    temporary = tmp_path / "temporary"
    with started(course, temporary, 2) as process:
        process.kill()
    until(lambda: not members(process.pid))
    assert [*temporary.iterdir()] != []
    command = [sys.executable, "-m", "output_layer", *words(course, workers=2)]
    environment = os.environ | {"TMPDIR": str(temporary)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert [*temporary.iterdir()] == []


# An assignment of others


SAMPLE = Path(nbgrader.__file__).parent / "docs/source/user_guide/source/ps1/problem1.ipynb"


def test_nbgraders_own_sample_is_graded(course):
    """Cells without points that show an answer at work run in the student's notebook alone."""
    classroom.write_submissions(course / "ps1", {"ada": SAMPLE.read_bytes()})
    command = ["grade", str(SAMPLE), str(course / "ps1"), "--out", str(course / "out")]
    assert main([*command, "--workers", "1"]) == 0
    points = rows(course)["ada"]
    assert (points["correct_squares"], points["squares_invalid_input"]) == ("1", "1")
    assert points["correct_sum_of_squares"] == "0.5"
    assert "[1, 4, 9, 16" in (course / "out" / "feedback" / "ada.html").read_text()
