"""The page of what libraries return: its tables hold the record, and are sorted and filtered."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from built import ROOT
from output_layer.site.measured import short
from reader import reading

PAGE = "book/libraries"
RECORD = json.loads((ROOT / "book" / "libraries.json").read_text(encoding="utf-8"))
SIGNS = {"right", "some", "wrong", "undefined", "refused", "choice", "nothing", "truth"}


@pytest.fixture(scope="module")
def built(site):
    return BeautifulSoup((site / f"{PAGE}.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def tables(built):
    """Return the tables of the page by their captions."""
    found = built.select("table.measured")
    return {table.caption.get_text(" ", strip=True): table for table in found}


def table(tables, words):
    """Return the table whose caption holds these words."""
    (found,) = (one for caption, one in tables.items() if words in caption)
    return found


def texts(row):
    """Return what the cells of a row say, to the eye and to the ear."""
    return [cell.get_text(strip=True) for cell in row(["td", "th"])]


def test_every_question_is_on_the_page():
    text = (ROOT / PAGE).with_suffix(".md").read_text(encoding="utf-8")
    named = {
        stem
        for line in text.splitlines()
        if line.startswith("```{measured} ")
        for stem in line.split()[1:]
    }
    assert named == {name.partition("/")[0] for name in RECORD["questions"]}


def test_a_row_says_what_was_recorded_in_its_type(tables):
    rows = table(tables, "The sigmoid far to the left").select("tbody tr")
    checked = 0
    for name, entry in RECORD["libraries"].items():
        for kind in ("float32", "float64"):
            said = entry["answers"].get(f"sigmoid_small/{kind}")
            if said is None or all(one is None or one["sign"] == "refused" for one in said):
                continue
            label = entry["label"].replace("'", "’")
            (row,) = (row for row in rows if texts(row)[:2] == [label, kind])
            numbers = [short(one["text"]) if "digits" in one else one["sign"] for one in said]
            assert all(
                number in cell for number, cell in zip(numbers, texts(row)[2:], strict=False)
            ), (name, kind)
            checked += 1
    assert checked > 20


def test_the_first_row_is_the_truth_and_every_cell_has_its_verdict(tables):
    for caption, found in tables.items():
        for cell in found.select("tbody td[class*=m-]"):
            (sign,) = (one.removeprefix("m-") for one in cell["class"] if one.startswith("m-"))
            assert sign in SIGNS
            if sign in ("wrong", "undefined", "refused") and not cell.get_text().isdigit():
                heard = cell.select_one(".visually-hidden")
                assert "How many" in caption or heard.get_text().startswith(sign)
    first = table(tables, "The sigmoid far to the left").select_one("tbody tr")
    assert texts(first)[0] == "the truth"
    assert texts(first)[3] == "4.14 · 10⁻⁸"


def test_every_name_leads_to_its_calls(built):
    ids = {one["id"] for one in built.select("[id]")}
    targets = {link["href"] for link in built.select("table.measured tbody th a[href]")}
    assert len(targets) == len(RECORD["libraries"])
    assert {target.removeprefix("#") for target in targets} <= ids
    calls = built.select_one("table.calls").get_text()
    for entry in RECORD["libraries"].values():
        assert all(call in calls for call in [*entry["calls"].values(), *entry["slopes"].values()])


@pytest.fixture
def page(browser, address):
    with reading(browser, address, PAGE) as (opened, problems):
        opened.locator("table.measured th button").first.wait_for()
        yield opened
        assert problems == []


def column(page, place, number):
    """Return what the cells of a column say, from top to bottom."""
    cells = page.locator("table.measured").nth(place).locator("tbody tr:visible")
    return cells.locator(f":is(td, th):nth-child({number})").all_inner_texts()


def test_a_heading_sorts_its_table_by_mouse_and_keyboard(page):
    before = column(page, 0, 1)
    button = page.locator("table.measured").first.locator("th button").nth(1)
    button.click()
    asked = [int(text) for text in column(page, 0, 2)]
    assert asked == sorted(asked)
    assert sorted(column(page, 0, 1)) == sorted(before)
    button.focus()
    page.keyboard.press("Enter")
    assert [int(text) for text in column(page, 0, 2)] == asked[::-1]
    heading = page.locator("table.measured").first.locator("th[aria-sort]")
    assert heading.get_attribute("aria-sort") == "descending"
    assert heading.inner_text() == "asked"


def test_the_truth_stays_above_the_rows_that_are_sorted(page):
    page.locator("table.measured").nth(1).locator("th button").nth(3).click()
    assert column(page, 1, 1)[0] == "the truth"
    signs = [text.strip()[:1] for text in column(page, 1, 4)[1:]]
    assert len(signs) > 20


def test_rows_are_found_by_words_and_by_what_is_wrong(page):
    status = page.locator(".measured-controls [role=status]")
    page.get_by_label("Find a library or a type").fill("jax float32")
    names = column(page, 1, 1)
    assert names[0] == "the truth"
    assert names[1:]
    assert all("JAX" in name for name in names[1:])
    assert "rows are shown" in status.inner_text()
    assert not status.inner_text().startswith("All")
    page.get_by_label("Find a library or a type").fill("this book’s")
    page.get_by_label("Show").select_option("faulty")
    assert column(page, 1, 1) == ["the truth"]
    page.get_by_label("Find a library or a type").fill("")
    page.get_by_label("Show").select_option("all")
    assert status.inner_text() == "All rows are shown."


# What a browser puts into the controls when a reader comes back.
PUT_BACK = """addEventListener("DOMContentLoaded", () => {{
  document.querySelector('.measured-controls [name="{}"]').value = "{}";
}});"""


@pytest.mark.parametrize(("control", "value"), [("find", "jax float32"), ("show", "faulty")])
def test_who_comes_back_sees_the_rows_that_the_controls_ask_for(browser, address, control, value):
    script = PUT_BACK.format(control, value)
    with reading(browser, address, PAGE, script=script) as (page, problems):
        status = page.locator(".measured-controls [role=status]")
        status.get_by_text(" of ").wait_for()
        shown, all_rows = map(int, re.findall(r"\d+", status.inner_text()))
        assert 0 < shown < all_rows
        assert page.locator("table.measured tbody tr[hidden]").count() == all_rows - shown
        assert problems == []


def test_without_scripts_the_tables_stand_and_the_controls_do_not(browser, address):
    with reading(browser, address, PAGE, java_script_enabled=False) as (page, _):
        assert page.locator("table.measured tbody tr").count() > 100
        assert not page.locator(".measured-controls").is_visible()
        assert page.locator("table.measured th button").count() == 0
