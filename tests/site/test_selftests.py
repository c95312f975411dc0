"""Self-tests on the page: every answer gets its reply, and progress says what it can know."""

import re
from pathlib import Path

import pytest

from accessible import violations
from contents import chapters
from engines import NAMES
from nodejs import node
from output_layer.selftests.asking import questions
from reader import STARTED, reading

CHAPTERS = list(chapters())
EACH_CHAPTER = pytest.mark.parametrize("chapter", CHAPTERS)
COUNT = re.compile(r"(\d+) of (\d+) answered, (\d+) right")
# Storage as it is where a reader has forbidden it.
REFUSING = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""
# Where pages from disk have storage that none shares with another.
APART = """{
  const set = Storage.prototype.setItem, get = Storage.prototype.getItem;
  const own = (key) => `${location.pathname} ${key}`;
  Storage.prototype.setItem = function (key, value) { set.call(this, own(key), value); };
  Storage.prototype.getItem = function (key) { return get.call(this, own(key)); };
}"""
# Answers with the control of this place, or this text; returns what is said then.
ANSWER = """async (name, given) => {
  const form = document.querySelector(`[data-question="${name}"]`);
  while (form.querySelector("button").disabled) await new Promise((done) => setTimeout(done, 10));
  const inputs = form.querySelectorAll("input");
  if (typeof given === "number") inputs[given].click();
  else inputs[0].value = given;
  form.querySelector("button").click();
  return form.querySelector("[role=status]").textContent;
}"""
CALLED = f"([name, given]) => ({ANSWER})(name, given)"
NOTE = "() => document.querySelector('.progress-note').textContent"
NOTED = f"async () => {{ while (!({NOTE})()) await new Promise((r) => setTimeout(r, 10)); }}"


def say(page, name, given):
    return page.evaluate(CALLED, [name, given])


def plain(text):
    """Return Markdown without formulas and emphasis, as pieces that stand on the page so."""
    parts = re.split(r"\$[^$]*\$|\*|`", text.replace("'", "’"))
    return [part.strip() for part in parts if part.strip()]


def right_place(question):
    return question.in_order().index(question.right)


def right_of(question):
    """Return what a reader gives who is right: a place, or a number."""
    return question.says(question.right) if question.other else right_place(question)


def test_numbers_are_read_in_node():
    assert "pass 4" in node("--test", Path(__file__).with_name("selftests.test.mjs"))


@EACH_CHAPTER
def test_every_answer_of_a_chapter_gets_its_own_reply(browser, address, chapter):
    with reading(browser, address, f"book/{chapter}") as (page, problems):
        assert page.locator("form.self-test").count() == len(questions(chapter))
        for question in questions(chapter):
            for place, answer in enumerate(question.in_order()):
                given = question.says(answer) if question.other else place
                said = say(page, f"{chapter}-{question.name}", given)
                assert said.startswith("Right. ") == (answer is question.right), said
                assert said.startswith("Not so. ") == (answer is not question.right), said
                assert [part for part in plain(answer.reply) if part not in said] == [], said
        assert problems == []


@EACH_CHAPTER
def test_a_chapter_without_javascript_asks_and_has_all_answers_in_a_fold(browser, site, chapter):
    with reading(browser, site.as_uri(), f"book/{chapter}", java_script_enabled=False) as (page, _):
        for question in questions(chapter):
            form = page.locator(f'[data-question="{chapter}-{question.name}"]')
            assert not form.get_by_role("button").is_visible()
            assert form.locator("legend").is_visible()
            assert not form.locator("details li").first.is_visible()
            form.locator("summary").click()
            text = form.locator("details").inner_text()
            replies = [answer.reply for answer in question.answers]
            assert all(part in text for reply in replies for part in plain(reply))
            assert text.count("Right.") == 1


TYPED = {
    "0.16": "Right.",
    ".16": "Right.",
    "0,16": "Right.",
    "16 %": "Right.",
    "4/25": "Right.",
    "0.1599": "Right.",
    "0.25": "Not so. That is the slope in the middle",
    "0.8": "Not so. That is the output itself",
    "0.5": "Not so. The slope can be read off",
    "-0.16": "Not so. The slope can be read off",
    "16": "Do you mean 16 %?",
    "1,600": "Is 1,600 meant to be 1.600 or 1600?",
    "a sixth": "That cannot be read as a number.",
    "": "Type a number first.",
}


@pytest.mark.parametrize("given", TYPED)
def test_a_typed_number_is_judged_or_asked_about(browser, address, given):
    with reading(browser, address, "book/sigmoid") as (page, _):
        said = say(page, "sigmoid-slope", given)
        assert said.startswith(TYPED[given]), said
        judged = page.locator("[data-question=sigmoid-slope]").get_attribute("data-verdict")
        stored = page.evaluate("localStorage.getItem('output-layer:answers')")
        read = said.startswith(("Right", "Not so"))
        assert (judged is not None) == read
        assert (stored is not None) == read, "what cannot be read is never counted"


def test_keyboard_answers_and_the_reply_is_announced(browser, address):
    with reading(browser, address, "book/sigmoid") as (page, _):
        form = page.locator("[data-question=sigmoid-evidence]")
        group = form.get_by_role("group", name="A neuron answers 0.8")
        status = form.get_by_role("status")
        form.get_by_role("button", name="Check").focus()
        page.keyboard.press("Enter")
        assert status.inner_text() == "Choose an answer first."
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Space")
        radios = group.get_by_role("radio")
        assert [each.is_checked() for each in radios.all()] == [False, False, False, True]
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        assert status.inner_text().startswith("Right. Adding")
        field = page.locator("[data-question=sigmoid-slope]").get_by_role("textbox")
        field.focus()
        page.keyboard.type("0.16")
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("The slope is").wait_for()
        assert page.url.endswith("book/sigmoid.html"), "nothing is sent"


def test_answers_come_back_and_move_nothing(browser, address):
    with reading(browser, address, "book/sigmoid") as (page, _):
        say(page, "sigmoid-evidence", 0)
        say(page, "sigmoid-slope", "0,16")
        page.reload()
        form = page.locator("[data-question=sigmoid-evidence]")
        form.get_by_text("Before: not right yet.").wait_for()
        assert form.get_by_role("radio").first.is_checked()
        typed = page.locator("[data-question=sigmoid-slope]")
        typed.get_by_text("Before: right.").wait_for()
        assert typed.get_by_role("textbox").input_value() == "0,16"
        assert page.evaluate("shift") <= 0.01


def counts(page):
    """Return for each chapter of the page of progress what it says: answered, all, right."""
    lines = page.locator("ul.all-questions > li > p").all_inner_texts()
    found = [COUNT.search(line) for line in lines]
    return dict(zip(CHAPTERS, [tuple(map(int, each.groups())) for each in found], strict=True))


def open_progress(page, home):
    """Open the page of progress and wait for its scripts: the next page would cut them off."""
    page.goto(f"{home}/book/progress.html")
    page.wait_for_function(STARTED)
    page.wait_for_function(f"({NOTE})() !== ''")


def answer_some(page, home):
    """Answer three questions: one right at once, one after a wrong answer, one not right."""
    first, second, third = questions("sigmoid")[:3]
    say(page, f"sigmoid-{first.name}", right_of(first))
    say(page, f"sigmoid-{second.name}", "0.5")
    say(page, f"sigmoid-{second.name}", right_of(second))
    say(page, f"sigmoid-{third.name}", (right_place(third) + 1) % 4)
    open_progress(page, home)
    return [
        page.locator(f"#progress-sigmoid-{each.name}").inner_text()
        for each in (first, second, third)
    ]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_progress_says_what_was_answered_and_forgets_it(browser, site, address, scheme):
    home = address if scheme == "http" else site.as_uri()
    with reading(browser, home, "book/sigmoid") as (page, problems):
        states = answer_some(page, home)
        assert states == ["– right at once", "– right", "– not yet right"]
        assert counts(page) == dict.fromkeys(CHAPTERS, (0, 5, 0)) | {"sigmoid": (3, 5, 2)}
        assert "3 answered, 2 right" in page.evaluate(NOTE)
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("button", name="Forget all answers").click()
        assert counts(page)["sigmoid"] == (3, 5, 2)
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Forget all answers").click()
        assert set(counts(page).values()) == {(0, 5, 0)}
        assert "No question has been answered yet" in page.evaluate(NOTE)
        assert page.evaluate("localStorage.getItem('output-layer:answers')") is None
        assert problems == []


@pytest.mark.parametrize("name", [f"{c}-{q.name}" for c in CHAPTERS for q in questions(c)])
def test_progress_leads_to_every_question(site, name):
    chapter, _, _ = name.partition("-")
    index = (site / "book/progress.html").read_text(encoding="utf-8")
    assert f'href="{chapter}.html#question-{name}"' in index
    assert f'id="question-{name}"' in (site / f"book/{chapter}.html").read_text(encoding="utf-8")


def claims_nothing(page):
    """Check that the page of progress counts nothing, and offers nothing to forget."""
    text = page.locator("article").inner_text()
    assert not COUNT.search(text)
    assert "right at once" not in text
    assert "5 questions" in text
    assert page.get_by_role("button", name="Forget all answers").is_disabled()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_where_storage_is_refused_questions_answer_and_progress_says_so(
    browser, site, address, scheme
):
    home = address if scheme == "http" else site.as_uri()
    with reading(browser, home, "book/sigmoid", script=REFUSING) as (page, _):
        assert page.locator("html").get_attribute("data-theme") in ("light", "dark")
        said = say(page, "sigmoid-slope", "0.16")
        assert said.startswith("Right. ")
        assert "This browser keeps no answers" in said
        open_progress(page, home)
        assert page.evaluate(NOTE).startswith("This browser keeps nothing for these pages")
        claims_nothing(page)


def test_where_each_page_from_disk_is_apart_progress_says_so(browser, site):
    with reading(browser, site.as_uri(), "book/sigmoid", script=APART) as (page, problems):
        assert "forgotten" not in say(page, "sigmoid-slope", "0.16")
        for _ in range(2):  # nor does it mistake its own trace for another's
            open_progress(page, site.as_uri())
            assert "no answer from another page reaches this one" in page.evaluate(NOTE)
            claims_nothing(page)
        assert problems == []


@pytest.mark.parametrize("engine", NAMES)
def test_from_disk_each_engine_counts_what_it_keeps_or_says_that_it_cannot(
    engines, site, engine, monkeypatch
):
    tab = engines.tab(engine)
    monkeypatch.setattr(tab, "address", site.as_uri())
    tab.open("book/sigmoid.html")
    assert tab.ask(ANSWER, "sigmoid-slope", "0.16").startswith("Right.")
    tab.open("book/progress.html")
    tab.ask(NOTED)
    note, count = (
        tab.ask(NOTE),
        tab.ask("() => document.getElementById('progress-sigmoid').innerText"),
    )
    tab.ask("() => localStorage.removeItem('output-layer:answers')")
    if "1 answered, 1 right" in note:
        assert count == "1 of 5 answered, 1 right"
    else:
        assert "no answer from another page reaches this one" in note
        assert count == "5 questions"


def test_progress_from_disk_knows_a_true_zero(browser, site):
    with reading(browser, site.as_uri(), "book/sigmoid") as (page, _):
        open_progress(page, site.as_uri())
        assert set(counts(page).values()) == {(0, 5, 0)}


def test_what_another_program_has_stored_does_no_harm(browser, address):
    stored = "localStorage.setItem('output-layer:answers', '[1,')"
    with reading(browser, address, "book/sigmoid", script=stored) as (page, problems):
        assert say(page, "sigmoid-slope", "0.16").startswith("Right.")
        assert problems == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_an_answered_self_test_is_accessible(browser, address, colours):
    with reading(browser, address, "book/sigmoid", color_scheme=colours) as (page, _):
        say(page, "sigmoid-evidence", 0)
        say(page, "sigmoid-slope", "0.16")
        page.evaluate(
            "document.querySelectorAll('.self-test details').forEach((d) => d.open = true)"
        )
        assert violations(page, include=[["form.self-test"]]) == []


def test_a_finger_finds_every_control_on_a_phone(browser, address):
    phone = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}
    with reading(browser, address, "book/softmax", **phone) as (page, _):
        for target in page.locator(
            ".self-test-choice, .self-test-field input, .self-test button"
        ).all():
            box = target.bounding_box()
            assert box["height"] >= 24
            assert box["x"] + box["width"] <= 375


def test_paper_has_the_answers_and_no_button(browser, address):
    with reading(browser, address, "book/sigmoid") as (page, _):
        page.emulate_media(media="print")
        form = page.locator("[data-question=sigmoid-evidence]")
        assert not form.get_by_role("button").is_visible()
        assert form.locator("details li").first.bounding_box()["height"] > 0


@pytest.mark.parametrize("engine", NAMES)
def test_the_path_of_a_reader_in_each_engine(engines, engine):
    tab = engines.tab(engine)
    tab.open("book/sigmoid.html")
    tab.ask("() => localStorage.removeItem('output-layer:answers')")
    assert tab.ask(ANSWER, "sigmoid-slope", "0,16").startswith("Right. The slope is")
    assert tab.ask(ANSWER, "sigmoid-evidence", 0).startswith("Not so. The probability")
    tab.open("book/progress.html")
    tab.ask(NOTED)
    assert "2 answered, 1 right" in tab.ask(NOTE)
    assert tab.problems == []
    tab.ask("() => localStorage.removeItem('output-layer:answers')")


def test_the_list_of_questions_can_be_read(browser, address):
    with reading(browser, address, "book/progress", viewport={"width": 375, "height": 700}) as (
        page,
        _,
    ):
        links = page.locator("ul.all-questions a").all()
        assert len(links) == 6 * len(CHAPTERS)
        tops = [link.bounding_box()["y"] for link in links]
        assert tops == sorted(tops), "one below the other"
        assert page.locator("ul.all-questions").bounding_box()["height"] > 20 * len(links)
