"""The entropies: both answers are the best there is, and only one reaches the edge."""

import numpy as np
import pytest

from output_layer.figures import Entropies
from output_layer.figures.simplex import place
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 900}}
KINDS = [False, True]
ANGLES = [0, 30, 115, 250, 360]

each_kind = pytest.mark.parametrize("square", KINDS, ids=["Shannon", "square"])
each_angle = pytest.mark.parametrize("angle", ANGLES)


@each_angle
def test_the_logits_are_the_tip_of_the_arrow_and_sum_to_0(angle):
    z = Entropies(angle=angle, length=1.1).logits()
    assert z.sum() == pytest.approx(0, abs=1e-15)
    turn = np.radians(angle)
    np.testing.assert_allclose(place(z), 1.1 * np.array([np.cos(turn), np.sin(turn)]), atol=1e-15)


@each_angle
@each_kind
def test_no_other_shares_are_worth_more(angle, square):
    figure = Entropies(angle=angle, length=0.9, square=square)
    others = np.random.default_rng(0).dirichlet(np.ones(3), 3000)
    bonus = others * (1 - others) / 2 if square else -others * np.log(others)
    worth = others @ figure.logits() + bonus.sum(axis=1)
    best = figure.values()["best"]
    assert worth.max() <= best
    assert worth.max() > best - 0.02


def test_only_the_square_reaches_the_edge():
    shown = {kind: Entropies(angle=115, length=1.3, square=kind).values() for kind in KINDS}
    assert shown[True]["a3"] == 0
    assert shown[False]["a3"] > 0.1


# In the browser.


@pytest.fixture
def entropies(browser):
    with stage(browser, Entropies(), **BROAD) as (actor,):
        yield actor


@each_kind
def test_every_direction_is_drawn(entropies, square):
    for angle, length in zip(ANGLES, (0.0, 0.5, 1.3, 0.9, 1.3), strict=True):
        entropies.set(angle=angle, length=length, square=square)
        entropies.agrees()


def test_the_arrow_keys_make_the_arrow_longer_and_turn_it(entropies):
    tip = entropies.root.locator(".free[role=slider]")
    tip.press("ArrowUp")
    assert entropies.get("length") == pytest.approx(1.02)
    tip.press("Shift+ArrowDown")
    assert entropies.get("length") == pytest.approx(0.92)
    tip.press("ArrowLeft")
    assert entropies.get("angle") == 131
    entropies.set(angle=0)
    tip.press("ArrowRight")
    assert entropies.get("angle") == 359
    entropies.agrees()


def test_the_tip_is_dragged_in_the_plane(entropies):
    box = entropies.root.locator(".plot.shares").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    entropies.page.mouse.click(middle[0] - 60, middle[1])
    assert entropies.get("angle") == 180
    assert 0.2 < entropies.get("length") < 0.8
    entropies.page.mouse.click(box["x"] + 2, middle[1])
    assert entropies.get("length") == 1.3
    entropies.agrees()


def test_the_curves_are_dragged_to_a_length(entropies):
    box = entropies.root.locator(".plot.growth").bounding_box()
    entropies.page.mouse.click(box["x"] + 46, box["y"] + 100)
    assert entropies.get("length") == 0
    entropies.agrees()


def test_the_red_answer_is_the_point_nearest_to_the_tip(entropies):
    entropies.set(angle=60, length=1.2)
    dots = entropies.root.locator(".plot.shares .point .dot")
    places = [
        (float(dot.get_attribute("cx")), float(dot.get_attribute("cy"))) for dot in dots.all()
    ]
    blue, red, tip = map(np.array, places)
    assert np.linalg.norm(red - tip) < np.linalg.norm(blue - tip)


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_nothing_moves_on_the_page_when_the_entropy_changes(browser, options):
    with stage(browser, Entropies(), **options) as (actor,):
        before = actor.root.bounding_box()
        actor.set(square=True)
        assert actor.root.bounding_box() == before
        assert actor.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
