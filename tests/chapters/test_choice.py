"""Labels that may overlap: the cost against independent coins, its gradient, its arguments."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output_layer import check_gradient, labels_cost, labels_cost_gradient, softmax
from output_layer.choice import cross_entropy_cost

rows = st.lists(st.floats(-30, 30), min_size=1, max_size=5)


@given(rows)
def test_the_chances_of_all_combinations_of_labels_add_up_to_1(z):
    combinations = np.array(list(product([0, 1], repeat=len(z))))
    chances = np.exp(-labels_cost(np.array(z), combinations))
    assert chances.sum() == pytest.approx(1, rel=1e-12)


@given(rows)
def test_of_combinations_with_exactly_one_label_the_chances_are_softmax(z):
    chances = np.exp(-labels_cost(np.array(z), np.eye(len(z))))
    np.testing.assert_allclose(chances / chances.sum(), softmax(z), rtol=1e-9, atol=1e-300)


@given(rows, st.data())
def test_the_gradient_is_that_of_the_cost(z, data):
    shares = st.lists(st.floats(0, 1), min_size=len(z), max_size=len(z))
    targets = np.array(data.draw(shares))
    check_gradient(
        lambda z: labels_cost(z, targets),
        lambda z: labels_cost_gradient(z, targets),
        np.array(z),
    )


def test_one_label_is_the_cross_entropy():
    z, y = np.linspace(-800, 800, 33), 1.0
    np.testing.assert_array_equal(labels_cost(z[:, None], [y]), cross_entropy_cost(z, y))


def test_a_label_taken_for_certain_keeps_its_digits():
    # −log σ(40) = log(1 + e⁻⁴⁰), mpmath with 50 digits
    assert labels_cost([40.0, -800.0], [1, 0]) == pytest.approx(4.248354255291589e-18, rel=1e-14)


@pytest.mark.parametrize("targets", [[1, 0, 2], [0.5, -0.1, 0], [1, 0]])
def test_targets_outside_0_to_1_or_of_another_shape_are_refused(targets):
    with pytest.raises(ValueError, match=r"y|broadcast"):
        labels_cost([1.0, 2.0, 3.0], targets)
