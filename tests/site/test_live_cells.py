"""The code of the pages in the reader's browser: real Python, which says what the book says.

Every cell of every page is run. A number may differ in its last digits: the libraries are compiled
by another compiler, for another processor. Where more differs, `DIFFERENT` says what and why.
"""

import re

import pytest

import onlive
from contents import chapters

NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?(?:e[-+]\d+)?")
TOLERANCE = 1e-6  # relative; half a unit of the last digit shown is more where few are shown
ROUNDING = "it shows an error of rounding itself, and each compiler rounds in its own order"
STOPPED = "it shows where a search stopped, which a last digit decides"
UNITS = "it counts units in the last place of an answer, which each compiler rounds"
GROWN = "it shows how an error of rounding grows until nothing else is left"
LEAPS = "with steps so large that a last digit decides where they lead"
VERSION = "it names the version of SciPy that it asks, and pages have another one"
# How large a number may be, here and there, that differs for this reason.
AT_MOST = {ROUNDING: 1e-8, STOPPED: 1e-4, UNITS: 1000, GROWN: 1, LEAPS: 1, VERSION: 1000}
# Page → cell → why its numbers, and nothing else of it, may differ by more. How much of this list
# is needed depends on the processor that built the book.
DIFFERENT = {
    "book/clinic": {23: ROUNDING},
    "book/confidence": {14: STOPPED},
    "book/crossentropy": {16: ROUNDING},
    "book/gradient": {32: ROUNDING},
    "book/precision": {22: UNITS, 27: VERSION},
    "book/projects": {8: UNITS},
    "book/regression": {19: ROUNDING},
    "book/saturation": {9: LEAPS},
    "book/sigmoid": {17: ROUNDING},
    "book/stability": {3: VERSION, 25: VERSION},
    "book/training": {37: STOPPED},
    "notebooks/choice": {18: ROUNDING},
    "notebooks/crossentropy": {18: ROUNDING},
    "notebooks/precision": {11: UNITS, 23: UNITS},
    "notebooks/regression": {21: STOPPED, 52: STOPPED},
    "notebooks/saturation": {13: ROUNDING, 50: ROUNDING},
    "notebooks/sigmoid": {27: GROWN},
    "notebooks/slowdown": {15: ROUNDING},
}
CHAPTERS = [f"{folder}/{stem}" for stem in chapters() for folder in ("book", "notebooks")]
PAGES = [*CHAPTERS, "book/clinic", "book/projects", "book/libraries", "book/equations"]


def apart(book, live):
    """Return the pairs of numbers in two texts that differ in more than their last digits."""
    pairs = zip(NUMBER.findall(book), NUMBER.findall(live), strict=False)
    return [pair for pair in (tuple(map(number, each)) for each in pairs) if not close(*pair)]


def alike(book, live):
    """Tell whether two texts say the same, but for numbers."""
    return NUMBER.sub("#", book) == NUMBER.sub("#", live)


def number(text):
    return float(text.replace(",", "").replace("−", "-"))


def close(first, second):
    return abs(first - second) <= TOLERANCE * max(abs(first), abs(second))


def differing(tab, name):
    """Return the numbers that differ in each cell of a page; nothing else may, nor may it fail."""
    onlive.start(tab, name)
    said = onlive.run_all(tab)
    assert [each for each in said if each["error"]] == []
    assert any(each["live"] for each in said)
    shown = [each for each in said if each["shown"]]
    assert [each for each in shown if not alike(each["book"], each["live"])] == []
    pairs = {each["cell"]: apart(each["book"], each["live"]) for each in shown}
    return {cell: numbers for cell, numbers in pairs.items() if numbers}


def check_differences(found, name):
    """Check that only those numbers differ that may, and are as small as their reason has them."""
    reasons = DIFFERENT.get(name, {})
    assert found.keys() <= reasons.keys(), found
    for cell, pairs in found.items():
        largest = max(abs(each) for pair in pairs for each in pair)
        assert largest <= AT_MOST[reasons[cell]], (cell, pairs)


@pytest.mark.parametrize("name", PAGES)
def test_every_cell_says_in_the_browser_what_it_says_in_the_book(engines, name):
    tab = engines.tab("chromium")
    check_differences(differing(tab, name), name)
    assert tab.problems == []


@pytest.mark.parametrize("name", ["book/sigmoid", "notebooks/sigmoid"])
@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_a_chapter_and_a_lab_run_in_other_engines(engines, engine, name):
    check_differences(differing(engines.tab(engine), name), name)


@pytest.fixture
def lab(engines):
    """Return a lab with Python in it, in Chromium."""
    tab = engines.tab("chromium")
    onlive.start(tab, "notebooks/sigmoid")
    return tab


def run(tab, cell, code):
    """Write code into a cell and run it; return what the cell says then."""
    tab.ask(onlive.WRITE, cell, code)
    tab.ask(onlive.RUN, cell)
    onlive.until(tab, onlive.RESTS)
    return onlive.said(tab, cell)


def test_all_pages_with_the_button_are_run_here(site):
    folder = site / "_static" / "live" / "cells"
    found = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json")}
    assert found == set(PAGES)


def test_before_the_click_nothing_of_it_is_fetched(engines):
    tab = engines.tab("chromium")
    tab.open("book/softmax.html")
    assert tab.ask(onlive.FETCHED) == []
    onlive.start(tab, "book/softmax")
    assert {"live.js", "files.json", "softmax.json"} <= set(tab.ask(onlive.FETCHED))


def test_code_has_no_network_and_no_files_but_its_own(lab):
    cell, second = lab.ask(onlive.CELLS)[:2]
    network = "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:1')"
    assert "getaddrinfo" in run(lab, cell, network)["error"]
    files = "import os\nos.path.exists('/etc'), os.path.exists('stability.json')"
    assert run(lab, second, files)["live"] == "(False, True)"
    assert lab.problems == []


def test_an_endless_cell_is_stopped_and_python_starts_afresh(lab):
    cell, second = lab.ask(onlive.CELLS)[:2]
    lab.ask(onlive.WRITE, cell, "kept = 1\nwhile True:\n    pass")
    lab.ask(onlive.RUN, cell)
    onlive.until(lab, onlive.RUNS)
    assert lab.ask(onlive.FRAMES) >= 5  # the page goes on while the cell runs
    lab.ask(onlive.PRESS, "Stop")
    onlive.until(lab, onlive.AGAIN)
    lab.ask(onlive.WRITE, cell, "6 * 7")
    assert "NameError" in run(lab, second, "kept")["error"]
    assert onlive.said(lab, cell)["live"] == "42"


def test_what_ends_a_program_ends_only_the_cell(lab):
    cell, second = lab.ask(onlive.CELLS)[:2]
    assert "SystemExit" in run(lab, cell, "import sys\nsys.exit(3)")["error"]
    assert "RecursionError" in run(lab, cell, "def f(n):\n    return f(n + 1)\nf(0)")["error"]
    assert run(lab, cell, "1 + 1")["live"] == "2"
    assert run(lab, second, "_ + 1")["live"] == "3"


def test_an_error_names_its_line_and_says_nothing_of_what_runs_the_cell(lab):
    cell = lab.ask(onlive.CELLS)[0]
    code = "def slope(a):\n    return 1 / a\n\n\nslope(0)"
    assert run(lab, cell, code)["error"] == "ZeroDivisionError: division by zero Line 2"
    trace = lab.ask(onlive.TRACEBACK)
    assert "live_session" not in trace
    assert [line for line in trace.splitlines() if "slope(0)" in line or "1 / a" in line] != []
    assert run(lab, cell, "x = (1,\n2")["error"].endswith("Line 1")


def test_libraries_have_no_help_but_those_that_need_it(lab):
    cell = lab.ask(onlive.CELLS)[0]
    code = "import textwrap, numpy\ntextwrap.__doc__, textwrap.TextWrapper.__doc__, "
    code += "textwrap.dedent.__doc__, numpy.mean.__doc__ is None"
    assert run(lab, cell, code)["live"] == "(None, None, None, False)"


def test_a_figure_of_a_cell_lives_and_python_follows_it(lab):
    cell, second = lab.ask(onlive.CELLS)[:2]
    code = "from output_layer.figures import Race\nrace = Race(w=2, b=3)\nrace"
    run(lab, cell, code)
    onlive.until(lab, onlive.MOUNTED)
    lab.ask(onlive.MOVE, "w", 1)
    lab.ask(onlive.PAUSE)
    assert run(lab, second, "race.w, race.b")["live"] == "(1.0, 3.0)"


def test_a_control_that_needs_python_calls_it(lab):
    cell = lab.ask(onlive.CELLS)[0]
    code = (
        "from ipywidgets import interact\n@interact(n=(1, 9))\ndef square(n=3):\n    print(n * n)"
    )
    run(lab, cell, code)
    onlive.until(lab, onlive.MOUNTED)
    assert lab.ask(onlive.CAUGHT) == "9"
    lab.ask(onlive.SLIDE, 4)
    onlive.until(lab, f"() => ({onlive.CAUGHT})() === '16'")


def test_pictures_formulas_and_sympy_are_shown_as_the_page_shows_them(lab):
    cell = lab.ask(onlive.CELLS)[0]
    run(lab, cell, "import sympy\nsympy.Rational(1, 2)")
    onlive.until(lab, "() => document.querySelector('.live-output mfrac')")
    run(lab, cell, "import matplotlib.pyplot as plt\nplt.plot([1, 3])\nplt.show()")
    picture = lab.ask("() => document.querySelector('.live-output img').src")
    assert picture.startswith("data:image/svg+xml")


@pytest.mark.parametrize("name", ["book/crossentropy", "book/equations"])
def test_a_reader_derives_a_cost_of_their_own(engines, name):
    tab = engines.tab("chromium")
    onlive.start(tab, name)
    cell = tab.ask(onlive.CELL_WITH, "derive_cost(")
    said = run(
        tab, cell, "from output_layer.derivations import derive_cost\nderive_cost('(a - y)**4')"
    )
    assert said["error"] == ""
    assert "stall" in said["live"]
    onlive.until(tab, "() => document.querySelector('.live-output math')")
    assert tab.ask("() => Boolean(document.querySelector('.live-output img'))")
    refused = run(
        tab, cell, "from output_layer.derivations import derive_cost\nderive_cost('b**2')"
    )
    assert refused["error"].startswith("ValueError")
