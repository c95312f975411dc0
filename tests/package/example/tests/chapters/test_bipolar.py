"""The bipolar output: many digits, its symmetry and its ends, and its slope."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output_layer import bipolar, bipolar_derivative, check_gradient, sigmoid

inputs = st.floats(-700, 700)


@pytest.mark.parametrize("z", [-40.0, -1.5, -1e-20, 0.5, 3.0, 30.0])
def test_output_is_that_of_fifty_digits(z):
    with mpmath.workdps(50):
        true = 2 / (1 + mpmath.exp(-mpmath.mpf(z))) - 1
    np.testing.assert_allclose(bipolar(z), float(true), rtol=1e-15)


@given(inputs)
def test_output_turns_its_sign_with_the_input(z):
    assert bipolar(-z) == -bipolar(z)


@given(inputs)
def test_output_is_the_difference_of_two_sigmoids(z):
    assert bipolar(z) == pytest.approx(sigmoid(z) - sigmoid(-z), abs=1e-15)


@pytest.mark.parametrize("z", [-20.0, -1.0, 0.0, 0.3, 8.0])
@pytest.mark.parametrize("method", ["central", "complex"])
def test_slope_passes_the_gradient_check(z, method):
    check_gradient(bipolar, bipolar_derivative, z, method=method)


def test_ends_are_reached():
    np.testing.assert_array_equal(bipolar([-np.inf, 0, np.inf]), [-1, 0, 1])
    np.testing.assert_array_equal(bipolar_derivative([-np.inf, np.inf]), 0)
