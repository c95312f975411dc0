"""The parts of an EPUB on small pieces: formulas, links, pictures, its name and its date."""

from io import BytesIO
from types import SimpleNamespace
from xml.etree import ElementTree

import html5lib
import pytest
from PIL import Image

from epubs import ADDRESS, BOOK
from output_layer.formats import epub_cover, epub_look, epub_maths, epub_package
from output_layer.formats.epub_links import Links
from output_layer.formats.epub_pages import chapter, document
from output_layer.formats.epub_pictures import Pictures, converted
from output_layer.formats.pages import MATHML, Page, Place, words

LABELS = {"book/x": {"here"}, "notebooks/y": {"task"}}
INSIDE = {
    "#here": "#here",
    "#gone": None,
    "../notebooks/y.html": "../notebooks/y.xhtml",
    "../notebooks/y.html#task": "../notebooks/y.xhtml#task",
    "../notebooks/y.html#gone": "../notebooks/y.xhtml",
    "https://doi.org/1": "https://doi.org/1",
    "progress.html": None,
    "../_downloads/y.ipynb": None,
    "javascript:x": None,
    "": None,
}
OUTSIDE = {
    "progress.html": f"{ADDRESS}book/progress.html",
    "../figures/race.html#top": f"{ADDRESS}figures/race.html#top",
    "../notebooks/y.html": "../notebooks/y.xhtml",
    "javascript:x": None,
    "": None,
}


def parsed(text):
    return html5lib.parseFragment(text, namespaceHTMLElements=False)


def maths(text):
    return next(parsed(f"<math>{text}</math>").iter(f"{MATHML}math"))


def tags(root):
    return [element.tag.removeprefix(MATHML) for element in root.iter()]


def test_a_size_moves_to_where_it_is_allowed():
    formula = maths('<mfrac><mi scriptlevel="2">a</mi><mrow displaystyle="true">b</mrow></mfrac>')
    epub_maths.mend_one(formula)
    assert tags(formula) == ["math", "mfrac", "mstyle", "mi", "mstyle", "mrow"]
    assert [style.attrib for style in formula.iter(f"{MATHML}mstyle")] == [
        {"scriptlevel": "2"},
        {"displaystyle": "true"},
    ]
    assert words(formula) == "ab"


def test_a_size_stays_where_it_is_allowed():
    formula = maths('<mtable displaystyle="true"></mtable><mstyle scriptlevel="0"></mstyle>')
    epub_maths.mend_one(formula)
    assert tags(formula) == ["math", "mtable", "mstyle"]


def test_what_epub_refuses_goes():
    formula = maths('<mi intent="x" arg="y" role="z" data-x="1" aria-label="a" class="kept">a</mi>')
    epub_maths.mend_one(formula)
    assert formula[0].attrib == {"class": "kept"}


def test_a_sign_that_begins_a_line_has_its_space():
    formula = maths("<mtable><mtr><mtd><mrow><mo>=</mo><mi>a</mi></mrow></mtd></mtr></mtable>")
    epub_maths.mend_one(formula)
    assert next(formula.iter(f"{MATHML}mo")).get("lspace") == "0.2778em"


def test_words_of_a_formula_are_those_of_its_kind():
    text = '<span class="math" data-tex="a"><math></math></span>'
    root = parsed(text + '<div class="math" data-tex="a"><math></math></div>')
    epub_maths.mend(root, {("a", False): "inside", ("a", True): "apart"})
    assert [each.get("alttext") for each in root.iter(f"{MATHML}math")] == ["inside", "apart"]
    assert not any("data-tex" in each.attrib for each in root.iter())


@pytest.mark.parametrize(("href", "found"), INSIDE.items())
def test_links_lead_to_pages_inside(href, found):
    assert Links(LABELS, "").inside(href, "book/x") == found


@pytest.mark.parametrize(("href", "found"), OUTSIDE.items())
def test_other_links_lead_to_the_site_where_its_address_is_known(href, found):
    assert Links(LABELS, ADDRESS).inside(href, "book/x") == found


def test_a_link_that_leads_nowhere_is_text():
    root = parsed('<p><a class="reference" title="t" href="progress.html">progress</a>, kept</p>')
    Links(LABELS, "").mend(root, "book/x")
    assert words(root) == "progress, kept"
    assert root.find(".//span").attrib == {"class": "reference"}


FIGURE = '<figure id="fig-x"><div class="still"><img alt="x"><p class="moves">Moves.</p></div>'


@pytest.mark.parametrize(
    ("text", "place"),
    [(f"{FIGURE}</figure>", "#fig-x"), (FIGURE.partition(">")[2], "")],
)
def test_the_line_below_a_figure_leads_to_where_it_moves(text, place):
    root = parsed(text)
    Links(LABELS, "").lead_to_figures(root, "book/x")
    assert root.find(".//a") is None
    Links(LABELS, ADDRESS).lead_to_figures(root, "book/x")
    (link,) = root.iter("a")
    assert (link.get("href"), link.text) == (f"{ADDRESS}book/x.html{place}", "Moves.")


def test_a_webp_becomes_a_png_of_the_same_points(tmp_path):
    picture, file = Image.new("RGB", (3, 2), "#123456"), BytesIO()
    picture.save(file, "WEBP", lossless=True)
    (tmp_path / "x.webp").write_bytes(file.getvalue())
    root = parsed('<p><img src="../x.webp" loading="lazy" style="width: 9px; height: 3px;"></p>')
    pictures = Pictures(tmp_path)
    pictures.take(root, "book/x")
    assert root.find(".//img").attrib == {"src": "../images/x.png", "style": "width: 9px"}
    with Image.open(BytesIO(pictures.files["images/x.png"])) as png:
        assert (png.format, png.size, png.getpixel((1, 1))) == ("PNG", (3, 2), (0x12, 0x34, 0x56))


def test_a_drawing_is_one_document_of_svg():
    old = b'<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C"\n "x.dtd">\n'
    new = converted(old + b'<svg><path style="x"/><path d="M0 0"/></svg>', ".svg")
    assert new == b'<?xml version="1.0" encoding="utf-8"?>\n<svg><path d="M0 0"/></svg>'


def test_an_answer_stands_at_the_end_with_its_way_back():
    article = parsed(
        '<article><section lang="zh-Hans"><h1>弯</h1><details class="solution">'
        "<summary>Solution</summary><p>Two.</p></details></section></article>"
    ).find("article")
    made = chapter(Page(Place("book/x", "", 0), "弯", article), {}, "en")
    assert made.language == "zh-Hans"
    last = made.main.find("section/section[@class='answers']")
    assert words(last) == "Answers弯: solutionTwo.Back to “弯”"
    text = document(*made).decode()
    assert text.count("<main>") == 1
    assert '<html xmlns="http://www.w3.org/1999/xhtml"' in text
    assert 'lang="zh-Hans" xml:lang="zh-Hans"' in text
    ElementTree.fromstring(text)


def test_the_name_of_the_book_is_that_of_its_address():
    here = SimpleNamespace(**{**vars(BOOK), "address": ADDRESS})
    names = {epub_package.identifier(book, v) for book in (BOOK, here) for v in ("1", "2")}
    assert len(names) == 3
    assert all(name.startswith("urn:uuid:") for name in names)


def test_the_date_is_that_of_the_release_unless_another_is_set(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert epub_package.release().modified.endswith("T00:00:00Z")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert epub_package.release().modified == "1970-01-02T00:00:00Z"


def test_words_beside_formulas_are_promised_only_where_all_have_them():
    for described in (False, True):
        text = epub_package.package(BOOK, {}, [], ["en"], described).decode()
        assert ("describedMath" in text) == described
        assert ("with its words beside it" in text) == described


def test_the_cover_is_drawn_anew_to_the_same_bytes():
    assert epub_cover.drawn(BOOK) == epub_cover.drawn(BOOK)
    with Image.open(BytesIO(epub_cover.drawn(BOOK))) as cover:
        assert cover.size == (1280, 1920)
        assert "Software" not in cover.info


def test_a_sheet_without_fonts_of_formulas_is_no_sheet_of_the_site(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "site.css").write_text("p { color: red }", encoding="utf-8")
    with pytest.raises(ValueError, match="0 fonts of mathematics"):
        epub_look.look(tmp_path)
