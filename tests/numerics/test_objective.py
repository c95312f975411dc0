"""The objective of softmax regression in blocks of rows, against the package's own costs."""

import numpy as np
import pytest
import scipy.sparse

import output_layer
from output_layer import check_gradient
from output_layer.numerics import objective
from output_layer.numerics.objective import COSTS, Objective

REFERENCE = {"log-likelihood": "log_likelihood_cost", "quadratic": "softmax_quadratic_cost"}


def example(rows=50, classes=4, scale=1.0):
    random = np.random.default_rng(0)
    x, labels = random.standard_normal((rows, 3)) * scale, random.integers(0, classes, rows)
    parts = random.uniform(0, 1, rows)
    parts[::7] = 0
    return x, labels, parts / parts.sum(), random.standard_normal((classes, 4))


@pytest.fixture(params=[1, 8, 2**16])
def cells(request, monkeypatch):
    """Set how many rows make a block: one, a few, all."""
    monkeypatch.setattr(objective, "CELLS", request.param)
    monkeypatch.setattr(objective, "FEWEST", 1)


@pytest.mark.usefixtures("cells")
@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("classes", [2, 4])
def test_value_and_gradient_are_those_of_the_package(cost, bias, sparse, classes):
    x, labels, parts, theta = example(classes=classes)
    decay = np.array([0.3, 0.3, 0.3, 0.1])[: 3 + bias]
    theta = theta[:, : 3 + bias]
    given = scipy.sparse.csr_array(x) if sparse else x
    value, slope = Objective(given, labels, parts, cost=COSTS[cost], decay=decay)(theta)
    columns = np.column_stack([x, np.ones(len(x))])[:, : 3 + bias]
    z = columns @ theta.T
    costs = getattr(output_layer, REFERENCE[cost])(z, labels)
    slopes = getattr(output_layer, REFERENCE[cost] + "_gradient")(z, labels)
    assert value == pytest.approx(parts @ costs + 0.5 * (decay * theta**2).sum(), rel=1e-13)
    expected = (parts[:, np.newaxis] * slopes).T @ columns + decay * theta
    np.testing.assert_allclose(slope, expected, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("cost", COSTS)
def test_the_gradient_is_the_slope(cost):
    x, labels, parts, theta = example()
    objective = Objective(x, labels, parts, cost=COSTS[cost], decay=np.array([0.3, 0.3, 0.3, 0.0]))
    check_gradient(lambda t: objective(t)[0], lambda t: objective(t)[1], theta)


@pytest.mark.parametrize("cost", COSTS)
def test_an_example_without_weight_counts_nothing_even_if_its_cost_has_no_number(cost):
    x, labels, parts, theta = example()
    x[::7] = np.inf
    value, slope = Objective(x, labels, parts, cost=COSTS[cost], decay=np.zeros(4))(theta)
    assert np.isfinite(value)
    assert np.isfinite(slope).all()


def test_narrow_inputs_are_worked_on_in_their_type(monkeypatch):
    seen = []

    def cost(z, labels, parts):
        seen.append((z.dtype, parts.dtype))
        return COSTS["log-likelihood"](z, labels, parts)

    x, labels, parts, theta = example()
    value, slope = Objective(x.astype(np.float32), labels, parts, cost=cost, decay=np.zeros(4))(
        theta
    )
    assert set(seen) == {(np.dtype(np.float32), np.dtype(np.float32))}
    assert slope.dtype == np.float64
    expected, _ = Objective(x, labels, parts, cost=COSTS["log-likelihood"], decay=np.zeros(4))(
        theta
    )
    assert value == pytest.approx(expected, rel=1e-5)


def test_a_block_fits_the_cache_and_not_all_logits_stand_in_memory():
    sizes = []

    def cost(z, labels, parts):
        sizes.append(z.size)
        return COSTS["log-likelihood"](z, labels, parts)

    x, labels, parts, theta = example(rows=3000, classes=1000)
    Objective(x, labels, parts, cost=cost, decay=np.zeros(4))(theta)
    assert max(sizes) <= 2 * objective.CELLS
    assert len(sizes) > 10
