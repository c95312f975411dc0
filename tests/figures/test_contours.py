"""The contours of the costs: exact, complete, and the same in JavaScript."""

import numpy as np
import pytest

import nodejs
from output_layer import cross_entropy_cost, quadratic_cost, quadratic_cost_gradient
from output_layer.figures import contours

COSTS = {"quadratic": quadratic_cost, "cross-entropy": cross_entropy_cost}
every_case = pytest.mark.parametrize(
    ("cost", "y", "reach"),
    [(cost, y, reach) for cost in COSTS for y in (0, 1) for reach in (5.0, 10.0, 15.0)],
)


@every_case
def test_a_contour_lies_where_the_cost_has_its_level(cost, y, reach):
    levels, z = np.transpose(contours.contours(cost, y, reach))
    np.testing.assert_allclose(COSTS[cost](z, y), levels, rtol=1e-10)
    np.testing.assert_allclose(np.diff(levels), contours.SPACING[cost], rtol=1e-10)
    assert (abs(z) < reach).all()


@every_case
def test_no_level_is_missing(cost, y, reach):
    levels = [level for level, _ in contours.contours(cost, y, reach)]
    spacing, top = contours.SPACING[cost], COSTS[cost](reach if y == 0 else -reach, y)
    # At its foot the cost may be above the first levels already, in a plot that shows no more.
    foot = COSTS[cost](-reach if y == 0 else reach, y)
    assert len(levels) == len(np.arange(1, top / spacing)) - int(foot / spacing)


@every_case
def test_contours_and_bands_agree_with_javascript(cost, y, reach):
    calls = [["contours", cost, y, reach], ["bands", cost, y, reach]]
    lines, strips = nodejs.call("contours", calls)
    ours = contours.contours(cost, y, reach), contours.bands(cost, y, reach)
    np.testing.assert_allclose([[p["level"], p["z"]] for p in lines], ours[0], rtol=1e-10)
    theirs = [[strip["low"], strip["high"], strip["height"]] for strip in strips]
    np.testing.assert_allclose(theirs, ours[1], rtol=1e-10)


@every_case
def test_bands_leave_no_gap_and_climb_away_from_the_target(cost, y, reach):
    low, high, height = np.transpose(contours.bands(cost, y, reach))
    assert (low[0], high[-1]) == (-reach, reach)
    assert (low[1:] == high[:-1]).all()
    assert (np.diff(height) * (1 - 2 * y) > 0).all()
    assert 0 <= height.min() < height.max() <= 1


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_the_plateau_begins_where_that_share_of_the_gradient_is_left(y, share):
    low, high = contours.plateau(y, share, 20)
    edge = low if y == 0 else high
    assert abs(quadratic_cost_gradient(edge, y)) == pytest.approx(share * 4 / 27, rel=1e-12)
    assert abs(quadratic_cost_gradient(0.9 * edge, y)) > share * 4 / 27
    assert (high if y == 0 else low) == (20 if y == 0 else -20)
    assert nodejs.call("contours", [["plateau", y, share, 20]])[0] == pytest.approx((low, high))


def test_the_plateau_is_on_the_wrong_side():
    low, high = contours.plateau(0, 0.1, 10)
    assert 0 < low < high
    np.testing.assert_allclose(contours.plateau(1, 0.1, 10), (-high, -low))
