"""The gap: what each curve is known to do, and that the drawing follows it."""

import numpy as np
import pytest

from output_layer import softmax
from output_layer.figures import Gap
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 900}}
WAYS = [False, True]
CLASSES = [2, 10, 1000]
GAPS = np.linspace(0, 15, 1501)

each_way = pytest.mark.parametrize("rises", WAYS, ids=["sinks", "rises"])
each_number = pytest.mark.parametrize("classes", CLASSES)


def curves(**state):
    return Gap(**state).sizes(GAPS)


@each_way
@each_number
def test_the_log_likelihood_keeps_a_gradient_of_order_one(classes, rises):
    sizes = curves(classes=classes, rises=rises)["softmax_log_likelihood"]
    assert (sizes > 0.7).all()
    assert (sizes < 1.4143).all()
    assert (np.diff(sizes) >= -1e-12).all()


@each_number
def test_when_the_true_class_sinks_the_quadratic_gradient_falls_with_its_share(classes):
    figure = Gap(classes=classes)
    shares = softmax(figure.logits(GAPS))[:, 0]
    assert (figure.sizes(GAPS)["softmax_quadratic"] <= 2 * np.sqrt(2) * shares).all()


@pytest.mark.parametrize("classes", [50, 1000])
def test_when_a_wrong_class_rises_the_quadratic_gradient_peaks_near_log_k(classes):
    figure = Gap(classes=classes, rises=True)
    sizes = figure.sizes(GAPS)["softmax_quadratic"]
    assert figure.sizes(np.log(classes))["softmax_quadratic"] == pytest.approx(1 / 8, abs=0.01)
    assert GAPS[sizes.argmax()] == pytest.approx(np.log(classes), abs=1)
    assert sizes.max() == pytest.approx(4 / 27, rel=0.05)


@pytest.mark.parametrize("name", ["sigmoid_cross_entropy", "sigmoid_quadratic"])
def test_a_sigmoid_neuron_knows_neither_the_way_nor_the_other_classes(name):
    drawn = [curves(classes=k, rises=rises)[name] for k in CLASSES for rises in WAYS]
    for sizes in drawn:
        np.testing.assert_allclose(sizes, drawn[0], rtol=1e-12)


@each_way
def test_two_classes_have_one_gap_however_it_came(rises):
    one, other = curves(classes=2), curves(classes=2, rises=rises)
    np.testing.assert_allclose(other["softmax_quadratic"], one["softmax_quadratic"], rtol=1e-12)


# In the browser.


@pytest.fixture
def gap(browser):
    with stage(browser, Gap(), **BROAD) as (actor,):
        yield actor


def height(actor, place):
    """Return how high the curve at ``place`` ends above the one below all, in pixels."""
    box = actor.root.locator(".gaps .point .dot").nth(place).bounding_box()
    return box["y"] + box["height"] / 2


def test_the_points_stand_as_high_as_their_readouts(gap):
    gap.set(classes=100, gap=9.0)
    sizes = np.log10(list(Gap(classes=100, gap=9.0).sizes(9.0).values()))
    heights = [height(gap, place) for place in range(4)]
    slope, _ = np.polyfit(sizes, heights, 1)
    assert slope < 0
    np.testing.assert_allclose(heights, np.polyval(np.polyfit(sizes, heights, 1), sizes), atol=0.1)


def test_the_drawing_is_dragged_to_a_gap(gap):
    box = gap.root.locator(".plot").bounding_box()
    gap.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 100)
    assert gap.get("gap") == 15
    gap.agrees()


@each_way
@pytest.mark.parametrize("log_scale", WAYS)
@each_number
def test_every_combination_is_drawn(gap, classes, rises, log_scale):
    for size in (0.0, 15.0):
        gap.set(classes=classes, rises=rises, log_scale=log_scale, gap=size)
        gap.agrees()


def test_the_switch_changes_curves_and_notes(gap):
    def shown():
        paths = [path.get_attribute("d") for path in gap.root.locator(".gaps .line").all()]
        return paths, gap.root.locator(".facts").all_text_contents()

    before = shown()
    gap.root.get_by_role("radio", name="wrong class rises").press("Space")
    assert gap.get("rises") is True
    after = shown()
    assert all(old != new for old, new in zip(before[1], after[1], strict=True))
    changed = [old != new for old, new in zip(before[0], after[0], strict=True)]
    assert sum(changed) == 3, "both softmax curves, and the mark at log K"
    gap.agrees()


def test_a_step_of_the_classes_goes_to_the_next_stop(gap):
    gap.root.get_by_role("slider", name="classes").press("ArrowRight")
    assert gap.get("classes") == 15
    gap.root.get_by_role("slider", name="classes").press("End")
    assert gap.get("classes") == 1000


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_nothing_moves_on_the_page_when_the_way_changes(browser, options):
    with stage(browser, Gap(), **options) as (gap,):
        before = gap.root.bounding_box()
        gap.set(rises=True)
        assert gap.root.bounding_box() == before
        assert gap.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
