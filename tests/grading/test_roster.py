"""A roster gives names and says who is missing; the page about the class says what to explain."""

import doctest
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

import classroom
from output_layer.grading import alike, opening, overview
from output_layer.grading.assignment import read_assignment
from output_layer.grading.command import main
from output_layer.grading.found import Found
from output_layer.grading.gradebook import Result, graded
from output_layer.grading.names import number_of
from output_layer.grading.overview import BARS, HINTS, Overview
from output_layer.grading.roster import named, read_roster
from output_layer.grading.session import Outcome

ROWS = [
    {"id": "11", "name": "Ada Lovelace", "email": "ada@x.org"},
    {"id": "12", "name": "Bob Noether", "email": "b12"},
    {"id": "13", "name": "Cyd Zuse", "email": ""},
]


def renamed(*students, rows=ROWS, system=""):
    """Return names and who is missing; with a system, numbers in the names are that system's."""
    found = [
        Found(one, "toy", None, (), bytes, system=system, number=number_of(one) if system else "")
        for one in students
    ]
    people = named(found, rows)
    return [one.student for one in people.handed_in], people.missing


@pytest.mark.parametrize("module", [alike, opening, overview])
def test_examples_give_what_they_show(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


@pytest.mark.parametrize(
    "student", ["11", "ada@x.org", "Ada@X.org", "ada lovelace", "Ada_Lovelace", "Lovelace, Ada",
                "lovelaceada", "Ada Lovelace (1)"]
)  # fmt: skip
def test_a_student_is_known_by_id_email_or_name(student):
    expected = ["Bob Noether (12)", "Cyd Zuse (13)"]
    assert renamed(student) == (["Ada Lovelace (11)"], expected)


@pytest.mark.parametrize(
    "student", ["Ada Lovelace (11)", "lovelaceada (11)", "Group A-Ada Lovelace (11)"]
)
def test_a_systems_number_counts_if_the_name_is_the_same(student):
    twins = [*ROWS, {"id": "14", "name": "Ada Lovelace"}]
    assert renamed(student, rows=twins, system="moodle")[0] == ["Ada Lovelace (11)"]


def test_a_systems_number_is_not_taken_for_anybodys_id():
    swapped = ("Ada Lovelace (12)", "Bob Noether (11)")
    assert renamed(*swapped, system="gradescope")[0] == ["Ada Lovelace (11)", "Bob Noether (12)"]
    assert renamed("Eve Young (11)", system="moodle")[0] == ["Eve Young (11)"]
    assert renamed("13 (11)", system="moodle")[0] == ["13 (11)"]  # nor is a name


def test_a_groups_name_before_those_of_students_is_known_but_no_part_of_a_name_is_taken():
    group = ["Blue-A-Ada Lovelace (71)", "Blue-A-Bob Noether (72)", "Blue-A-Eve (73)"]
    expected = ["Ada Lovelace (11)", "Blue-A-Eve (73)", "Bob Noether (12)"]
    assert renamed(*group, system="moodle")[0] == expected
    double = ["Eve-Ada Lovelace (71)", "Dan (72)"]  # she is not on the roster
    assert renamed(*double, system="moodle")[0] == ["Dan (72)", "Eve-Ada Lovelace (71)"]


BLACKBOARD = [
    {"id": "ada", "name": "Ada Lovelace"},
    {"id": "b_noether", "name": "Bob Noether"},
    {"id": "zuse", "name": "Cyd Zuse"},
    {"id": "noether", "name": "Dan Noether"},
]


def test_a_title_of_blackboards_is_known_by_the_students_behind_it():
    handed_in = ["HW_3_2_ada", "HW_3_2_b_noether", "HW_3_2_zuse"]
    expected = ["Ada Lovelace (ada)", "Bob Noether (b_noether)", "Cyd Zuse (zuse)"]
    found = renamed(*handed_in, rows=BLACKBOARD, system="blackboard")
    assert found == (expected, ["Dan Noether (noether)"])


@pytest.mark.parametrize("handed_in", [["HW_b_noether"], ["HW_b_noether", "HW_b_x"]])
def test_no_part_of_a_user_name_is_taken_for_another_students(handed_in):
    assert renamed(*handed_in, rows=BLACKBOARD, system="blackboard")[0] == handed_in


def test_a_number_that_a_student_has_written_is_none():
    assert renamed("eve (12)")[0] == ["eve (12)"]
    assert renamed("ada lovelace (12)")[0] == ["Ada Lovelace (11)"]


def test_who_is_not_on_the_roster_keeps_the_name():
    assert renamed("eve", "b12") == (["Bob Noether (12)", "eve"],
                                     ["Ada Lovelace (11)", "Cyd Zuse (13)"])  # fmt: skip


def test_what_can_be_two_is_refused():
    with pytest.raises(ValueError, match=r"ada@x.org and 11 are both Ada Lovelace \(11\)"):
        renamed("ada@x.org", "11")
    twins = [*ROWS, {"id": "14", "name": "Ada Lovelace"}]
    with pytest.raises(ValueError, match=r"can be Ada Lovelace \(11\) or Ada Lovelace \(14\)"):
        renamed("ada lovelace", rows=twins)


def test_a_file_that_is_called_as_somebody_on_the_roster_is_refused():
    rows = [{"id": "s1", "name": "Ada Lovelace"}]
    with pytest.raises(ValueError, match=r"a file is called as somebody .*: Ada Lovelace \(s1\)"):
        renamed("ada lovelace", "Ada Lovelace (s1)", rows=rows)


def test_a_roster_is_read_and_its_mistakes_are_named(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("\ufeffname;id\nAda;11\n;\n")
    assert read_roster(path) == [{"name": "Ada", "id": "11"}]
    path.write_text("Name,ID,Email\n Ada ,11,\n")
    assert read_roster(path) == [{"name": "Ada", "id": "11", "email": ""}]
    path.write_text("name\nAda\n")
    with pytest.raises(ValueError, match="no column id"):
        read_roster(path)
    path.write_text("id,name\n1,Ada\n1,Bob\n")
    with pytest.raises(ValueError, match="twice the id 1"):
        read_roster(path)
    path.write_bytes("id,name\n1,Zoë\n".encode("cp1252"))
    with pytest.raises(ValueError, match="not UTF-8"):
        read_roster(path)


def test_a_class_is_graded_under_the_names_of_the_roster(tmp_path, capsys):
    classroom.write_toy(tmp_path)
    work = {"ada@x.org": classroom.handed_in(**classroom.SOLVED)}
    classroom.write_submissions(tmp_path / "class", work)
    (tmp_path / "roster.csv").write_text("id,name,email\n11,Ada L,ada@x.org\n12,Bob N,b@x.org\n")
    command = ["grade", *(str(tmp_path / name) for name in ("toy", "class")), "--workers", "1"]
    more = ["--out", str(tmp_path / "out"), "--roster", str(tmp_path / "roster.csv")]
    assert main([*command, *more]) == 0
    assert "\nAda L (11),40,40,0,80,100," in (tmp_path / "out" / "grades.csv").read_text()
    assert "1 on the roster is missing" in capsys.readouterr().out
    assert "<li>Bob N (12)</li>" in (tmp_path / "out" / "class.html").read_text()


# At a glance


@pytest.fixture
def toy(tmp_path):
    return read_assignment(classroom.write_toy(tmp_path))


def add(overview, toy, points, sentence="", when="", verdict=""):
    verdict = verdict or ("right" if points else "wrong")
    check = Outcome("check-square", "check", "", verdict, sentence=sentence, points=points)
    result = Result([vars(check)], handed={"when": when})
    overview.add(graded(toy, "ada", result, {}), result)


def test_the_page_has_shares_hints_spread_times_and_who_is_missing(toy, browser):
    overview = Overview(toy, ["Cyd <b>Zuse"])
    for points, sentence in [(40, ""), (0, "Twice."), (0, "Twice."), (0, "<b>Rare</b>.")]:
        add(overview, toy, points, sentence, f"2026-11-0{len(sentence) + 1}T00:00:00")
    add(overview, toy, 0, "Blank.", verdict="not done")
    assert overview.bars == [4, 0, 0, 0, 1, *[0] * 5]
    tab = browser.new_page()
    tab.set_content(overview.page())
    row = tab.get_by_role("row", name="The square of three").locator("td")
    assert row.all_text_contents() == ["20 %", "20 %", "Twice.", "2"]
    picture = tab.get_by_role("img").get_attribute("aria-label")
    assert "4 have 0 to 10 %" in picture
    assert "1 have 40 to 50 %" in picture
    assert tab.get_by_text("Cyd <b>Zuse").count() == 1
    assert tab.get_by_text("5 students; the middle one has 0 of 100 points.").count() == 1
    assert Axe().run(tab).violations_count == 0
    tab.close()


def test_the_page_is_the_same_in_whatever_order_students_were_graded(toy):
    pages = []
    for hints in (["B.", "A.", "C."], ["C.", "A.", "B."]):
        overview = Overview(toy)
        for hint in hints:
            add(overview, toy, 0, hint)
        pages.append(overview.page())
    assert pages[0] == pages[1]


def test_blank_answers_do_not_drown_the_commonest_hint_and_arguments_stay_hidden(toy, browser):
    overview = Overview(toy, [], ["eve <b>"])
    for at in range(3):
        add(overview, toy, 0, "`square` is not there: its cell is blank.", verdict="not done")
        add(overview, toy, 0, f"`square([{at}, 77])` stopped with TypeError.")
    add(overview, toy, 0, "Another.")
    assert overview.commonest("check-square") == ("`square(…)` stopped with TypeError.", 3)
    tab = browser.new_page(viewport={"width": 375, "height": 700})
    tab.set_content(overview.page())
    row = tab.get_by_role("row", name="The square of three")
    assert row.locator("td").all_text_contents() == [
        "0 %", "43 %", "square(…) stopped with TypeError.", "3"
    ]  # fmt: skip
    assert row.locator("code").all_text_contents() == ["square(…)"]
    heads = tab.locator("thead th").evaluate_all(
        "all => all.map(one => one.scrollWidth - one.clientWidth)"
    )
    assert max(heads) <= 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 375
    assert tab.get_by_text("eve <b>").count() == 1
    tab.close()


def test_counting_stays_small(toy):
    overview = Overview(toy)
    for at in range(3 * HINTS):
        add(overview, toy, 0, "Common." if at % 3 else f"Own number {at}.")
    assert len(overview.hints["check-square"]) <= HINTS
    assert overview.commonest("check-square") == ("Common.", 2 * HINTS)


def test_more_than_all_points_are_in_the_last_bar(toy):
    overview = Overview(toy)
    overview.add(SimpleNamespace(total=120.0, status="graded"), Result())
    assert overview.bars == [0] * (BARS - 1) + [1]
