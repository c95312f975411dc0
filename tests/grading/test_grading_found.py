"""Submissions are found wherever schools put them, and no archive or link can do harm."""

import io
import os
import stat
import warnings
from types import SimpleNamespace
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from classroom import handed_in
from output_layer.grading import archives
from output_layer.grading.archives import ENTRY, MOST, members
from output_layer.grading.found import found
from output_layer.grading.names import file_name, readable
from output_layer.grading.submission import LARGEST, UnreadableError

WORK = handed_in()


def put(folder, *places, data=WORK):
    for place in places:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(data)
    return folder


def zipped(path, files, **options):
    with warnings.catch_warnings(), ZipFile(path, "w", ZIP_DEFLATED, **options) as archive:
        warnings.simplefilter("ignore")  # a name that stands twice
        for place, data in files:
            archive.writestr(place, data)
    return path


def students(*paths, **options):
    with found(paths, "toy", **options) as handed:
        return [one.student for one in handed]


def only(path, how=None):
    """Return the one submission there and its bytes."""
    with found([path], "toy", how=how) as (one,):
        return one, one.read()


def problem(path):
    """Return the sentence about the one submission there."""
    with found([path], "toy") as (one,), pytest.raises(UnreadableError) as caught:
        one.read()
    return str(caught.value)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["bob.ipynb", "ada.ipynb"], ["ada", "bob"]),
        (["ada/toy.ipynb", "bob/anything.ipynb"], ["ada", "bob"]),
        (["ada/toy/toy.ipynb", "bob/toy/toy.ipynb"], ["ada", "bob"]),
        (["toy/toy.ipynb"], ["class"]),
        (["Ada L_12_assignsubmission_file_/toy.ipynb"], ["Ada L (12)"]),
        (["Ada L_12_assignsubmission_file_toy.ipynb"], ["Ada L (12)"]),
        (["Ada_1_assignsubmission_file/x.ipynb", "Ada_2_assignsubmission_file/x.ipynb"],
         ["Ada (1)", "Ada (2)"]),
        (["lovelaceada_123_456_toy.ipynb"], ["lovelaceada (123)"]),
        (["lovelaceada_LATE_123_456_toy-1.ipynb"], ["lovelaceada (123)"]),
    ],
)  # fmt: skip
def test_students_are_known_by_where_their_work_lies(tmp_path, places, expected):
    folder = put(tmp_path / "class", *places)
    assert students(folder) == expected
    archive = zipped(tmp_path / "class.zip", [(place, WORK) for place in places])
    assert students(archive) == expected


def test_files_named_one_by_one_are_known_by_their_folders(tmp_path):
    put(tmp_path, "ada/toy/toy.ipynb", "bob/toy.ipynb", "cyd.ipynb")
    paths = [tmp_path / place for place in ("ada/toy/toy.ipynb", "bob/toy.ipynb", "cyd.ipynb")]
    assert students(*paths) == ["ada", "bob", "cyd"]
    assert students(tmp_path / "ada" / "toy") == ["ada"]


def test_other_assignments_in_a_tree_of_nbgrader_are_left_out(tmp_path):
    put(tmp_path, "ada/toy/toy.ipynb", "ada/other/other.ipynb", "bob/other/other.ipynb")
    assert students(tmp_path) == ["ada"]


def test_a_class_without_submissions_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no submissions"), found([tmp_path], "toy"):
        pass
    with pytest.raises(FileNotFoundError, match="there is no"), found([tmp_path / "x"], "toy"):
        pass


def test_hidden_files_clutter_data_and_what_is_skipped_are_passed_over(tmp_path):
    put(tmp_path, ".ipynb_checkpoints/ada.ipynb", "__MACOSX/ada.ipynb", ".DS_Store", "points.csv")
    put(tmp_path, "out/feedback/ada.html", "toy.ipynb", "ada.ipynb")
    skip = [tmp_path / "out", tmp_path / "toy.ipynb"]
    assert students(tmp_path, data=["points.csv"], skip=skip) == ["ada"]


def test_the_notebook_of_the_assignments_name_counts_before_newer_files(tmp_path):
    put(tmp_path, "ada/toy.ipynb", data=b"this")
    put(tmp_path, "ada/scratch.ipynb", "ada/report.pdf", "ada/all.zip", data=b"not this")
    os.utime(tmp_path / "ada" / "toy.ipynb", (10**9, 10**9))
    one, data = only(tmp_path)
    assert data == b"this"
    assert one.notes == (
        "`ada/toy.ipynb` is graded. Not graded: `ada/all.zip` (there is a notebook beside it), "
        "`ada/report.pdf` (no notebook), `ada/scratch.ipynb` (another name than the assignment's).",
    )


def test_of_two_submissions_the_newest_counts_and_the_student_is_told(tmp_path):
    put(tmp_path, "ada/first.ipynb", data=b"new")
    put(tmp_path, "ada/second.ipynb", data=b"old")
    os.utime(tmp_path / "ada" / "second.ipynb", (10**9, 10**9))
    one, data = only(tmp_path, "one")
    assert data == b"new"
    assert one.notes == (
        "`ada/first.ipynb` is graded. Not graded: `ada/second.ipynb` (an older version).",
    )


def test_the_newest_in_a_zip_is_told_by_the_zips_own_times(tmp_path):
    old, new = ZipInfo("ada/a.ipynb", (2020, 1, 1, 0, 0, 0)), ZipInfo("ada/b.ipynb")
    new.date_time = (2024, 1, 1, 0, 0, 0)
    archive = zipped(tmp_path / "c.zip", [(new, b"new"), (old, b"old")])
    assert only(archive, "folders")[1] == b"new"


def test_a_file_that_is_no_notebook_is_still_somebodys(tmp_path):
    put(tmp_path, "ada/report.pdf", "bob.docx", data=b"%PDF")
    assert students(tmp_path) == ["ada", "bob"]


def test_names_that_are_not_utf8_are_read_in_files_and_in_zips(tmp_path):
    (tmp_path / "class").mkdir()
    with open(os.fsencode(tmp_path / "class") + b"/Jos\xe9.ipynb", "wb") as stream:
        stream.write(WORK)
    assert students(tmp_path / "class") == ["José"]
    raw = zipped(tmp_path / "raw.zip", [("Zoe.ipynb", WORK)]).read_bytes()
    written = tmp_path / "written.zip"
    written.write_bytes(raw.replace(b"Zoe.ipynb", "Zö.ipynb".encode()))
    assert students(written) == ["Zö"]


def test_names_in_the_old_encoding_of_a_windows_zip_are_read(tmp_path):
    info = ZipInfo("Zoe.ipynb")
    info.create_system = 0
    raw = zipped(tmp_path / "raw.zip", [(info, WORK)]).read_bytes()
    (tmp_path / "old.zip").write_bytes(raw.replace(b"Zoe", "Zøé".encode("cp850")))
    assert students(tmp_path / "old.zip") == ["Zøé"]


def test_names_are_shown_without_signs_that_deceive():
    assert readable("a\u202eb\n\x1b[0m") == "a\\u202eb\\x0a\\x1b[0m"
    assert readable("Zoe\u0308") == "Zoë"


def test_files_of_students_never_collide_and_are_safe_everywhere():
    students_ = ["ada", "Ada", "ADA", "a/b", "a_b", "..", "../a", "con.", "José", "x" * 300, "="]
    students_ += [file_name("../a")]
    names = [file_name(student) for student in students_]
    assert len({name.lower() for name in names}) == len(students_)
    assert all(name[0] != "." and "/" not in name and len(name) < 80 for name in names)


def test_members_that_climb_out_of_a_zip_touch_no_disk(tmp_path):
    places = ["../../evil/x.ipynb", "/etc/evil.ipynb", "C:\\temp\\x.ipynb", "..", "ada.ipynb"]
    (tmp_path / "inner").mkdir()
    archive = zipped(tmp_path / "inner" / "c.zip", [(place, WORK) for place in places])
    with found([archive], "toy") as handed:
        names = [one.student for one in handed]
        assert all(one.read() == WORK for one in handed)
    assert names == ["C:", "ada", "etc", "evil", "unnamed"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [archive]


def test_a_huge_member_is_read_no_further_than_a_notebook_may_be(tmp_path):
    size = LARGEST + 1000
    archive = zipped(tmp_path / "c.zip", [("ada.ipynb", b"0" * size)])
    assert archive.stat().st_size < size / 500
    assert len(only(archive)[1]) == LARGEST + 1
    (tmp_path / "class").mkdir()
    inner = zipped(tmp_path / "class" / "ada.zip", [("toy.ipynb", b"0" * size)])
    assert len(only(inner.parent)[1]) == LARGEST + 1


def test_too_many_members_are_refused():
    archive = SimpleNamespace(infolist=lambda: [ZipInfo("ada.ipynb")] * (MOST + 1))
    with pytest.raises(ValueError, match="more than"):
        members(archive)


def test_a_students_own_zip_is_looked_into(tmp_path):
    files = [("__MACOSX/toy.ipynb", b"no"), ("a/other.ipynb", b"no"), ("b/toy.ipynb", b"yes")]
    zipped(put(tmp_path, "ada/notes.txt") / "ada" / "work.zip", files)
    assert only(tmp_path)[1] == b"yes"


def test_bad_zips_cost_their_owner_alone_and_say_why(tmp_path):
    folder = put(tmp_path, "ada.zip", data=b"PK\3\4 broken")
    assert "zip cannot be read" in problem(folder)
    assert "zip cannot be read" in problem(folder / "ada.zip")
    zipped(folder / "ada.zip", [("report.pdf", b"")])
    assert problem(folder) == "The zip holds no notebook."


def test_a_zip_of_a_million_members_is_refused_without_reading_their_list(tmp_path, monkeypatch):
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("toy.ipynb", WORK)
    many = put(tmp_path, "ada.zip", data=data.getvalue() + ENTRY * (MOST + 1))
    monkeypatch.setattr(archives, "ZipFile", lambda *_: pytest.fail("its list was read"))
    with found([many], "toy") as (one,), pytest.raises(UnreadableError, match="more than"):
        one.read()


def test_members_that_are_encrypted_or_packed_without_bound_are_not_read(tmp_path):
    info = ZipInfo("ada.ipynb")
    info.compress_type = ZIP_BZIP2
    assert "ordinary zip" in problem(zipped(tmp_path / "a.zip", [(info, WORK)]))
    path = zipped(tmp_path / "b.zip", [("ada.ipynb", WORK)])
    raw = bytearray(path.read_bytes())
    for start, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.find(start) + flags] |= 1
    path.write_bytes(raw)
    assert "encrypted" in problem(path)


def test_links_and_pipes_are_not_followed(tmp_path):
    solution = put(tmp_path, "solution/toy.ipynb", data=b"secret") / "solution"
    for student, target in (("ada", solution / "toy.ipynb"), ("bob", solution)):
        (tmp_path / student).mkdir()
        (tmp_path / student / "toy.ipynb").symlink_to(target)
        assert "link" in problem(tmp_path / student)
    assert "link" in problem(tmp_path / "ada" / "toy.ipynb")
    (tmp_path / "cyd").mkdir()
    os.mkfifo(tmp_path / "cyd" / "toy.ipynb")
    assert "ordinary" in problem(tmp_path / "cyd")


def test_a_link_within_a_zip_is_read_as_the_text_that_it_is(tmp_path):
    link = ZipInfo("ada.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert only(zipped(tmp_path / "c.zip", [(link, b"/etc/passwd")]))[1] == b"/etc/passwd"


def test_a_file_that_is_gone_meanwhile_says_so(tmp_path):
    put(tmp_path, "ada.ipynb")
    with found([tmp_path], "toy") as (one,):
        (tmp_path / "ada.ipynb").unlink()
        with pytest.raises(UnreadableError, match="cannot be read: No such file"):
            one.read()


def test_archives_are_closed_behind_the_grader(tmp_path):
    with found([zipped(tmp_path / "c.zip", [("ada.ipynb", WORK)])], "toy") as (one,):
        pass
    with pytest.raises(UnreadableError):
        one.read()


NUMBERS = {
    "Moodle's": ({"Ada L_12_assignsubmission_file_/toy.ipynb": b"{}"}, ["12"]),
    "Canvas's": ({"lovelaceada_12_5_toy.ipynb": b"{}", "b_13_6_toy.ipynb": b"{}"}, ["13", "12"]),
    "a browser's": ({"ada (1).ipynb": b"{}", "bob (1).ipynb": b"{}"}, ["", ""]),
    "a student's": ({"ada.ipynb": b"{}", "b_13_6_toy.ipynb": b"{}", "cyd.ipynb": b"{}"}, [""] * 3),
}


@pytest.mark.parametrize(("files", "numbers"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_the_systems_alone(tmp_path, files, numbers):
    with ZipFile(tmp_path / "submissions.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    with found([tmp_path / "submissions.zip"], "toy") as all_:
        assert [one.number for one in all_] == numbers
        assert [one.handed["number"] for one in all_] == numbers
