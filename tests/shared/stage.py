"""A figure alone on a page, run by the static host as on the site, for tests that move it."""

import json
from contextlib import contextmanager

from output_layer.figures.style import stylesheet
from output_layer.site.own_scripts import host_script
from output_layer.site.state import compact
from states import state_names

STATE = '<script type="application/vnd.jupyter.widget-state+json">{}</script>'
VIEW = '<widget-view class="widget-view" data-model="{}"></widget-view>'
# What no number may have become on its way to the screen.
LOST = """[...document.querySelectorAll('.figure *')].flatMap((node) => [...node.attributes])
  .filter(({ value }) => /NaN|undefined|Infinity/.test(value))
  .map(({ name, value }) => `${name}: ${value}`)"""


# Every figure has found its size: before, what is read in two steps may be of two sizes.
SETTLED = "(count) => document.querySelectorAll('.figure-frame.settled').length === count"


class Actor:
    """One figure on the stage: what it shows, and the state that it shows it for."""

    def __init__(self, page, figure, place):
        self.page, self.kind = page, type(figure)
        self.names = state_names(self.kind)
        self.root = page.locator(".figure").nth(place)

    def get(self, name):
        """Return a trait of the figure's model."""
        return self.root.evaluate(f"(el, name) => {MODEL}.get(name)", name)

    def set(self, **state):
        """Set traits of the model, one by one, as Python does from a kernel."""
        for pair in state.items():
            self.root.evaluate(f"(el, [name, value]) => {MODEL}.set(name, value)", list(pair))

    def readouts(self):
        """Return the numbers on the screen: name → text."""
        return self.root.evaluate(READ)

    def agrees(self):
        """Check the numbers against Python's for the same state, and that none was lost."""
        state = {name: self.get(name) for name in self.names}
        assert self.readouts() == self.kind(**state).readouts()
        assert self.page.evaluate(LOST) == []


MODEL = "el.closest('.widget-any').widgetModel"
READ = """(el) => Object.fromEntries(
  [...el.querySelectorAll('[data-readout]')].map((node) => [node.dataset.readout, node.textContent])
)"""


PAGES = {}  # {(browser, options): page}: a new one takes longer than most tests do on it


@contextmanager
def blank(browser, **options):
    """Yield an empty page and the list of its errors and warnings, which grows on the way.

    Tests with the same options have the same page, one after another; one that fails takes
    its page away.
    """
    key = browser, repr(options)
    page = PAGES.pop(key, None) or browser.new_page(**options)
    with heard(page) as errors:
        yield page, errors
    page.mouse.move(0, 0)
    page.goto("about:blank")
    PAGES[key] = page


@contextmanager
def heard(page):
    """Yield the list of what a page says in errors and warnings."""
    errors = []
    listeners = {
        "pageerror": lambda error: errors.append(str(error)),
        "console": lambda m: errors.append(m.text) if m.type in ("error", "warning") else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield errors
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


@contextmanager
def stage(browser, *figures, **options):
    """Yield an actor for each figure; an error or a warning of the page fails the test."""
    models = {f"figure-{i}": _model(figure) for i, figure in enumerate(figures)}
    text = compact(json.dumps({"state": models}), models, None, None)  # no picture in it
    state = STATE.format(text)
    views = "".join(map(VIEW.format, models))
    style = f"<style>{stylesheet()}</style>"
    with blank(browser, **options) as (page, errors):
        page.set_content(f"{style}{state}<script>{host_script()}</script><body>{views}")
        page.wait_for_function(SETTLED, arg=len(figures))
        yield [Actor(page, figure, i) for i, figure in enumerate(figures)]
        assert errors == []


def _model(figure):
    state = {key: value for key, value in figure.get_state().items() if key != "layout"}
    return {"model_name": "AnyModel", "state": state}
