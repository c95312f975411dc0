"""The page of equations says each of them, in words and in braille, to whoever asks for it."""

import pytest
from bs4 import BeautifulSoup

from accessible import violations
from compressed import packed
from output_layer.derivations import LEDGER
from output_layer.site.aloud import WORDS
from output_layer.site.spoken import Spoken
from reader import reading, toc

PAGE = "book/equations"
ADDED = 24_000  # bytes on the wire
LABELS = [WORDS[style] for style in Spoken._fields]
SHOWN = "() => [...document.querySelectorAll('.aloud')].map((each) => each.checkVisibility())"
WIDER = "() => document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def page(site):
    text = (site / f"{PAGE}.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def tree(page):
    """Return pairs (role, name) of all that the browser tells a screen reader, and what it says."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [each for each in nodes if not each["ignored"]]


def names(nodes, role):
    return [each.get("name", {}).get("value") for each in nodes if each["role"]["value"] == role]


def switch(nodes):
    """Return the role of the switch and whether it is on."""
    found = [n for n in nodes if n.get("name", {}).get("value") == WORDS["switch"]]
    box = next(each for each in found if each["role"]["value"] == "checkbox")
    return next(p["value"]["value"] for p in box["properties"] if p["name"] == "checked")


def test_each_equation_is_followed_by_its_words_and_its_braille(page):
    formulas = page.select("section section div.math")  # of the ledger, chapter by chapter
    assert len(formulas) == len(page.select("dl.aloud")) == len(LEDGER)
    for formula in formulas:
        said = formula.find_next_sibling()
        assert said.name == "dl"
        assert [each.text for each in said.select("dt")] == LABELS
        assert all(each.text for each in said.select("dd"))


def test_braille_is_marked_as_no_language_and_not_to_be_translated(page):
    found = page.select(".aloud .braille")
    assert len(found) == len(LEDGER)
    assert all((each["lang"], each["translate"]) == ("zxx", "no") for each in found)
    assert all(
        0x2800 <= ord(letter) <= 0x28FF
        for each in found
        for letter in each.text.strip()
        if letter != "\n"
    )


def test_the_switch_is_a_checkbox_with_a_label_and_off(page):
    (box,) = page.select("input#aloud")
    assert box["type"] == "checkbox"
    assert not box.has_attr("checked")
    (label,) = page.select('label[for="aloud"]')
    assert label.text == WORDS["switch"]


def test_words_and_braille_cost_their_page_little_and_others_nothing(site, page, tmp_path):
    for each in page.select("dl.aloud"):
        each.extract()
    without = tmp_path / "without.html"
    without.write_text(str(page), encoding="utf-8")
    assert len(packed(site / f"{PAGE}.html")) - len(packed(without)) <= ADDED
    others = (site / f"{name}.html" for name in toc() if name != PAGE)
    assert [
        path.name for path in others if path.exists() and 'class="aloud' in path.read_text()
    ] == []


def test_the_search_knows_none_of_the_words(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8").lower()
    assert "clearspeak" not in index
    assert not any(0x2800 <= ord(letter) <= 0x28FF for letter in index)


def test_nothing_of_the_engine_is_in_the_site(site):
    names = {path.name for path in site.rglob("*")}
    assert not names & {"sre", "sre.js", "wgxpath", "xmldom", "mathmaps", "nemeth.json"}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_keyboard_and_mouse_show_and_hide_what_is_said(browser, address, script):
    options = {"java_script_enabled": script, "viewport": {"width": 320, "height": 700}}
    with reading(browser, address, PAGE, **options) as (page, problems):
        box = page.get_by_role("checkbox", name=WORDS["switch"])
        first = page.locator(".aloud").first
        assert not first.is_visible()
        box.focus()
        page.keyboard.press("Space")
        assert box.is_checked()
        assert first.is_visible()
        page.emulate_media(media="print")
        assert first.is_visible()
        page.emulate_media(media="screen")
        page.get_by_text(WORDS["switch"]).click()
        assert not box.is_checked()
        assert not first.is_visible()
        page.emulate_media(media="print")
        assert not first.is_visible()
        assert problems == []


def test_a_screen_reader_gets_the_state_the_words_and_the_braille(browser, address):
    with reading(browser, address, PAGE, viewport={"width": 320, "height": 700}) as (page, _):
        off = tree(page)
        assert switch(off) == "false"
        assert names(off, "term") == []
        page.get_by_role("checkbox", name=WORDS["switch"]).check()
        on = tree(page)
        assert switch(on) == "true"
        assert len(names(on, "term")) == len(names(on, "definition")) == 3 * len(LEDGER)
        texts = set(names(on, "StaticText"))
        assert {*LABELS, "z equals w x plus b", "⠵⠀⠨⠅⠀⠺⠭⠬⠃"} <= texts
        assert set(page.evaluate(SHOWN)) == {True}
        assert not page.evaluate(WIDER)
        assert violations(page, ".aloud, .aloud-switch") == []
