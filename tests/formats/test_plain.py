"""A page made plain: small pages written here, and all pages of the built site."""

import re

import html5lib
import pytest

from built import ROOT
from output_layer.formats.pages import MATHML, Page, Place, has_class, is_formula, words
from output_layer.formats.plain import SIGNS, WORDS, plain
from output_layer.formats.trees import parents, taken_out

CONTROLS = {"script", "button", "input", "select", "textarea", "form", "details", "summary"}
QUESTION = """
<form class="self-test" id="question-x"><fieldset>
<legend><strong>{}</strong> How <em>steep</em> is it?</legend>{}</fieldset>
<div class="self-test-check"><button>Check</button></div>
<details class="fold"><summary>All answers, and why</summary><p>Because.</p></details></form>"""
CHOICE = '<label class="self-test-choice"><input type="radio"><span>{}</span></label>'


def made_plain(text):
    tree = html5lib.parse(f"<article><h1>Bend</h1>{text}</article>", namespaceHTMLElements=False)
    return plain(Page(Place("book/x", "", 0), "Bend", tree.find(".//article")))


def test_a_question_asked_for_a_number_keeps_its_words():
    content, answers = made_plain(QUESTION.format("Question.", "<input>"))
    assert words(content.find(".//p[@class='asked']")) == "Question 1. How steep is it?"
    assert [(answer.title, words(answer.content)) for answer in answers] == [
        ("Question 1: all answers, and why", "Because.")
    ]


def test_a_question_with_choices_lists_them_and_keeps_its_own_beginning():
    choices = CHOICE.format("flat") + CHOICE.format("steep")
    content, _ = made_plain(QUESTION.format("Predict.", choices))
    assert words(content.find(".//p[@class='asked']")) == "Question 1. Predict. How steep is it?"
    assert [words(item) for item in content.iter("li")] == ["flat", "steep"]


def test_an_answer_moves_to_the_end_and_another_fold_is_opened_where_it_stands():
    content, answers = made_plain(
        '<div class="exercise"><p><span class="caption-number">Exercise 1.1 </span></p></div>'
        '<details class="solution"><summary>Solution</summary><p>Two.</p></details>'
        "<details><summary>Show the steps</summary><p>One.</p></details>"
    )
    (answer,) = answers
    assert (answer.title, words(answer.content)) == ("Exercise 1.1: solution", "Two.")
    link = content.find(".//a[@class='answered']")
    assert link.get("href") == f"#{answer.id}"
    assert parents(content)[link].get("id") == answer.question
    assert words(content.find(".//div[@class='opened']")) == "The stepsOne."


def test_answers_of_a_lab_name_their_task_or_what_was_asked():
    fold = "<details><summary>{}</summary><p>Two.</p></details>"
    _, answers = made_plain(
        f"<h2>1. Up</h2><p><strong>Predict.</strong> Up?</p>{fold.format('Answer')}"
        f"<p><strong>Task 1.</strong> Go.</p>{fold.format('Solution')}<h2>2. Down</h2>"
        f"<p><strong>Why?</strong></p>{fold.format('Answer')}"
    )
    titles = [answer.title for answer in answers]
    assert titles == ["1. Up, predict: answer", "Task 1: solution", "2. Down: answer"]


def test_the_list_of_forms_is_left_out_for_it_changes_with_each_that_is_made():
    content, _ = made_plain('<p>Files.</p><ul><li data-form="pdf">PDF (3.1 MB)</li></ul>')
    assert words(content) == "BendFiles."


def test_code_that_was_folded_is_called_code():
    content, _ = made_plain("<details><summary>Show code cell source</summary></details>")
    assert words(content.find(".//p[@class='opened-title']")) == WORDS["code"]


def test_a_figure_is_its_picture_and_says_where_it_moves():
    content, _ = made_plain('<widget-view><img alt="A curve." src="x.svg"></widget-view>')
    still = content.find(".//div[@class='still']")
    assert [child.tag for child in still] == ["img", "p"]
    assert words(still) == WORDS["moves"].format(page="Bend")


def test_what_needs_a_script_is_left_out_and_the_text_around_it_stays():
    content, _ = made_plain(
        "<p>one <script>1</script>two <button>!</button>three"
        '<a href="code.html"><span class="viewcode-link">[source]</span></a> four</p>'
    )
    assert words(content) == "Bendone two three four"
    assert [element.tag for element in content.iter()] == ["article", "h1", "p"]


def test_a_formula_in_pieces_becomes_one_row():
    content, _ = made_plain(
        '<p><span class="math"><math><mrow><mi>a</mi><mo>−</mo></mrow></math><wbr>'
        "<math><mrow><mi>b</mi></mrow></math></span>, and</p>"
    )
    (math,) = content.iter(f"{MATHML}math")
    assert [row.tag for row in math] == [f"{MATHML}mrow"]
    assert [words(part) for part in math[0]] == ["a", "−", "b"]
    assert words(content) == "Benda−b, and"


def test_a_header_that_is_a_formula_is_heard_as_one():
    content, _ = made_plain(
        '<table><thead><tr><th><span class="visually-hidden">eta</span><div aria-hidden="true">'
        '<p><span class="math"><math><mi>η</mi></math></span></p></div></th></tr></thead></table>'
    )
    header = content.find(".//th")
    assert words(header) == "η"
    assert not any("aria-hidden" in element.attrib for element in header.iter())


@pytest.mark.parametrize(("place", "left"), [(0, "x<b />z"), (1, "x<a />yz")])
def test_an_element_taken_out_leaves_the_text_behind_it(place, left):
    root = html5lib.parseFragment("<p>x<a></a>y<b></b>z</p>", namespaceHTMLElements=False)[0]
    taken_out(root, root[place])
    kept = "".join(root.itertext())
    assert kept == re.sub("<.*?>", "", left).replace("xz", "xyz")
    assert len(root) == 1


def trees(page):
    """Return the content of a page made plain, and that of its answers."""
    return [page.content, *(answer.content for answer in page.answers)]


def elements(page):
    return [element for tree in trees(page) for element in tree.iter()]


def test_no_control_is_left_on_any_page(plain_pages):
    for name, page in plain_pages.items():
        assert {element.tag for element in elements(page)} & CONTROLS == set(), name


def test_no_formula_is_lost_and_each_is_one_piece(formulas, plain_pages):
    for name, page in plain_pages.items():
        found = [each for each in elements(page) if is_formula(each)]
        assert sorted(each.get("data-tex") for each in found) == sorted(formulas[name]), name
        assert [len(list(each.iter(f"{MATHML}math"))) for each in found] == [1] * len(found), name


def test_every_exercise_and_question_has_its_answer_linked_both_ways(plain_pages):
    for name, page in plain_pages.items():
        links = [each for each in page.content.iter("a") if has_class(each, "answered")]
        ids = {element.get("id") for element in page.content.iter()}
        assert [link.get("href") for link in links] == [f"#{a.id}" for a in page.answers], name
        assert {answer.question for answer in page.answers} <= ids, name
        titles = [answer.title for answer in page.answers]
        for exercise in (each for each in elements(page) if has_class(each, "exercise")):
            number = words(exercise.find(".//span[@class='caption-number']"))
            assert f"{number}: solution" in titles, name
        questions = [each for each in elements(page) if has_class(each, "question")]
        asked = [title for title in titles if title.startswith("Question ")]
        assert len(asked) == len(questions), name


def test_every_question_asks_something(plain_pages):
    asked = [e for page in plain_pages.values() for e in elements(page) if has_class(e, "asked")]
    assert len(asked) > 70
    assert [words(each) for each in asked if len(words(each)) < len("Question 10. ") + 10] == []


def test_every_picture_has_an_alternative(plain_pages):
    for name, page in plain_pages.items():
        pictures = [each for each in elements(page) if each.tag == "img"]
        assert all(picture.get("alt", "").strip() for picture in pictures), name
    assert sum(each.tag == "img" for page in plain_pages.values() for each in elements(page)) > 40


def test_signs_of_verdicts_are_those_of_the_site_and_stand_before_the_words():
    sheet = (ROOT / "output_layer" / "site" / "static" / "book.css").read_text(encoding="utf-8")
    shown = dict(re.findall(r'\.(m-\w+) p::before \{ content: "(.).?"', sheet))
    assert shown == SIGNS
    cell = '<table><tr><td class="m-wrong"><p><span class="visually-hidden">wrong: </span>0</p>'
    content = made_plain(f"{cell}</td></tr></table>").content
    assert words(content.find(".//td")) == "✗ wrong: 0"
