"""The formulas side by side: each rounds as it says, fails where it must, keeps what it can."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output_layer import log_softmax, logsumexp, softmax, stability
from output_layer.numerics.accuracy import correct_digits, true_log_softmax, true_softmax, ulp_error
from output_layer.stability import (
    clamped_softmax,
    max_and_sum,
    merge,
    naive_log_softmax,
    naive_softmax,
    online_max_and_sum,
    shifted_log_softmax,
    shifted_softmax,
)

TYPES = [np.float16, np.float32, np.float64]
# From here on e^z is ∞ in the type, and from here down it is 0.
LARGEST = {np.float16: 11.1, np.float32: 88.8, np.float64: 709.8}
SMALLEST = {np.float16: -17.4, np.float32: -104.0, np.float64: -745.2}
SHARES = [naive_softmax, shifted_softmax, clamped_softmax]
LOGARITHMS = [naive_log_softmax, shifted_log_softmax]
EVERY = SHARES + LOGARITHMS

every_type = pytest.mark.parametrize("dtype", TYPES)
every_formula = pytest.mark.parametrize("formula", EVERY)


def rows(scale, offset=0.0, *, shape=(50, 10), seed=0):
    return np.random.default_rng(seed).standard_normal(shape) * scale + offset


def worst(formula, true, z):
    return ulp_error(formula(z), true(z)).max()


# Each operation is rounded once, to the type.


def rounder(dtype):
    """Return the function that rounds a number of mpmath once, to a number that mpmath takes."""
    return lambda value: mpmath.mpf(float(dtype(float(value))))


def by_mpmath(row, shift, fit):
    """Return logits less a shift, their exponentials and the sum, all rounded by ``fit``."""
    logits = [fit(mpmath.mpf(z) - shift) for z in row]
    terms = [fit(mpmath.exp(z)) for z in logits]
    total = terms[0]
    for term in terms[1:]:
        total = fit(total + term)
    return logits, terms, total


@every_type
@pytest.mark.parametrize("scale", [1, 3])
def test_every_operation_is_rounded_once(dtype, scale):
    fit = rounder(dtype)
    shifts = {naive_softmax: lambda top: 0, shifted_softmax: lambda top: top}
    shifts[clamped_softmax] = lambda top: max(top, 0)
    with mpmath.workdps(60):
        for row in rows(scale, shape=(30, 6)).clip(-9, 9).astype(dtype):
            values = row.tolist()
            for formula, shift in shifts.items():
                _, terms, total = by_mpmath(values, shift(max(values)), fit)
                np.testing.assert_array_equal(formula(row), [fit(e / total) for e in terms])
            _, terms, total = by_mpmath(values, 0, fit)
            expected = [fit(mpmath.log(fit(e / total))) for e in terms]
            np.testing.assert_array_equal(naive_log_softmax(row), expected)
            logits, _, total = by_mpmath(values, max(values), fit)
            expected = [fit(z - fit(mpmath.log(total))) for z in logits]
            np.testing.assert_array_equal(shifted_log_softmax(row), expected)


# Overflow and underflow


@every_type
def test_the_naive_formula_overflows_and_the_others_do_not(dtype):
    z = np.array([LARGEST[dtype], 0.0], dtype=dtype)
    assert np.isnan(naive_softmax(z)[0])
    assert naive_softmax(z)[1] == 0
    assert np.isnan(naive_log_softmax(z)[0])
    for formula in (shifted_softmax, clamped_softmax):
        assert formula(z)[0] == 1
    assert shifted_log_softmax(z)[1] == -z[0]
    assert np.isfinite(naive_softmax(z - dtype(0.1))).all()


@every_type
def test_where_all_terms_vanish_only_the_true_maximum_helps(dtype):
    z = np.full(3, SMALLEST[dtype], dtype=dtype)
    for formula in (naive_softmax, clamped_softmax, naive_log_softmax):
        assert np.isnan(formula(z)).all()
    np.testing.assert_array_equal(shifted_softmax(z), softmax(z))
    np.testing.assert_allclose(shifted_log_softmax(z), log_softmax(z), rtol=1e-3)


@pytest.mark.parametrize("offset", [1e4, -1e4])
def test_10_000_is_no_matter_for_the_shifted_formulas(offset):
    z = rows(3, offset)
    assert worst(shifted_softmax, true_softmax, z) < 10
    assert worst(shifted_log_softmax, true_log_softmax, z) < 1e3
    assert np.isnan(naive_softmax(z)).all()


@every_type
@every_formula
def test_equal_logits_have_equal_shares(formula, dtype):
    result = formula(np.full((2, 4), 0.3, dtype=dtype))
    expected = 0.25 if formula in SHARES else -np.log(4)
    np.testing.assert_allclose(result, np.full((2, 4), expected), rtol=2 * np.finfo(dtype).eps)


@every_formula
def test_a_class_at_minus_infinity_has_nothing(formula):
    result = formula([0.0, -np.inf, 0.0])
    assert result[1] == (0 if formula in SHARES else -np.inf)
    np.testing.assert_allclose(result[[0, 2]], 0.5 if formula in SHARES else -np.log(2))


# Digits


def test_naive_shares_are_accurate_where_nothing_overflows():
    assert worst(naive_softmax, true_softmax, rows(10)) < 4


@pytest.mark.parametrize(("scale", "least", "most"), [(10, 8, 40), (100, 60, 600)])
def test_the_shift_loses_what_it_rounds_and_the_accurate_formula_keeps_it(scale, least, most):
    z = rows(scale, shape=(200, 10))
    assert least < worst(shifted_softmax, true_softmax, z) < most
    assert worst(softmax, true_softmax, z) < 5


@every_type
def test_the_class_on_top_loses_every_digit_of_its_logarithm(dtype):
    z = np.array([0.0, LARGEST[np.float16] - 22 if dtype is np.float16 else -50.0], dtype=dtype)
    true = true_log_softmax(z)
    digits = [correct_digits(of(z), true)[0] for of in (naive_log_softmax, shifted_log_softmax)]
    assert digits == [0.0, 0.0]
    assert naive_log_softmax(z)[0] == shifted_log_softmax(z)[0] == 0
    assert correct_digits(log_softmax(z), true)[0] == np.finfo(dtype).precision


def test_the_digits_of_the_class_on_top_fall_with_the_gap():
    gaps = np.linspace(5, 35, 31)
    z = np.stack([np.zeros(31), -gaps], axis=1)
    digits = correct_digits(shifted_log_softmax(z), true_log_softmax(z))[:, 0]
    # log(1 + s) has an error of up to 1.1e-16 where s = e^(−gap) is what counts
    assert (digits >= 15.9 - gaps / np.log(10)).all()
    assert digits[10:].max() < 13.5


# Online


@given(st.lists(st.floats(-800, 800), min_size=1, max_size=30), st.data())
def test_the_pair_of_a_row_does_not_depend_on_how_it_is_cut(logits, data):
    cut = data.draw(st.integers(1, len(logits)))
    expected = max_and_sum(logits)
    blocks = [max_and_sum(part) for part in (logits[:cut], logits[cut:]) if part]
    together = merge(*blocks) if len(blocks) == 2 else blocks[0]
    for pair in (together, online_max_and_sum(logits)):
        assert pair[0] == expected[0]
        np.testing.assert_allclose(pair[1], expected[1], rtol=1e-14)


@given(*[st.tuples(st.floats(-800, 800), st.floats(1, 1e6))] * 3)
def test_merging_is_associative_and_commutative(first, second, third):
    one, other = merge(merge(first, second), third), merge(first, merge(third, second))
    assert one[0] == other[0]
    np.testing.assert_allclose(one[1], other[1], rtol=1e-14)


@every_type
@pytest.mark.parametrize("pair", [max_and_sum, online_max_and_sum])
def test_maximum_and_sum_make_the_log_sum_exp(dtype, pair):
    z = rows(5, shape=(4, 3, 20)).astype(dtype)
    m, s = pair(z)
    assert m.dtype == s.dtype == dtype
    tolerance = 20 * np.finfo(dtype).eps
    np.testing.assert_allclose(m + np.log(s), logsumexp(z), rtol=tolerance)
    shares = np.exp(z - m[..., None]) / s[..., None]
    np.testing.assert_allclose(shares, softmax(z), rtol=tolerance, atol=np.finfo(dtype).tiny / 100)


@pytest.mark.parametrize("pair", [max_and_sum, online_max_and_sum])
def test_infinite_logits_have_a_pair_too(pair):
    assert pair([-np.inf, 3.0, -np.inf]) == (3.0, 1.0)
    assert pair([-np.inf, -np.inf])[0] == -np.inf
    assert merge(pair([-np.inf, -np.inf]), pair([1.0, 1.0])) == (1.0, 2.0)


# Types, shapes, warnings, errors


@every_type
@every_formula
def test_type_and_shape_stay_nothing_warns_and_the_input_stays(formula, dtype):
    z = np.array([[0.0, 6e4, -6e4], [np.inf, -np.inf, np.nan], [700, -700, 1]], dtype=dtype)
    before = z.copy()
    z.flags.writeable = False
    with np.errstate(all="raise"):
        result = formula(z)
    assert result.dtype == dtype
    assert result.shape == z.shape
    np.testing.assert_array_equal(z, before)


@every_formula
def test_integers_and_lists_are_taken_as_float64(formula):
    np.testing.assert_array_equal(formula([1, 2]), formula(np.array([1.0, 2.0])))


@pytest.mark.parametrize("name", stability.__all__)
def test_wrong_logits_are_refused_by_name(name):
    if name == "merge":
        return
    function = getattr(stability, name)
    for empty in (np.empty((2, 0)), 1.0):
        with pytest.raises(ValueError, match=r"^z must hold at least one class along its last ax"):
            function(empty)
    for wrong in ([1j], ["a"], None):
        with pytest.raises(TypeError, match=r"^z must be integers, booleans or one of float16"):
            function(wrong)
