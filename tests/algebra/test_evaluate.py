"""Formulas as numbers: all 50 digits are right, however much cancels on the way."""

import numpy as np
import pytest
from sympy import (
    E,
    Eq,
    Function,
    Integral,
    KroneckerDelta,
    Max,
    Product,
    Rational,
    Sum,
    Symbol,
    Tuple,
    exp,
    log,
    oo,
    pi,
    sqrt,
)

from output_layer import log_sigmoid, log_softmax, softplus
from output_layer.algebra.evaluate import Formula
from output_layer.algebra.points import ENDS, FAR, sample
from output_layer.algebra.symbols import (
    Dot,
    K,
    each,
    ell,
    inputs,
    j,
    k,
    label,
    logits,
    option,
    row,
    theta,
    u,
    within,
    z,
)

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


LOGITS = np.array([0.5, -1.25, 2.0])
PLACE = {"z": 0.75, "j": 2, "k": 3, "label": 1, "logits": LOGITS}
INSIDE = Sum(logits[option], (option, 1, within))
WORTH = {
    "letters": (z**j - label, 0.75**2 - 1),
    "numbers": (Rational(1, 3) * E + pi, np.e / 3 + np.pi),
    "element": (logits[j] / logits[k], -1.25 / 2),
    "sum": (Sum(exp(logits[ell]), (ell, 1, K)), np.exp(LOGITS).sum()),
    "no summand": (1 + Sum(logits[ell], (ell, 2, 1)), 1),
    "sum in a sum": (Sum(within * INSIDE, (within, 1, K)), 0.5 + 2 * (0.5 - 1.25) + 3 * 1.25),
    "two indices": (Sum(ell * within, (within, 1, ell), (ell, 1, K)), 25),
    "product": (Product(logits[ell], (ell, 1, K)), -1.25),
    "indicator": (KroneckerDelta(j, label) + KroneckerDelta(j, K - 1), 1),
    "largest": (Max(z, logits[1], logits[2]), 0.75),
    "integral": (Integral(u**2, (u, 0, z)), 0.75**3 / 3),
    "zeroth power": ((j - 2 * label) ** (k - 3), 1),
    "what is not there, times 0": (KroneckerDelta(j, 1) * logits[K + 1], 0),
    "complex": (log(-z), np.nan),
    "complex on the way": (sqrt(-z) ** 2 + exp(sqrt(-z)) * 0, -0.75),
    "divided by 0": (1 / (j - 2 * label), np.nan),
    "logarithm of 0": (log(j - 2 * label), np.nan),
    "infinite": (oo, np.nan),
    "undefined": (Function("f")(z), np.nan),
}


@pytest.mark.parametrize("kind", WORTH)
def test_each_kind_of_part_has_its_value(kind):
    formula, worth = WORTH[kind]
    assert Formula(formula, None, ())(**PLACE) == pytest.approx(worth, rel=1e-15, nan_ok=True)


def test_scalar_product_runs_over_the_components_of_both():
    rows, examples = np.arange(6.0).reshape(2, 3), np.arange(1.0, 10).reshape(3, 3)
    product = Dot(theta[row, each], inputs[2, each]).subs(row, 2)
    value = Formula(product + each, None, ())(theta=rows, inputs=examples, k=2)
    assert value == rows[1] @ examples[1] + 2  # outside the product the component is k


def test_what_a_point_does_not_have_is_missed():
    for formula in (Symbol("w"), logits[K + 1], logits[0], inputs[1, 1], logits[1, 1]):
        with pytest.raises(LookupError):
            Formula(formula, None, ())(**PLACE)


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
