"""A formula is copied as LaTeX: by its button, and within a selection, in every engine."""

import json

import pytest

from clipboard import ALLOWED, clipboard
from engines import NAMES
from output_layer.site.maths import mathml
from reader import PAGES, reading

PHONE = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}
FORMULAS = """() => [...document.querySelectorAll(".bd-article .math")].map((each) => [
  each.matches("div"), (each.querySelector(".formula") ?? each).innerHTML])"""
# Selects from one node to another and copies; answers what came into the clipboard.
COPY = """async (from, to) => {
  const [first, last] = [document.querySelector(from), document.querySelector(to)];
  getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
  while (!window.latexOfFormulas) await new Promise((done) => setTimeout(done, 10));
  const clipboard = { clipboardData: new DataTransfer(), dataType: "text/plain", data: "" };
  const event = new ClipboardEvent("copy", { ...clipboard, cancelable: true });
  document.dispatchEvent(event);
  return ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
}"""
SHOWN = "button => getComputedStyle(button).opacity"


def sources(site, name):
    path = site / "_latex" / f"{name}.js"
    text = path.read_text(encoding="utf-8")
    return json.loads(text.removeprefix("window.latexOfFormulas=").rstrip(";\n"))


def parsed(page, text):
    """Return HTML as a browser writes it."""
    return page.evaluate(
        "(text) => Object.assign(document.createElement('p'), { innerHTML: text }).innerHTML", text
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_formula_is_what_its_latex_says(browser, site, address, name):
    with reading(browser, address, name, java_script_enabled=False) as (page, _):
        shown = page.evaluate(FORMULAS)
        if not shown:
            return
        found = sources(site, name)
        assert len(found) == len(shown)
        made = [mathml(text, displayed) for text, (displayed, _) in zip(found, shown, strict=True)]
        assert [parsed(page, each) for each in made] == [html for _, html in shown]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_button_copies_the_latex_of_its_formula(browser, site, address, scheme):
    home = address if scheme == "http" else site.as_uri()
    with reading(browser, home, "book/gradient", permissions=ALLOWED) as (
        page,
        problems,
    ):
        formula = page.locator("div.math:has(.eqno):visible").first
        place = formula.evaluate(
            "f => [...document.querySelectorAll('.bd-article .math')].indexOf(f)"
        )
        number = formula.locator(".eqno").inner_text().strip("#¶ ")
        button = formula.get_by_role("button", name=f"Copy LaTeX of formula {number}")
        assert button.evaluate(SHOWN) == "0"
        formula.hover()
        assert button.evaluate(SHOWN) == "1"
        page.mouse.move(0, 0)
        button.focus()
        assert button.evaluate(SHOWN) == "1"
        with clipboard(page) as copied:
            page.keyboard.press("Enter")
            page.get_by_role("status").get_by_text("LaTeX copied").wait_for(state="attached")
            assert copied() == sources(site, "book/gradient")[place]
        assert button.evaluate("button => button === document.activeElement")
        assert problems == []


def test_button_covers_no_formula_and_a_finger_finds_it(browser, address):
    with reading(browser, address, "book/gradient", **PHONE) as (page, _):
        formula = page.locator("div.math:visible").first
        button = formula.locator(".copy-latex")
        formula.locator(".formula").tap()
        assert button.evaluate(SHOWN) == "1"
        box, under = button.bounding_box(), formula.locator("math").first.bounding_box()
        assert box["height"] >= 24
        assert box["y"] + box["height"] <= under["y"]
        button.tap()
        page.get_by_role("status").get_by_text("LaTeX copied").wait_for(state="attached")


@pytest.mark.parametrize("engine", NAMES)
def test_selection_is_copied_with_latex_for_its_formulas(engines, site, engine):
    tab = engines.tab(engine)
    tab.open("book/slowdown.html")
    tab.ask("""() => {
      const display = document.querySelector(".bd-article section > div.math");
      display.previousElementSibling.id = "before";
      display.id = "formula";
    }""")
    text, html = tab.ask(COPY, "#before", "#formula math")
    displayed = tab.ask(
        "() => [...document.querySelectorAll('.bd-article .math')]"
        ".indexOf(document.querySelector('#formula'))"
    )
    source = sources(site, "book/slowdown")
    assert text.rstrip().endswith(f"\\[\n{source[displayed]}\n\\]")
    assert "<math" not in html
    assert source[displayed].replace("&", "&amp;") in html
    inline = source[displayed - 1]
    assert f"${inline}$" in text
    assert tab.problems == []


def press(button, way):
    if way == "mouse":
        button.hover()
        button.click()
    elif way == "finger":
        button.tap()
    else:
        button.focus()
        button.press("Enter")


@pytest.mark.parametrize("way", ["mouse", "keyboard", "finger"])
def test_copy_buttons_fetch_their_library_when_they_are_used(browser, address, way):
    options = {**(PHONE if way == "finger" else {}), "permissions": ALLOWED}
    with reading(browser, address, "book/softmax", **options) as (page, problems):
        asked = "performance.getEntriesByType('resource').map(({ name }) => name).join()"
        button = page.locator(".copybtn:visible").first
        code = page.locator(f"#{button.get_attribute('data-clipboard-target').removeprefix('#')}")
        assert "clipboard.min.js" not in page.evaluate(asked)
        with clipboard(page) as copied:
            press(button, way)
            assert copied().strip() == code.inner_text().strip()
        assert "clipboard.min.js" in page.evaluate(asked)
        assert problems == []
