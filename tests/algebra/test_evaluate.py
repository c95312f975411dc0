"""Formulas as numbers: all 50 digits are right, however much cancels on the way."""

import numpy as np
import pytest
from sympy import Eq, Tuple, exp, log, sqrt

from output_layer import log_sigmoid, log_softmax, softplus
from output_layer.algebra.evaluate import Formula
from output_layer.algebra.points import ENDS, FAR, sample
from output_layer.algebra.symbols import z

FAR_OUT = [50.0, 100.0, 120.0, 300.0, 700.0, 740.0]


@pytest.mark.parametrize("at", FAR_OUT)
def test_what_cancels_far_out_keeps_its_digits(at):
    assert Formula(log(1 + exp(-z)), None, ("z",))(z=at) == pytest.approx(softplus(-at), rel=1e-15)
    assert Formula(-log(1 + exp(z)), None, ("z",))(z=-at) == pytest.approx(log_sigmoid(at))
    small = Formula(log(1 + exp(-z)) - exp(-z), None, ("z",))(z=at / 3)
    assert small == pytest.approx(-np.exp(-2 * at / 3) / 2, rel=1e-6)


def test_what_is_0_and_what_is_no_number_stay_so():
    assert Formula((1 + exp(z)) ** 2 - 1 - 2 * exp(z) - exp(2 * z), None, ("z",))(z=3.1) == 0
    assert np.isnan(Formula(sqrt(z), None, ("z",))(z=-3.0))
    assert np.isnan(Formula(1 / z, None, ("z",))(z=0.0))
    pair = Formula(Tuple(z, log(1 + exp(-z))), None, ("z",))(z=120.0)
    np.testing.assert_allclose(pair, [120.0, softplus(-120.0)], rtol=1e-15)


def test_what_needs_more_digits_for_a_moment_is_still_a_number():
    odds = 1 / (1 - 1 / (1 + exp(-z)))  # with 60 digits this divides by 0
    assert Formula(odds, None, ("z",))(z=300.0) == pytest.approx(np.exp(300.0) + 1, rel=1e-13)


def test_far_points_are_among_those_that_are_compared():
    points = list(sample(("z", "logits")))
    assert [point["z"] for point in points[-3:]] == [0.0, 300.0, -300.0] == list(ENDS)
    spreads = [np.ptp(point["logits"]) for point in points]
    assert max(spreads) > FAR > 50 > np.median(spreads)
    assert log_softmax(points[np.argmax(spreads)]["logits"]).min() < -100


def test_a_condition_for_the_logits_is_not_pulled_apart():
    from output_layer.algebra.conditions import EVERY

    assert all(np.ptp(p["logits"]) == 0 for p in sample(("logits",), Eq(EVERY, 0)))
