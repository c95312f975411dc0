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
from epubs import BOOK, DC, MATHML, Heard
from output_layer.formats import epub
from output_layer.formats.epub import contained, packed
from output_layer.formats.pages import words

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
from output_layer.formats.epub import contained, packed
every = pages.places
pages.places = lambda tree: [each for each in every(tree) if each.name in sys.argv[3:]]
if __name__ == "__main__":
    packed(sys.argv[2], contained(sys.argv[1], pages.read(sys.argv[1]), BOOK, Heard()))
"""


def test_epubcheck_has_nothing_to_say(epub_path):
    assert set(epubs.checked(epub_path)) - {FONTS} == set()


def test_epubcheck_finds_a_fault_that_was_put_in(site, pages, tmp_path):
    files = contained(site, deepcopy(pages[:1]), BOOK, Heard())
    first = f"{pages[0].name}.xhtml"
    files[first] = files[first].replace(b"<mi>", b'<mi scriptlevel="1">', 1)
    packed(tmp_path / "faulty.epub", files)
    told = set(epubs.checked(tmp_path / "faulty.epub")) - {FONTS}
    assert [name for name, _ in told] == ["RSC-005"]


def test_without_java_the_test_fails_and_says_what_gets_it(epub_path, monkeypatch):
    monkeypatch.setattr(needs, "java", lambda: None)
    with pytest.raises(RuntimeError, match=r"needs Java.*make test"):
        epubs.checked(epub_path)


def test_every_page_fits_a_phone_and_axe_finds_nothing_on_it(browser, epub_folder):
    page = browser.new_page(viewport=PHONE)
    found = {}
    for path in sorted(epub_folder.rglob("*.xhtml")):
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth") - PHONE["width"]
        page.evaluate(LIGHTER)
        page.set_viewport_size(SCREEN)
        if (broken := violations(page, rules=RULES)) or wide > 0:
            found[path.name] = wide, broken
        page.set_viewport_size(PHONE)
    page.close()
    assert found == {}


def test_axe_and_the_measure_find_what_was_put_in(browser, epub_folder):
    page = browser.new_page(viewport=PHONE)
    page.goto((epub_folder / "title.xhtml").as_uri())
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


def test_colours_can_be_read_by_day_on_paper_and_at_night(epub_book):
    day, _, night = (
        epub_book.files["EPUB/style.css"].decode().partition("@media (prefers-color-scheme")
    )
    of_day, of_night = (re.findall(r"[^-]color: (#\w{6})", text) for text in (day, night))
    assert len(of_day) == len(of_night) == 6
    for ground in ("#ffffff", "#f4ecd8"):
        assert [colour for colour in of_day if contrast(colour, ground) < 4.5] == []
    for ground in ("#000000", "#2a2a2a"):
        assert [colour for colour in of_night if contrast(colour, ground) < 4.5] == []


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_it_is_an_archive_as_reading_systems_expect_it(epub_path):
    with ZipFile(epub_path) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert [info.filename for info in others if info.compress_type == ZIP_STORED] == []
    assert epub_path.read_bytes()[38:58] == b"application/epub+zip"
    assert epub_path.stat().st_size < SIZE


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
