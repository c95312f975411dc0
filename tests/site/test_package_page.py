"""The page of the package, as built: every public name with all that its docstring says."""

import re

import pytest
from bs4 import BeautifulSoup

from compressed import packed
from contents import chapters
from output_layer.site.package import BESIDE, label, offered, typeset
from reader import reading, results

OFFERED = offered([f"book/{chapter}" for chapter in chapters()])
OF_CHAPTERS = [n for stem, names in OFFERED.items() if stem not in BESIDE for n in names]
HEAVIEST = 120_000  # bytes on the wire
BACK = re.compile(r'class="viewcode-back" href="[^"#]*book/package\.html#([^"]+)"')
CODE = ("pre", "code", "math", "script", "style")
MARKUP = re.compile(r"``|:\w+:`|^:\w+|_\{|\^|\\", re.MULTILINE)  # what docstrings are written in


@pytest.fixture(scope="module")
def page(site):
    return BeautifulSoup((site / "book/package.html").read_text(encoding="utf-8"), "html.parser")


def entry(page, name):
    """Return what is said below a signature."""
    return page.find(id=name).find_next_sibling("dd")


@pytest.mark.parametrize("name", [name for names in OFFERED.values() for name in names])
def test_every_public_name_has_an_entry_with_an_example_and_its_source(site, page, name):
    signature = page.find(id=name)
    source, _, anchor = signature.find("a", class_="internal")["href"].partition("#")
    code = BeautifulSoup((site / "book" / source).read_text(encoding="utf-8"), "html.parser")
    assert code.find(id=anchor) is not None
    assert entry(page, name).select_one("div.doctest")


def test_source_leads_back_to_its_entry(site, page):
    sources = sorted((site / "_modules").rglob("*.html"))
    links = {link for path in sources for link in BACK.findall(path.read_text(encoding="utf-8"))}
    assert len(links) >= len(OF_CHAPTERS)
    assert sorted(links - {each["id"] for each in page.find_all(id=True)}) == []


@pytest.mark.parametrize("name", OF_CHAPTERS)
def test_an_entry_shows_the_equations_and_leads_to_them(page, name):
    found = entry(page, name)
    rows = [row.text.rstrip(":") for row in found.select(".field-list > dt")]
    assert "Shapes" in rows
    for derived in found.select(".derived"):
        assert derived.find("math")
        assert "#equation-eq-" in derived.a["href"]
    assert ("Equation" in rows) == bool(found.select(".derived"))


def test_a_reader_sees_no_markup(page):
    texts = page.article.find_all(string=MARKUP)
    assert [text for text in texts if not text.find_parent(CODE)] == []


def test_letters_of_formulas_are_raised_and_lowered(page):
    text = str(entry(page, "output_layer.softmax").p)
    assert "e<sup>z<sub>j</sub></sup>/Σ<sub>l</sub> e<sup>z<sub>l</sub></sup>" in text


def test_a_figure_says_between_which_numbers_its_state_lies(page):
    rows = entry(page, "output_layer.figures.Neuron").select_one(".field-list").text
    assert "w from −4 to 4" in rows
    assert "x from −2 to 2" in rows


def test_what_a_figure_takes_is_said(page):
    assert page.find(id="output_layer.figures.Race").text.count("words=None") == 1


def test_bars_are_no_substitutions_and_literals_stay():
    lines = ["Return |z| with ``a | b``."]
    typeset(None, "function", "x", None, {}, lines)
    assert lines == [r"Return \|z\| with ``a | b``."]


@pytest.mark.parametrize("chapter", chapters())
def test_a_chapter_leads_to_its_functions(site, page, chapter):
    assert page.find(id=label(chapter)).name == "section"
    text = (site / "book" / f"{chapter}.html").read_text(encoding="utf-8")
    assert f'href="package.html#{label(chapter)}"' in text


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("logsumexp", "output_layer.logsumexp"),
        ("softmax_jacobian_product", "output_layer.softmax_jacobian_product"),
        ("naive_softmax", "output_layer.stability.naive_softmax"),
        ("SoftmaxRegression", "output_layer.SoftmaxRegression"),
        ("log_sum_exp", ""),
    ],
)
def test_search_finds_a_function(browser, address, query, leads_to):
    with reading(browser, address, "search", f"?q={query}") as (opened, problems):
        entry = re.compile(rf"book/package\.html.*{re.escape(leads_to)}")
        assert any(map(entry.search, results(opened)))
        assert problems == []


def test_the_page_costs_few_bytes(site):
    assert len(packed(site / "book/package.html")) <= HEAVIEST
