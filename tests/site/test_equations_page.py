"""The page of all equations follows the ledger and the order of the book by itself."""

import re

import pytest
from bs4 import BeautifulSoup

from built import ROOT
from output_layer.derivations import LEDGER
from output_layer.site import equations
from reader import toc

CHAPTERS = {record.chapter for record in LEDGER.values()}
ORDER = [name.removeprefix("book/") for name in toc() if name.removeprefix("book/") in CHAPTERS]
PLACE = re.compile(r", equation \((\d+)\)$")
ORIGIN = re.compile(r"(?:by|in) (\w+) in (\w+)\.py")
REFUSED = re.compile(r"(\d+) wrong versions are refused\.")


@pytest.fixture(scope="module")
def sections(site):
    """Return the chapters' sections of the built page, each with its heading's text."""
    text = (site / "book" / "equations.html").read_text(encoding="utf-8")
    found = BeautifulSoup(text, "html.parser").select("article section section")
    return [(each.h2.find(string=True).strip(), each) for each in found]


def titled(chapter):
    text = (ROOT / "book" / f"{chapter}.md").read_text(encoding="utf-8")
    return re.search(r"^# (.+)$", text, re.MULTILINE)[1]


def entries(section):
    """Yield of each entry: the link to its label, its title, and the sentences of its checks."""
    for link in section.select('a[href*="#equation-eq-"]'):
        paragraph = link.find_parent("p")
        checks = paragraph.find_next_sibling("p")
        label = link["href"].partition("#equation-")[2]
        yield label, paragraph.find("strong").text, checks.text


def test_every_chapter_has_a_section_in_the_order_of_the_book(sections):
    assert [title for title, _ in sections] == list(map(titled, ORDER))
    for chapter, (_, section) in zip(ORDER, sections, strict=True):
        assert section.select_one("p a")["href"] == f"{chapter}.html"


def test_the_contents_beside_the_page_name_every_chapter(site, sections):
    text = (site / "book" / "equations.html").read_text(encoding="utf-8")
    contents = BeautifulSoup(text, "html.parser").select("#pst-page-toc-nav a, .page-toc a")
    links = {link["href"].removeprefix("#") for link in contents}
    assert {section["id"] for _, section in sections} <= links


def test_every_equation_is_there_once_with_title_origin_and_checks(sections):
    seen = []
    for chapter, (_, section) in zip(ORDER, sections, strict=True):
        for label, title, checks in entries(section):
            record = LEDGER[label]
            assert record.chapter == chapter
            assert title == record.title.replace("'", "’")  # as the page sets it
            module = record.function.__module__.rpartition(".")[2]
            assert ORIGIN.search(checks).groups() == (record.function.__name__, module)
            assert int(REFUSED.search(checks)[1]) >= 5
            assert "It agrees with the code" in checks
            seen.append(label)
    assert sorted(seen) == sorted(LEDGER)


def test_every_equation_is_set_as_a_formula(sections):
    displayed = sum(len(section.select("div.math")) for _, section in sections)
    assert displayed == len(LEDGER)


def test_a_chapter_of_the_ledger_that_is_no_page_stops_the_build():
    everything = [f"book/{chapter}" for chapter in ORDER]
    assert equations.pages(["book/intro", *everything, "notebooks/softmax"]) == everything
    assert equations.pages(everything[::-1]) == everything[::-1]
    with pytest.raises(ValueError, match="no pages: book/softmax"):
        equations.pages([name for name in everything if name != "book/softmax"])
