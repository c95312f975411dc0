"""What the derivations print reads as people write it, and KaTeX takes all of it."""

import doctest
import json
from pathlib import Path

import pytest
import sphinxcontrib.katex
from sympy import Derivative, Eq, KroneckerDelta, exp, log

from nodejs import node
from output_layer.derivations import derive, forms
from output_layer.derivations.ledger import LEDGER
from output_layer.derivations.printing import latex
from output_layer.derivations.symbols import (
    C,
    a,
    c,
    each,
    i,
    inputs,
    j,
    k,
    label,
    logits,
    share,
    sigma,
    softmax,
    w,
    x,
    y,
    z,
)


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


KATEX = Path(sphinxcontrib.katex.__file__).with_name("katex.min.js")
RENDER = """
const katex = require(process.argv[1]);
const options = { displayMode: true, strict: "error", throwOnError: true };
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(String(texts.map((text) => katex.renderToString(text, options)).length));
"""


def test_katex_accepts_every_equation_and_every_derivation_strictly():
    shown = [each for label in LEDGER for each in (derive(label), derive(label).equation)]
    texts = [each._repr_latex_().strip("$\n") for each in shown]
    assert node("-e", RENDER, str(KATEX), given=json.dumps(texts)) == str(len(texts))


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
