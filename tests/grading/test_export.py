"""Grades go back into the tables of Moodle, Canvas and others, as their importers read them.

The importers' rules were read in their sources or found by running them; each is a test here.
"""

import csv
import doctest
import importlib
import io
import json
import zipfile
from types import SimpleNamespace

import pytest

from output_layer.grading.command import main
from output_layer.grading.gradebook import Gradebook, Result, graded
from output_layer.grading.handgraded import Hand
from output_layer.grading.names import canvas_pieces
from output_layer.grading.session import Outcome

CELLS = [SimpleNamespace(name="c", role="check", points=100.0)]
TOY = SimpleNamespace(name="toy", digest="d", graded=CELLS, points=100.0)
ADA, BOB = "Ada Lovelace (11)", "Bob Noether (12)"
MOODLE = "{}_assignsubmission_file_/toy.ipynb"
GRADES = {ADA: (93.5, "Ada Lovelace_11_assignsubmission_file_/toy.ipynb"),
          BOB: (40, "Bob Noether_12_assignsubmission_file_/toy.ipynb")}  # fmt: skip
SHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    "Participant 11,Ada Lovelace,a@x.org,Submitted,,100.00,Yes,,,Old comment\n"
    "Participant 12,Bob Noether,b@x.org,Submitted,7.00,100.00,Yes,,,\n"
    "Participant 13,Cyd Zuse,c@x.org,No submission,-,100.00,Yes,,,\n"
)
GERMAN = (
    "ID;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung;Bewertung kann geändert "
    "werden;Zuletzt geändert (Bewertung)\r\n"
    "Teilnehmer/in11;Ada Lovelace;a@x.org;Abgegeben;;100,00;Ja;-\r\n"
    "Teilnehmer/in12;Bob Noether;b@x.org;Abgegeben;;100,00;Ja;-\r\n"
    "Teilnehmer/in13;Cyd Zuse;c@x.org;Keine Abgabe;93,50;100,00;Ja;-\r\n"
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,toy (77),other (78),Final Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,100,10,(read only)\n"
    '"Lovelace, Ada",11,,ada,A,,3,\n'
    '"Noether, Bob",12,,bob,A,7,,\n'
    '"Zuse, Cyd",13,,cyd,A,,,\n'
    '"Young, Eve",14,,eve,A,55.5,,\n'
)
UPLOADED = {"lovelaceada (11)": (93.456, "sub/lovelaceada_11_411_toy-1.ipynb"),
            "noetherbob (12)": (40, "sub/noetherbob_LATE_12_412_toy.ipynb")}  # fmt: skip


@pytest.fixture
def book(tmp_path):
    """Return a function that makes the folder of a graded assignment."""

    def make(grades, problems=None, *, numbers=True):
        folder, rows = Gradebook(tmp_path / "out", TOY), []
        for student, (points, place) in grades.items():
            check = vars(Outcome("c", "check", "", "right", points=min(points, 100)))
            label, _, number = student.removesuffix(")").rpartition(" (")
            handed = {
                "place": place,
                "label": student,
                "number": number if label and numbers else "",
            }
            result = Result([check], problem=(problems or {}).get(student, ""), handed=handed)
            hand = {"bonus": Hand(points - 100, "x")} if points > 100 else {}
            folder.keep(student, "m", result)
            page = f"<style>p {{}}</style><main><p>{student}</p></main>"
            folder.keep_page(student, page)
            rows.append(graded(TOY, student, result, hand))
        folder.write_grades(TOY, rows)
        return tmp_path / "out"

    return make


def export(system, folder, table, *more):
    """Run the command on a table, text or bytes; return the exit code."""
    path = folder.parent / "table.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    return main(["export", system, "--table", str(path), "--out", str(folder), *more])


def filled(folder, system="moodle", delimiter=","):
    text = (folder / f"{system}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def refused(capsys, system, folder, table, *more):
    """Return the sentence of an export that wrote nothing."""
    assert export(system, folder, table, *more) == 2
    assert not (folder / f"{system}.csv").exists()
    return capsys.readouterr().err


@pytest.mark.parametrize("module", ["sheet", "moodle"])
def test_examples_give_what_they_show(module):
    failed, tried = doctest.testmod(
        importlib.import_module(f"output_layer.grading.export.{module}")
    )
    assert tried
    assert not failed


# Moodle


def test_moodles_worksheet_is_filled_in_place(book, capsys):
    folder = book(GRADES)
    assert export("moodle", folder, SHEET) == 0
    rows = filled(folder)
    assert [row["Grade"] for row in rows] == ["93.5", "40", ""]
    assert list(rows[0]) == SHEET.partition("\n")[0].split(",")
    assert [row["Feedback comments"] for row in rows] == ["Old comment", "", ""]
    said = capsys.readouterr().out
    assert "2 grades are in" in said
    assert "in the table, but without a grade here: 13" in said
    assert "tick the box" in said  # Bob's old grade: Moodle would skip the new one


def test_a_german_worksheet_keeps_its_form_and_gets_points(book, capsys):
    folder = book(GRADES)
    assert export("moodle", folder, b"\xef\xbb\xbf" + GERMAN.encode()) == 0
    data = (folder / "moodle.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfID;")
    assert data.count(b"\r\n") == 4
    assert [row["Bewertung"] for row in filled(folder, delimiter=";")] == ["93.5", "40", "93.50"]
    assert "tick" not in capsys.readouterr().out


def test_the_order_of_the_columns_does_not_matter_but_stays(book):
    rows = [line.split(",") for line in SHEET.splitlines()]
    turned = "\n".join(",".join([*row[1:4], row[0], *row[4:]]) for row in rows)
    folder = book(GRADES)
    assert export("moodle", folder, turned) == 0
    assert [row["Grade"] for row in filled(folder)] == ["93.5", "40", ""]
    assert next(iter(filled(folder)[0])) == "Full name"


def test_no_cell_makes_php_read_on(book):
    sheet = SHEET.replace("Old comment", '"ends, in a backslash\\"').replace(
        "Bob Noether", '"Bob ""\\""Noether"'
    )
    folder = book(GRADES)
    assert export("moodle", folder, sheet) == 0
    with open(folder / "moodle.csv", newline="", encoding="utf-8") as stream:
        as_php = list(csv.reader(stream, escapechar="\\"))  # a backslash protects a quotation mark
    assert [len(row) for row in as_php] == [10, 10, 10, 10]
    assert as_php[2][4] == "40"


def test_more_than_the_maximum_is_refused_for_moodle_skips_it_silently(book, capsys):
    said = refused(capsys, "moodle", book({ADA: (100.5, GRADES[ADA][1])}), SHEET)
    assert "Moodle has room for 100 points; Ada Lovelace (11): 100.5 is more" in said


def test_a_scale_is_refused_for_moodle_stores_0_for_its_words(book, capsys):
    said = refused(capsys, "moodle", book(GRADES), SHEET.replace("100.00", "Excellent"))
    assert "'Maximum Grade' should have the maximum, and has 'Excellent'" in said


def test_a_groups_name_before_the_students_is_known(book):
    folder = book({f"Group A-{ADA}": GRADES[ADA]})
    assert export("moodle", folder, SHEET) == 0
    assert filled(folder)[0]["Grade"] == "93.5"


def test_names_in_two_columns_are_known(book):
    folder = book(GRADES)
    sheet = SHEET.replace("Full name", "First name,Last name").replace("Ada L", "Ada,L")
    assert export("moodle", folder, sheet.replace("Bob N", "Bob,N").replace("Cyd Z", "Cyd,Z")) == 0
    assert [row["Grade"] for row in filled(folder)] == ["93.5", "40", ""]


def test_bare_numbers_are_no_identifiers(book, capsys):
    said = refused(capsys, "moodle", book(GRADES), SHEET.replace("Participant ", ""))
    assert "no column of identifiers" in said


def test_an_unknown_language_is_asked_for_its_column(book, capsys):
    sheet = SHEET.replace(",Grade,", ",Pisteet,")
    assert "--column; the table has: Identifier" in refused(capsys, "moodle", book(GRADES), sheet)
    folder = book(GRADES)
    assert export("moodle", folder, sheet, "--column", "Pisteet") == 0
    assert filled(folder)[0]["Pisteet"] == "93.5"


TEAM = {"Team A (11)": (90, "Team A_11_assignsubmission_file_/toy.ipynb")}


def test_a_teams_number_is_not_taken_for_a_participants(book, capsys):
    said = refused(capsys, "moodle", book(TEAM), SHEET)
    assert "11 is 'Team A' in the grades, there" in said
    assert "--roster" in said


def test_a_roster_maps_a_team_to_its_members(book, tmp_path, capsys):
    (tmp_path / "roster.csv").write_text(
        "id,name,team\n12,Bob Noether,Team A\n13,Cyd Zuse,Team A\n11,Ada Lovelace,Team B\n"
    )
    folder = book(TEAM)
    assert export("moodle", folder, SHEET, "--roster", str(tmp_path / "roster.csv")) == 0
    assert [row["Grade"] for row in filled(folder)] == ["", "90", "90"]
    with zipfile.ZipFile(folder / "feedback-moodle.zip") as archive:
        assert archive.namelist() == [
            "Bob Noether_12_assignsubmission_file_/feedback.html",
            "Cyd Zuse_13_assignsubmission_file_/feedback.html",
        ]


@pytest.mark.parametrize("known", ["name", "email"])
def test_members_of_a_team_are_found_whatever_the_schools_ids(book, tmp_path, known):
    bob = "Bob Noether," if known == "name" else "R. Noether,b@x.org"
    (tmp_path / "roster.csv").write_text(f"id,name,email,team\n11,{bob},Team A\ns9,Eve,,Team A\n")
    folder = book(TEAM)
    assert export("moodle", folder, SHEET, "--roster", str(tmp_path / "roster.csv")) == 0
    assert [row["Grade"] for row in filled(folder)] == ["", "90", ""]
    with zipfile.ZipFile(folder / "feedback-moodle.zip") as archive:
        (name,) = archive.namelist()
    assert name.split("_")[1] == "12"


def test_a_roster_without_teams_is_refused(book, tmp_path, capsys):
    (tmp_path / "roster.csv").write_text("id,name\n11,Ada\n")
    said = refused(capsys, "moodle", book(TEAM), SHEET, "--roster", str(tmp_path / "roster.csv"))
    assert "the roster has no column team" in said


def test_anonymous_participants_are_filled(book):
    grades = {"Participant (11)": (50, "Participant_11_assignsubmission_file_/toy.ipynb")}
    sheet = "Identifier,Status,Grade,Maximum Grade\nParticipant 11,x,,100\nParticipant 12,x,,100\n"
    folder = book(grades)
    assert export("moodle", folder, sheet) == 0
    assert [row["Grade"] for row in filled(folder)] == ["50", ""]


def test_moodles_pages_are_in_the_folders_of_the_download(book):
    folder = book(GRADES | {"Cyd (13)": (1, "all/Cyd_13_assignsubmission_file_toy.ipynb")})
    assert export("moodle", folder, SHEET, "--any-name") == 0
    with zipfile.ZipFile(folder / "feedback-moodle.zip") as archive:
        names = archive.namelist()
        for name, number in zip(names, ("11", "12", "13"), strict=True):
            pieces = name.split("/")[0].split("_", 4)  # as Moodle's importer splits it
            assert (pieces[1], pieces[2], pieces[3]) == (number, "assignsubmission", "file")
            assert not name.rpartition("/")[2].startswith((".", "~"))
        assert b"Ada Lovelace (11)" in archive.read(names[0])


# Canvas


def test_canvass_gradebook_is_filled_in_place(book, capsys):
    folder = book(UPLOADED | {"strangerx (99)": (1, "")})
    assert export("canvas", folder, CANVAS) == 0
    rows = filled(folder, "canvas")
    grades = {row["ID"]: row["toy (77)"] for row in rows if row["ID"]}
    assert grades == {"11": "93.46", "12": "40", "14": "55.5"}  # 13: an empty cell would erase
    assert [row["toy (77)"] for row in rows if not row["ID"]] == ["Manual Posting", "100"]
    assert rows[2]["other (78)"] == "3"
    said = capsys.readouterr().out
    assert "not in the table: strangerx (99)" in said
    assert "without a grade here: 13, 14" in said


def test_a_comma_is_kept_where_canvas_writes_one(book):
    sheet = CANVAS.replace("55.5", '"55,5"')
    folder = book(UPLOADED)
    assert export("canvas", folder, b"\xef\xbb\xbf" + sheet.encode()) == 0
    assert filled(folder, "canvas")[2]["toy (77)"] == "93,46"
    semicolons = (
        CANVAS.replace('"Lovelace, Ada"', "Lovelace").replace(",", ";").replace("55.5", "55,5")
    )
    assert export("canvas", folder, semicolons, "--any-name") == 0
    assert filled(folder, "canvas", ";")[2]["toy (77)"] == "93,46"


def test_no_number_for_canvas_is_grouped(book):
    folder = book({"lovelaceada (11)": (1234.5, "")})
    assert export("canvas", folder, CANVAS.replace(",100,", ",2000,")) == 0
    assert filled(folder, "canvas")[2]["toy (77)"] == "1234.5"


def test_an_assignment_that_is_not_published_is_no_column(book, capsys):
    said = refused(capsys, "canvas", book(UPLOADED), CANVAS.replace("toy (77)", "toy"))
    assert "publish the assignment" in said


def test_more_than_the_points_possible_is_refused(book, capsys):
    said = refused(capsys, "canvas", book(UPLOADED), CANVAS.replace(",100,", ",50,"))
    assert "has room for 50 points; lovelaceada (11): 93.456 is more" in said


def test_a_number_of_another_name_is_refused(book, capsys):
    said = refused(capsys, "canvas", book({"noetherbob (11)": (1, "")}), CANVAS)
    assert "11 is 'noetherbob' in the grades, there 'Lovelace, Ada'" in said


def test_canvass_pages_are_notebooks_under_the_names_of_the_download(book):
    folder = book(UPLOADED | {"zusecyd (13)": (1, "sub/zusecyd_13_413_report.pdf")})
    assert export("canvas", folder, CANVAS) == 0
    with zipfile.ZipFile(folder / "feedback-canvas.zip") as archive:
        names = archive.namelist()
        assert names == ["lovelaceada_11_411_toy-1.ipynb", "noetherbob_LATE_12_412_toy.ipynb"]
        assert canvas_pieces(names[0])[1:3] == ("11", "411")
        made = json.loads(archive.read(names[0]))
    assert made["cells"][0]["source"].startswith("This is the feedback, under the name of the file")
    assert "lovelaceada (11)" in made["cells"][1]["outputs"][0]["data"]["text/html"]


# Any table


def test_a_table_of_names_is_filled(book, capsys):
    folder = book({"ada": (93.5, ""), "bob": (40, "")})
    assert export("csv", folder, "name;Total\nAda;\nCyd;1\nBob;\n") == 0
    assert filled(folder, "csv", ";") == [
        {"name": "Ada", "Total": "93.5"},
        {"name": "Cyd", "Total": "1"},
        {"name": "Bob", "Total": "40"},
    ]
    assert "without a grade here: Cyd" in capsys.readouterr().out


def test_a_table_with_commas_gets_commas(book):
    folder = book({"ada": (93.5, "")})
    assert export("csv", folder, "name;total;share\nada;;0,5\n") == 0
    assert filled(folder, "csv", ";")[0]["total"] == "93,5"


def test_a_table_that_knows_nobody_is_refused(book, capsys):
    folder = book({"ada": (93.5, "")})
    assert "no column of the table" in refused(capsys, "csv", folder, "name,total\nX,\n")
    assert "--column" in refused(capsys, "csv", folder, "name,result\nada,\n")
    assert export("csv", folder, "name,result\nada,\n", "--column", "result", "--key", "name") == 0


SWAPPED = "id,name,Points\n11,Bob Noether,\n12,Ada Lovelace,\n"


def test_a_systems_number_is_not_taken_for_the_schools(book, capsys):
    folder = book(GRADES)
    said = refused(capsys, "csv", folder, SWAPPED, "--key", "id")
    assert "11 is 'Ada Lovelace' in the grades, there '11 / Bob Noether'" in said
    assert "--any-name cannot help" in said
    assert refused(capsys, "csv", folder, SWAPPED, "--key", "id", "--any-name") == said
    assert "--any-name" in refused(capsys, "csv", folder, "id,Points\n11,\n")
    assert export("csv", folder, SWAPPED) == 0
    assert [row["Points"] for row in filled(folder, "csv")] == ["40", "93.5"]


def test_a_number_that_a_student_has_written_is_none(book, capsys):
    handed = {"eve (12)": (100, "eve (12).ipynb")}
    folder = book(handed, numbers=False)
    table = "id,name,Points\n12,Bob,\n13,Eve,\n"
    assert "none of 1 grade can go" in refused(capsys, "csv", folder, table, "--key", "id")
    assert export("csv", folder, table) == 0
    assert [row["Points"] for row in filled(folder, "csv")] == ["", "100"]


def test_one_row_is_not_filled_for_two(book, capsys):
    folder = book({"ada (1)": (1, ""), "Ada": (2, "")}, numbers=False)
    assert "twice in the grades: ada (" in refused(capsys, "csv", folder, "name,Points\nada,\n")


# Whatever the system


def test_grades_that_excel_has_saved_are_read(book, capsys):
    folder = book(GRADES)
    path = folder / "grades.csv"
    text = path.read_text("utf-8-sig").replace("93.5", "93;5").replace(",", ";")
    path.write_text(text.replace("93;5", "93,5"), "utf-8-sig")
    assert export("moodle", folder, SHEET) == 0
    assert filled(folder)[0]["Grade"] == "93.5"
    path.write_text(text.replace("93;5", "93. May"), "utf-8-sig")
    assert export("moodle", folder, SHEET) == 2
    assert "no number as the total of Ada Lovelace (11)" in capsys.readouterr().err


def test_a_table_with_nobody_of_the_class_is_refused(book, capsys):
    folder = book({"Eve Young (99)": (1, "Eve Young_99_assignsubmission_file_/toy.ipynb")})
    assert "none of 1 grade can go into" in refused(capsys, "moodle", folder, SHEET)
    assert not (folder / "feedback-moodle.zip").exists()


def test_more_than_the_maximum_goes_where_it_is_told(book, capsys):
    folder = book({ADA: (102, GRADES[ADA][1]), BOB: GRADES[BOB]})
    assert "--above allow" not in refused(capsys, "moodle", folder, SHEET, "--above", "allow")
    assert export("moodle", folder, SHEET, "--above", "cap") == 0
    assert [row["Grade"] for row in filled(folder)] == ["100", "40", ""]
    assert "--above allow" in refused(capsys, "canvas", folder, CANVAS)
    for way, points in (("allow", "102"), ("cap", "100")):
        assert export("canvas", folder, CANVAS, "--above", way) == 0
        assert filled(folder, "canvas")[2]["toy (77)"] == points


@pytest.mark.parametrize(("system", "table"), [("moodle", SHEET), ("canvas", CANVAS)])
def test_rows_that_are_not_graded_stay_behind_only_if_told(book, capsys, system, table):
    grades = GRADES if system == "moodle" else UPLOADED
    folder = book(grades, problems={next(iter(grades)): "The file is empty."})
    said = refused(capsys, system, folder, table)
    assert "not graded yet: 1" in said
    assert "unreadable: The file is empty." in said
    assert export(system, folder, table, "--only-graded") == 0
    assert "1 grade is in" in capsys.readouterr().out


@pytest.mark.parametrize(("system", "table"), [("moodle", SHEET), ("canvas", CANVAS)])
def test_numbers_that_stand_twice_are_refused_by_name(book, capsys, system, table):
    grades = {"Ada Lovelace (11)": (1, ""), "Eve Young (11)": (2, "")}
    assert "Ada Lovelace (11), Eve Young (11)" in refused(capsys, system, book(grades), table)
    line = next(line for line in table.splitlines() if "Ada" in line)
    own = GRADES if system == "moodle" else UPLOADED
    assert "twice in the table: 11" in refused(capsys, system, book(own), f"{table}{line}\n")


def test_files_that_are_no_tables_are_refused(book, capsys, tmp_path):
    folder = book(GRADES)
    assert "is not UTF-8" in refused(
        capsys, "moodle", folder, SHEET.replace("Ada", "Zoë").encode("cp1252")
    )
    assert "has no rows" in refused(capsys, "moodle", folder, "")
    (folder / "grades.csv").unlink()
    assert "grade first" in refused(capsys, "moodle", folder, SHEET)
