"""What the derivations print reads as people write it, and the site can set all of it."""

import doctest

import pytest
from sympy import Derivative, Eq, KroneckerDelta, Sum, exp, log

from output_layer.algebra import forms
from output_layer.algebra.ledger import derive
from output_layer.algebra.printing import latex
from output_layer.algebra.symbols import (
    A,
    B,
    C,
    Dot,
    K,
    LogSumExp,
    MeanCost,
    Others,
    Probability,
    a,
    c,
    each,
    ell,
    gap,
    i,
    inputs,
    j,
    k,
    label,
    labels,
    lamda,
    logits,
    psi,
    row,
    share,
    sigma,
    softmax,
    tags,
    theta,
    w,
    x,
    y,
    z,
)
from output_layer.derivations import LEDGER
from output_layer.site.maths import mathml


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        ((1 - a) * a * (a - y), r"(a - y)\,a(1 - a)"),
        ((1 - a) * (2 - 3 * a) * a**2, r"a^{2}(1 - a)(2 - 3 a)"),
        ((a - y) * x, r"(a - y)\,x"),
        (1 / (1 + exp(-z)), r"\frac{1}{1 + e^{-z}}"),
        (log(a / (1 - a)), r"\log \frac{a}{1 - a}"),
        (log(1 + exp(z)) - y * z, r"\log(1 + e^{z}) - y z"),
        (-y * log(a) - (1 - y) * log(1 - a), r"-y \log a - (1 - y) \log(1 - a)"),
        (w * x + w, r"w x + w"),
        (exp(-2 * z) / 2, r"\frac{1}{2} e^{-2 z}"),
        (sigma(z).diff(z), r"\sigma'(z)"),
        (sigma(-z) * sigma(z), r"\sigma(z)\,\sigma(-z)"),
        (Derivative(C(a, y), (z, 2)), r"\frac{\partial^{2} C}{\partial z^{2}}"),
        (
            Derivative(C(share(label)), logits[i], logits[j]),
            r"\frac{\partial^{2} C}{\partial z_{i}\,\partial z_{j}}",
        ),
        (theta[j, k] ** 2, r"\theta_{jk}^{2}"),
        (Dot(theta[j, each] - psi[each], inputs[i, each]), r"(\theta_{j} - \psi)^\top x_{i}"),
        (Probability(j, inputs[each], theta[row, each]), r"P(y = j \mid x; \theta)"),
        (
            Probability(labels[i], inputs[i, each], theta[row, each]),
            r"P(y_{i} \mid x_{i}; \theta)",
        ),
        (MeanCost(theta, lamda) - lamda * theta[j, k], r"J_{\lambda} - \lambda \theta_{jk}"),
        (A(logits[j]) - tags[j], r"a_{j} - t_{j}"),
        (logits[j] - LogSumExp(logits[each]), r"z_{j} - \operatorname{LSE}(z)"),
        (Others(share(ell), ell, j), r"\sum_{l \ne j} a_{l}"),
        (Sum(share(ell), (ell, B + 1, K)), r"\sum_{l = B + 1}^{K} a_{l}"),
        (-gap * KroneckerDelta(ell, label), r"-g \delta_{l y}"),
        (1 + (K - 1) * exp(gap), r"1 + (K - 1)\,e^{g}"),
        (share(j) - 1 - Sum(share(ell), (ell, 1, K)), r"a_{j} - 1 - \sum_{l = 1}^{K} a_{l}"),
        (share(j) - KroneckerDelta(j, label), r"a_{j} - \delta_{j y}"),
        ((share(j) - KroneckerDelta(j, label)) * inputs[k], r"(a_{j} - \delta_{j y})\,x_{k}"),
        (share(i) * (KroneckerDelta(i, j) - share(j)), r"a_{i}(\delta_{i j} - a_{j})"),
        (C(share(label)), "C"),
        (softmax(logits[each] + c, j), r"\operatorname{softmax}(z + c)_{j}"),
        (C(a, y).diff(z), r"\frac{\partial C}{\partial a}\,\frac{d a}{d z}"),
    ],
)
def test_formulas_are_printed_as_people_write_them(expr, text):
    assert latex(expr) == text


@pytest.mark.parametrize("label", LEDGER)
def test_every_equation_and_every_derivation_can_be_set(label):
    for shown in (derive(label), derive(label).equation):
        assert "<math" in mathml(shown._repr_latex_().strip("$\n"), displayed=True)


@pytest.mark.parametrize("label", LEDGER)
def test_a_derivation_shows_its_steps_with_their_reasons(label):
    entry = derive(label)
    shown = entry._repr_latex_()
    assert shown.startswith("$$\n")
    assert shown.endswith("\n$$")
    assert all(rf"\text{{{step.reason}}}" in shown for step in entry.steps)
    assert all(_last_part(step.expression) in shown for step in entry.steps)


def _last_part(expr):
    return latex(expr.rhs if isinstance(expr, Eq) else expr)


def test_the_example_of_the_factors_holds():
    assert doctest.testmod(forms) == (0, 2)
