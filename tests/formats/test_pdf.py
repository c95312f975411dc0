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
    MATHML,
    SVG,
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


def trees(contents):
    """Return the content of all pages, and that of all answers."""
    answers = [answer.content for _, one in contents for answer in one.answers]
    return [one.content for _, one in contents] + answers


def texts(element):
    """Yield what an element says, piece by piece: formulas, drawings and hidden words apart."""
    if element.tag in (f"{MATHML}math", f"{SVG}svg") or has_class(element, "visually-hidden"):
        return
    yield from (element.text or "").splitlines()
    for child in element:
        yield from texts(child)
        yield from (child.tail or "").splitlines()


def line_of(page):
    """Return a line in the middle of a page of the PDF."""
    lines = page.get_text_range().splitlines()
    return max(lines[len(lines) // 3 :], key=len)


def numbers(articles, name):
    """Return the words of all elements of a class, without the signs of links."""
    found = (e for article in articles for e in article.iter("span") if has_class(e, name))
    return [words(element).removesuffix("#") for element in found]


def test_every_number_of_an_equation_is_in_the_pdf_beside_those_that_refer_to_it(contents, paper):
    found = {number for tree in trees(contents) for number in numbers([tree], "eqno")}
    assert len(found) > 100
    said = plain(" ".join(text for tree in trees(contents) for text in texts(tree)))
    due = {number: said.count(plain(number)) for number in found}
    text = paper.text()
    assert [number for number, count in due.items() if text.count(plain(number)) < count] == []


@pytest.mark.parametrize("name", ["Exercise", "Table", "Fig."])
def test_every_exercise_table_and_figure_of_the_site_is_named_in_the_pdf(articles, paper, name):
    found = [each for each in numbers(articles, "caption-number") if each.startswith(name)]
    assert len(found) > 20
    assert paper.lacks(found) == []


def test_all_that_the_pages_say_is_in_the_pdf(contents, paper):
    said = {text for tree in trees(contents) for text in texts(tree)}
    assert len(said) > 10_000
    assert paper.lacks(said) == []


def test_every_heading_of_the_site_is_in_the_pdf(articles, a4):
    titles = [e for article in articles for tag in ("h1", "h2", "h3") for e in article.iter(tag)]
    assert a4.lacks([words(title).removesuffix("#") for title in titles]) == []


def test_a_text_that_is_not_there_or_not_whole_is_missed(a4):
    line = line_of(a4.texts[20])
    wrong = [f"{line}x", f"x{line}", "No page says this."]
    assert a4.lacks([line, *wrong]) == wrong


def test_nothing_is_cut(paper):
    assert paper.cut() == []


def test_what_is_cut_would_be_found():
    wide = b"#set page(width: 10cm, margin: 1cm)\n#box(width: 20cm)[" + b"word " * 40 + b"]"
    assert Printed(typst.compile(wide), 28).cut() != []


def test_every_formula_and_every_picture_has_its_words(contents, a4):
    keys = shown(trees(contents))
    assert len(keys) > 3000
    said = formulas(keys)
    told = {
        kind: Counter(alt for k, alt in tags(a4.sheets) if k == kind)
        for kind in ("Formula", "Figure")
    }
    due = Counter(said[key].words for key in keys)
    assert not due - told["Formula"]  # one that goes on over a page is met on both
    assert due.keys() == told["Formula"].keys()
    pictures = Counter(e.get("alt") for tree in trees(contents) for e in tree.iter("img"))
    assert not pictures - told["Figure"]


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
    begun = '#import "book.typ": *\n#show: of-book.with("A", "B", "en")\n#std.title("A")\n= '
    assert papers(f"{begun}输出层", site / "_images")
    with pytest.raises(ValueError, match="could not be displayed"):
        papers(f"{begun}\N{ETHIOPIC SYLLABLE HA}", site / "_images")


def test_the_same_pages_give_the_same_bytes(contents, about, site):
    text = document(contents[:2], about)
    assert papers(text, site / "_images") == papers(text, site / "_images")


def test_the_file_says_what_it_is_and_goes_into_a_mail(form):
    known = pypdfium2.PdfDocument(form("pdf")).get_metadata_dict()
    assert known["Title"] == TITLE
    assert known["Author"] == "The authors of The Output Layer"
    assert len(form("pdf")) < 15_000_000
