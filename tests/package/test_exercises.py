"""Every exercise says how hard it is, and a chapter's first can be done in the head."""

import re

import pytest

from built import ROOT
from contents import chapters

TITLES = re.compile(r"^```\{exercise\}(.*)$", re.MULTILINE)
LEVEL = re.compile(r" \S.* · (easy|medium|hard)")


@pytest.mark.parametrize("chapter", chapters())
def test_exercises_are_marked_and_begin_easily(chapter):
    text = (ROOT / "book" / f"{chapter}.md").read_text(encoding="utf-8")
    levels = [LEVEL.fullmatch(title) for title in TITLES.findall(text)]
    assert levels
    assert all(levels), "the title ends in · easy, · medium or · hard"
    assert levels[0][1] == "easy"
