"""A chapter is read in one sitting, and says at both ends what it is for."""

import re

import pytest

from built import ROOT
from contents import chapters
from reader import reading, scroll_through

SCREEN = {"width": 1280, "height": 900}
TEXT, PRACTICE = 11, 3  # screens from the title to "In five lines", and of self-test and exercises
# With every fold closed; a question of the self-test is practice wherever it is asked, and the
# way to the lab, at the end of the page, is neither.
HEIGHTS = """() => {
  document.querySelectorAll("details").forEach((fold) => (fold.open = false));
  const article = document.querySelector("article.bd-article");
  const place = (element) => element.getBoundingClientRect();
  const lines = place(article.querySelector("#in-five-lines"));
  const asked = [...article.querySelectorAll("form[data-question]")]
    .map((form) => place(form.closest(".cell"))).filter(({ top }) => top < lines.top)
    .reduce((sum, { height }) => sum + height, 0);
  return {
    text: lines.top - place(article.querySelector("h1")).top - asked,
    practice: place(article.querySelector(".run-block")).top - lines.bottom + asked,
  };
}"""
OPENING = re.compile(r"^After this chapter you can ", re.MULTILINE)
CLOSING = re.compile(r"^## In five lines\n\n((?:- .+\n){5})\n## ", re.MULTILINE)

each_chapter = pytest.mark.parametrize("chapter", chapters())


@each_chapter
def test_a_chapter_is_no_longer_than_a_reader_lasts(browser, address, chapter):
    with reading(browser, address, f"book/{chapter}", viewport=SCREEN) as (page, _):
        scroll_through(page)
        page.wait_for_function("document.fonts.status === 'loaded'")
        heights = page.evaluate(HEIGHTS)
    screens = {part: height / SCREEN["height"] for part, height in heights.items()}
    assert screens["text"] <= TEXT, f"{screens['text']:.2f} from the title to 'In five lines'"
    assert screens["practice"] <= PRACTICE, f"{screens['practice']:.2f} of practice"


@each_chapter
def test_a_chapter_says_what_a_reader_can_do_after_it_and_what_is_left_in_five_lines(chapter):
    text = (ROOT / "book" / f"{chapter}.md").read_text(encoding="utf-8")
    opening = text[: text.index("\n## ")]
    assert len(OPENING.findall(text)) == len(OPENING.findall(opening)) == 1
    assert len(CLOSING.findall(text)) == 1
