"""Who searches finds the place where a term is defined, and can read what is marked there."""

import json
import re

import pytest

from built import ROOT
from reader import reading, results, toc

TERM = re.compile(r"\{index\}`(?:!([^`]+)|[^`<]+<!([^>]+)>)`")
# Of each marked word, its colour and the ground that it stands on, as painted.
MARKED = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (colours) => {
    for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  return [...document.querySelectorAll(".highlighted")].map((mark) => {
    const grounds = [];
    for (let node = mark; node; node = node.parentElement) {
      grounds.unshift(getComputedStyle(node).backgroundColor);
    }
    return [painted(grounds), painted([...grounds, getComputedStyle(mark).color])];
  });
}"""


def terms():
    """Return each term of the index with the page that defines it."""
    texts = {name: ROOT / f"{name}.md" for name in toc() if name.startswith("book/")}
    return [
        (main or named, name)
        for name, path in texts.items()
        for main, named in TERM.findall(path.read_text(encoding="utf-8"))
    ]


def first_result(page, address, query):
    """Return the address of the page that comes first."""
    page.goto(f"{address}/search.html?q={query}")
    return results(page)[0]


def test_every_term_of_the_index_is_found_where_it_is_defined(browser, address):
    found = terms()
    assert ("log-sum-exp", "book/stability") in found
    assert len(found) > 30
    with reading(browser, address, "search") as (page, _):
        first = {term: first_result(page, address, term) for term, _ in found}
    assert {term: first[term].split(".html")[0] for term, _ in found} == dict(found)


def luminance(colour):
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("query", ["softmax", "import", "logarithm"])
def test_words_marked_after_a_search_can_be_read(browser, address, colours, query):
    with reading(browser, address, "search", f"?q={query}", color_scheme=colours) as (page, _):
        page.locator("#search-results a[href*='/stability.html']").first.click()
        page.wait_for_url("**/stability.html*")
        page.locator(".highlighted").first.wait_for(state="attached")
        marked = page.evaluate(MARKED)
    assert min(contrast(*each) for each in marked) >= 4.5


@pytest.mark.parametrize("width", [375, 1280])
def test_magnifier_covers_no_letter_of_the_query(browser, address, width):
    size = {"width": width, "height": 700}
    with reading(browser, address, "search", viewport=size) as (page, _):
        field = page.locator("input[type=search]:visible").first
        icon = page.locator(".bd-search:visible .fa-magnifying-glass").first.bounding_box()
        start = field.evaluate(
            "field => field.getBoundingClientRect().left"
            " + parseFloat(getComputedStyle(field).paddingLeft)"
        )
        assert icon["width"] > 0
        assert icon["x"] + icon["width"] <= start


def test_digits_behind_a_point_are_no_words_of_the_index(site):
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    words = json.loads(text[text.index("{") : text.rindex("}") + 1])["terms"]
    assert [word for word in words if re.match(r"0\d|\d{5}", word)] == []
    assert {"2018", "softmax", "float32"} <= set(words)
