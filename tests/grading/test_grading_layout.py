"""Folders as schools and their systems lay them, made by code: who handed in, and which file."""

import io
import json
from functools import partial
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from classroom import SOLVED, code, handed_in, notebook, text, write_toy
from output_layer.grading.assignment import read_assignment
from output_layer.grading.choice import age, chosen
from output_layer.grading.found import Found, found
from output_layer.grading.jobs import refusal
from output_layer.grading.layout import AmbiguousError
from output_layer.grading.names import of_canvas, of_moodle

NAMES = ("ada", "bob", "cyd")
MOODLE = "{}_assignsubmission_file"


def each(pattern, names=NAMES):
    """Return the pattern for each name, with the names' numbers from 11 on."""
    return [pattern.format(name=name, number=at) for at, name in enumerate(names, 11)]


def numbered(names=NAMES):
    return [f"{name} ({at})" for at, name in enumerate(names, 11)]


AGAIN = "Homework_3_2_ada_attempt_2026-11-02-10-11-12_toy.ipynb"
# Each: the files, and who must be found.
LAYOUTS = {
    "files named after students": (each("{name}.ipynb"), NAMES),
    "files in one folder": (each("submissions/{name}.ipynb"), NAMES),
    "files in two folders": (each("Download/submissions/{name}.ipynb"), NAMES),
    "files in a folder of the assignment's name": (each("toy/{name}.ipynb"), NAMES),
    "folders named after students": (each("{name}/toy.ipynb"), NAMES),
    "folders in one folder": (each("hw 1/{name}/toy.ipynb"), NAMES),
    "folders whose notebooks have any name": (each("{name}/answer {number}.ipynb"), NAMES),
    "nbgrader": (each("submitted/{name}/toy/toy.ipynb"), NAMES),
    "nbgrader without its top": (each("{name}/toy/toy.ipynb"), NAMES),
    "nbgrader with another assignment": (
        each("submitted/{name}/toy/toy.ipynb") + each("submitted/{name}/other/other.ipynb"),
        NAMES,
    ),
    "Moodle in folders": (each("{name}_{number}_assignsubmission_file/toy.ipynb"), numbered()),
    "Moodle before 4.1": (each("{name}_{number}_assignsubmission_file_/toy.ipynb"), numbered()),
    "Moodle without folders": (
        each("{name}_{number}_assignsubmission_file_toy.ipynb"),
        numbered(),
    ),
    "Moodle zipped again": (
        each("CS1-toy-99/{name}_{number}_assignsubmission_file_/toy.ipynb"),
        numbered(),
    ),
    "Moodle with texts and a list": (
        [
            "participants.csv",
            *each("all/{name}_{number}_assignsubmission_file_/toy.ipynb"),
            *each("all/{name}_{number}_assignsubmission_onlinetext_/onlinetext.html"),
        ],
        numbered(),
    ),
    "Moodle, anonymous": (
        each("Participant_{number}_assignsubmission_file_/toy.ipynb"),
        ["Participant (11)", "Participant (12)", "Participant (13)"],
    ),
    "Canvas": (each("{name}_{number}_4{number}_toy.ipynb"), numbered()),
    "Canvas, late and again": (each("{name}_LATE_{number}_4{number}_toy-1.ipynb"), numbered()),
    "Canvas in a folder": (each("submissions/{name}_{number}_4{number}_toy.ipynb"), numbered()),
    "GitHub Classroom": (
        each("toy-submissions/toy-{name}/toy.ipynb") + each("toy-submissions/toy-{name}/README.md"),
        each("toy-{name}"),
    ),
    "GitHub Classroom with folders inside": (
        each("toy-submissions/toy-{name}/src/toy.ipynb")
        + each("toy-submissions/toy-{name}/data/points.txt"),
        each("toy-{name}"),
    ),
    "Gradescope": (
        [
            "assignment_5_export/submission_metadata.yml",
            *each("assignment_5_export/submission_{number}/toy.ipynb"),
        ],
        each("submission_{number}"),
    ),
    "ILIAS": (each("Blatt 1/Abgaben/{name}_{name}_{number}/20261101_toy.ipynb"),
              each("{name}_{name}_{number}")),
    "Google Drive": (each("drive-download-20261101T1-001/{name}.ipynb"), NAMES),
    "Teams": (
        each("Student Work/Submitted files/{name}/toy/Version 1/toy.ipynb")
        + each("Student Work/Submitted files/{name}/toy/Version 2/toy.ipynb")
        + each("Student Work/Working files/{name}/toy/toy.ipynb"),
        NAMES,
    ),
    "sections of folders": (
        ["A/ada/toy.ipynb", "A/bob/toy.ipynb", "B/cyd/toy.ipynb"],
        NAMES,
    ),
    "sections of files": (
        ["section 1/ada.ipynb", "section 1/bob.ipynb", "section 2/cyd.ipynb"],
        NAMES,
    ),
    "sections of Canvas": (
        ["A/ada_11_411_toy.ipynb", "A/bob_12_412_toy.ipynb", "B/cyd_13_413_toy.ipynb"],
        numbered(),
    ),
    "one name in two sections": (
        ["group 1/ada/toy.ipynb", "group 1/bob/toy.ipynb", "group 2/ada/toy.ipynb"],
        ["bob", "group 1/ada", "group 2/ada"],
    ),
    "teams with folders of their own": (
        ["group 1/src/toy.ipynb", "group 2/src/toy.ipynb"],
        ["group 1", "group 2"],
    ),
    "one student": (["ada/toy.ipynb"], ["ada"]),
    "one student with trials": (["ada/toy.ipynb", "ada/trial.ipynb", "ada/x.csv"], ["ada"]),
    "one student of a class": (["submissions/ada.ipynb"], ["ada"]),
    "one student in Teams": (
        ["Submitted files/ada/toy/Version 1/toy.ipynb",
         "Submitted files/ada/toy/Version 2/toy.ipynb"], ["ada"],
    ),
    "students with folders of their own": (
        ["ada/toy.ipynb", "bob/old/toy.ipynb", "bob/new/toy.ipynb"],
        ["ada", "bob"],
    ),
    "the same folders for each": (
        each("{name}/old/toy.ipynb") + each("{name}/new/toy.ipynb"),
        NAMES,
    ),
    "hidden copies": (
        each("{name}.ipynb")
        + each(".ipynb_checkpoints/{name}-checkpoint.ipynb")
        + each("__MACOSX/._{name}.ipynb")
        + ["eve-checkpoint.ipynb", ".~fay.ipynb", "._gus.ipynb", "~$hal.ipynb"],
        NAMES,
    ),
    "versions of a browser": (["ada.ipynb", "ada (1).ipynb", "bob.ipynb"], ["ada", "bob"]),
    "sections of Canvas with one each": (
        ["sec1/ada_11_411_toy.ipynb", "sec2/bob_12_412_toy.ipynb"],
        numbered(NAMES[:2]),
    ),
    "teams whose notebooks have one name": (
        ["group 1/work.ipynb", "group 2/work.ipynb"],
        ["group 1", "group 2"],
    ),
    "students with trials": (
        ["ada/toy_ada.ipynb", "ada/trial.ipynb", "bob/my work.ipynb"],
        ["ada", "bob"],
    ),
    "ILIAS with two times of handing in": (
        each("{name}_{number}/20261101101112_toy.ipynb")
        + each("{name}_{number}/20261102101112_toy.ipynb"),
        each("{name}_{number}"),
    ),
    "Blackboard": (
        each("toy_{name}_attempt_2026-11-01-10-11-12_toy.ipynb")
        + each("toy_{name}_attempt_2026-11-01-10-11-12.txt"),
        each("toy_{name}"),
    ),
    "Blackboard, a title with numbers, handed in again": (
        [*each("Homework_3_2_{name}_attempt_2026-11-01-10-11-12_toy.ipynb"), AGAIN],
        each("Homework_3_2_{name}"),
    ),
    "Blackboard with a text that is all": (
        ["toy_ada_attempt_2026-11-01-10-11-12_toy.ipynb",
         "toy_ada_attempt_2026-11-01-10-11-12.txt", "toy_bob_attempt_2026-11-01-10-11-12.txt"],
        ["toy_ada", "toy_bob"],
    ),
    "Canvas, and a student's own name that is like Blackboard's": (
        [*each("{name}_{number}_4{number}_toy.ipynb", NAMES[:2]),
         "cyd_13_413_a_attempt_2026-11-01-10-11-12_toy.ipynb"],
        numbered(),
    ),
    "Brightspace": (
        [*each("{number}-9 - {name} - Nov 1, 2026 1011 AM - toy.ipynb"), "index.html"],
        numbered(),
    ),
    "Brightspace in folders, handed in again": (
        [*each("all/{number}-9 - {name} - Nov 1, 2026 1011 AM/toy.ipynb"),
         "all/11-9 - ada - Nov 1, 2026 905 PM/toy.ipynb", "all/index.html"],
        numbered(),
    ),
    "files with a readme": ([*each("{name}.ipynb"), "README.txt", "marks.xlsx"], NAMES),
    "a text that is all": ([*each("{name}.ipynb"), "dan.txt"], [*NAMES, "dan"]),
    "a notebook saved as a text": ([*each("{name}/toy.ipynb"), "dan.ipynb.txt"],
                                   [*NAMES, "dan.ipynb"]),
    "numbers behind names": (["s-101.ipynb", "s-102.ipynb", "s.ipynb"], ["s", "s-101", "s-102"]),
    "reports": (["ada/report.pdf", "bob/toy.ipynb"], ["ada", "bob"]),
}  # fmt: skip


def put(folder, places):
    for place in places:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(place.encode())
    return folder


def zipped(path, places, time=(2026, 11, 1, 12, 0, 0)):
    with ZipFile(path, "w") as archive:
        for place in places:
            archive.writestr(ZipInfo(place, time), place)
    return path


def students(*paths, how=None):
    with found(paths, "toy", how=how) as handed:
        return [one.student for one in handed]


def test_there_are_at_least_twenty_layouts():
    assert len(LAYOUTS) >= 20


@pytest.mark.parametrize(("places", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_who_handed_in_is_found(tmp_path, places, expected):
    assert students(put(tmp_path / "class", places)) == sorted(expected)


@pytest.mark.parametrize(("places", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_zip_is_read_as_its_folder_is(tmp_path, places, expected):
    assert students(zipped(tmp_path / "class.zip", places)) == sorted(expected)


@pytest.mark.parametrize(("places", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_one_folder_more_changes_nothing(tmp_path, places, expected):
    deeper = [f"submissions/{place}" for place in places]
    assert students(zipped(tmp_path / "any.zip", deeper)) == sorted(expected)


def test_a_zip_in_a_zip_is_looked_into(tmp_path):
    inner = zipped(tmp_path / "inner.zip", each("{name}_{number}_assignsubmission_file/toy.ipynb"))
    with ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(inner, "Moodle/download.zip")
    assert students(tmp_path / "outer.zip") == numbered()


def test_a_zip_of_one_student_in_a_zip_is_that_students(tmp_path):
    inner = zipped(tmp_path / "inner.zip", ["toy.ipynb"])
    with ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(inner, "ada.zip")
    assert students(tmp_path / "outer.zip") == ["ada"]


def test_the_zips_of_sections_are_looked_into(tmp_path):
    folder = tmp_path / "two"
    folder.mkdir()
    zipped(folder / "A.zip", each("{name}_{number}_assignsubmission_file/toy.ipynb"))
    zipped(folder / "B.zip", ["eve_20_assignsubmission_file/toy.ipynb"])
    assert students(folder) == [*numbered(), "eve (20)"]
    outer = tmp_path / "outer.zip"
    with ZipFile(outer, "w") as archive:
        for name in ("A.zip", "B.zip"):
            archive.write(folder / name, f"sections/{name}")
        archive.writestr("readme.txt", "Both sections")
    assert students(outer) == [*numbered(), "eve (20)"]
    with found([outer], "toy") as handed:
        assert handed[0].read() == b"ada_11_assignsubmission_file/toy.ipynb"


def test_a_zip_with_other_peoples_names_among_those_of_students_is_asked_about(tmp_path):
    zipped(tmp_path / "bob.zip", ["toy.ipynb"])
    zipped(tmp_path / "eve.zip", each("{name}_{number}_assignsubmission_file/toy.ipynb"))
    with pytest.raises(AmbiguousError, match=r"eve.zip can be .* students ada \(11\), bob"):
        students(tmp_path)
    assert students(tmp_path, how="folders") == ["bob", "eve"]


def test_zips_of_sections_without_a_systems_names_are_asked_about(tmp_path):
    zipped(tmp_path / "Tom.zip", ["ada.ipynb", "bob.ipynb"])
    zipped(tmp_path / "Tina.zip", ["cyd.ipynb"])
    with pytest.raises(AmbiguousError, match=r"Tom.zip can be .* ada, bob"):
        students(tmp_path)
    assert students(tmp_path, how="folders") == ["Tina", "Tom"]
    assert students(tmp_path, how="files") == ["Tina", "ada", "bob"]


def test_a_students_zip_with_trials_is_not_asked_about(tmp_path):
    zipped(tmp_path / "ada.zip", ["work/toy.ipynb", "work/trial.ipynb", "work/x.csv"])
    zipped(tmp_path / "bob.zip", ["toy.ipynb"])
    (tmp_path / "cyd.zip").write_bytes(b"PK\3\4 broken")
    assert students(tmp_path) == ["ada", "bob", "cyd"]


def test_a_zip_that_unfolds_widely_is_not_opened(tmp_path):
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        for place in each("{name}_{number}_assignsubmission_file/toy.ipynb"):
            archive.writestr(place, bytes(10**6))
    with ZipFile(tmp_path / "outer.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("eve.zip", data.getvalue())
        archive.writestr("bob.zip", "")
    assert students(tmp_path / "outer.zip") == ["bob", "eve"]


def test_one_name_in_two_of_the_named_folders_is_not_one_student(tmp_path):
    put(tmp_path, ["sec1/ada.ipynb", "sec1/bob.ipynb", "sec2/ada.ipynb", "sec2/cyd.ipynb"])
    with pytest.raises(ValueError, match=r"ada is in .*sec1 and in .*sec2"):
        students(tmp_path / "sec1", tmp_path / "sec2")
    assert students(tmp_path, how="files") == ["bob", "cyd", "sec1/ada", "sec2/ada"]
    assert students(tmp_path / "sec1", tmp_path / "sec1") == ["ada", "bob"]


def test_gradescopes_names_are_taken_from_its_list(tmp_path):
    put(tmp_path, each("export/submission_{number}/toy.ipynb", NAMES[:2]))
    (tmp_path / "export" / "submission_metadata.yml").write_text(
        "submission_11:\n  :submitters:\n  - :name: Ada L\n    :sid: '7'\n  - :name: Eve\n"
        "  :score: 1.0\nsubmission_12:\n  :submitters:\n  - :name: Bob\n    :sid: '8'\n"
    )
    assert students(tmp_path) == ["Ada L, Eve (7)", "Bob (8)"]


def test_a_second_submission_to_gradescope_is_the_same_students(tmp_path):
    listed = "submission_{}:\n  :submitters:\n  - :name: Ada L\n    :sid: {}\n"
    found = []
    for number, sid in ((11, "'7'"), (12, "'7'"), (13, "")):
        folder = tmp_path / str(number)
        put(folder, [f"export/submission_{number}/toy.ipynb"])
        (folder / "export" / "submission_metadata.yml").write_text(listed.format(number, sid))
        found += students(folder)
    assert found == ["Ada L (7)", "Ada L (7)", "Ada L (13)"]


# Two readings


TWOFOLD = {
    "loose notebooks in a folder": (["X/one.ipynb", "X/two.ipynb"], "X", ["one", "two"], "files",
                                    ["X"], "one"),
    "notebooks beside the assignment's": (
        ["X/toy.ipynb", "X/a.ipynb", "X/b.ipynb", "X/c.ipynb"], "X", ["a", "b", "c", "toy"],
        "files", ["X"], "one"),
    "versions side by side": (["toy.ipynb", "toy (1).ipynb"], "class", ["toy", "toy (1)"], "files",
                              ["class"], "one"),
    "folders of loose notebooks": (
        ["X/a.ipynb", "X/b.ipynb", "Y/c.ipynb", "Y/d.ipynb"], "class", ["a", "b", "c", "d"],
        "files", ["X", "Y"], "folders"),
    "one folder with several names": (
        ["Tom/ada.ipynb", "Tom/bob.ipynb", "Tina/cyd.ipynb"], "class", ["ada", "bob", "cyd"],
        "files", ["Tina", "Tom"], "folders"),
    "sections of one file each": (
        ["Section 1/ada.ipynb", "Section 2/cyd.ipynb"], "class", ["ada", "cyd"],
        "files", ["Section 1", "Section 2"], "folders"),
    "one name in two folders": (
        ["X/a.ipynb", "X/b.ipynb", "Y/a.ipynb", "Y/c.ipynb"], "class", ["X/a", "Y/a", "b", "c"],
        "files", ["X", "Y"], "folders"),
    "folders of folders": (
        ["X/ada/toy.ipynb", "X/bob/toy.ipynb", "Y/ada/toy.ipynb"], "class",
        ["X/ada", "Y/ada", "bob"], "subfolders", ["X", "Y"], "folders"),
    "one folder with work among several": (
        ["X/a/one.ipynb", "X/b/data.txt"], "X", ["a", "b"], "folders", ["X"], "one"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("places", "where", "many", "way", "one", "other"), TWOFOLD.values(), ids=TWOFOLD
)
def test_what_can_be_read_in_two_ways_is_asked_back(tmp_path, places, where, many, way, one, other):
    folder = put(tmp_path / "class", places)
    with pytest.raises(AmbiguousError, match=f"{where} can be read in two ways") as caught:
        students(folder)
    said = str(caught.value)
    assert f"--students {way} for the first" in said
    assert f"--students {other} for the second" in said
    assert students(folder, how=way) == many
    assert students(folder, how=other) == one


def test_the_second_folder_can_name_the_student(tmp_path):
    folder = put(tmp_path / "class", ["X/ada/toy.ipynb", "Y/bob/work.ipynb"])
    assert students(folder, how="subfolders") == ["ada", "bob"]
    assert students(folder, how="folders") == ["X", "Y"]


# Numbers


FORGED = {
    "bob_12_412_ada_11_411_toy.ipynb": "bob (12)",
    "bob_LATE_12_412_11_411_toy.ipynb": "bob (12)",
    "de_la_cruz_12_412_toy.ipynb": "de_la_cruz (12)",
}


@pytest.mark.parametrize(("file", "student"), FORGED.items())
def test_a_number_that_a_student_has_written_is_not_the_students_in_canvas(file, student):
    assert of_canvas(file) == student


@pytest.mark.parametrize(
    "place",
    [
        "Bob_12_assignsubmission_file_/Ada_11_assignsubmission_file_/toy.ipynb",
        "Bob_12_assignsubmission_file_/Ada_11_assignsubmission_file_toy.ipynb",
        "Bob_12_assignsubmission_file_Ada_11_assignsubmission_file_toy.ipynb",
        "all/Bob_12_assignsubmission_file_toy.ipynb",
    ],
)
def test_a_number_that_a_student_has_written_is_not_the_students_in_moodle(place):
    assert of_moodle(PurePosixPath(place).parts) == "Bob (12)"


def test_a_name_that_looks_like_moodles_part_does_not_count_before_moodles_own():
    folder = "Bob_99_assignsubmission_file_x_12_assignsubmission_file_"
    assert of_moodle((folder, "toy.ipynb")).endswith(" (12)")


@pytest.mark.parametrize(
    "places",
    [
        ["Ada_11_assignsubmission_file/toy.ipynb", "Bob_11_assignsubmission_file/toy.ipynb"],
        ["ada_11_411_toy.ipynb", "bob_11_412_toy.ipynb"],
    ],
)
def test_two_students_of_one_number_are_refused_by_name(tmp_path, places):
    with pytest.raises(ValueError, match=r"(?i)one number: ada \(11\) and bob \(11\)"):
        students(put(tmp_path, places))


# Which file


def file(place, when=(2026, 1, 1, 0, 0, 0)):
    return Found("ada", "toy", PurePosixPath(place), when, bytes)


NEWER = [
    ("ada/toy.ipynb", "ada/toy (1).ipynb"),
    ("ada/toy (2).ipynb", "ada/toy (10).ipynb"),
    ("ada/toy.ipynb", "ada/toy-1.ipynb"),
    ("ada/Version 2/toy.ipynb", "ada/Version 10/toy.ipynb"),
    ("ada_11_411_toy-1.ipynb", "ada_11_1000_toy.ipynb"),
    ("ada/trial.ipynb", "ada/toy (1).ipynb"),
    ("ada/my_toy.zip", "ada/trial.ipynb"),
    ("ada/trial.ipynb", "ada/toy_ada.ipynb"),
    ("ada/zzz.ipynb", "ada/my toys.ipynb"),
    ("ada/notes.ipynb", "ada/Toy.ipynb"),
    ("ada/toy_ada.ipynb", "ada/TOY (1).ipynb"),
    ("ada/20261101101112_toy.ipynb", "ada/20261102101112_toy.ipynb"),
    ("x_ada_attempt_2026-11-01-10-11-12_toy.ipynb", "x_ada_attempt_2026-11-02-09-11-12_toy.ipynb"),
    (
        "11-9 - ada - Nov 1, 2026 1011 AM/toy.ipynb",
        "11-9 - ada - Nov 1, 2026 905 PM/toy.ipynb",
    ),
    (
        "11-9 - ada - Dec 1, 2026 1011 AM - toy.ipynb",
        "11-9 - ada - Jan 1, 2027 1211 AM - toy.ipynb",
    ),
]


@pytest.mark.parametrize(("older", "newer"), NEWER)
def test_at_equal_times_the_systems_counter_decides(older, newer):
    for files in ([file(older), file(newer)], [file(newer), file(older)]):
        assert str(chosen(files, "toy").place) == newer


def test_a_later_time_counts_before_a_counter():
    assert age(PurePosixPath("toy.ipynb"), (2026, 2)) > age(
        PurePosixPath("toy (1).ipynb"), (2026, 1)
    )


def test_the_page_says_which_file_is_graded_and_why_not_the_others():
    files = [file("ada/toy.ipynb"), file("ada/toy (1).ipynb"), file("ada/a.pdf")]
    (said,) = chosen(files, "toy").notes
    assert said == (
        "`ada/toy (1).ipynb` is graded. Not graded: `ada/a.pdf` (no notebook), "
        "`ada/toy.ipynb` (an older version)."
    )
    files = [file("ada/b.ipynb"), file("ada/a.ipynb")]
    assert chosen(files, "toy").notes[0].endswith("`ada/a.ipynb` (nothing tells which is newer).")
    many = chosen([file("ada/toy.ipynb"), *(file(f"ada/{at}.pdf") for at in range(9))], "toy")
    assert many.notes[0].endswith("4 more.")
    assert not chosen([file("ada/toy.ipynb")], "toy").notes


RIGHT, BLANK = handed_in(**SOLVED), handed_in()
OTHER = json.dumps(notebook([text("# Cubes"), code("print(1)")])).encode()
RIVALS = {
    "an empty file": ({"toy.ipynb": b"", "toy_solved.ipynb": RIGHT}, "it cannot be read"),
    "no notebook": ({"toy.ipynb": b"<html>", "toy-Copy1.ipynb": RIGHT}, "it cannot be read"),
    "another notebook": ({"toy.ipynb": OTHER, "a.ipynb": RIGHT}, "another notebook"),
    "an untouched one": ({"toy.ipynb": BLANK, "a.ipynb": RIGHT}, "nothing is written in it"),
}


@pytest.mark.parametrize(("files", "why"), RIVALS.values(), ids=RIVALS)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_cannot_count_gives_way_to_the_next_one(tmp_path, files, why, packed):
    toy = read_assignment(write_toy(tmp_path))
    place = tmp_path / "class" / "ada.zip" if packed else tmp_path / "class.zip"
    place.parent.mkdir(exist_ok=True)
    with ZipFile(place, "w") as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name if packed else f"ada/{name}"), data)
    with found([tmp_path / "class" if packed else place], "toy", how="folders") as (one,):
        best, data = one.taken(partial(refusal, toy))
    told = [*best.notes, *best.told]
    assert data == RIGHT
    assert best.student == "ada"
    assert len(told) == 1
    assert told[0].endswith(f"toy.ipynb` ({why}).")


def test_a_zip_beside_an_untouched_notebook_is_looked_into(tmp_path):
    toy = read_assignment(write_toy(tmp_path))
    put(tmp_path / "class", ["ada/toy.ipynb"])
    (tmp_path / "class" / "ada" / "toy.ipynb").write_bytes(BLANK)
    with ZipFile(tmp_path / "class" / "ada" / "all.zip", "w") as archive:
        archive.writestr("toy.ipynb", RIGHT)
    with found([tmp_path / "class"], "toy", how="folders") as (one,):
        assert one.taken(partial(refusal, toy))[1] == RIGHT


def test_where_no_file_can_count_the_likeliest_says_why(tmp_path):
    toy = read_assignment(write_toy(tmp_path))
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "toy.ipynb").write_bytes(b"")
    (tmp_path / "ada" / "other.ipynb").write_bytes(OTHER)
    with found([tmp_path / "ada"], "toy", how="one") as (one,):
        assert one.taken(partial(refusal, toy))[1] == b""


def test_a_students_zip_is_told_about_as_well(tmp_path):
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        for place in ("toy.ipynb", "toy (1).ipynb", ".ipynb_checkpoints/toy-checkpoint.ipynb"):
            archive.writestr(ZipInfo(place), place)
    (tmp_path / "ada.zip").write_bytes(data.getvalue())
    with found([tmp_path], "toy") as (one,):
        assert one.read() == b"toy (1).ipynb"
        assert one.told == [
            "`toy (1).ipynb` is graded. Not graded: `toy.ipynb` (an older version)."
        ]
