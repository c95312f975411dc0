"""The shares: softmax in JavaScript is Python's, and the bars follow mouse, finger and keys."""

import re

import numpy as np
import pytest

import nodejs
from output_layer import log_likelihood_cost, log_likelihood_cost_gradient, log_softmax, softmax
from output_layer.figures import Shares
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
PHONE = {"viewport": {"width": 375, "height": 900}, "has_touch": True, "is_mobile": True}
LOGITS = [f"z{j}" for j in range(1, 9)]


def rows(classes):
    """Return logits: of small and great spread, all equal, one that dominates, far from zero."""
    rng = np.random.default_rng(classes)
    spread = [rng.normal(scale=scale, size=classes) for scale in (1, 10, 100) for _ in range(40)]
    alone = np.zeros(classes)
    alone[-1] = -40.0
    return np.array([*spread, np.zeros(classes), alone, -10 * alone, 1e4 + alone])


@pytest.mark.parametrize("classes", [1, 2, 3, 8])
@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_functions_of_logits_agree_with_python(function, classes):
    z = rows(classes)
    answers = nodejs.call("maths", [[function.__name__, row] for row in z.tolist()])
    # The rounding of z − max, up to 600, is in the exponential: 600 times 1e-16.
    np.testing.assert_allclose(answers, function(z), rtol=2e-13, atol=5e-324)


@pytest.mark.parametrize("classes", [1, 2, 3, 8])
@pytest.mark.parametrize("function", [log_likelihood_cost, log_likelihood_cost_gradient])
def test_functions_of_logits_and_label_agree_with_python(function, classes):
    z = rows(classes)
    labels = np.arange(len(z)) % classes
    calls = zip(z.tolist(), labels.tolist(), strict=True)
    answers = nodejs.call("maths", [[function.__name__, row, label] for row, label in calls])
    np.testing.assert_allclose(answers, function(z, labels), rtol=2e-13, atol=5e-324)


def test_the_true_class_keeps_its_digits_where_it_is_sure():
    (answer,) = nodejs.call("maths", [["log_likelihood_cost_gradient", [0, -38], 0]])
    assert answer == pytest.approx([-3.139132792e-17, 3.139132792e-17], rel=1e-9)


@pytest.mark.parametrize("shift", [-10.0, -0.7, 3.3, 10.0])
def test_a_shift_moves_every_logit_and_no_share(shift):
    still, moved = Shares(), Shares(shift=shift)
    np.testing.assert_allclose(moved.logits(), still.logits() + shift)
    for name, text in still.readouts().items():
        assert name == "shift" or moved.readouts()[name] == text


def test_the_temperature_moves_the_shares_between_equal_and_all_for_one():
    hot, warm, cold = (Shares(temperature=t).shares() for t in (10.0, 1.0, 0.1))
    assert np.ptp(hot) < np.ptp(warm) < np.ptp(cold)
    assert cold.max() > 0.9999


def test_the_temperature_divides_the_logits():
    z = np.array([2.0, 1.0, -1.0, 0.5])
    np.testing.assert_array_equal(Shares(temperature=2.0).shares(), softmax(z / 2))


@pytest.mark.parametrize("classes", range(2, 9))
def test_each_class_that_takes_part_has_a_share_and_the_sum_is_one(classes):
    shown = Shares(classes=classes).readouts()
    assert [name for name in shown if re.fullmatch(r"a\d", name)] == [
        f"a{j}" for j in range(1, classes + 1)
    ]
    assert shown["sum"] == "1.000"
    assert len(shown["shares"].split(", ")) == classes


def test_the_picture_has_a_bar_for_each_logit_and_each_share():
    for classes in (2, 8):
        picture = Shares(classes=classes, shift=-3.0).picture()
        assert picture.count(">a") + picture.count(">z") >= 2 * classes


# In the browser.


@pytest.fixture
def shares(browser):
    with stage(browser, Shares(), **BROAD) as (actor,):
        yield actor


def spot(actor, row, value, shift=0.0):
    """Return where in the row's bar the logit has this value."""
    box = actor.root.locator(".logit-bars .reach").nth(row).bounding_box()
    low, high = min(-5, shift - 5), max(5, shift + 5)
    part = (value + shift - low) / (high - low)
    return box["x"] + part * box["width"], box["y"] + box["height"] / 2


@pytest.mark.parametrize("shift", [0.0, 7.0, -10.0])
@pytest.mark.parametrize("row", [0, 3])
def test_a_bar_goes_where_it_is_dragged_and_no_other_does(shares, row, shift):
    shares.set(shift=shift)
    others = [name for name in LOGITS if name != f"z{row + 1}"]
    before = [shares.get(name) for name in others]
    mouse = shares.page.mouse
    mouse.move(*spot(shares, row, 0.0, shift))
    mouse.down()
    mouse.move(*spot(shares, row, -3.0, shift), steps=4)
    mouse.up()
    assert shares.get(f"z{row + 1}") == -3
    assert [shares.get(name) for name in others] == before
    shares.agrees()


def test_a_drag_out_of_the_row_stays_with_its_bar_and_stops_at_the_limit(shares):
    mouse = shares.page.mouse
    mouse.move(*spot(shares, 1, 1.0))
    mouse.down()
    x, y = spot(shares, 3, 5.0)
    mouse.move(x + 60, y, steps=4)
    mouse.up()
    assert (shares.get("z2"), shares.get("z4")) == (5, 0.5)
    shares.agrees()


def test_a_finger_moves_a_bar(browser):
    with stage(browser, Shares(), **PHONE) as (actor,):
        actor.page.touchscreen.tap(*spot(actor, 2, 4.0))
        assert actor.get("z3") == 4
        actor.agrees()


@pytest.mark.parametrize("classes", [2, 8])
def test_bars_numbers_and_sliders_are_those_of_the_classes(shares, classes):
    shares.root.get_by_role("radio", name=str(classes)).press("Space")
    assert shares.get("classes") == classes
    for part in (".logit-bars .bar", ".share-bars .bar", "[data-control^=z]"):
        assert shares.root.locator(part).count() == classes
    shares.agrees()


def test_keys_move_a_class_that_came_back(shares):
    shares.set(classes=2)
    shares.set(classes=8)
    slider = shares.root.locator("[data-control=z8] input[type=range]")
    slider.press("End")
    assert shares.get("z8") == 5
    said = slider.get_attribute("aria-valuetext")
    assert said.endswith(f"{Shares(classes=8, z8=5.0).readouts()['a8']}; their sum is 1.000")
    shares.agrees()


def test_the_shift_moves_the_numbers_of_the_logits_alone(shares):
    numbers = [".logit-bars .front", ".share-bars .front", ".strip"]
    before = [shares.root.locator(part).inner_html() for part in numbers]
    shares.root.locator("[data-control=shift] input[type=range]").press("ArrowRight")
    after = [shares.root.locator(part).inner_html() for part in numbers]
    assert after[0] != before[0]
    assert after[1:] == before[1:]


def test_the_pieces_fill_the_whole(shares):
    widths = shares.root.locator(".piece").evaluate_all(
        "(all) => all.map((piece) => Number(piece.getAttribute('width')))"
    )
    np.testing.assert_allclose(widths, [*Shares().shares(), 0, 0, 0, 0], atol=1e-4)


CORNERS = [
    {"classes": 8, "shift": 10.0, "temperature": 0.1, "z1": 5.0, "z2": -5.0},
    {"classes": 2, "shift": -10.0, "temperature": 0.1, "z1": 5.0, "z2": -5.0},
    {"classes": 8, "shift": 0.0, "temperature": 10.0},
]


@pytest.mark.parametrize("width", [320, 375, 760])
@pytest.mark.parametrize("state", CORNERS)
def test_the_corners_of_the_state_are_drawn_within_the_column(browser, state, width):
    with stage(browser, Shares(), viewport={"width": width, "height": 900}) as (shares,):
        shares.set(**state)
        shares.agrees()
        assert shares.page.evaluate("document.documentElement.scrollWidth") == width
        sides = shares.root.locator("text:visible").evaluate_all(
            "(all) => all.map((n) => n.getBoundingClientRect()).flatMap((b) => [b.left, b.right])"
        )
        assert all(0 <= side <= width for side in sides)
