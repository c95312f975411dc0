"""The targets: what each curve is known to do, and that the drawing follows it."""

import numpy as np
import pytest

from output_layer.figures import Targets
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 900}}
GAPS = np.linspace(-6, 12, 181)
NAMES = ("one_hot", "smoothed", "weighted", "focal")


def test_with_one_label_only_the_smoothed_target_is_ever_content():
    figure = Targets()
    assert {name: gap for name, gap in figure.asked().items() if np.isfinite(gap)} == {
        "smoothed": pytest.approx(np.log(91))
    }
    for name, pushes in figure.pushes(GAPS).items():
        assert (pushes >= 0).all() == (name != "smoothed")


@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_where_labels_disagree_each_stops_at_another_gap(classes):
    asked = Targets(truth=0.9, classes=classes, weight=3.0).asked()
    assert asked["one_hot"] == pytest.approx(np.log(9 * (classes - 1)))
    assert asked["weighted"] == pytest.approx(asked["one_hot"] + np.log(3))
    assert max(asked["smoothed"], asked["focal"]) < asked["one_hot"]


@pytest.mark.parametrize("name", NAMES)
def test_a_push_falls_through_its_gap(name):
    figure = Targets(truth=0.8)
    gap = figure.asked()[name]
    assert figure.pushes(gap - 0.01)[name] > 0 > figure.pushes(gap + 0.01)[name]


def test_without_smoothing_weight_and_focus_all_targets_are_one():
    figure = Targets(truth=0.7, smoothing=0.0, weight=1.0, gamma=0.0)
    assert len({round(gap, 9) for gap in figure.asked().values()}) == 1
    for pushes in figure.pushes(GAPS).values():
        np.testing.assert_allclose(pushes, figure.pushes(GAPS)["one_hot"], atol=1e-14)


# In the browser.


@pytest.fixture
def targets(browser):
    with stage(browser, Targets(), **BROAD) as (actor,):
        yield actor


def ends(actor):
    """Return which of the four marks on the zero line are shown."""
    marks = actor.root.locator(".pushes .point:not(.handle)").all()
    return [mark.evaluate("node => node.style.display !== 'none'") for mark in marks]


@pytest.mark.parametrize("classes", [2, 10, 1000])
@pytest.mark.parametrize("truth", [0.5, 0.9, 1.0])
def test_every_combination_is_drawn(targets, classes, truth):
    for gap, settings in [
        (-6.0, {"smoothing": 0.0, "weight": 0.2, "gamma": 0.0}),
        (12.0, {"smoothing": 0.5, "weight": 5.0, "gamma": 5.0}),
        (3.3, {"smoothing": 0.1, "weight": 2.0, "gamma": 2.0}),
    ]:
        targets.set(classes=classes, truth=truth, gap=gap, **settings)
        targets.agrees()


def test_a_mark_stands_where_the_push_is_0(targets):
    assert ends(targets) == [False, True, False, False]
    targets.set(truth=0.9)
    assert ends(targets) == [True] * 4
    marks = targets.root.locator(".pushes .point:not(.handle) .dot").all()
    places = [float(mark.get_attribute("cx")) for mark in marks]
    gaps = [Targets(truth=0.9).asked()[name] for name in NAMES]
    np.testing.assert_allclose(np.polyval(np.polyfit(gaps, places, 1), gaps), places, atol=0.05)


def test_the_drawing_is_dragged_to_a_gap(targets):
    box = targets.root.locator(".plot").bounding_box()
    targets.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 100)
    assert targets.get("gap") == 12
    targets.agrees()


def test_a_step_of_the_classes_goes_to_the_next_stop(targets):
    slider = targets.root.get_by_role("slider", name="classes")
    slider.press("ArrowRight")
    assert targets.get("classes") == 15
    slider.press("End")
    assert targets.get("classes") == 1000


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_nothing_moves_on_the_page_when_numbers_change(browser, options):
    with stage(browser, Targets(), **options) as (targets,):
        before = targets.root.bounding_box()
        targets.set(truth=0.9, gap=-6.0, classes=1000)
        assert targets.root.bounding_box() == before
        assert targets.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
