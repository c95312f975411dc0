"""The cost of a layer over a vocabulary: the same numbers as with the table of all logits."""

import re
import tracemalloc

import numpy as np
import pytest

from output_layer import (
    check_gradient,
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    scale_blocks,
    vocabulary_cost,
    vocabulary_cost_gradient,
)

M, D, K = 23, 5, 40


@pytest.fixture(params=[1, 3 * K, 10**6], ids=["a row", "three rows", "all rows"])
def room(request, monkeypatch):
    """Let so many logits be in memory at a time."""
    monkeypatch.setattr(scale_blocks, "ROOM", request.param)


def layer(kind=np.float64, spread=1.0):
    random = np.random.default_rng(1)
    x = random.standard_normal((M, D)).astype(kind)
    weights = (spread * random.standard_normal((K, D))).astype(kind)
    return x, weights, random.integers(0, K, M), random.standard_normal(K).astype(kind)


@pytest.mark.parametrize("with_bias", [True, False])
def test_the_table_of_logits_gives_the_same(room, with_bias):
    x, weights, labels, bias = layer()
    bias = bias if with_bias else None
    z = x @ weights.T + (bias if with_bias else 0.0)
    gaps = log_likelihood_cost_gradient(z, labels) / M
    found = vocabulary_cost_gradient(x, weights, labels, bias)
    expected = log_likelihood_cost(z, labels)
    np.testing.assert_allclose(vocabulary_cost(x, weights, labels, bias), expected, rtol=1e-13)
    assert found.cost == pytest.approx(expected.mean(), rel=1e-14)
    np.testing.assert_allclose(found.x, gaps @ weights, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(found.weights, gaps.T @ x, rtol=1e-12, atol=1e-15)
    if with_bias:
        np.testing.assert_allclose(found.bias, gaps.sum(axis=0), rtol=1e-12, atol=1e-15)
    else:
        assert found.bias is None


@pytest.mark.parametrize("which", ["x", "weights", "bias"])
def test_the_gradient_is_that_of_the_mean_cost(room, which):
    arguments = dict(zip(("x", "weights", "labels", "bias"), layer(), strict=True))

    def cost(value):
        return vocabulary_cost(**arguments | {which: value}).mean()

    def gradient(value):
        return getattr(vocabulary_cost_gradient(**arguments | {which: value}), which)

    check_gradient(cost, gradient, arguments[which])


def test_float32_stays_float32(room):
    found = vocabulary_cost_gradient(*layer(np.float32))
    double = vocabulary_cost_gradient(*layer())
    for name in ("x", "weights", "bias"):
        assert getattr(found, name).dtype == np.float32
        np.testing.assert_allclose(getattr(found, name), getattr(double, name), atol=3e-7)


def test_a_share_close_to_1_keeps_the_digits_of_what_is_missing(room):
    found = vocabulary_cost_gradient([[1.0]], [[40.0], [0.0]], [0])
    assert found.bias is None
    np.testing.assert_allclose(found.cost, np.log1p(np.exp(-40.0)), rtol=1e-15)
    small = np.exp(-40.0) / (1 + np.exp(-40.0))
    np.testing.assert_allclose(found.weights[:, 0], [-small, small], rtol=1e-15)


def test_costs_are_finite_where_shares_are_0(room):
    cost = vocabulary_cost([[1.0]], [[-1000.0], [1000.0]], [0])
    assert cost.tolist() == [2000.0]


def test_arguments_stay_as_they_are(room):
    given = layer()
    before = [one.copy() for one in given]
    vocabulary_cost_gradient(*given)
    for one, other in zip(given, before, strict=True):
        np.testing.assert_array_equal(one, other)


def test_memory_does_not_grow_with_the_examples(monkeypatch):
    monkeypatch.setattr(scale_blocks, "ROOM", 2**14)
    peaks = []
    for m in (200, 2000):
        x, weights, labels = np.ones((m, 2)), np.ones((1000, 2)), np.zeros(m, int)
        tracemalloc.start()
        found = vocabulary_cost_gradient(x, weights, labels)
        peaks.append(tracemalloc.get_traced_memory()[1] - found.x.nbytes - found.weights.nbytes)
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 10 * 8 * 2000  # labels and costs, not 14 MB of logits
    assert peaks[1] < 2**14 * 8 * 3


BAD = {
    "no matrix": ({"x": [1.0]}, "x must be (m, d) and weights (K, d)"),
    "other inputs": ({"x": np.ones((M, D + 1))}, "x must be (m, d) and weights (K, d)"),
    "no classes": ({"weights": np.ones((0, D))}, "with K ≥ 1"),
    "too few labels": ({"labels": [1]}, f"labels must have the shape ({M},) of the examples"),
    "labels out of range": ({"labels": [K] * M}, f"integers from 0 to {K - 1}, but hold {K}"),
    "a label between": ({"labels": [0.5] * M}, "integers from 0"),
    "another bias": ({"bias": [1.0]}, f"bias must be ({K},), but is (1,)"),
    "no examples": ({"x": np.ones((0, D)), "labels": []}, "at least one example"),
}


@pytest.mark.parametrize(("changed", "words"), BAD.values(), ids=BAD)
def test_what_does_not_fit_is_named(changed, words):
    given = dict(zip(("x", "weights", "labels", "bias"), layer(), strict=True)) | changed
    with pytest.raises(ValueError, match=re.escape(words)):
        vocabulary_cost_gradient(**given)


@pytest.mark.parametrize("name", ["x", "weights", "labels", "bias"])
def test_what_is_no_number_is_refused(name):
    given = dict(zip(("x", "weights", "labels", "bias"), layer(), strict=True)) | {name: "text"}
    with pytest.raises(TypeError, match=f"{name} must be integers"):
        vocabulary_cost(**given)
