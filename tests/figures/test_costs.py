"""The costs: what bounds each curve is drawn where it is, and the point says both."""

import itertools
import re

import numpy as np
import pytest

from output_layer.figures import Costs
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
SCREENS = [{"viewport": {"width": width, "height": 900}} for width in (320, 375, 760)]
TARGETS = [0, 1]

each_target = pytest.mark.parametrize("y", TARGETS)


@each_target
def test_at_the_start_where_the_race_opens_one_pays_eight_times_as_much(y):
    paid = Costs(y=y, z=-4.0 if y else 4.0).values()
    assert paid["quadratic"] == pytest.approx(0.4822, abs=5e-5)
    assert paid["cross_entropy"] == pytest.approx(4.018, abs=5e-4)


@each_target
def test_the_marks_are_what_bounds_the_costs(y):
    wrong = -1 if y else 1
    figures = [Costs(y=y, z=wrong * z) for z in np.linspace(0, 6, 61)]
    quadratic = [each.values()["quadratic"] for each in figures]
    above = [each.values()["cross_entropy"] - abs(each.z) for each in figures]
    assert max(quadratic) < 0.5 < max(quadratic) + 0.0025
    assert above[0] == pytest.approx(np.log(2))
    assert (np.diff(above) < 0).all()
    assert 0 < above[-1] < 0.0025


# In the browser.


@pytest.fixture
def costs(browser):
    with stage(browser, Costs(), **BROAD) as (actor,):
        yield actor


def points(actor, kind):
    """Return the corners of a line in the units of the plot: its axes stand where ticks say."""
    path = actor.root.locator(f".costs .line.{kind}").first.get_attribute("d")
    in_units = units(actor)
    return [in_units(*map(float, pair.split())) for pair in re.split("[ML]", path)[1:]]


def units(actor):
    """Return a function that takes a place of the drawing to the units of the plot."""
    left, right = (tick(actor, text, "x") for text in ("−4", "4"))
    low, high = (tick(actor, text, "y") - 4 for text in ("1", "5"))
    return lambda x, y: (-4 + 8 * (x - left) / (right - left), 1 + 4 * (y - low) / (high - low))


def tick(actor, text, side):
    """Return where a tick stands: of the ticks of that text the first is the axis of z."""
    found = actor.root.locator(f".costs .tick:text-is('{text}')")
    return float((found.first if side == "x" else found.last).get_attribute(side))


@each_target
def test_ceiling_and_ramp_are_drawn_where_they_are(costs, y):
    costs.set(y=y)
    np.testing.assert_allclose(points(costs, "ceiling"), [(-6, 0.5), (6, 0.5)], atol=0.01)
    end = -6 if y else 6
    np.testing.assert_allclose(points(costs, "ramp"), [(0, 0), (end, 6)], atol=0.01)
    dot = costs.root.locator(".costs .half .dot")
    at = units(costs)(*(float(dot.get_attribute(name)) for name in ("cx", "cy")))
    np.testing.assert_allclose(at, (0, np.log(2)), atol=0.01)


@each_target
@pytest.mark.parametrize("kind", ["quadratic", "cross-entropy"])
def test_each_curve_passes_through_its_readouts(costs, y, kind):
    costs.set(y=y)
    drawn = points(costs, kind)
    for z in (-6.0, -1.5, 0.0, 6.0):
        value = Costs(y=y, z=z).values()[kind.replace("-", "_")]
        at = min(drawn, key=lambda point: abs(point[0] - z))
        assert at == pytest.approx((z, value), abs=0.015)


@each_target
def test_the_names_say_which_ramp_it_is_and_stand_on_its_side(costs, y):
    costs.set(y=y)
    name = costs.root.locator(".costs .label", has_text="ramp")
    assert name.text_content() == ("ramp C = −z" if y else "ramp C = z")
    middle = costs.root.locator(".costs .half").bounding_box()
    box = name.bounding_box()
    assert (box["x"] + box["width"] < middle["x"]) == bool(y)


@each_target
@pytest.mark.parametrize("options", SCREENS, ids=lambda options: options["viewport"]["width"])
def test_no_name_covers_another_or_leaves_the_plot(browser, options, y):
    with stage(browser, Costs(y=y), **options) as (actor,):
        plot = actor.root.locator(".plot").bounding_box()
        boxes = [each.bounding_box() for each in actor.root.locator(".costs .label").all()]
    assert len(boxes) == 7
    for box in boxes:
        assert plot["x"] <= box["x"]
        assert box["x"] + box["width"] <= plot["x"] + plot["width"]
    for one, other in itertools.combinations(boxes, 2):
        across = min(each["x"] + each["width"] for each in (one, other)) - max(one["x"], other["x"])
        down = min(each["y"] + each["height"] for each in (one, other)) - max(one["y"], other["y"])
        assert min(across, down) <= 0


def test_the_drawing_is_dragged_and_the_target_is_switched(costs):
    box = costs.root.locator(".plot").bounding_box()
    costs.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 100)
    assert costs.get("z") == 6
    costs.agrees()
    costs.root.get_by_role("radio", name="1").press("Space")
    assert costs.get("y") == 1
    costs.agrees()


def test_the_slider_says_both_costs(costs):
    slider = costs.root.get_by_role("slider", name="z")
    slider.press("ArrowLeft")
    assert costs.get("z") == 3.9
    figure = Costs(z=3.9)
    spoken = slider.get_attribute("aria-valuetext")
    assert figure.readouts()["quadratic"] in spoken
    assert figure.readouts()["cross_entropy"] in spoken
