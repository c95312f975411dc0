"""Code that runs on a page, as a reader meets it: here with a Python that only plays its part."""

import gzip
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Comment, Keyword, Name, Number, Operator, String

from accessible import violations
from built import ROOT
from nodejs import call, node
from output_layer.figures.bundle import classic
from output_layer.site.own_scripts import host_script, minified

SITE = ROOT / "output_layer" / "site"
HOME = "http://book.test/"
MOST = 25_000  # bytes of the script, compressed
PAGE = """<!doctype html><html lang="en" data-content_root="./"><head><title>Lab</title>
<style>html { --pst-color-background: #fff; --pst-color-text-base: #222; --pst-color-link: #135fcf;
  --pst-color-text-muted: #48566b; --pst-color-border: #c9c9c9; }
  html:not([data-theme="dark"]) .highlight pre { font: 13px/125%% monospace; margin: 1em }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden }</style>
</head><body><main><article class="bd-article"><section><h1>Lab</h1>
<button id="go" onclick="liveCode.run(this)">Run the code on this page</button>
<p id="run">Or so.</p>
<p>A share of <span class="glue-share">one half</span>.</p>
<div class="cell" id="cell-2"><div class="cell_input">
<div class="highlight"><pre>say two</pre></div></div>
<div class="cell_output"><div class="output">as printed</div></div></div>
<div class="cell" id="cell-3"><div class="cell_output"><figure><img alt="A curve" src="data:,">
<figcaption>Fig. 1</figcaption></figure></div></div>
<div class="cell" id="cell-5"><details><summary>Show</summary><div class="cell_input">
<div class="highlight"><pre>say five</pre></div></div></details></div>
</section></article></main><script>%s</script><script>%s</script></body></html>"""
UNFOLD = "(field) => field.closest('details')?.setAttribute('open', '')"
CELLS = [
    {"index": 1, "source": "glue one third", "tags": []},
    {"index": 2, "source": "say two", "tags": []},
    {"index": 3, "source": "svg", "tags": []},
    {"index": 5, "source": "say five", "tags": []},
]
NOTEBOOK = nbformat.v4.new_notebook(
    cells=[nbformat.v4.new_code_cell(f"cell {index}") for index in range(6)]
)
FENCE = re.compile(
    r"^```\{code-cell\}.*\n(?:---\n(?s:.*?)\n---\n|(?::.*\n)*)((?s:.*?))^```$", re.MULTILINE
)
SCRIPTS = {"temml.js": "temml/temml.min.js", "marked.js": "marked/marked.umd.js"}
COLOURS = {
    Comment: "comment",
    Keyword: "word",
    Name.Exception: "word",
    Operator.Word: "word",
    String: "string",
    Operator: "sign",
    Number: "number",
    Name.Builtin: "known",
    Name.Decorator: "known",
    Name.Variable.Magic: "known",
    Name.Function: "new",
    Name.Class: "new",
}


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    """Return the script of the page; the Python of these tests takes the place of the real one."""
    folder = tmp_path_factory.mktemp("live")
    for name in ("later", "live/page"):
        shutil.copytree(SITE / name, folder / name)
    (folder / "live" / "runtime").mkdir()
    shutil.copy(Path(__file__).with_name("live_python.mjs"), folder / "live/runtime/python.mjs")
    return minified(classic(folder / "live" / "page" / "live.mjs"))


class Lab:
    """A page whose code can be run, in a context of its own: what it keeps is its own."""

    def __init__(self, page, script):
        self.page, self.problems, self.script = page, [], script
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.route(f"{HOME}**", self.answer)

    def answer(self, route):
        """Answer as a server of the book does."""
        name = route.request.url.removeprefix(HOME)
        if name.startswith("lab.html"):
            body = PAGE % (host_script(), self.script)
            return route.fulfill(body=body, content_type="text/html; charset=utf-8")
        name = name.removeprefix("_static/live/")
        if name == "cells/lab.json":
            return route.fulfill(
                json={"page": "lab", "kind": "lab", "cells": CELLS, "notebook": NOTEBOOK}
            )
        file = SITE / "vendor" / SCRIPTS[name] if name in SCRIPTS else SITE / "live" / name
        return route.fulfill(path=file) if file.is_file() else route.abort()

    def open(self, hash_="", before=""):
        """Open the page and press the button."""
        self.page.goto(f"{HOME}lab.html{hash_}")
        self.page.evaluate(before or "0")
        self.page.click("#go")
        return self

    def ready(self, hash_=""):
        """Open the page and wait for Python."""
        self.open(hash_)
        self.page.wait_for_selector(".live-panel")
        return self

    def cell(self, number):
        """Find a cell by its index."""
        return self.page.locator(f"#cell-{number}")

    def write(self, number, code):
        """Write code into a cell; return its field."""
        field = self.cell(number).locator("textarea")
        field.evaluate(UNFOLD)
        field.fill(code)
        return field

    def run(self, number, code=None):
        """Run a cell by a key, with other code if it is given."""
        field = self.cell(number).locator("textarea")
        field.evaluate(UNFOLD)
        if code is not None:
            field.fill(code)
        field.press("Shift+Enter")
        self.settle()

    def settle(self):
        """Wait until no cell runs any more."""
        self.page.wait_for_selector(".live-panel:not(.live-busy)")

    def press(self, name, within=None):
        """Press a button."""
        (within or self.page).get_by_role("button", name=name).first.click()

    def shown(self, number):
        """Return the texts of what a cell shows now."""
        outputs = self.cell(number).locator(".cell_output > *, .cell_output > figure > *")
        return [each.inner_text().strip() for each in outputs.all() if each.is_visible()]

    def state(self, number):
        """Return the state of a cell."""
        return self.cell(number).get_attribute("data-live")

    @property
    def says(self):
        """Return what the bar of the page says."""
        return self.page.locator(".live-says").inner_text()

    def has(self, selector, count=1):
        """Wait for so many elements."""
        self.page.wait_for_function(
            "([s, n]) => document.querySelectorAll(s).length === n", arg=[selector, count]
        )


@pytest.fixture
def lab(browser, script):
    context = browser.new_context()
    lab = Lab(context.new_page(), script)
    yield lab
    context.close()
    assert lab.problems == []


def test_parts_without_a_page_pass_their_tests_in_node():
    assert "pass 18" in node("--test", Path(__file__).with_name("live.test.mjs"))


def sources():
    """Return the code of all cells of the book."""
    for path in sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("assignments/*/*.ipynb")]):
        cells = nbformat.read(path, as_version=4).cells
        yield from (cell.source for cell in cells if cell.cell_type == "code")
    for path in sorted(ROOT.glob("book/*.md")):
        yield from FENCE.findall(path.read_text(encoding="utf-8"))


def colour(kind):
    while kind and kind not in COLOURS:
        kind = kind.parent
    return COLOURS.get(kind, "")


def test_code_has_the_colours_that_pygments_gives_it():
    """Only the j of a complex number is no part of the number in Pygments."""
    lexer = get_lexer_by_name("ipython3", stripnl=False, ensurenl=False)
    kinds = {short: kind for kind, short in STANDARD_TYPES.items()}
    codes = list(sources())
    assert len(codes) > 900
    found = call("../site/live/page/highlight", [["tokens", code] for code in codes])
    for code, ours in zip(codes, found, strict=True):
        theirs = [colour(kind) for kind, text in lexer.get_tokens(code) for _ in text]
        mine = [colour(kinds[short]) for short, text in ours for _ in text]
        wrong = [
            code[max(0, at - 20) : at + 20]
            for at, letter in enumerate(code)
            if mine[at] != theirs[at] and not letter.isspace() and letter != "j"
        ]
        assert wrong == []


def test_the_script_stays_small(script):
    assert len(gzip.compress(script.encode())) < MOST


def test_a_click_brings_python_and_the_focus_to_its_bar(lab):
    lab.open(before="window.pause = 500")
    assert "library: 3.1 of 9.8 MB" in lab.page.locator(".live-starting").inner_text()
    lab.page.wait_for_selector(".live-panel")
    assert lab.page.evaluate("document.activeElement.textContent") == "Run all"
    assert "ready" in lab.says
    assert lab.page.locator(".live-starting, #go:visible").count() == 0
    lab.page.keyboard.press("ArrowRight")
    assert lab.page.evaluate("document.activeElement.textContent") == "Stop"


@pytest.mark.parametrize(
    ("reason", "words"),
    [("old", "too old"), ("memory", "memory"), ("network", "again"), ("other", "not")],
)
def test_a_page_that_cannot_run_says_why_and_leads_elsewhere(lab, reason, words):
    lab.open(before=f"window.reason = {json.dumps(reason)}")
    note = lab.page.get_by_role("alert")
    note.wait_for()
    assert words in note.inner_text()
    assert note.get_by_role("link").get_attribute("href") == "#run"
    assert lab.page.locator("#go").is_enabled()


def test_a_page_from_disk_says_that_it_needs_a_server(lab, tmp_path):
    path = tmp_path / "lab.html"
    path.write_text(PAGE % (host_script(), lab.script), encoding="utf-8")
    lab.page.goto(path.as_uri())
    lab.page.click("#go")
    assert "make serve" in lab.page.get_by_role("alert").inner_text()


def test_a_cell_runs_after_those_before_it_also_the_hidden_one(lab):
    lab.ready().run(3)
    assert lab.page.evaluate("window.ran") == [1, 2, 3]
    assert [lab.state(index) for index in (1, 2, 3, 5)] == ["done", "done", "done", "idle"]
    assert lab.page.locator(".glue-share").inner_text() == "one third"
    assert lab.shown(2) == ["two"]
    assert lab.cell(1).locator("summary").inner_text().startswith("Hidden cell: set-up")
    assert lab.page.evaluate("document.querySelector('#cell-1').nextElementSibling.id") == "cell-2"
    lab.run(3)
    assert lab.page.evaluate("window.ran") == [1, 2, 3, 3]
    assert lab.cell(3).locator(".live-count").text_content() == "[4]"


def test_a_figure_keeps_its_caption_and_a_picture_its_words(lab):
    lab.ready().run(3)
    assert lab.shown(3)[-1] == "Fig. 1"
    assert lab.cell(3).locator("img:visible").get_attribute("alt") == "A curve"
    lab.run(3, "svg\nsvg")
    assert (
        lab.cell(3).locator("img:visible").first.get_attribute("alt") == "Picture drawn by cell 3"
    )


def test_each_kind_of_output_looks_as_on_the_page(lab):
    lab.ready().run(2, "say a\nsay b\nwarn c\nplain 4\nhtml d\nlatex\nmarkdown")
    lab.has("#cell-2 .text_latex mfrac")
    lab.has("#cell-2 .text_markdown em")
    assert lab.shown(2)[:4] == ["a\nb", "c", "4", "d"]
    assert lab.cell(2).locator(".text_markdown math").count() == 1
    lab.run(2, "say a\nclear\nsay b")
    assert lab.shown(2) == ["b"]


def test_an_output_with_a_name_is_drawn_anew_where_it_stands(lab):
    lab.ready().run(2, "named first\nsay else")
    lab.run(5, "renamed second\nsay here")
    assert lab.shown(2) == ["second", "else"]
    assert lab.shown(5) == ["here"]


def test_questions_of_the_page_stay(lab):
    lab.ready().run(2, "questions")
    assert lab.shown(2) == ["as printed"]


def test_an_error_is_said_marked_and_stops_the_cells_that_wait(lab):
    lab.ready()
    lab.write(2, "say a\nfail")
    lab.press("Run all")
    lab.settle()
    assert lab.page.evaluate("window.ran") == [1, 2]
    assert lab.shown(2)[1].startswith("NameError: name 'q' is not defined")
    assert not lab.cell(2).locator(".live-error pre").is_visible()
    assert "Cell 2 has ended with NameError" in lab.says
    assert lab.cell(2).locator(".live-mark").is_visible()
    lab.press("Line 2")
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert lab.cell(2).locator("textarea").evaluate(selected) == "fail"
    lab.page.keyboard.type("say")
    assert not lab.cell(2).locator(".live-mark").is_visible()
    assert lab.state(2) == "changed"


def test_an_endless_cell_is_stopped_and_the_variables_are_gone(lab):
    lab.ready()
    lab.write(2, "forever")
    lab.press("Run all")
    lab.page.wait_for_selector("#cell-2[data-live=running]")
    assert lab.state(5) == "waiting"
    lab.press("Stop")
    assert "all variables are gone" in lab.says.lower()
    assert [lab.state(index) for index in (1, 2, 5)] == ["idle"] * 3
    assert lab.page.evaluate("[window.starts, window.stops]") == [2, 1]
    lab.run(2, "say again")
    assert lab.shown(2) == ["again"]


def test_reset_brings_the_book_back(lab):
    lab.ready().run(3)
    lab.run(5, "say else")
    lab.press("Reset")
    assert lab.shown(2) == ["as printed"]
    assert lab.shown(3)[-1] == "Fig. 1"
    assert lab.shown(5) == []
    assert lab.cell(5).locator("textarea").input_value() == "say five"
    assert lab.page.locator(".glue-share").inner_text() == "one half"
    lab.press("Use my changes")
    assert lab.cell(5).locator("textarea").input_value() == "say else"


def test_the_editor_is_no_trap_and_what_it_does_can_be_undone(lab):
    field = lab.ready().write(2, "if x:")
    field.press("End")
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.type("y")
    lab.page.keyboard.press("Tab")
    assert field.input_value() == "if x:\n    y   "
    lab.press("Original", lab.cell(2))
    assert field.input_value() == "say two"
    assert lab.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    lab.page.keyboard.press("Control+z")
    assert field.input_value() == "if x:\n    y   "
    lab.page.keyboard.press("Escape")
    assert "Tab now leaves" in lab.cell(2).locator(".live-hint").inner_text()
    lab.page.keyboard.press("Tab")
    assert lab.page.evaluate("document.activeElement.tagName") != "TEXTAREA"
    assert lab.cell(2).locator("pre").first.text_content() == "if x:\n    y   \n"


def test_what_is_typed_lies_on_the_coloured_code(lab):
    lab.ready().write(2, f"if x:\n    y = {'long + ' * 30}\n# é")
    ground = lab.cell(2).locator(".live-code")
    laid = """(ground) => [...ground.querySelectorAll("pre, textarea")].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      const { fontFamily, fontSize, lineHeight, padding, letterSpacing } = getComputedStyle(each);
      return [x, y, width, height, fontFamily, fontSize, lineHeight, padding, letterSpacing].join();
    })"""
    code, field = ground.evaluate(laid)
    assert code == field
    inside = "({ scrollWidth: w, scrollHeight: h, clientWidth, clientHeight }) =>"
    overflow = f"{inside} [w - clientWidth, h - clientHeight]"
    assert lab.cell(2).locator("textarea").evaluate(overflow) == [0, 0]


def test_changes_are_offered_after_a_reload(lab):
    lab.ready().write(2, "say mine")
    lab.ready()
    assert "You changed one cell of this page" in lab.page.locator(".live-offer").inner_text()
    assert lab.cell(2).locator("textarea").input_value() == "say two"
    lab.press("Use my changes")
    assert lab.cell(2).locator("textarea").input_value() == "say mine"
    lab.ready().write(5, "say new")
    lab.press("Discard them")
    lab.ready().press("Use my changes")
    assert lab.cell(2).locator("textarea").input_value() == "say two"
    assert lab.cell(5).locator("textarea").input_value() == "say new"


def test_code_of_a_link_is_shown_and_runs_by_its_own_button_alone(lab):
    lab.ready("#code=2:c2F5IGhlcmU")
    assert lab.cell(2).locator("textarea").input_value() == "say here"
    assert lab.cell(2).locator(".live-state").inner_text() == "from a link, not run"
    lab.press("Run all")
    lab.settle()
    assert lab.page.evaluate("window.ran") == [1]
    assert "came with a link" in lab.says
    lab.run(2)
    assert lab.shown(2) == ["here"]
    assert lab.page.evaluate("localStorage.length") == 0


def test_a_control_tells_python_and_shows_what_python_makes_of_it(lab):
    lab.ready().run(2, "widget\nbutton")
    slider = lab.page.get_by_label("w", exact=True)
    slider.press("ArrowRight")
    lab.has(".widget-output:not(:empty)")
    assert lab.page.locator(".widget-output").inner_text() == "w is 2.5"
    assert lab.page.evaluate("window.told") == {"widget": "s", "state": {"value": 2.5}}
    assert "cannot show this control" in lab.cell(2).inner_text()


def test_much_that_is_printed_is_cut_off_in_time(lab):
    lab.ready().run(2, "flood")
    assert "The rest is left out" in lab.shown(2)[-1]
    assert 200_000 <= len(lab.cell(2).locator(".stream").text_content()) < 210_000


def test_the_notebook_takes_the_changes_along(lab):
    lab.ready().write(2, "say mine")
    with lab.page.expect_download() as download:
        lab.press("Download")
    notebook = nbformat.read(download.value.path(), as_version=4)
    assert download.value.suggested_filename == "lab.ipynb"
    assert [cell.source for cell in notebook.cells][1:4] == ["glue one third", "say mine", "svg"]


def test_it_can_be_used_by_everybody_and_on_a_phone(lab):
    lab.page.set_viewport_size({"width": 375, "height": 700})
    lab.ready().run(2, f"say a\nfail\n{'x = 1 + ' * 30}")
    assert violations(lab.page) == []
    assert lab.page.evaluate("document.documentElement.scrollWidth") == 375
    heights = "(all) => all.map((each) => each.offsetHeight).filter((height) => height)"
    assert min(lab.page.locator(".live-button").evaluate_all(heights)) >= 24
