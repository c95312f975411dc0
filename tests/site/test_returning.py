"""A reader comes back to a page that the browser has kept as it was: it says what holds now."""

import pytest

from engines import NAMES
from reader import STARTED, reading
from test_selftests import ANSWER, CALLED, NOTE

EACH_ENGINE = pytest.mark.parametrize("engine", NAMES)
BACK = "() => history.back()"
COLOURS = "() => [document.documentElement.dataset.mode, document.documentElement.dataset.theme]"
CHOOSE = """(mode) => {
  while (document.documentElement.dataset.mode !== mode) {
    document.querySelector(".theme-switch-button").click();
  }
}"""
FORGET = "() => localStorage.clear()"


def link(part):
    return f"() => document.querySelector('a[href*=\"{part}\"]').click()"


@pytest.fixture
def tab(engines, engine):
    yield engines.tab(engine)
    engines.tab(engine).ask(FORGET)


@EACH_ENGINE
def test_progress_counts_what_was_answered_meanwhile(tab):
    tab.open("book/progress.html")
    assert tab.ask(NOTE).startswith("No question has been answered yet")
    tab.follow(link("sigmoid.html#question"), "book/sigmoid.html")
    assert tab.ask(ANSWER, "sigmoid-slope", "0.16").startswith("Right.")
    tab.follow(BACK, "book/progress.html")
    assert tab.ask(NOTE).startswith("1 answered, 1 right.")


@EACH_ENGINE
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_page_takes_the_colours_chosen_meanwhile(tab, mode):
    tab.open("book/progress.html")
    tab.ask(CHOOSE, {"light": "dark", "dark": "light"}[mode])
    tab.follow(link("sigmoid.html#question"), "book/sigmoid.html")
    tab.ask(CHOOSE, mode)
    tab.follow(BACK, "book/progress.html")
    assert tab.ask(COLOURS) == [mode, mode]
    menus = tab.ask("() => document.querySelectorAll('.dropdown-menu').length")
    dark = tab.ask("() => document.querySelectorAll('.dropdown-menu-dark').length")
    assert dark == (menus if mode == "dark" else 0)


# Which engine keeps pages depends on what drives it. This is what one that does lets a page see:
# it has been there all the time, and another has written meanwhile.
RETURN = """(key, value) => {
  localStorage.setItem(key, value);
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}"""
ANSWERED = '{"sigmoid-slope": {"given": "0.16", "right": true, "once": true}}'


@EACH_ENGINE
def test_a_page_that_was_kept_says_what_holds_now(tab):
    tab.open("book/progress.html")
    tab.ask(RETURN, "output-layer:answers", ANSWERED)
    assert tab.ask(NOTE).startswith("1 answered, 1 right.")
    tab.ask(RETURN, "mode", "dark")
    assert tab.ask(COLOURS) == ["dark", "dark"]
    tab.ask(RETURN, "mode", "light")
    assert tab.ask(COLOURS) == ["light", "light"]


def test_a_page_in_another_tab_follows(browser, address):
    with reading(browser, address, "book/progress", color_scheme="light") as (page, problems):
        other = page.context.new_page()
        other.goto(f"{address}/book/sigmoid.html")
        other.wait_for_function(STARTED)
        other.evaluate(CHOOSE, "dark")
        page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        other.evaluate(CALLED, ["sigmoid-slope", "0.16"])
        page.get_by_text("1 answered, 1 right.").wait_for()
        assert problems == []
