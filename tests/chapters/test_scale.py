"""Many classes and softmax inside: picking, sampling, trees, attention, distillation, the text."""

import hashlib
import math
import tomllib
import warnings

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import rel_entr

from output_layer import (
    check_gradient,
    distillation_cost,
    distillation_cost_gradient,
    log_likelihood_cost,
    logsumexp,
    scale,
    scale_text,
    softmax,
    softmax_jacobian,
    top_k,
    top_p,
    tree_log_shares,
)
from output_layer.scale import attention_shares, jacobian_norm, perplexity, sampled_logits

rows = st.lists(st.floats(-50, 50), min_size=1, max_size=12)


def some(shape, scale=3.0, seed=0):
    return np.random.default_rng(seed).normal(size=shape) * scale


# Perplexity


def test_perplexity_is_the_number_of_equal_choices():
    for classes in (1, 2, 27, 50257):
        np.testing.assert_allclose(perplexity(np.log(classes)), classes, rtol=1e-12)
    costs = some(30) ** 2
    np.testing.assert_allclose(perplexity(costs), 2 ** (costs.mean() / np.log(2)), rtol=1e-12)
    np.testing.assert_allclose(perplexity(costs), np.exp(costs).prod() ** (1 / 30), rtol=1e-12)


def test_perplexity_is_at_least_one_and_infinite_where_a_share_was_zero():
    assert perplexity([0.0, 0.0]) == 1
    assert perplexity([0.0, np.inf]) == np.inf


# Picking


@given(rows, st.integers(1, 14))
def test_top_k_keeps_the_largest_and_leaves_them_as_they_are(z, k):
    z = np.array(z)
    kept = top_k(z, k)
    least = np.sort(z)[::-1][: min(k, len(z))][-1]
    np.testing.assert_array_equal(kept, np.where(z >= least, z, -np.inf))


@given(rows, st.floats(0.01, 1))
def test_the_nucleus_has_the_share_and_no_class_too_many(z, p):
    z = np.array(z)
    inside, a = top_p(z, p) > -np.inf, softmax(z)
    assert a[inside].sum() >= p - 1e-12
    without = a[inside & (z > z[inside].min())].sum()
    assert without < p + 1e-12 or p == 1
    assert z[inside].min() >= z[~inside].max(initial=-np.inf)


def test_picking_works_along_the_last_axis_and_equal_logits_stay_together():
    z = some((4, 5, 7))
    for of in (lambda z: top_k(z, 3), lambda z: top_p(z, 0.6)):
        np.testing.assert_array_equal(of(z)[2, 3], of(z[2, 3]))
    assert top_k([0.0, 0.0, 0.0], 1).tolist() == [0, 0, 0]
    assert top_p([0.0, 0.0, 0.0], 0.1).tolist() == [0, 0, 0]
    assert top_p([0.0, -1000.0], 1.0).tolist() == [0, -1000]


# Sampling


def test_the_sampled_sum_is_unbiased_and_its_logarithm_is_not():
    z, random = some(50, 1.0), np.random.default_rng(1)
    q = np.full(50, 1 / 50)
    true, size = np.exp(z).sum(), 20
    drawn = random.integers(50, size=(20_000, size))
    sums = np.exp([sampled_logits(z, q, each) for each in drawn]).sum(axis=1)
    spread = ((np.exp(2 * z) / q).sum() - true**2) / size
    assert abs(sums.mean() - true) < 4 * np.sqrt(spread / len(drawn))
    np.testing.assert_allclose(sums.var(), spread, rtol=0.05)
    lack = np.log(true) - np.log(sums).mean()
    np.testing.assert_allclose(lack, spread / (2 * true**2), rtol=0.15)


def test_drawn_by_its_own_shares_the_sum_is_exact():
    z = some(30)
    for drawn in ([0], [3, 3, 7], range(30)):
        found = logsumexp(sampled_logits(z, softmax(z), list(drawn)))
        np.testing.assert_allclose(found, logsumexp(z), rtol=1e-13)


# The tree


@pytest.mark.parametrize("nodes", range(1, 20))
def test_the_shares_of_the_leaves_add_up_to_one(nodes):
    z = some((3, nodes), 4.0, seed=nodes)
    assert tree_log_shares(z).shape == (3, nodes + 1)
    np.testing.assert_allclose(np.exp(tree_log_shares(z)).sum(axis=-1), 1, rtol=1e-13)


def test_a_leaf_is_reached_by_the_decisions_on_its_way():
    z = [0.3, -2.0, 5.0]
    s = [1 / (1 + math.exp(-each)) for each in z]
    ways = [s[0] * s[1], s[0] * (1 - s[1]), (1 - s[0]) * s[2], (1 - s[0]) * (1 - s[2])]
    np.testing.assert_allclose(np.exp(tree_log_shares(z)), ways, rtol=1e-13)
    assert tree_log_shares([1000.0])[1] == -1000  # as a logarithm it does not vanish


# Attention


def test_the_norm_is_that_of_the_jacobian_with_many_digits():
    with mpmath.workdps(40):
        for z in some((20, 6), 8.0):
            powers = [mpmath.exp(each) for each in z]
            a = [power / sum(powers) for power in powers]
            true = mpmath.sqrt(
                sum((a[i] * ((i == j) - a[j])) ** 2 for i in range(6) for j in range(6))
            )
            np.testing.assert_allclose(jacobian_norm(softmax(z)), float(true), rtol=1e-13)
    z = some((9, 5))
    norms = np.linalg.norm(softmax_jacobian(z), axis=(-2, -1))
    np.testing.assert_allclose(jacobian_norm(softmax(z)), norms, rtol=1e-12)
    assert (norms <= 0.5).all()


def test_attention_is_softmax_of_the_products():
    queries, keys = some((4, 9)), some((6, 9), seed=1)
    np.testing.assert_allclose(attention_shares(queries, keys, False), softmax(queries @ keys.T))
    np.testing.assert_allclose(attention_shares(queries, keys), softmax(queries @ keys.T / 3))


# Distillation


def test_distillation_is_the_cross_entropy_of_the_teacher():
    z, v = some((5, 7)), some((5, 7), seed=1)
    for tau in (0.3, 1.0, 40.0):
        a, t = softmax(z / tau), softmax(v / tau)
        divergence = rel_entr(t, a).sum(axis=-1) - (t * np.log(t)).sum(axis=-1)
        np.testing.assert_allclose(distillation_cost(z, v, tau), divergence, rtol=1e-12)
        check_gradient(
            lambda z, tau=tau: distillation_cost(z, v, tau).sum(),
            lambda z, tau=tau: distillation_cost_gradient(z, v, tau),
            z,
            method="central",
        )


def test_a_cold_teacher_is_a_label():
    z, v = some((5, 7)), some((5, 7), seed=1)
    found = distillation_cost(z * 1e-3, v, 1e-3)
    np.testing.assert_allclose(found, log_likelihood_cost(z, v.argmax(axis=-1)), rtol=1e-9)


def test_a_hot_teacher_hands_on_its_centred_logits():
    z, v, tau = some(7), some(7, seed=1), 1e5
    centred = (z - z.mean()) - (v - v.mean())
    found = tau**2 * distillation_cost_gradient(z, v, tau)
    np.testing.assert_allclose(found, centred / 7, rtol=1e-3)


# The text


def test_the_text_is_the_one_whose_hash_is_named():
    known = tomllib.loads((scale_text.PLACE.parent / "source.toml").read_text(encoding="utf-8"))
    assert (
        hashlib.sha256(scale_text.PLACE.read_bytes()).hexdigest() == known["sha256"]["topics.py.gz"]
    )
    assert known["version"] == "3.11.7"
    assert len(scale_text.text()) == 465_048
    assert len(scale_text.letters()) == 375_757
    numbers, vocabulary = scale_text.words()
    assert (len(numbers), len(vocabulary)) == (64_285, 3_118)
    assert [vocabulary[number] for number in numbers[:3]] == ["the", "assert", "statement"]
    begin = "".join(scale_text.LETTERS[number] for number in scale_text.letters()[:20])
    assert begin == "the assert statement"


def test_the_models_give_shares():
    seen, classes = np.array([0, 1, 2, 1, 2, 1]), 4
    single = scale_text.single_shares(seen, classes)
    np.testing.assert_allclose(single, [2 / 10, 4 / 10, 3 / 10, 1 / 10])
    counts = scale_text.pair_counts(seen, classes)
    assert counts.sum() == 5
    assert counts[2, 1] == counts[1, 2] == 2
    pairs = scale_text.witten_bell(counts, single)
    np.testing.assert_allclose(pairs[1], (counts[1] + single) / 3)
    np.testing.assert_array_equal(pairs[3], single)
    for shares in (single, pairs, scale_text.add_one(counts)):
        np.testing.assert_allclose(shares.sum(axis=-1), 1)


# Types, silence, errors


@pytest.mark.parametrize("name", [*scale.__all__, "top_k", "top_p", "tree_log_shares"])
def test_nothing_warns_and_no_argument_is_changed(name):
    extreme = np.array([[0.0, -400.0, 700.0], [1e308, -1e308, 0.0], [0.0, 0.0, 0.0]])
    arguments = {
        "perplexity": (abs(extreme),),
        "sampled_logits": (extreme[0], np.full(3, 1 / 3), [0, 2]),
        "attention_shares": (extreme, extreme[:2]),
        "jacobian_norm": (softmax(extreme),),
        "top_k": (extreme, 2),
        "top_p": (extreme, 0.5),
        "tree_log_shares": (extreme,),
    }[name]
    before = [np.copy(each) for each in arguments]
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        getattr(scale, name)(*arguments)
    for now, then in zip(arguments, before, strict=True):
        np.testing.assert_array_equal(now, then)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: perplexity([]), ValueError, "one number or more"),
        (lambda: perplexity([-1.0]), ValueError, "none below 0"),
        (lambda: top_k([1.0], 0), ValueError, "k must be at least 1"),
        (lambda: top_k([1.0], 1.5), TypeError, "k must be an integer"),
        (lambda: top_p([1.0], 0), ValueError, "p must be greater than 0"),
        (lambda: top_p([1.0], 1.1), ValueError, "p must be at most 1"),
        (lambda: top_p(["a"], 0.5), TypeError, "z must be"),
        (lambda: tree_log_shares([]), ValueError, "z must hold"),
        (lambda: sampled_logits([0.0], [0.0], [0]), ValueError, "q must be greater"),
        (lambda: sampled_logits([0.0], [1.0, 0.0], [0]), ValueError, "equal length"),
        (lambda: sampled_logits([0.0], [1.0], [1]), ValueError, "from 0 to 0"),
        (lambda: sampled_logits([0.0], [1.0], []), ValueError, "drawn must be"),
        (lambda: sampled_logits([0.0], [1.0], [0.5]), ValueError, "drawn must be"),
        (lambda: attention_shares([1.0, 2.0], [[1.0]]), ValueError, "do not fit"),
        (lambda: jacobian_norm([0.5, 0.6]), ValueError, "sum 1"),
        (lambda: distillation_cost([0.0], [0.0], 0), ValueError, "temperature"),
        (lambda: distillation_cost([0.0, 1.0], [0.0, 1.0, 2.0]), ValueError, "broadcast"),
    ],
)
def test_wrong_arguments_are_refused_by_name(call, error, words):
    with pytest.raises(error, match=words):
        call()
