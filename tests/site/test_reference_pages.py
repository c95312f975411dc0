"""The pages for looking up, as built: tables, questions and the map of the chapters."""

import json
import re
from itertools import pairwise

import numpy as np
import pytest
from bs4 import BeautifulSoup

from built import ROOT
from contents import chapters
from output_layer import log_likelihood_cost, softmax_quadratic_cost
from reader import reading, results

SCREEN = {"width": 1280, "height": 900}


def soup(site, name):
    return BeautifulSoup(
        (site / "book" / f"{name}.html").read_text(encoding="utf-8"), "html.parser"
    )


@pytest.fixture(scope="module")
def tables(site):
    """Return the tables of the summary: of each its rows of texts, the head first."""
    found = soup(site, "summary").select("article table")
    return [
        [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table("tr")]
        for table in found
    ]


def test_every_library_is_named_with_its_version(site):
    of = json.loads((ROOT / "book" / "summary.json").read_text(encoding="utf-8"))["libraries"]
    text = soup(site, "summary").article.text
    assert len(of) == 4
    assert [name for name in of if name not in text or not re.search(r" \d+\.\d+", name)] == []


def test_every_call_of_the_record_has_its_row(tables):
    of = json.loads((ROOT / "book" / "summary.json").read_text(encoding="utf-8"))["libraries"]
    rows = {row[0]: row for table in tables if table[0][0] == "call" for row in table[1:]}
    gives = {"each": "one for each", "mean": "the mean", "sum": "the sum"}
    for about in of.values():
        for call, found in about["calls"].items():
            assert rows.pop(call)[1:] == [found["told"], found["takes"], gives[found["gives"]]]
    assert rows == {}


def test_the_first_costs_are_those_of_equal_logits(tables):
    (table,) = [table for table in tables if table[0][0] == "pair"]
    sizes = [int(re.search(r"\d+$", head)[0]) for head in table[0][1:]]
    assert 10 in sizes
    first = [f"{log_likelihood_cost(np.zeros(size), 0):.4g}" for size in sizes]
    square = [f"{softmax_quadratic_cost(np.zeros(size), 0):.4g}" for size in sizes]
    assert table[1][1:] == first
    assert table[3][1:] == square


def test_the_mistake_shows_both_calls_and_both_costs(tables):
    (table,) = [table for table in tables if table[0][-1] == "with softmax twice"]
    rows = {(row[0], row[1]): row[2:] for row in table[1:]}
    right, twice = rows["torch.nn.Softmax(dim=-1)", "torch.nn.CrossEntropyLoss()"]
    assert float(right) < float(twice)
    assert ("jax.nn.softmax", "optax.softmax_cross_entropy") in rows


def test_every_pair_of_the_summary_leads_to_its_equations(site):
    links = {link["href"] for link in soup(site, "summary").select("article td a")}
    for label in ("cross-entropy-gradient-z", "log-likelihood-gradient", "labels-gradient"):
        assert any(link.endswith(f"#equation-eq-{label}") for link in links)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("why is my loss stuck at 2.303", "book/questions"),
        ("from_logits", "book/questions"),
        ("normalise squares", "book/questions"),
        ("my coefficients half", "book/questions"),
        ("BCEWithLogitsLoss", "book/questions"),
        ("rank of a matrix", "book/tools"),
    ],
)
def test_what_people_type_finds_its_page(browser, address, query, first):
    with reading(browser, address, "search", f"?q={query}") as (page, _):
        assert results(page)[0].split(".html")[0] == first


def test_the_tools_take_two_pages(browser, address):
    with reading(browser, address, "book/tools", viewport=SCREEN) as (page, _):
        height = page.locator("article").bounding_box()["height"]
        sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert height <= 3 * SCREEN["height"]
    assert sheets <= 3


# The map.


@pytest.fixture(scope="module")
def roads(site):
    return soup(site, "intro").select_one("svg.roadmap")


def test_the_map_names_every_chapter_in_the_order_of_the_book(site, roads):
    links = [link["href"].removesuffix(".html") for link in roads("a")]
    assert links[: len(chapters())] == [*chapters()] or "clinic" in chapters()
    assert set(chapters()) <= set(links)
    for link in roads("a"):
        title = soup(site, link["href"].removesuffix(".html")).h1.find(string=True)
        assert link.text.strip() == title.strip()
        assert link["aria-label"].startswith(f"{title.strip()}, needs ")


def test_no_arrow_of_the_map_crosses_a_word(roads):
    left = max(float(point["cx"]) for point in roads("circle"))
    assert all(float(text["x"]) > left + 10 for text in roads("text"))


def test_an_arrow_of_the_map_joins_two_chapters_downwards(roads):
    heights = [float(point["cy"]) for point in roads("circle")]
    assert all(later - one >= 34 for one, later in pairwise(heights))
    drawn = [path["d"] for path in roads("path")]
    told = sum(len(link["aria-label"].split(", needs ")[1].split(" and ")) for link in roads("a"))
    assert len(drawn) == told - 1, "the first chapter needs none"
    for path in drawn:
        line = path.split("M")[1]
        start, *_, end = (
            re.findall(r"[\d.]+", line.replace("V", " "))[1::2]
            if "C" in line
            else (*re.findall(r"[\d.]+", line)[1:],)
        )
        assert min(abs(float(start) - height) for height in heights) <= 7
        assert min(abs(float(end) - height) for height in heights) <= 7
        assert float(start) < float(end)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_map_can_be_read_and_walked(browser, address, colours):
    phone = {"width": 375, "height": 800}
    with reading(browser, address, "book/intro", viewport=phone, color_scheme=colours) as (page, _):
        drawing = page.locator("svg.roadmap")
        box = drawing.bounding_box()
        assert box["width"] <= 375
        link = drawing.locator("a[href='gradient.html']")
        link.focus()
        text = link.locator("text")
        assert text.evaluate("node => getComputedStyle(node).fontSize") == "16px"
        fill = text.evaluate("node => getComputedStyle(node).fill")
        assert fill == page.locator("article p a:not(.headerlink)").first.evaluate(
            "n => getComputedStyle(n).color"
        )
        page.keyboard.press("Enter")
        page.wait_for_url("**/gradient.html")
