"""The PDF: all that the site shows is in it, nothing is cut, and everything has its words."""

import re
from collections import Counter

import pypdfium2
import pytest
import typst

from output_layer.formats.about import book
from output_layer.formats.formulas import formulas
from output_layer.formats.pages import (
    FIRST,
    LEFT_OUT,
    has_class,
    parsed,
    places,
    read,
    shown,
    words,
)
from output_layer.formats.pdf import document, papers
from output_layer.formats.plain import plain as made_plain
from printed import Printed, plain
from tags import tags
from verapdf import verdict

MARGIN = 28.3  # points: 1 cm, which printers leave white
FOOT = 50  # points, in which no line of text stands but the number of the page
TITLE = "The Output Layer"
SMALL = b'#set document(title: "A")\n#set text(lang: "en")\n#title()\n= Heading\n'


@pytest.fixture(scope="module")
def about(site):
    return book(parsed(site / f"{FIRST}.html"))


@pytest.fixture(scope="module")
def articles(site):
    """Return the content of each page as the site has it."""
    names = [place.name for place in places(parsed(site / f"{FIRST}.html"))]
    trees = (parsed(site / f"{name}.html") for name in names if name not in LEFT_OUT)
    return [next(tree.iter("article")) for tree in trees]


@pytest.fixture(scope="module")
def contents(site):
    """Return pairs of a page and what it is when it is plain."""
    return [(page, made_plain(page)) for page in read(site)]


@pytest.fixture(scope="module", params=["pdf", "letter"])
def paper(request, form):
    return Printed(form(request.param), MARGIN)


@pytest.fixture(scope="module")
def a4(form):
    return Printed(form("pdf"), MARGIN)


def numbers(articles, name):
    """Return the words of all elements of a class, without the signs of links."""
    found = (e for article in articles for e in article.iter("span") if has_class(e, name))
    return [words(element).removesuffix("#") for element in found]


def test_every_number_of_an_equation_is_in_the_pdf(articles, paper):
    found = Counter(numbers(articles, "eqno"))
    assert len(found) > 100
    text = paper.text()
    assert [each for each, count in found.items() if text.count(plain(each)) < count] == []


@pytest.mark.parametrize("name", ["Exercise", "Table", "Fig."])
def test_every_exercise_table_and_figure_is_in_the_pdf(articles, paper, name):
    found = [each for each in numbers(articles, "caption-number") if each.startswith(name)]
    assert len(found) > 20
    assert paper.lacks(found) == []


def test_every_heading_is_in_the_pdf(articles, paper):
    titles = [e for article in articles for tag in ("h1", "h2", "h3") for e in article.iter(tag)]
    assert paper.lacks([words(title).removesuffix("#") for title in titles]) == []


def test_every_line_of_code_and_of_output_is_in_the_pdf(articles, a4):
    blocks = ("".join(pre.itertext()) for article in articles for pre in article.iter("pre"))
    assert a4.lacks({line for block in blocks for line in block.splitlines()}) == []


def test_nothing_is_cut(paper):
    assert paper.cut() == []


def test_what_is_cut_would_be_found():
    wide = b"#set page(width: 10cm, margin: 1cm)\n#box(width: 20cm)[" + b"word " * 40 + b"]"
    assert Printed(typst.compile(wide), 28).cut() != []


def test_every_formula_and_every_picture_has_its_words(contents, a4):
    trees = [t for _, one in contents for t in (one.content, *(a.content for a in one.answers))]
    keys = shown(trees)
    assert len(keys) > 3000
    said = formulas(keys)
    told = {
        kind: Counter(alt for k, alt in tags(a4.sheets) if k == kind)
        for kind in ("Formula", "Figure")
    }
    due = Counter(said[key].words for key in keys)
    assert not due - told["Formula"]  # one that goes on over a page is met on both
    assert due.keys() == told["Formula"].keys()
    assert not Counter(e.get("alt") for tree in trees for e in tree.iter("img")) - told["Figure"]


def test_the_file_conforms_to_pdf_ua(form, tmp_path):
    checks, failed = verdict(form("pdf"), tmp_path)
    assert failed == []
    assert checks > 1_000_000


def test_a_file_without_tags_would_not_conform(tmp_path):
    _, failed = verdict(typst.compile(SMALL, pdf_tags=False), tmp_path)
    assert any("tagged" in each for each in failed)


def test_the_contents_name_the_pages_where_the_chapters_begin(contents, form, a4):
    marks = pypdfium2.PdfDocument(form("pdf")).get_toc()
    begins = {mark.get_title(): mark.get_dest().get_index() + 1 for mark in marks}
    listed = " ".join(text.get_text_range() for text in a4.texts[1:10])
    for page, _ in contents:
        named = re.findall(rf"{re.escape(page.title)}[ .\r\n]+(\d+)", listed)
        assert str(begins[page.title]) in named, page.title


def test_each_page_has_its_number_at_its_foot(a4):
    for at, (sheet, text) in enumerate(zip(a4.sheets[1:], a4.texts[1:], strict=True), 2):
        assert text.get_text_bounded(0, 0, sheet.get_width(), FOOT).strip() == str(at)


def test_a_letter_that_no_font_has_stops_the_command(site):
    text = (
        '#import "book.typ": *\n#show: of-book.with("A", "B")\n#title-page("A", "", "B", ("",))\n'
    )
    assert papers(f"{text}= 输出层", site / "_images")
    with pytest.raises(ValueError, match="could not be displayed"):
        papers(f"{text}= \N{ETHIOPIC SYLLABLE HA}", site / "_images")


def test_the_same_pages_give_the_same_bytes(contents, about, site):
    text = document(contents[:2], about)
    assert papers(text, site / "_images") == papers(text, site / "_images")


def test_the_file_says_what_it_is_and_goes_into_a_mail(form):
    known = pypdfium2.PdfDocument(form("pdf")).get_metadata_dict()
    assert known["Title"] == TITLE
    assert known["Author"] == "The authors of The Output Layer"
    assert len(form("pdf")) < 15_000_000
