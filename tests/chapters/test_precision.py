"""What the shift loses can be found and carried: to the last digit, for all logits and types."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output_layer import precision, softmax
from output_layer.numerics.accuracy import MANY_DIGITS, true_softmax, ulp_error
from output_layer.precision import (
    carried_softmax,
    summed_softmax,
    two_difference,
    widened_softmax,
)
from output_layer.stability import shifted_softmax

SHARES = [carried_softmax, summed_softmax, widened_softmax]
every_formula = pytest.mark.parametrize("formula", SHARES)
sizes = st.floats(-1e9, 1e9).filter(lambda number: number == 0 or abs(number) > 1e-200)


def rows(spread, *, shape=(100, 10), dtype=np.float64):
    return (np.random.default_rng(0).standard_normal(shape) * spread).astype(dtype)


def worst(formula, z):
    return ulp_error(formula(z), true_softmax(z)).max()


# The difference and what it lacks


@given(sizes, sizes)
def test_the_two_parts_are_the_difference_exactly(z, c):
    d, lacking = two_difference(z, c)
    assert d == z - c
    assert Fraction(float(d)) + Fraction(float(lacking)) == Fraction(z) - Fraction(c)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_arrays_are_taken_apart_in_their_type(dtype):
    z, c = rows(100, dtype=dtype), rows(3, shape=(100, 1), dtype=dtype)
    d, lacking = two_difference(z, c)
    assert d.dtype == lacking.dtype == dtype
    assert d.shape == lacking.shape == (100, 10)
    for parts in zip(z.flat, np.broadcast_to(c, z.shape).flat, d.flat, lacking.flat, strict=True):
        one, other, difference, rest = (Fraction(float(part)) for part in parts)
        assert difference + rest == one - other


def test_the_exponential_makes_a_relative_error_of_what_is_lacking():
    d, lacking = map(Decimal, map(float, two_difference(0.1, 300.0)))
    with localcontext(MANY_DIGITS):
        relative = (d + lacking).exp() / d.exp() - 1
        assert lacking != 0
        assert abs(relative / lacking - 1) < Decimal("1e-13")


# The shares


@pytest.mark.parametrize(("spread", "most"), [(1, 5), (10, 5), (100, 5), (1000, 5)])
@pytest.mark.parametrize("formula", [carried_softmax, summed_softmax])
def test_what_is_carried_brings_the_digits_back(formula, spread, most):
    z = rows(spread)
    assert worst(formula, z) < most
    if spread >= 10:
        assert worst(shifted_softmax, z) > 5 * most


def test_with_many_classes_the_exact_sum_tells():
    z = np.random.default_rng(2).standard_normal((3, 20_000)).astype(np.float32) * 3
    assert worst(summed_softmax, z) <= worst(carried_softmax, z)
    assert worst(summed_softmax, z) < 4


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_widened_shares_are_rounded_once(dtype):
    assert worst(widened_softmax, rows(10, dtype=dtype)) <= 0.5 + 1e-6


# Types, shapes, infinities, errors


@every_formula
def test_shape_and_type_stay_and_the_shares_are_those_of_softmax(formula):
    z = rows(5, shape=(4, 3, 7), dtype=np.float32)
    assert formula(z).shape == z.shape
    assert formula(z).dtype == np.float32
    np.testing.assert_allclose(formula(z), softmax(z), rtol=1e-5)


@every_formula
def test_a_class_at_minus_infinity_has_nothing(formula):
    np.testing.assert_array_equal(formula([0.0, -np.inf, 0.0]), [0.5, 0, 0.5])


@every_formula
def test_nothing_warns(formula):
    with np.errstate(all="raise"):
        for row in ([1e308, -1e308, 0], [np.nan, 0, 1], [-np.inf, -np.inf, -np.inf]):
            formula(row)


@pytest.mark.parametrize("name", sorted({*precision.__all__} - {"two_difference"}))
def test_wrong_logits_are_refused_by_name(name):
    function = getattr(precision, name)
    with pytest.raises(ValueError, match=r"^z must hold at least one class along its last ax"):
        function(np.empty((2, 0)))
    with pytest.raises(TypeError, match=r"^z must be integers, booleans or one of float16"):
        function([1j])


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="z has"):
        two_difference([1.0, 2.0, 3.0], [1.0, 2.0])
    with pytest.raises(TypeError, match=r"^c must be"):
        two_difference(1.0, 1j)
