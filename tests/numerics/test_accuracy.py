"""The truth about softmax against ball arithmetic and mpmath; what counts as an error."""

from decimal import Decimal, localcontext

import mpmath
import numpy as np
import pytest

import truth_rows
from output_layer.numerics.accuracy import correct_digits, true_log_softmax, true_softmax, ulp_error

TYPES = [np.float16, np.float32, np.float64]
TRUTHS = {"softmax": true_softmax, "log_softmax": true_log_softmax}
RANDOM = np.random.default_rng(0)
ROWS = {
    "one class": [3.0],
    "all equal": [0.1] * 7,
    "close": RANDOM.standard_normal(10),
    "spread 100": RANDOM.standard_normal(10) * 100,
    "two at the top": [5.0, -1.0, 5.0],
    "dominant by 40": [0.0, -40.0, -41.0],
    "at the end of the series": [0.0, -46.0, -46.1],
    "dominant by 700": [0.0, -700.0],
    "±10⁴": [1e4, -1e4, 0.0],
}

every_truth = pytest.mark.parametrize("name", TRUTHS)
every_type = pytest.mark.parametrize("dtype", TYPES)


@every_truth
@pytest.mark.parametrize("row", ROWS)
def test_truth_is_that_of_ball_arithmetic(name, row):
    z = np.array(ROWS[row], dtype=float)
    for true, ball in zip(TRUTHS[name](z), truth_rows.balls(name, z), strict=True):
        expected = Decimal(ball.str(50, radius=False, more=True))
        assert abs(true - expected) <= abs(expected) * Decimal("1e-38")


@every_truth
@pytest.mark.parametrize("row", ROWS)
def test_truth_has_60_digits_of_the_definition(name, row):
    z = np.array(ROWS[row], dtype=float)
    with mpmath.workdps(9000 if row == "±10⁴" else 700):
        total = mpmath.fsum(mpmath.exp(each) for each in z.tolist())
        for true, each in zip(TRUTHS[name](z), z.tolist(), strict=True):
            share = mpmath.exp(each) / total
            expected = share if name == "softmax" else mpmath.log(share)
            assert abs(mpmath.mpf(str(true)) - expected) <= abs(expected) * mpmath.mpf(10) ** -60


@every_truth
@every_type
def test_truth_is_that_of_the_logits_in_their_type(name, dtype):
    z = (RANDOM.standard_normal((2, 3, 4)) * 5).astype(dtype)
    true = TRUTHS[name](z)
    assert true.shape == z.shape
    assert (true == TRUTHS[name](z.astype(float))).all()


def test_logits_of_minus_infinity_have_no_share():
    assert true_softmax([0.0, -np.inf]).tolist() == [1, 0]
    assert true_log_softmax([0.0, -np.inf]).tolist() == [0, Decimal("-Infinity")]


# Errors


@every_type
@pytest.mark.parametrize("size", [1.0, 1.75, 6e-5, 3e-7])
def test_a_step_to_the_next_number_is_one_unit(dtype, size):
    size = dtype(size)
    above = np.nextafter(size, dtype(np.inf))
    assert ulp_error(above, [float(size)]) == [1.0]
    with localcontext(prec=100):
        half = (Decimal(float(size)) + Decimal(float(above))) / 2
    assert ulp_error(size, [half]) == ulp_error(above, [half]) == [0.5]


@every_type
def test_what_is_no_number_is_infinitely_wrong_and_has_no_digits(dtype):
    wrong = np.array([np.nan, np.inf, -np.inf], dtype=dtype)
    np.testing.assert_array_equal(ulp_error(wrong, [1.0] * 3), [np.inf] * 3)
    np.testing.assert_array_equal(correct_digits(wrong, [1.0] * 3), [0.0] * 3)


def test_the_right_infinity_is_no_error():
    assert ulp_error([-np.inf], [Decimal("-Infinity")]) == [0.0]


@pytest.mark.parametrize(
    ("result", "digits"), [(1.0, 15), (1.0 + 1e-12, 12), (0.999, 3), (0.0, 0), (-7.0, 0), (2.5, 0)]
)
def test_digits_are_those_of_the_relative_error(result, digits):
    for unit in (1.0, 1e-290, 1e290):
        found = correct_digits([result * unit], [Decimal(unit)])
        np.testing.assert_allclose(found, [digits], atol=1e-4)


@every_type
def test_a_type_keeps_the_digits_that_it_is_sure_to_hold(dtype):
    true = [Decimal(1) / Decimal(n) for n in range(1, 200)]
    rounded = np.array([float(each) for each in true]).astype(dtype)
    assert (ulp_error(rounded, true) <= 0.5).all()
    assert (correct_digits(rounded, true) == np.finfo(dtype).precision).all()


def test_wrong_arguments_are_refused_by_name():
    with pytest.raises(ValueError, match=r"^z must hold at least one class along its last axis"):
        true_softmax(np.empty((2, 0)))
    with pytest.raises(ValueError, match=r"^z must hold at least one class along its last axis"):
        true_log_softmax(1.0)
    with pytest.raises(TypeError, match=r"^z must be integers, booleans or one of float16"):
        true_softmax([1j])
    with pytest.raises(TypeError, match=r"^result must be integers, booleans or one of float16"):
        ulp_error(["a"], [1.0])
