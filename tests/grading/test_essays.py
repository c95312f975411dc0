"""All texts on one page: points by keys, a file that grades, opened again, and nothing runs."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

import classroom
from output_layer.grading.assignment import read_assignment
from output_layer.grading.command import main
from output_layer.grading.gradebook import Gradebook, Result
from output_layer.grading.handgraded import Hand, code, read_hand
from output_layer.grading.session import Outcome
from reader import WATCH_STORAGE

SCRIPT = "</pre></script><script>document.title='taken'</script><img src=x onerror=alert(1)>"
TEXTS = {"ada": "Because.", "bob": f"It is {SCRIPT}", "=cyd": "Two\n\nlines.", "dan": ""}


@pytest.fixture
def toy(tmp_path):
    return read_assignment(classroom.write_toy(tmp_path))


@pytest.fixture
def out(tmp_path, toy):
    """Return the folder of a class that has written texts."""
    book = Gradebook(tmp_path / "out", toy)
    for student, text in TEXTS.items():
        verdict = "by hand" if text else "not done"
        book.keep(student, "m", Result([vars(Outcome("why", "essay", text, verdict, out_of=20.0))]))
    return tmp_path / "out"


@pytest.fixture
def page(out, browser, tmp_path):
    assert main(["essays", "--out", str(out)]) == 0
    tab = browser.new_page(accept_downloads=True)
    tab.goto((out / "essays.html").as_uri())
    yield tab
    tab.close()


def saved(page, path):
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(path)
    return path


def test_points_and_comments_given_by_keys_are_saved_and_graded(page, toy, tmp_path):
    page.locator("article").first.focus()
    page.keyboard.press("1")
    page.keyboard.type("7.5")
    page.keyboard.press("Enter")
    page.keyboard.press("9")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type('Say "why",\nplease; c.')
    assert page.locator("#count").text_content() == "2 of 3 have points"
    hand = read_hand(saved(page, tmp_path / "hand.csv"), toy)
    assert hand == {
        "=cyd": {"why": Hand(17.5)},
        "ada": {"why": Hand(9, 'Say "why",\nplease; c.')},
    }


def test_a_saved_file_is_opened_again_and_keeps_what_is_not_on_the_page(page, toy, tmp_path):
    text = 'student,grade_id,points,comment\nada,why,3,"Good,\nand ""clear"""\n'
    (tmp_path / "old.csv").write_text(f"{text}ada,check-square,20,An appeal.\n")
    page.locator("#open").set_input_files(tmp_path / "old.csv")
    shows(page, "#count", re.compile(r"^\s*1 of 3"))
    hand = read_hand(saved(page, tmp_path / "hand.csv"), toy)
    assert hand == read_hand(tmp_path / "old.csv", toy)
    assert hand["ada"]["why"] == Hand(3, 'Good,\nand "clear"')


def shows(page, place, said):
    """Wait until a place of the page says so; the page's own policy lets no predicate run there."""
    page.locator(place).filter(has_text=said).wait_for()


def opened(page, tmp_path, text, said):
    """Open a file on the page and wait until the page says so."""
    (tmp_path / "old.csv").write_text(text)
    page.locator("#open").set_input_files(tmp_path / "old.csv")
    shows(page, "header", said)


def test_a_file_of_excels_is_opened_and_another_one_is_refused_aloud(page, toy, tmp_path):
    opened(page, tmp_path, "Points;Student;grade_id\n9,5;ada;why\n", "1 of 3")
    assert read_hand(saved(page, tmp_path / "hand.csv"), toy) == {"ada": {"why": Hand(9.5)}}
    opened(page, tmp_path, "name,grade\nada,1\n", "nothing was opened")
    assert page.locator("#count").text_content() == "1 of 3 have points"


def test_points_out_of_range_are_not_counted_as_done(page):
    page.locator("article").first.focus()
    page.keyboard.press("7")
    page.keyboard.type("7")
    assert page.locator("#count").text_content().startswith("0 of 3 have points; 1 out of range")


def test_what_was_given_outlives_a_reload(page, toy, tmp_path):
    opened(page, tmp_path, "student,grade_id,points,comment\nada,bonus,2,Fine.\n", "0 of 3")
    page.locator("article").first.focus()
    page.keyboard.press("7")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    shows(page, "#count", re.compile(r"^\s*1 of 3"))
    assert asked == ["beforeunload"]
    assert "here again" in page.locator("#note").text_content()
    hand = read_hand(saved(page, tmp_path / "hand.csv"), toy)
    assert hand == {"=cyd": {"why": Hand(7)}, "ada": {"bonus": Hand(2, "Fine.")}}


ASKED = """async () => {
  while (!window.asked) await new Promise((done) => setTimeout(done, 10));
  return window.early;
}"""


def test_the_draft_is_looked_for_after_the_first_frame(page):
    page.add_init_script(WATCH_STORAGE)
    page.reload()
    assert page.evaluate(ASKED) == []


@pytest.mark.parametrize("anonymous", [True, False])
def test_a_file_with_names_fits_the_page_with_codes_and_the_other_way(
    out, browser, toy, tmp_path, anonymous
):
    assert main(["essays", "--out", str(out), *["--anonymous"] * anonymous]) == 0
    names = [one if anonymous else code(one, "toy") for one in ("ada", "=cyd")]
    page = browser.new_page(accept_downloads=True)
    page.goto((out / "essays.html").as_uri())
    lines = [f"{name},why,{points}" for points, name in enumerate([*names, "zed"], 1)]
    opened(page, tmp_path, "\n".join(["student,grade_id,points", *lines, "'=cyd,why,5"]), "2 of 3")
    assert "not on this page, and are saved again as they are: 1." in page.content()
    hand = read_hand(saved(page, tmp_path / "hand.csv"), toy)
    called = [code(one, "toy") if anonymous else one for one in ("ada", "=cyd")]
    assert hand == {called[0]: {"why": Hand(1)}, called[1]: {"why": Hand(5)},
                    "zed": {"why": Hand(3)}}  # fmt: skip
    page.close()


def test_texts_run_nothing_and_ask_for_nothing(out, browser):
    assert main(["essays", "--out", str(out)]) == 0
    tab, asked = browser.new_page(), []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((out / "essays.html").as_uri())
    assert tab.title() == "Texts of toy"
    assert asked == [tab.url]
    assert tab.locator("article", has_text="bob").locator("pre").text_content() == TEXTS["bob"]
    injected = (
        "document.body.append(Object.assign(document.createElement('script'), {text: 't=1'}))"
    )
    tab.evaluate(injected)
    assert tab.evaluate("typeof t") == "undefined"  # the policy knows one script alone
    tab.close()


def test_it_is_accessible_side_by_side_and_fits_a_phone(page):
    assert Axe().run(page).violations_count == 0
    tops = page.locator("article").evaluate_all("all => all.map(one => one.offsetTop)")
    assert tops[0] == tops[1]
    page.set_viewport_size({"width": 375, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_who_wrote_nothing_is_named(page):
    assert page.get_by_text("Nothing was written by: dan").count() == 1


def test_anonymous_texts_have_codes_that_grade(out, toy, tmp_path):
    assert main(["essays", "--out", str(out), "--anonymous"]) == 0
    text = (out / "essays.html").read_text()
    assert not [student for student in ("ada", "cyd", "dan") if student in text]
    assert code("ada", "toy") in text
    classroom.write_submissions(
        tmp_path / "class", {"ada": classroom.handed_in(**classroom.SOLVED)}
    )
    (tmp_path / "hand.csv").write_text(f"student,grade_id,points\n{code('ada', 'toy')},why,11\n")
    places = [str(tmp_path / name) for name in ("toy", "class")]
    command = ["grade", *places, "--out", str(tmp_path / "new"), "--workers", "1"]
    assert main([*command, "--hand", str(tmp_path / "hand.csv")]) == 0
    assert "ada,40,40,11,91,100,graded" in (tmp_path / "new" / "grades.csv").read_text()


def test_a_folder_without_results_is_refused(tmp_path, capsys):
    assert main(["essays", "--out", str(tmp_path)]) == 2
    assert "grade first" in capsys.readouterr().err
