"""What the EPUB holds: every page, number, link, formula, answer and language of the site."""

import re
from copy import deepcopy
from pathlib import Path

import pytest

import epubs
from epubs import DC, MATHML, OPF, XHTML, elements
from output_layer.formats.pages import LEFT_OUT
from output_layer.formats.pages import shown as shown_formulas
from output_layer.site.spoken import said
from reader import toc

PAGES = [name for name in toc() if name not in LEFT_OUT]


def test_every_page_of_the_site_is_in_it_and_in_the_contents(epub_book):
    spine = [each.get("idref") for each in epub_book.package.iter(f"{OPF}itemref")]
    hrefs = {each.get("id"): each.get("href") for each in epub_book.package.iter(f"{OPF}item")}
    front = ["cover", "title", "contents"]
    assert [hrefs[name] for name in spine] == [f"{name}.xhtml" for name in [*front, *PAGES]]
    listed = [link.get("href") for link in elements(epub_book.pages["EPUB/contents.xhtml"], "a")]
    pages = dict.fromkeys(href.partition("#")[0] for href in listed)
    assert list(pages)[: len(PAGES) + 1] == [f"{name}.xhtml" for name in ["title", *PAGES]]


def shown(text):
    """Return what a text numbers: equations, and exercises and tables with what they are called."""
    numbers = re.findall(r'class="eqno">\s*(\([^<]+\))', text)
    return numbers + [
        (number.strip(), re.sub(r"\s+|<span[^>]*>|</span>", " ", title).strip()[:12])
        for number, title in re.findall(r'class="caption-number">([^<]+)</span>(.*?)\n?</', text)
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_numbered_thing_of_the_site_is_in_it(site, epub_book, name):
    html = Path(site, f"{name}.html").read_text(encoding="utf-8").partition("<article")[2]
    here = epub_book.files[f"EPUB/{name}.xhtml"].decode()
    assert sorted(map(str, shown(here))) == sorted(map(str, shown(html)))
    labels = re.findall(r'id="((?:equation|ex|tab|fig|question)-[^"]+)"', html)
    assert [label for label in labels if f'id="{label}"' not in here] == []


def test_numbers_are_found_at_all(epub_book):
    found = [
        each for name in PAGES for each in shown(epub_book.files[f"EPUB/{name}.xhtml"].decode())
    ]
    assert len(found) > 300
    assert {str(kind[0]).split()[0] for kind in found} >= {"(", "Exercise", "Table", "Fig."}


def test_every_link_leads_somewhere(epub_book):
    assert epubs.dead_links(epub_book) == []


def test_dead_links_are_found(epub_book):
    link = elements(epub_book.pages["EPUB/title.xhtml"], "link")[0]
    old = link.get("href")
    for href in ("nowhere.css", "contents.xhtml#nowhere"):
        link.set("href", href)
        assert epubs.dead_links(epub_book) == [("EPUB/title.xhtml", href)]
    link.set("href", old)


def test_formulas_have_only_what_epub_allows_and_their_words(epub_book, pages):
    assert epubs.refused_maths(epub_book) == []
    formulas = [each for page in epub_book.pages.values() for each in page.iter(f"{MATHML}math")]
    assert len(formulas) > 3000
    due = said(shown_formulas(page.article for page in pages)).values()
    assert {each.get("alttext") for each in formulas} == {each.clearspeak for each in due}


@pytest.mark.parametrize(("name", "tag"), [("scriptlevel", "mi"), ("aria-label", "math")])
def test_a_refused_attribute_of_a_formula_is_found(epub_book, name, tag):
    element = next(epub_book.pages["EPUB/book/intro.xhtml"].iter(f"{MATHML}{tag}"))
    element.set(name, "1")
    assert epubs.refused_maths(epub_book) == [("EPUB/book/intro.xhtml", tag, name)]
    del element.attrib[name]


def test_every_page_has_one_title_one_main_and_no_skipped_level(epub_book):
    for name, page in epub_book.pages.items():
        assert epubs.misplaced_headings(page) == [], name
        assert [len(elements(page, tag)) for tag in ("main", "title")] == [1, 1], name
        assert {each.tag.removeprefix(XHTML) for each in page.iter()} & epubs.CONTROLS == set()


def test_a_skipped_level_and_a_second_title_are_found(epub_book):
    page = deepcopy(epub_book.pages["EPUB/book/intro.xhtml"])
    heading = elements(page, "h2")[0]
    for tag, found in (("h3", [3]), ("h1", [1])):
        heading.tag = f"{XHTML}{tag}"
        assert epubs.misplaced_headings(page)[:1] == found


def test_every_answer_leads_back_to_where_it_was_asked_for(epub_book):
    count = 0
    for page in epub_book.pages.values():
        labels = {each.get("id"): each for each in page.iter()}
        for link in elements(page, "a"):
            if link.get("role") == "doc-backlink" and link.get("href").startswith("#to-"):
                asked = labels[link.get("href")[1:]]
                answer = labels[elements(asked, "a")[0].get("href")[1:]]
                assert link in answer.iter()
                count += 1
    assert count > 300


def test_tables_say_what_their_headers_head_and_pictures_what_they_show(epub_book):
    for name, page in epub_book.pages.items():
        assert all(each.get("scope") for each in elements(page, "th")), name
        assert all(each.get("alt") for each in elements(page, "img")), name


def test_languages_are_said_as_html_and_as_xml_say_them(epub_book):
    told = {each.text for each in epub_book.package.iter(f"{DC}language")}
    assert told == {"en", "zh-Hans"}
    for page in epub_book.pages.values():
        for element in page.iter():
            xml = element.get("{http://www.w3.org/XML/1998/namespace}lang")
            assert element.get("lang") == xml
    assert epub_book.pages["EPUB/book/zh.xhtml"].get("lang") == "zh-Hans"
