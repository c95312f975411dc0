"""The questions of the self-tests: exactly one answer is right, and each wrong one is what it says.

What a page does with them is tested in tests/site/test_selftests.py.
"""

import re
from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from built import ROOT
from contents import chapters
from output_layer.selftests import ask
from output_layer.selftests.asking import MIME, questions
from output_layer.selftests.confusions import CONFUSIONS
from worked import BEHIND_WORDS, WORKED

CHAPTERS = chapters()
ALL = {f"{chapter}-{each.name}": each for chapter in CHAPTERS for each in questions(chapter)}
# What readers of other texts get wrong, as the plan of the book lists it.
KNOWN = {
    *("case", "elementwise", "where", "back", "squared", "hidden", "rates", "sum", "twice"),
    *("overflow", "single", "two", "half", "base", "labels", "picture", "axis"),
}
ASKED = re.compile(r'^ask\("(\w+)", (.+)\)$', re.MULTILINE)
# What is learned comes near to its limit and never arrives.
NEARLY = {"choice-both": 1e-3}
HEADING = "## Test yourself\n"

each_question = pytest.mark.parametrize("name", ALL)
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS)


def page(chapter):
    return (ROOT / "book" / f"{chapter}.md").read_text(encoding="utf-8")


@each_chapter
def test_a_chapter_has_five_questions(chapter):
    names = [each.name for each in questions(chapter)]
    assert len(set(names)) == len(names) == 5
    assert len({each.confusion for each in questions(chapter)}) == 5


def test_every_confusion_is_asked_about_and_every_question_names_one():
    assert {each.confusion for each in ALL.values()} == set(CONFUSIONS)
    assert set(CONFUSIONS) >= KNOWN


@each_question
def test_exactly_one_answer_is_right(name):
    question = ALL[name]
    truth = question.right.finds
    assert [each.is_so(truth, question.within) for each in question.answers] == [
        each is question.right for each in question.answers
    ]


@each_question
def test_each_answer_is_what_its_reasoning_finds_and_no_wrong_turn_finds_the_right_one(name):
    question = ALL[name]
    assert all(each.is_so(each.finds) for each in question.answers)
    assert not any(question.right.is_so(each.finds) for each in question.answers[1:])


@each_question
def test_answers_and_replies_differ(name):
    question = ALL[name]
    assert 3 <= len(question.answers) <= 4
    assert len({question.says(each) for each in question.answers}) == len(question.answers)


def test_no_two_replies_of_the_book_are_the_same():
    replies = [each.reply for question in ALL.values() for each in question.answers]
    replies += [each.other for each in ALL.values() if each.other]
    assert max(Counter(replies).values()) == 1
    assert min(map(len, replies)) > 30


@pytest.mark.parametrize("name", [name for name, each in ALL.items() if each.other])
def test_a_typed_number_is_near_to_one_answer_only(name):
    question = ALL[name]
    for one, other in combinations(question.answers, 2):
        assert abs(one.finds - other.finds) > 2 * question.within


def numbers_shown():
    """Return the names of the questions with answers that are numbers."""
    return {name for name, each in ALL.items() if not any(a.says for a in each.answers)}


def test_every_number_is_worked_out_twice():
    assert numbers_shown() == set(WORKED)


@pytest.mark.parametrize("name", WORKED)
def test_a_number_is_the_one_that_is_worked_out_by_hand(name):
    found = [each.finds for each in ALL[name].answers]
    np.testing.assert_allclose(found, WORKED[name], rtol=NEARLY.get(name, 1e-9), atol=1e-15)


@pytest.mark.parametrize("name", BEHIND_WORDS)
def test_words_rest_on_the_number_that_is_worked_out_by_hand(name):
    found = [each.finds for each in ALL[name].answers]
    np.testing.assert_allclose(found, BEHIND_WORDS[name], rtol=1e-12)


def test_the_place_of_an_answer_does_not_give_it_away():
    places = Counter(each.in_order().index(each.right) for each in ALL.values())
    assert len(places) == 4
    assert max(places.values()) < len(ALL) / 2


@each_chapter
def test_a_chapter_asks_each_of_its_questions_once(chapter):
    asked = [(topic, eval(f"[{names}]")) for topic, names in ASKED.findall(page(chapter))]
    assert {topic for topic, _ in asked} == {chapter}
    names = [name for _, names in asked for name in names]
    assert sorted(names) == sorted(each.name for each in questions(chapter))


@each_chapter
def test_some_are_asked_before_their_answer_and_the_rest_at_the_end(chapter):
    text = page(chapter)
    end = text.index(HEADING)
    assert text.count(HEADING) == 1
    assert text.index("## Exercises\n") > end
    early = [each for each in questions(chapter) if each.before]
    assert 1 <= len(early) <= 2
    for each in questions(chapter):
        place = re.search(rf'^ask\("{chapter}", .*"{each.name}"', text, re.MULTILINE).start()
        assert (place < end) == bool(each.before)
        if each.before:
            assert place < text.index(each.before)
            assert each.before not in text[:place]


@each_question
def test_a_notebook_shows_a_question_with_its_answers_folded_and_no_script(name):
    chapter, _, own = name.partition("-")
    shown = ask(chapter, own)._repr_mimebundle_()
    text, question = shown["text/markdown"], ALL[name]
    assert question.asks in text
    assert "<script" not in text
    assert text.count("<details>") == (1 if question.other else len(question.answers))
    folded = text.partition("<details>")[2]
    for each in question.answers:
        assert each.reply in folded
        assert question.says(each) in folded
    assert shown["text/plain"] == question.asks
    assert [content["id"] for content in shown[MIME]] == [name]


def test_an_unknown_question_is_none():
    with pytest.raises(KeyError, match="nonsense"):
        ask("sigmoid", "nonsense")
