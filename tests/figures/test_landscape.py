"""The landscape: every descent crosses the contours, and the start follows pointer and keys."""

import numpy as np
import pytest

from output_layer import train_neuron
from output_layer.figures import Landscape, contours
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 375, "height": 900}}


@pytest.mark.parametrize("x", [1.0, -0.5, 2.0])
def test_every_descent_is_a_straight_line_across_the_contours(x):
    for run in Landscape(w=1.5, b=2.5, x=x).runs().values():
        moved = run.w - run.w[0], run.b - run.b[0]
        np.testing.assert_allclose(moved[0], x * moved[1], atol=1e-12)


def test_the_readouts_are_the_ends_of_both_descents():
    shown = Landscape(w=0.6, b=0.9).values()
    for stem, cost in {"quadratic": "quadratic", "cross_entropy": "cross-entropy"}.items():
        run = train_neuron(0.6, 0.9, cost=cost)
        assert (shown[f"{stem}_a"], shown[f"{stem}_cost"]) == (run.a[-1], run.cost[-1])


# In the browser.


@pytest.fixture
def landscape(browser):
    with stage(browser, Landscape(), **BROAD) as (actor,):
        yield actor


def panel(actor, place):
    return actor.root.locator(".panel").nth(place)


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def pixel(actor, place, w, b):
    """Return where (w, b) is on the page: the plots go from −5 to 5 both ways."""
    box = panel(actor, place).locator(".plot > clipPath rect").first
    left, top, width, height = box.evaluate(
        """(rect) => {
          const svg = rect.ownerSVGElement.getBoundingClientRect();
          const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((n) => +rect.getAttribute(n));
          return [svg.left + x, svg.top + y, w, h];
        }"""
    )
    return left + (w + 5) / 10 * width, top + (5 - b) / 10 * height


@pytest.mark.parametrize("place", [0, 1])
def test_the_start_goes_where_it_is_dragged(landscape, place):
    goal = pixel(landscape, place, -3.0, 3.5)
    drag(landscape.page, pixel(landscape, place, 2.0, 2.0), goal)
    assert (landscape.get("w"), landscape.get("b")) == (-3.0, 3.5)
    landscape.agrees()


def test_a_press_anywhere_moves_the_start_there(landscape):
    at = pixel(landscape, 1, 4.0, -1.0)
    landscape.page.mouse.click(*at)
    assert (landscape.get("w"), landscape.get("b")) == (4.0, -1.0)


def test_a_drag_out_of_the_plot_stops_at_its_edge(landscape):
    x, y = pixel(landscape, 0, 5.0, 5.0)
    drag(landscape.page, pixel(landscape, 0, 2.0, 2.0), (x + 20, y - 20))
    assert (landscape.get("w"), landscape.get("b")) == (5, 5)
    landscape.agrees()


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("place", [0, 1])
def test_both_panels_show_the_one_start(landscape, place):
    landscape.set(w=-1.0, b=4.0)
    dot = panel(landscape, place).locator(".handle .dot")
    assert centre(dot) == pytest.approx(pixel(landscape, place, -1.0, 4.0), abs=0.6)


@pytest.mark.parametrize(("place", "stem"), [(0, "quadratic"), (1, "cross_entropy")])
def test_the_path_ends_at_the_trained_weights(landscape, place, stem):
    run = Landscape().runs()[stem]
    dot = panel(landscape, place).locator(".point:not(.handle) .dot")
    assert centre(dot) == pytest.approx(pixel(landscape, place, run.w[-1], run.b[-1]), abs=0.6)


@pytest.mark.parametrize("state", [{"y": 0}, {"y": 1}, {"x": -0.7}, {"x": 2.0, "y": 1}])
def test_the_contours_are_drawn_where_the_cost_has_their_level(landscape, state):
    landscape.set(**state)
    x, y = landscape.get("x"), landscape.get("y")
    path = panel(landscape, 1).locator(".contour")
    ends = path.get_attribute("d").removeprefix("M").split("M")
    frame = (
        panel(landscape, 1)
        .locator(".plot")
        .evaluate(
            "(svg) => { const { left, top } = svg.getBoundingClientRect(); return [left, top]; }"
        )
    )
    lines = contours.contours("cross-entropy", y, 5 * (1 + abs(x)))
    assert len(ends) == len(lines)
    for line, (_, z) in zip(ends, lines, strict=True):
        drawn = np.array([point.split() for point in line.split("L")], float) + frame
        expected = [pixel(landscape, 1, w, z - x * w) for w in (-5, 5)]
        np.testing.assert_allclose(drawn, expected, atol=0.02)


def test_the_arrow_keys_move_the_start_and_speak(landscape):
    handle = landscape.root.get_by_role("slider", name="start")
    for key, expected in [
        ("ArrowRight", (2.1, 2)),
        ("ArrowUp", (2.1, 2.1)),
        ("Shift+ArrowLeft", (1.6, 2.1)),
        ("ArrowDown", (1.6, 2)),
    ]:
        handle.press(key)
        assert (landscape.get("w"), landscape.get("b")) == expected
    landscape.agrees()
    final = landscape.readouts()
    said = handle.get_attribute("aria-valuetext")
    for number in ("w 1.60", "b 2.00", final["quadratic_a"], final["cross_entropy_a"]):
        assert number in said


def test_other_keys_are_left_to_the_page(landscape):
    handle = landscape.root.get_by_role("slider", name="start")
    handle.press("PageDown")
    handle.press("a")
    assert (landscape.get("w"), landscape.get("b")) == (2, 2)


def test_only_one_of_the_two_handles_stops_the_tab_key(landscape):
    assert landscape.root.locator("svg [tabindex]").count() == 1


def test_traits_from_python_move_the_terrain(landscape):
    def levels():
        return panel(landscape, 0).locator(".level").all_text_contents()

    assert levels() == ["0.1", "0.2", "0.3", "0.4", "plateau"]
    before = panel(landscape, 0).locator(".contour").get_attribute("d")
    landscape.set(y=1)
    assert panel(landscape, 0).locator(".contour").get_attribute("d") != before
    assert levels() == ["0.1", "0.2", "0.3", "0.4", "plateau"]
    landscape.agrees()


CORNERS = [
    {"w": -5, "b": -5, "x": -2, "y": 0, "eta": 2, "epochs": 1000},
    {"w": 5, "b": 5, "x": 2, "y": 0, "eta": 0.005, "epochs": 10},
    {"w": 0, "b": 0, "x": 0, "y": 1, "eta": 2, "epochs": 300},
    {"w": 5, "b": -5, "x": -0.1, "y": 1, "eta": 2, "epochs": 1000},
]


@pytest.mark.parametrize("state", CORNERS)
def test_the_corners_of_the_state_are_drawn(landscape, state):
    landscape.set(**state)
    landscape.agrees()


@pytest.mark.parametrize(("options", "beside"), [(BROAD, True), (NARROW, False)])
def test_the_panels_stand_side_by_side_where_there_is_room(browser, options, beside):
    with stage(browser, Landscape(), **options) as (landscape,):
        left, right = (panel(landscape, place).bounding_box() for place in (0, 1))
        assert (left["y"] == right["y"]) == beside
        assert landscape.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_both_axes_have_one_scale_so_that_right_angles_are_right(browser, options):
    with stage(browser, Landscape(), **options) as (landscape,):
        origin, right = pixel(landscape, 0, 0, 0), pixel(landscape, 0, 5, 0)
        up = pixel(landscape, 0, 0, 5)
        assert right[0] - origin[0] == pytest.approx(origin[1] - up[1], rel=0.01)
