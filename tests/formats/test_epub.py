"""The EPUB: what EPUBCheck and axe say of it, that it is whole, and the same when made anew."""

import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

import epubs
import needs
from accessible import violations
from epubs import BOOK, DC, MATHML, OPF, XHTML, Heard, elements
from output_layer.formats import epub
from output_layer.formats.epub import contained, packed
from output_layer.formats.pages import LEFT_OUT, words
from reader import toc

PAGES = [name for name in toc() if name not in LEFT_OUT]
FONTS = ("CSS-028", "Use of Font-face declaration.")  # said of every book with fonts of its own
SIZE = 1_500_000
PHONE, SCREEN = {"width": 375, "height": 700}, {"width": 1280, "height": 720}
# Formulas and code weigh most and hold nothing that these rules look at; rows are all alike.
LIGHTER = """() => {
  document.querySelectorAll("pre").forEach((code) => (code.textContent = code.textContent));
  document.querySelectorAll("math").forEach((formula) => (formula.textContent = "x"));
  const many = "tr:nth-child(n + 5), dl.py:nth-of-type(n + 4)";
  document.querySelectorAll(many).forEach((each) => each.remove());
}"""
# Axe counts no words of a formula, so a header that is one is empty to it; the colours, which are
# those of the stylesheet, are computed below.
RULES = {"empty-table-header": {"enabled": False}, "color-contrast": {"enabled": False}}
SHARED = Path(epubs.__file__).parent
# A book of few pages, made in another process, whose sets have another order.
AGAIN = """
import sys
from epubs import BOOK, Heard
from output_layer.formats import pages
from output_layer.formats.epub import epub
every = pages.places
pages.places = lambda tree: [each for each in every(tree) if each.name in sys.argv[3:]]
if __name__ == "__main__":
    epub(sys.argv[1], sys.argv[2], BOOK, Heard())
"""


@pytest.fixture(scope="session")
def path(site, pages, tmp_path_factory):
    """Return the path of the EPUB of the built site."""
    goal = tmp_path_factory.mktemp("epub") / "book.epub"
    packed(goal, contained(site, deepcopy(pages), BOOK, Heard()))
    return goal


@pytest.fixture(scope="session")
def book(path):
    """Return the EPUB, read."""
    return epubs.opened(path)


@pytest.fixture(scope="session")
def folder(path):
    """Return the folder of the unpacked EPUB."""
    with ZipFile(path) as archive:
        archive.extractall(path.parent / "unpacked")
    return path.parent / "unpacked" / "EPUB"


def test_epubcheck_has_nothing_to_say(path):
    assert set(epubs.checked(path)) - {FONTS} == set()


def test_epubcheck_finds_a_fault_that_was_put_in(site, pages, tmp_path):
    files = contained(site, deepcopy(pages[:1]), BOOK, Heard())
    first = f"{pages[0].name}.xhtml"
    files[first] = files[first].replace(b"<mi>", b'<mi scriptlevel="1">', 1)
    packed(tmp_path / "faulty.epub", files)
    told = set(epubs.checked(tmp_path / "faulty.epub")) - {FONTS}
    assert [name for name, _ in told] == ["RSC-005"]


def test_without_java_the_test_fails_and_says_what_gets_it(path, monkeypatch):
    monkeypatch.setattr(needs, "java", lambda: None)
    with pytest.raises(RuntimeError, match=r"needs Java.*make test"):
        epubs.checked(path)


def test_every_page_fits_a_phone_and_axe_finds_nothing_on_it(browser, folder):
    page = browser.new_page(viewport=PHONE)
    found = {}
    for path in sorted(folder.rglob("*.xhtml")):
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth") - PHONE["width"]
        page.evaluate(LIGHTER)
        page.set_viewport_size(SCREEN)
        if (broken := violations(page, rules=RULES)) or wide > 0:
            found[path.name] = wide, broken
        page.set_viewport_size(PHONE)
    page.close()
    assert found == {}


def test_axe_and_the_measure_find_what_was_put_in(browser, folder):
    page = browser.new_page(viewport=PHONE)
    page.goto((folder / "title.xhtml").as_uri())
    page.evaluate("document.body.innerHTML += `<div style='width: 500px'><img src='x'/></div>`")
    assert page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
    assert [rule for rule, _ in violations(page, rules=RULES)] == ["image-alt", "region"]
    page.close()


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_read_by_day_on_paper_and_at_night(book):
    day, _, night = book.files["EPUB/style.css"].decode().partition("@media (prefers-color-scheme")
    of_day, of_night = (re.findall(r"[^-]color: (#\w{6})", text) for text in (day, night))
    assert len(of_day) == len(of_night) == 6
    for ground in ("#ffffff", "#f4ecd8"):
        assert [colour for colour in of_day if contrast(colour, ground) < 4.5] == []
    for ground in ("#000000", "#2a2a2a"):
        assert [colour for colour in of_night if contrast(colour, ground) < 4.5] == []


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_every_page_of_the_site_is_in_it_and_in_the_contents(book):
    spine = [each.get("idref") for each in book.package.iter(f"{OPF}itemref")]
    hrefs = {each.get("id"): each.get("href") for each in book.package.iter(f"{OPF}item")}
    front = ["cover", "title", "contents"]
    assert [hrefs[name] for name in spine] == [f"{name}.xhtml" for name in [*front, *PAGES]]
    listed = [link.get("href") for link in elements(book.pages["EPUB/contents.xhtml"], "a")]
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
def test_every_numbered_thing_of_the_site_is_in_it(site, book, name):
    html = Path(site, f"{name}.html").read_text(encoding="utf-8").partition("<article")[2]
    here = book.files[f"EPUB/{name}.xhtml"].decode()
    assert sorted(map(str, shown(here))) == sorted(map(str, shown(html)))
    labels = re.findall(r'id="((?:equation|ex|tab|fig|question)-[^"]+)"', html)
    assert [label for label in labels if f'id="{label}"' not in here] == []


def test_numbers_are_found_at_all(book):
    found = [each for name in PAGES for each in shown(book.files[f"EPUB/{name}.xhtml"].decode())]
    assert len(found) > 300
    assert {str(kind[0]).split()[0] for kind in found} >= {"(", "Exercise", "Table", "Fig."}


def test_every_link_leads_somewhere(book):
    assert epubs.dead_links(book) == []


def test_dead_links_are_found(book):
    link = elements(book.pages["EPUB/title.xhtml"], "link")[0]
    old = link.get("href")
    for href in ("nowhere.css", "contents.xhtml#nowhere"):
        link.set("href", href)
        assert epubs.dead_links(book) == [("EPUB/title.xhtml", href)]
    link.set("href", old)


def test_formulas_have_only_what_epub_allows_and_their_words(book):
    assert epubs.refused_maths(book) == []
    formulas = [each for page in book.pages.values() for each in page.iter(f"{MATHML}math")]
    assert len(formulas) > 3000
    assert all(each.get("alttext", "").startswith("the formula ") for each in formulas)


@pytest.mark.parametrize(("name", "tag"), [("scriptlevel", "mi"), ("aria-label", "math")])
def test_a_refused_attribute_of_a_formula_is_found(book, name, tag):
    element = next(book.pages["EPUB/book/intro.xhtml"].iter(f"{MATHML}{tag}"))
    element.set(name, "1")
    assert epubs.refused_maths(book) == [("EPUB/book/intro.xhtml", tag, name)]
    del element.attrib[name]


def test_every_page_has_one_title_one_main_and_no_skipped_level(book):
    for name, page in book.pages.items():
        assert epubs.misplaced_headings(page) == [], name
        assert [len(elements(page, tag)) for tag in ("main", "title")] == [1, 1], name
        assert {each.tag.removeprefix(XHTML) for each in page.iter()} & epubs.CONTROLS == set()


def test_a_skipped_level_and_a_second_title_are_found(book):
    page = deepcopy(book.pages["EPUB/book/intro.xhtml"])
    heading = elements(page, "h2")[0]
    for tag, found in (("h3", [3]), ("h1", [1])):
        heading.tag = f"{XHTML}{tag}"
        assert epubs.misplaced_headings(page)[:1] == found


def test_every_answer_leads_back_to_where_it_was_asked_for(book):
    count = 0
    for page in book.pages.values():
        labels = {each.get("id"): each for each in page.iter()}
        for link in elements(page, "a"):
            if link.get("role") == "doc-backlink" and link.get("href").startswith("#to-"):
                asked = labels[link.get("href")[1:]]
                answer = labels[elements(asked, "a")[0].get("href")[1:]]
                assert link in answer.iter()
                count += 1
    assert count > 300


def test_tables_say_what_their_headers_head_and_pictures_what_they_show(book):
    for name, page in book.pages.items():
        assert all(each.get("scope") for each in elements(page, "th")), name
        assert all(each.get("alt") for each in elements(page, "img")), name


def test_languages_are_said_as_html_and_as_xml_say_them(book):
    told = {each.text for each in book.package.iter(f"{DC}language")}
    assert told == {"en", "zh-Hans"}
    for page in book.pages.values():
        for element in page.iter():
            xml = element.get("{http://www.w3.org/XML/1998/namespace}lang")
            assert element.get("lang") == xml
    assert book.pages["EPUB/book/zh.xhtml"].get("lang") == "zh-Hans"


def test_it_is_an_archive_as_reading_systems_expect_it(path):
    with ZipFile(path) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert [info.filename for info in others if info.compress_type == ZIP_STORED] == []
    assert path.read_bytes()[38:58] == b"application/epub+zip"
    assert path.stat().st_size < SIZE


def test_it_is_made_with_the_words_of_the_site_and_kept_there(site, pages, monkeypatch, tmp_path):
    kept = {}
    monkeypatch.setattr(epub, "read", lambda site: deepcopy(pages[:1]))
    monkeypatch.setattr(epub, "keep", lambda site, form, content: kept.setdefault(form, content))
    assert epub.make(site) == [kept["epub"]]
    (tmp_path / "one.epub").write_bytes(kept["epub"])
    made = epubs.opened(tmp_path / "one.epub")
    first = next(made.pages["EPUB/book/intro.xhtml"].iter(f"{MATHML}math"))
    assert (words(first), first.get("alttext")) == ("z", "z")
    assert words(next(made.package.iter(f"{DC}title"))) == "The Output Layer"


def test_it_is_made_of_the_same_bytes_anew(pages, site, tmp_path):
    few = [*pages[:4], pages[-1]]
    here, there = tmp_path / "here.epub", tmp_path / "there.epub"
    packed(here, contained(site, deepcopy(few), BOOK, Heard()))
    names = [page.name for page in few]
    command = [sys.executable, "-c", AGAIN, site, there, *names]
    subprocess.run(command, check=True, cwd=SHARED)
    assert there.read_bytes() == here.read_bytes()
