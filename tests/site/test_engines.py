"""Every page in Firefox and WebKit as in Chromium: quiet, its formulas in order, the same numbers.

That Chromium's numbers are Python's is shown in test_site_figures.
"""

import pytest

from engines import NAMES
from reader import PAGES, SOURCE
from signs import PLACES, covered, disordered, wide

KEYS = {
    "input[type=range]": ["ArrowRight", "End", "ArrowLeft"],
    "input[type=checkbox]": ["Space"],
    "input[type=radio]": ["Space"],  # with arrows Chromium goes on from the last to the first
    "select": ["ArrowDown"],
    "svg [tabindex='0'], svg[tabindex='0']": ["ArrowRight", "ArrowUp"],
}
WITHOUT_FORMULAS = ("book/assignments", "book/progress", "search", "genindex", SOURCE)
# Firefox says so of a script whose second half has not come yet; test_mends counts the children.
TOO_EARLY = "Incorrect number of children for <"
# Opens the folds, passes by every figure, and waits until each is drawn.
SHOW = """async () => {
  document.querySelectorAll("details").forEach((fold) => (fold.open = true));
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  for (const view of document.querySelectorAll("widget-view")) {
    view.scrollIntoView({ block: "center" });
    while (!view.matches(".mounted, :has(> .widget-note)")) await frame();
    await frame();
  }
  window.figures = [...document.querySelectorAll(".mounted [data-figure]")];
  return figures.map((figure) => figure.dataset.figure);
}"""
FOCUS = """(figure, selector, place) => {
  const usable = [...figures[figure].querySelectorAll(selector)].filter((each) => !each.disabled);
  usable[place]?.focus();
  return place < usable.length;
}"""
PARAGRAPHS = """(kind) => [...new Set([...document.querySelectorAll(`.bd-article p${kind}`)].map(
  (paragraph) => getComputedStyle(paragraph).textWrapStyle ?? "auto"))]"""
READ = """(figure) => [...figures[figure].querySelectorAll("[data-readout]")].map(
  ({ dataset, textContent }) => [dataset.readout, textContent])"""


def played(tab, figure):
    """Press the keys of every control of a figure; return what is shown before and after each."""
    shown = [("at first", tab.ask(READ, figure))]
    for selector, keys in KEYS.items():
        place = 0
        while tab.ask(FOCUS, figure, selector, place):
            for key in keys:
                tab.press(key)
                shown.append((f"{selector} {place} {key}", tab.ask(READ, figure)))
            place += 1
    return shown


@pytest.fixture(scope="module", params=PAGES)
def visited(engines, request):
    """Yield a page's name, and what each engine has shown of it in one visit."""
    return request.param, {name: visit(engines.tab(name), request.param) for name in NAMES}


def visit(tab, name):
    """Return the places of the formulas' signs, what each figure shows in use, what was wrong."""
    tab.resize(1280, 800)
    tab.open(f"{name}.html")
    places = [formula for formula in tab.ask(PLACES) if formula["text"]]
    names = tab.ask(SHOW)
    shown = [(name, played(tab, place)) for place, name in enumerate(names)]
    return {"places": places, "shown": shown, "problems": list(tab.problems)}


def differences(expected, found):
    """Return each number that is not the expected one: where, what was expected, what was found."""
    return [
        (figure, step, name, value, other)
        for (figure, model), (_, shown) in zip(expected, found, strict=True)
        for (step, values), (_, others) in zip(model, shown, strict=True)
        for (name, value), (_, other) in zip(values, others, strict=True)
        if value != other
    ]


def test_page_is_quiet_and_its_figures_show_what_chromium_shows(visited):
    _, engines = visited
    for figure, steps in engines["chromium"]["shown"]:
        readouts = [numbers for _, numbers in steps]
        assert readouts[0], f"{figure} shows at least one number"
        assert any(numbers != readouts[0] for numbers in readouts), f"keys move {figure}"
    for engine, found in engines.items():
        assert [each for each in found["problems"] if TOO_EARLY not in each] == [], engine
        assert differences(engines["chromium"]["shown"], found["shown"]) == [], engine


def test_no_sign_of_a_formula_lies_on_another(visited):
    name, engines = visited
    models = engines["chromium"]["places"]
    assert bool(models) == (name not in WITHOUT_FORMULAS)
    for engine, found in engines.items():
        shown = found["places"]
        assert [each["text"] for each in shown] == [each["text"] for each in models]
        pairs = [covered(*pair) for pair in zip(shown, models, strict=True)]
        at = {"".join(m["text"]): each for m, each in zip(models, pairs, strict=True) if each}
        assert at == {}, engine
        assert [each["text"] for each in shown if disordered(each)] == [], engine
        assert [each["text"] for each in shown if wide(each)] == [], engine


def test_an_engine_whose_page_has_crashed_is_started_anew(engines):
    engines.tab("webkit").driver.quit()
    tab = engines.tab("webkit")
    tab.open("book/intro.html")
    assert tab.problems == []


def test_webkit_shows_a_page_full_of_formulas_at_every_width(engines):
    tab = engines.tab("webkit")
    tab.open("book/equations.html")
    for width in range(340, 1420, 20):
        tab.resize(width, 800)
        assert tab.ask("() => document.body.offsetHeight") > 0, width
    tab.resize(1280, 800)


@pytest.mark.parametrize("name", NAMES)
def test_no_engine_seeks_the_best_lines_of_a_paragraph_with_formulas(engines, name):
    tab = engines.tab(name)
    tab.open("book/equations.html")
    assert tab.ask(PARAGRAPHS, ":has(.math)") == ["auto"]
    assert tab.ask(PARAGRAPHS, ":not(:has(.math))") in (["pretty"], ["auto"])  # Firefox has none
