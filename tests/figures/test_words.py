"""A translation replaces a table: no word that a reader sees or hears stands anywhere else."""

import re

import pytest

from output_layer import figures
from stage import stage

CLASSES = [getattr(figures, name) for name in figures.__all__]
# A word of a language. The types of NumPy are names, in every language.
WORD = re.compile(r"(?!float(?:16|32|64))\b[A-Za-z]{2,}")
# Everything shown or said: texts of the figure, and what attributes hold for those who listen.
SHOWN = """(figure) => {
  const said = ["aria-label", "aria-valuetext", "aria-description", "title", "alt", "placeholder"];
  const texts = [...figure.querySelectorAll("*")].filter((node) => !node.closest("style"))
    .flatMap((node) => [
      ...[...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data),
      ...said.map((name) => node.getAttribute(name)),
    ]);
  return texts.filter((text) => text?.trim());
}"""


def foreign(words):
    """Return a table in which every Latin letter is a Cyrillic one, placeholders left alone."""
    pieces = {name: re.split(r"(\{.*?\})", word) for name, word in words.items()}
    return {
        name: "".join(p if p.startswith("{") else re.sub("[A-Za-z]", "ж", p) for p in parts)
        for name, parts in pieces.items()
    }


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_figure_shows_and_says_no_word_that_is_not_in_its_table(browser, cls):
    with stage(browser, cls(words=foreign(cls().words))) as (actor,):
        texts = actor.root.evaluate(SHOWN)
    assert any("ж" in text for text in texts)
    assert [text for text in texts if WORD.search(text)] == []


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_the_sentence_of_a_figure_comes_from_its_table(cls):
    sentence = cls(words=foreign(cls().words)).sentence()
    assert "ж" in sentence
    assert not WORD.search(sentence)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_the_picture_of_a_figure_has_words_that_no_font_here_has(cls):
    """In a page the reader's fonts draw them; where Matplotlib warned, a build would fail."""
    words = {name: re.sub("ж", "梯", word) for name, word in foreign(cls().words).items()}
    drawn = cls(words=words).picture()
    assert "梯" in drawn
