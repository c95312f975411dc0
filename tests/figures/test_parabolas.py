"""The parabolas: where they lie, where both steps lead, and the buttons that take them."""

import numpy as np
import pytest

from output_layer import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.figures import Parabolas
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
TARGETS = [0.0, 0.5, 1.0]

each_target = pytest.mark.parametrize("y", TARGETS)


@each_target
def test_the_bounds_parabola_lies_nowhere_below_the_cost(y):
    z = np.linspace(-8, 8, 161)
    for at in np.linspace(-8, 8, 33):
        curvature, step = Parabolas(z=at, y=y).steps()["bound"]
        slope = cross_entropy_cost_gradient(at, y)
        assert step == pytest.approx(slope / curvature)
        parabola = cross_entropy_cost(at, y) + slope * (z - at) + curvature / 2 * (z - at) ** 2
        assert (parabola >= cross_entropy_cost(z, y) - 1e-12).all()


@each_target
def test_the_bounds_step_never_costs_more(y):
    for at in np.linspace(-8, 8, 161):
        found = Parabolas(z=at, y=y).values()
        assert found["bound_cost"] <= found["cost"] + 1e-12


def test_newtons_step_goes_uphill_from_far_out_where_the_target_is_half():
    near, far = (Parabolas(z=z, y=0.5).values() for z in (2.1, 2.3))
    assert near["newton_cost"] < near["cost"]
    assert far["newton_cost"] > far["cost"]


# In the browser.


@pytest.fixture
def parabolas(browser):
    with stage(browser, Parabolas(), **BROAD) as (actor,):
        yield actor


def test_a_button_takes_its_step_and_says_where_it_leads(parabolas):
    parabolas.root.get_by_role("button", name="the bound’s step").click()
    assert parabolas.get("z") == pytest.approx(2 - 4 * cross_entropy_cost_gradient(2.0, 0.0))
    parabolas.agrees()
    said = parabolas.root.get_by_role("status").text_content()
    assert parabolas.readouts()["bound"] in said


def test_a_step_that_leads_out_of_the_plot_ends_at_its_edge_and_its_place_is_named_there(parabolas):
    parabolas.set(z=4.0)
    name = parabolas.root.locator(".label.newton")
    assert name.text_content() == "← −51.60"
    parabolas.root.get_by_role("button", name="Newton’s step").press("Enter")
    assert parabolas.get("z") == -8
    parabolas.agrees()


def test_the_point_is_dragged_and_the_target_is_switched(parabolas):
    box = parabolas.root.locator(".plot").bounding_box()
    parabolas.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 100)
    assert parabolas.get("z") == 8
    parabolas.root.get_by_role("radio", name="½").press("Space")
    assert parabolas.get("y") == 0.5
    parabolas.agrees()


@each_target
def test_where_both_steps_land_in_the_plot_their_points_are_drawn(parabolas, y):
    parabolas.set(y=y, z=1.0)
    for kind in ("newton", "bound"):
        assert parabolas.root.locator(f".point.{kind}").is_visible()
        assert parabolas.root.locator(f".label.{kind}").text_content() == ""
