"""The derivations of the chapter stability: for any number of classes, and what they rest on."""

import math

import numpy as np
import pytest
from sympy import Sum, exp

from output_layer.algebra.evaluate import Formula
from output_layer.algebra.ground import ground
from output_layer.algebra.ledger import derive
from output_layer.algebra.mutants import mutants
from output_layer.algebra.symbols import B, K, Others, ell, j, logits


def sides(name, point):
    """Return the value of every side of an equation at a point; of a definition, the right one."""
    entry = derive(name)
    return [Formula(side, entry, tuple(point))(**point) for _, side in entry.claims]


@pytest.mark.parametrize("size", range(1, 7))
def test_the_results_hold_for_any_number_of_classes(size):
    z = np.random.default_rng(size).normal(size=size) * 3
    total = math.fsum(map(math.exp, z))
    point = {"logits": z, "c": 0.7, "j": size}
    for name in ("eq-log-sum-exp", "eq-log-sum-exp-shift"):
        np.testing.assert_allclose(sides(name, point), math.log(total), rtol=1e-12)
    for name in ("eq-log-softmax", "eq-log-softmax-others"):
        np.testing.assert_allclose(sides(name, point), z[-1] - math.log(total), atol=1e-14)


@pytest.mark.parametrize("size", range(1, 7))
def test_blocks_are_put_together_wherever_the_row_is_cut(size):
    z = np.random.default_rng(size).normal(size=size) * 3
    for block in range(1, size + 1):
        point = {"logits": z, "block": block, "m_1": 0.4, "m_2": -1.5}
        total = math.fsum(map(math.exp, z - 0.4))
        np.testing.assert_allclose(sides("eq-online-merge", point), total, rtol=1e-12)


def test_the_number_of_classes_stays_a_symbol():
    for name in ("eq-log-sum-exp", "eq-log-sum-exp-shift"):
        assert derive(name).result.has(K)


def test_a_sum_over_the_others_leaves_one_term_out():
    others = Others(exp(logits[ell]), ell, j)
    assert ground(others - ground(Sum(exp(logits[ell]), (ell, 1, K)))) == -exp(logits[j])
    assert Sum(exp(logits[ell]), (ell, 1, K)) in list(mutants(others))


def test_the_blocks_of_a_row_make_the_row():
    first, second = (Sum(logits[ell], (ell, *bounds)) for bounds in ((1, B), (B + 1, K)))
    assert ground(first + second) == ground(Sum(logits[ell], (ell, 1, K)))
    for size in range(1, 7):
        for cut in range(1, size + 1):
            both = (first + second).subs({K: size, B: cut}).doit()
            assert both == sum(logits[place] for place in range(1, size + 1))
