"""Every figure of the built site, moved as a reader moves it: its numbers must be Python's."""

from importlib import import_module

import pytest

from contents import others
from output_layer.figures.base import Figure
from reader import open_folds, reading, show_figures, toc

PHONE = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}
# The state of one figure and what it shows, both read in the same moment.
READ = """(figure, names) => {
  const model = figure.closest('.widget-any').widgetModel;
  const shown = [...figure.querySelectorAll('[data-readout]')];
  return {
    state: Object.fromEntries(names.map((name) => [name, model.get(name)])),
    readouts: Object.fromEntries(shown.map((node) => [node.dataset.readout, node.textContent])),
  };
}"""
KIND = "figure => figure.closest('.widget-any').widgetModel.get('_anywidget_id')"
CONTROLS = {
    "input[type=range]": ["ArrowRight", "ArrowLeft", "Home", "End"],
    "input[type=checkbox]": ["Space"],
    "input[type=radio]:checked": ["ArrowRight"],
    "select": ["ArrowDown"],
    "svg [tabindex='0'], svg[tabindex='0']": ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"],
}
# What still moves, and for how long; a transition that lasts no frame is none.
MOVING = """
document.getAnimations().map((each) => each.effect.getTiming().duration).filter((ms) => ms > 1)
"""
# Chapters and labs have figures, and so have the first page and the one in Chinese; no other.
WITHOUT_FIGURES = [f"book/{name}" for name in others() if name not in ("intro", "zh")]
WITH_FIGURES = [name for name in toc() if name not in WITHOUT_FIGURES]
ON_EVERY_PAGE = pytest.mark.parametrize("name", WITH_FIGURES)
# The tests of one page one after another, so that they share a visit.
ON_A_VISIT = pytest.mark.parametrize("name", WITH_FIGURES, scope="module")


class OnPage:
    """One figure on a page, and the Python class that it is drawn for."""

    def __init__(self, locator):
        self.locator = locator
        module, _, name = locator.evaluate(KIND).rpartition(".")
        self.kind = getattr(import_module(module), name)
        shared = Figure.class_trait_names()
        self.names = sorted(set(self.kind.class_trait_names(sync=True)) - set(shared))

    def agrees(self):
        """Check that all that is shown is what Python says, and return the state."""
        now = self.locator.evaluate(READ, self.names)
        assert now["readouts"], "a figure shows at least one number"
        assert now["readouts"] == self.kind(**now["state"]).readouts(), now["state"]
        return now["state"]

    def moved_by(self, action):
        """Tell whether ``action`` changed the state; check the numbers after it."""
        before = self.agrees()
        action()
        return self.agrees() != before

    def all(self, selector):
        """Return what can be used now of all that the selector finds in the figure."""
        return [each for each in self.locator.locator(selector).all() if each.is_enabled()]


def figures(page):
    open_folds(page)
    show_figures(page)
    return [OnPage(each) for each in page.locator(".mounted [data-figure]").all()]


@pytest.fixture(scope="module")
def visit(browser, address, name):
    """Yield a page, the list of its problems, and its figures: as one test leaves them."""
    with reading(browser, address, name) as (page, problems):
        yield page, problems, figures(page)


@ON_A_VISIT
def test_every_figure_is_drawn_with_numbers_from_python(visit):
    page, _, found = visit
    assert found, "a chapter and its lab show at least one figure of the book"
    assert len(found) >= page.locator("widget-view:has(.widget-picture)").count()
    assert page.locator("widget-view:not(.mounted)").count() == 0
    for figure in found:
        figure.agrees()


@pytest.mark.parametrize("name", WITHOUT_FIGURES)
def test_reference_page_has_no_figure_to_move(browser, address, name):
    with reading(browser, address, name) as (page, _):
        assert figures(page) == []


def drag(page, node, *, by=(40, 12)):
    """Press the mouse in the middle of a node, move, let go."""
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by[0], y + by[1], steps=4)
    page.mouse.up()


def click_along(node, part=0.25):
    box = node.bounding_box()
    node.click(position={"x": box["width"] * part, "y": box["height"] / 2})


@ON_A_VISIT
def test_mouse_moves_every_figure(visit):
    page, problems, found = visit
    for figure in found:
        drags = [
            figure.moved_by(lambda n=n, by=(40 + 7 * i, 12): drag(page, n, by=by))
            for i, n in enumerate(figure.all(".draggable"))  # two may be of one size
        ]
        assert all(drags), "every drawing that can be dragged answers"
        sliders = figure.all("input[type=range]")
        assert any([*drags, *(figure.moved_by(lambda n=n: click_along(n)) for n in sliders)])
    assert problems == []


@ON_A_VISIT
def test_keyboard_moves_every_figure(visit):
    _, problems, found = visit
    for figure in found:
        moved = []
        for selector, keys in CONTROLS.items():
            for control in figure.all(selector):
                moved += [figure.moved_by(lambda c=control, k=key: c.press(k)) for key in keys]
        assert any(moved)
    assert problems == []


@ON_A_VISIT
def test_figures_of_a_page_do_not_clash(visit):
    page, _, found = visit
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert sorted(ids) == sorted(set(ids))
    for figure in found:
        others = [(other, other.agrees()) for other in found if other is not figure]
        for key in ("Home", "ArrowRight"):  # wherever it stands, it moves
            figure.all("input[type=range]")[0].press(key)
        assert all(other.agrees() == state for other, state in others)


def touch_drag(page, node, *, by=40):
    """Move one finger sideways over a node."""
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for step, kind in enumerate(["touchStart", "touchMove", "touchMove", "touchMove", "touchEnd"]):
        points = [] if kind == "touchEnd" else [{"x": x + by * step / 3, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.detach()


def tap_along(page, node, part=0.25):
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * part, box["y"] + box["height"] / 2)


@ON_EVERY_PAGE
def test_finger_moves_every_figure(browser, address, name):
    with reading(browser, address, name, **PHONE) as (page, problems):
        for figure in figures(page):
            drawings = figure.all(".draggable")
            drags = [
                figure.moved_by(lambda n=n, by=40 + 7 * i: touch_drag(page, n, by=by))
                for i, n in enumerate(drawings)  # two may be of one size
            ]
            assert all(drags), "every drawing that can be dragged answers"
            taps = figure.all("input[type=range]")
            assert any([*drags, *(figure.moved_by(lambda n=n: tap_along(page, n)) for n in taps)])
        assert problems == []


@ON_A_VISIT
def test_nothing_is_animated_for_who_asks_for_no_motion(visit):
    page, _, found = visit
    page.emulate_media(reduced_motion="reduce")
    for figure in found:
        for button in figure.all("button"):
            button.click()
            first = figure.agrees()
            page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            assert figure.agrees() == first
    assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")


def test_race_plays_and_pauses(browser, address):
    with reading(browser, address, "book/intro") as (page, problems):
        race = next(figure for figure in figures(page) if figure.kind.__name__ == "Race")
        play = race.all("button")[0]
        play.click()
        page.wait_for_function(
            "document.querySelector('[data-figure=race]').closest('.widget-any')"
            ".widgetModel.get('epoch') > 3"
        )
        race.agrees()
        play.click()
        paused = race.agrees()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert race.agrees() == paused
        assert 3 < paused["epoch"] < paused["epochs"]
        assert problems == []


def visible_pictures(page):
    """Return the alternative text, natural width and height on the page of each picture shown."""
    for picture in page.locator(".widget-picture").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.querySelectorAll('.widget-picture')].every((i) => i.complete)"
    )
    return page.locator(".widget-picture:visible").evaluate_all(
        "(all) => all.map((i) => [i.alt, i.naturalWidth, i.getBoundingClientRect().height])"
    )


def check_pictures(page):
    pictures = visible_pictures(page)
    assert len(pictures) == page.locator(".widget-picture").count()
    for alt, width, height in pictures:
        assert len(alt) > 20
        assert width > 0
        assert height > 50


@ON_A_VISIT
def test_print_shows_the_pictures_from_python(visit):
    page, *_ = visit
    page.emulate_media(media="print")
    check_pictures(page)
    assert page.locator(".mounted [data-figure]:visible").count() == 0
    page.emulate_media(media="screen")


@ON_EVERY_PAGE
def test_page_without_scripts_shows_the_pictures_from_python(browser, address, name):
    with reading(browser, address, name, java_script_enabled=False) as (page, _):
        closed = page.locator(".bd-article details:not([open]) > summary")
        while closed.count():
            closed.first.click()
        check_pictures(page)


def test_picture_is_not_loaded_where_the_figure_lives(browser, address):
    with reading(browser, address, "book/slowdown") as (page, _):
        figures(page)
        asked = page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
        pictures = page.locator(".widget-picture").evaluate_all("(all) => all.map((i) => i.src)")
        assert pictures
        assert not set(pictures) & set(asked)
