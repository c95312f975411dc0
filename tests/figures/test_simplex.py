"""The simplex: both descents keep the sum of the logits, and the point follows every hand."""

import re

import numpy as np
import pytest

import nodejs
from output_layer import (
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    softmax,
    softmax_quadratic_cost,
    softmax_quadratic_cost_gradient,
)
from output_layer.figures import Simplex
from output_layer.figures.simplex import DIRECTIONS, STRETCH, place
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 900}}
COSTS = {"log_likelihood": log_likelihood_cost, "quadratic": softmax_quadratic_cost}
LOGITS = ("z1", "z2", "z3")
STARTS = [{}, {"z1": 5.0, "z2": -5.0, "label": 2}, {"z1": 0.0, "z2": 0.0, "z3": 0.0, "label": 3}]


@pytest.mark.parametrize("classes", [1, 2, 3, 10])
def test_the_quadratic_costs_gradient_is_that_of_python(classes):
    rng = np.random.default_rng(classes)
    rows = [*rng.normal(scale=8, size=(200, classes)), np.zeros(classes)]
    labels = rng.integers(classes, size=len(rows))
    calls = [
        ["softmax_quadratic_cost_gradient", z.tolist(), int(label)]
        for z, label in zip(rows, labels, strict=True)
    ]
    expected = softmax_quadratic_cost_gradient(np.array(rows), labels)
    np.testing.assert_allclose(nodejs.call("maths", calls), expected, rtol=1e-10, atol=1e-16)


@pytest.mark.parametrize("stem", COSTS)
@pytest.mark.parametrize("state", STARTS)
def test_a_descent_lowers_its_cost_and_keeps_the_sum_of_the_logits(state, stem):
    figure = Simplex(**state)
    path = figure.descent(stem)
    costs = COSTS[stem](path, np.full(len(path), figure.label - 1))
    assert (np.diff(costs) < 0).all()
    np.testing.assert_allclose(path.sum(axis=1), path[0].sum(), atol=1e-12)


def test_the_readouts_are_the_shares_the_gradients_and_the_ends():
    figure = Simplex(z1=-1.0, z2=2.0, z3=0.5, label=3)
    z, shown = np.array([-1.0, 2.0, 0.5]), figure.values()
    assert [shown["a1"], shown["a2"], shown["a3"]] == softmax(z).tolist()
    size = np.sqrt((log_likelihood_cost_gradient(z, 2) ** 2).sum())
    assert shown["log_likelihood_size"] == pytest.approx(size)
    assert shown["quadratic_end"] == softmax(figure.descent("quadratic")[-1])[2]


def test_from_the_first_start_only_one_cost_arrives():
    shown = Simplex().values()
    assert shown["log_likelihood_end"] > 0.95
    assert shown["quadratic_end"] < 0.01


# In the browser.


@pytest.fixture
def simplex(browser):
    with stage(browser, Simplex(), **BROAD) as (actor,):
        yield actor


def plot(actor, space):
    return actor.root.locator(f".plot.{space}")


def corners(actor, space):
    """Return where the three corners of the classes are on the page, a row for each."""
    outline = plot(actor, space).locator(".ring").first
    at = outline.evaluate(
        """(path) => {
          const { left, top } = path.ownerSVGElement.getBoundingClientRect();
          const points = path.getAttribute('d').match(/[\\d.]+ [\\d.]+/g);
          return points.map((each) => each.split(' ').map((v, i) => +v + [left, top][i]));
        }"""
    )
    return np.array(at[::2])


def pixel(actor, space, three):
    """Return where three numbers are on the page: logits, whose corners are at 10, or shares."""
    tips = corners(actor, space)
    middle = tips.mean(axis=0)
    return middle + np.array(three) @ (tips - middle) / (10 if space == "logits" else 1)


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def centre(locator):
    box = locator.bounding_box()
    return [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]


def handle(actor, space):
    return plot(actor, space).locator(".handle .dot")


def now(actor):
    return [actor.get(name) for name in LOGITS]


def test_the_point_goes_where_it_is_dragged_among_the_logits(simplex):
    goal = pixel(simplex, "logits", [2.0, -3.0, 1.0])
    drag(simplex.page, centre(handle(simplex, "logits")), goal)
    assert now(simplex) == [2.0, -3.0, 1.0]
    simplex.agrees()


def test_the_point_goes_where_it_is_dragged_among_the_shares(simplex):
    shares = softmax([1.0, -1.5, 0.5])
    drag(simplex.page, centre(handle(simplex, "shares")), pixel(simplex, "shares", shares))
    assert now(simplex) == [1.0, -1.5, 0.5]
    simplex.agrees()


def test_a_press_anywhere_moves_the_point_there(simplex):
    simplex.page.mouse.click(*pixel(simplex, "logits", [4.0, 0.0, -4.0]))
    assert now(simplex) == [4.0, 0.0, -4.0]


@pytest.mark.parametrize(
    ("space", "outside", "expected"),
    [
        ("logits", [10.9, -0.1, -0.1], [5, -5, -5]),
        ("shares", [1.06, -0.03, -0.03], [5, -5, -5]),
        ("shares", [0.52, 0.52, -0.04], [3.3, 3.3, -5]),
    ],
)
def test_a_drag_out_of_the_plane_stops_at_its_edge(simplex, space, outside, expected):
    drag(simplex.page, centre(handle(simplex, space)), pixel(simplex, space, outside))
    z = np.array(now(simplex))
    np.testing.assert_allclose(z - z.max(), np.subtract(expected, max(expected)), atol=1.8)
    assert z.max() - z.min() == pytest.approx(10)
    simplex.agrees()


def test_a_common_shift_moves_the_point_in_neither_plane(simplex):
    before = [centre(handle(simplex, space)) for space in ("logits", "shares")]
    simplex.set(z1=-1.0, z2=4.5, z3=2.5)
    after = [centre(handle(simplex, space)) for space in ("logits", "shares")]
    np.testing.assert_allclose(after, before, atol=0.02)


@pytest.mark.parametrize("state", STARTS)
def test_point_and_ends_stand_at_their_logits_and_shares(simplex, state):
    simplex.set(**state)
    figure = Simplex(**state)
    for space, of in (("logits", lambda z: z), ("shares", softmax)):
        expected = [figure.logits(), *(figure.descent(stem)[-1] for stem in COSTS)]
        dots = [handle(simplex, space)]
        dots += plot(simplex, space).locator(".point:not(.handle) .dot").all()
        for dot, z in zip(dots, expected, strict=True):
            assert centre(dot) == pytest.approx(pixel(simplex, space, of(z)), abs=0.6)


@pytest.mark.parametrize("stem", COSTS)
def test_an_arrow_has_direction_and_length_of_the_descent(simplex, stem):
    figure = Simplex()
    gradient = {
        "log_likelihood": log_likelihood_cost_gradient,
        "quadratic": softmax_quadratic_cost_gradient,
    }[stem](figure.logits(), 0)
    arrow = simplex.root.locator(".slope").nth(list(COSTS).index(stem))
    start, tip = map(float, re.match(r"M(\S+) 0H([\d.]+)", arrow.get_attribute("d")).groups())
    turn = float(re.search(r"rotate\((\S+)\)", arrow.get_attribute("transform"))[1])
    tips = corners(simplex, "logits")
    unit = np.linalg.norm(tips[0] - tips.mean(axis=0)) / 10
    direction = np.array([np.cos(np.radians(turn)), -np.sin(np.radians(turn))])
    expected = -STRETCH * unit * place(gradient)
    np.testing.assert_allclose((tip - start) * direction, expected, atol=0.05)


def test_the_arrow_keys_move_the_point_and_speak(simplex):
    point = simplex.root.get_by_role("slider", name="point")
    for key, expected in [
        ("ArrowUp", [-2.9, 2.5, 0.5]),
        ("ArrowRight", [-2.9, 2.4, 0.6]),
        ("Shift+ArrowLeft", [-2.9, 2.9, 0.1]),
        ("ArrowDown", [-3, 2.9, 0.1]),
    ]:
        point.press(key)
        assert now(simplex) == expected
    simplex.agrees()
    shown = simplex.readouts()
    said = point.get_attribute("aria-valuetext")
    for name in ("a2", "quadratic_size", "log_likelihood_end"):
        assert shown[name] in said


def test_a_key_at_a_limit_lowers_the_other_logits_instead(simplex):
    simplex.set(z1=5.0, z2=0.0, z3=0.0)
    simplex.root.get_by_role("slider", name="point").press("ArrowUp")
    assert now(simplex) == [5, -0.1, -0.1]


def test_other_keys_are_left_to_the_page(simplex):
    point = simplex.root.get_by_role("slider", name="point")
    point.press("PageDown")
    point.press("a")
    assert now(simplex) == [-3, 2.5, 0.5]


def test_only_one_of_the_two_handles_stops_the_tab_key(simplex):
    assert simplex.root.locator("svg [tabindex]").count() == 1


def test_the_label_moves_shade_and_name(simplex):
    def shown():
        shades = simplex.root.locator(".elsewhere").all()
        chosen = simplex.root.locator(".chosen").all_text_contents()
        return [shade.get_attribute("d") for shade in shades], chosen

    before = shown()
    simplex.root.get_by_role("radio", name="3").press("Space")
    assert simplex.get("label") == 3
    assert (before[1], shown()[1]) == (["z₁", "a₁"], ["z₃", "a₃"])
    assert not set(before[0]) & set(shown()[0])
    simplex.agrees()


@pytest.mark.parametrize("label", [1, 2, 3])
@pytest.mark.parametrize("z", [(-5, -5, -5), (5, -5, 5), (5, -5, -5), (-5, 5, 0)])
def test_the_corners_of_the_state_are_drawn(simplex, z, label):
    simplex.set(**dict(zip(LOGITS, z, strict=True)), label=label)
    simplex.agrees()
    for mark in simplex.root.locator(".plot .dot").all():
        x, _ = centre(mark)
        assert 0 < x < BROAD["viewport"]["width"]


@pytest.mark.parametrize(("options", "beside"), [(BROAD, True), (NARROW, False)])
def test_the_planes_stand_side_by_side_where_there_is_room(browser, options, beside):
    with stage(browser, Simplex(z1=5.0, z2=-5.0), **options) as (simplex,):
        left, right = (plot(simplex, space).bounding_box() for space in ("logits", "shares"))
        assert (left["y"] == right["y"]) == beside
        assert simplex.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


@pytest.mark.parametrize("space", ["logits", "shares"])
def test_the_planes_have_one_scale_for_all_directions(simplex, space):
    tips = corners(simplex, space)
    spokes = (tips - tips.mean(axis=0)) * [1, -1]
    lengths = np.linalg.norm(spokes, axis=1, keepdims=True)
    np.testing.assert_allclose(spokes / lengths, DIRECTIONS, atol=1e-3)
    np.testing.assert_allclose(np.ptp(lengths), 0, atol=0.02)
