"""Costs that readers may type: their slope, derived and checked, and the verdict on them."""

import re
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter
from sympy import Rational, oo, simplify, symbols

from built import ROOT
from output_layer import cross_entropy_cost_gradient, quadratic_cost_gradient
from output_layer.algebra.mutants import mutants
from output_layer.algebra.symbols import a, output, y, z
from output_layer.derivations import derive_cost
from output_layer.own import limits, picture
from output_layer.own.patience import tried
from output_layer.own.words import WORDS

QUADRATIC = "(a - y)**2/2"
CROSS_ENTROPY = "-(y*log(a) + (1 - y)*log(1 - a))"

# The limits of ∂C/∂z for target 0 as a → 1 and for target 1 as a → 0, and both verdicts.
KNOWN = {
    QUADRATIC: (0, 0, "stalls", "stalls"),
    CROSS_ENTROPY: (1, -1, "pushes", "pushes"),
    "log(1 + exp(log(a/(1 - a)))) - y*log(a/(1 - a))": (1, -1, "pushes", "pushes"),
    "y*log(y/a) + (1 - y)*log((1 - y)/(1 - a))": (1, -1, "pushes", "pushes"),
    "abs(a - y)": (0, 0, "stalls", "stalls"),
    "(a - y)^4": (0, 0, "stalls", "stalls"),
    "sqrt(abs(a - y))": (0, 0, "stalls", "stalls"),
    "log(cosh(a - y))": (0, 0, "stalls", "stalls"),
    "max(0, abs(a - y) - 1/10)": (0, 0, "stalls", "stalls"),
    "min((a - y)^2, 1/4)": (0, 0, "stalls", "stalls"),
    "1 - a^y*(1 - a)^(1 - y)": (0, 0, "stalls", "stalls"),
    "-log(1 - abs(a - y))": (1, -1, "pushes", "pushes"),
    "-3*log(1 - (a - y)^2)": (3, -3, "pushes", "pushes"),
    "(a - y)^2/(a*(1 - a))": (oo, -oo, "explodes", "explodes"),
    "log(1 - log(1 - abs(a - y)))": (0, 0, "stalls", "stalls"),
    "-log(a)": (0, -1, "stalls backwards", "pushes"),
    "-y*log(a)": (0, -1, "nothing", "pushes"),
    "y*log(a) + (1 - y)*log(1 - a)": (-1, 1, "wrong way", "wrong way"),
    "-(a - y)^2/(a*(1 - a))": (-oo, oo, "explodes backwards", "explodes backwards"),
    "a^2 - y": (0, 0, "stalls", "stalls backwards"),
}


@pytest.mark.parametrize("text", KNOWN)
def test_the_verdict_on_a_known_cost(text):
    *wanted, zero, one = KNOWN[text]
    own = derive_cost(text)
    assert [side.limit for side in own.sides] == wanted
    assert [side.kind for side in own.sides] == [zero, one]
    assert [(side.target, side.end) for side in own.sides] == [(0, 1), (1, 0)]
    assert own.check < 1e-9
    assert "numbers only" not in " ".join(own.verdict)


@pytest.mark.parametrize(
    ("text", "gradient"),
    [(QUADRATIC, quadratic_cost_gradient), (CROSS_ENTROPY, cross_entropy_cost_gradient)],
)
def test_the_costs_of_the_book_have_the_slopes_of_the_book(text, gradient):
    own = derive_cost(text)
    for target, slope in own.slopes.items():
        at = np.array([-5.0, -0.3, 0.0, 2.0, 6.0])
        np.testing.assert_allclose(
            picture.values(slope, at), gradient(at, float(target)), rtol=1e-9
        )


def test_the_steps_are_those_of_the_book():
    reasons = [step.reason for step in derive_cost(CROSS_ENTROPY).derivation.steps]
    assert reasons == [WORDS[name] for name in ("chain", "differentiate", "slope", "simplify")]
    assert derive_cost(CROSS_ENTROPY).slope == a - y
    assert derive_cost(QUADRATIC).slope == (a - y) * a * (1 - a)
    assert derive_cost("abs(a - y)").steps.count(r"\\[0.6em]") == 2


def test_a_target_of_ones_own_is_judged_at_both_ends():
    own = derive_cost(CROSS_ENTROPY, y=0.3)
    found = [(side.target, side.end, side.limit) for side in own.sides]
    assert found == [(Rational(3, 10), 0, -Rational(3, 10)), (Rational(3, 10), 1, Rational(7, 10))]
    assert [side.end for side in derive_cost(QUADRATIC, y=1).sides] == [0]
    for wrong in (-0.1, 1.5, np.nan):
        with pytest.raises(ValueError, match="A target y lies between 0 and 1"):
            derive_cost(QUADRATIC, y=wrong)


MISPLACED = {
    QUADRATIC: [],
    "(a - 1/2)^2": ["For target 0 {} at $a = \\frac{1}{2}$", "For target 1 {} at $a ="],
    "(a - y)^2 + a/10": ["For target 1 {} at $a = \\frac{19}{20}$"],
    "abs(a - 1/3)": ["For target 0 {} at $a = \\frac{1}{3}$", "For target 1 {} at $a ="],
    "(a - 1/2)^12": ["For target 0 {} at $a = \\frac{1}{2}$", "For target 1 {} at $a ="],
    "-log(a)": ["For target 0 {} as $a \\to 1$"],
    "a^2 - y": ["For target 1 {} as $a \\to 0$"],
    "max(0, a - 1/2)": ["For target 1 {} on a flat stretch"],
    "(a^2 - y)^2": ["For target 0.3 {} at $a = \\frac{\\sqrt{30}}{10}$"],
    "-(1-a)^2*y*log(a) - a^2*(1-y)*log(1-a)": ["For target 0.3 {} at a of about 0.422"],
}


@pytest.mark.parametrize("text", MISPLACED)
def test_a_cost_that_is_smallest_elsewhere_is_found_out(text):
    said = [words for words in derive_cost(text).verdict if "smallest" in words]
    for words, beginning in zip(said, MISPLACED[text], strict=True):
        assert words.startswith(beginning.replace("{}", "this cost is smallest"))


@pytest.mark.parametrize("text", ["-log(a)", "a^2 - y", "a"])
def test_a_cost_that_asks_for_no_target_is_told(text):
    assert WORDS["no target"] in derive_cost(text).verdict


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sqrt(a - y)", "and y = 1 the cost has no real value"),
        ("log(a - 1/2)", "the cost has no real value"),
        ("1/(a - 1/3)", "At a = 0.333"),
        ("(a - 1/3)^-2", "At a = 0.333"),
        ("log((a - 1/3)^2)", "At a = 0.333"),
        ("a/y", "y = 0"),
        ("a/(1 - 1)", "divides by 0"),
        ("exp(1/a)", "or a huge one"),
        ("y^2 - (y - a)^2 + a*(a - 2*y)", "does not depend on a"),
    ],
)
def test_a_cost_that_is_no_number_everywhere_is_refused(text, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        derive_cost(text)


# What the algebra and the numbers refuse


@pytest.mark.parametrize("text", [QUADRATIC, CROSS_ENTROPY, "-log(1 - abs(a - y))", "a^y"])
def test_a_wrong_step_is_refused(text):
    own = derive_cost(text).derivation
    for number, step in enumerate(own.steps):
        wrong = replace(step, expression=step.expression + (z + 1) / 7)
        with pytest.raises(ValueError, match="does not follow"):
            replace(own, steps=(*own.steps[:number], wrong, *own.steps[number + 1 :]))


@pytest.mark.parametrize("text", [QUADRATIC, CROSS_ENTROPY, "(a - y)^2/(a*(1 - a))"])
def test_a_wrong_slope_is_refused_by_algebra_and_by_numbers(text):
    own = derive_cost(text)
    *steps, last = own.derivation.steps
    for mutant in islice(mutants(own.slope), 25):
        wrong = replace(last, expression=mutant)
        if simplify((mutant - own.slope).subs(a, output)) == 0:
            continue
        with pytest.raises(ValueError, match="does not follow"):
            replace(own.derivation, steps=(*steps, wrong))
        changed = replace(own, derivation=own.derivation)
        object.__setattr__(changed.derivation, "steps", (*steps, wrong))
        with pytest.raises(AssertionError, match="differs from differences"):
            _ = changed.check
        object.__setattr__(changed.derivation, "steps", (*steps, last))


LEAVES = st.sampled_from(["a", "y", "(1 - a)", "(a - y)", "2", "0.5", "3/4"])


def _larger(parts):
    signs = st.tuples(parts, st.sampled_from([" + ", " - ", "*"]), parts).map("".join)
    powers = st.tuples(parts, st.sampled_from(["^2", "^3", "/2"])).map(lambda p: f"({p[0]}){p[1]}")
    names = st.sampled_from(["exp", "tanh", "cosh", "abs"])
    calls = st.tuples(names, parts).map(lambda p: f"{p[0]}({p[1]})")
    logs = parts.map(lambda part: f"log(3 + ({part})^2)")
    pairs = st.tuples(st.sampled_from(["max", "min"]), parts, parts)
    return signs | powers | calls | logs | pairs.map(lambda p: f"{p[0]}({p[1]}, {p[2]})")


@given(st.recursive(LEAVES, _larger, max_leaves=3))
@settings(max_examples=12)
def test_the_slope_of_any_cost_is_that_of_its_numbers(text):
    try:
        own = derive_cost(text)
    except ValueError:
        assume(False)
    assert own.check < 1e-7
    assert len(own.derivation.steps) in (3, 4)


# What is found by numbers only, and how long SymPy may think


def test_without_an_exact_limit_the_numbers_speak_and_say_so(monkeypatch):
    monkeypatch.setattr(limits, "CALLS", 1)
    own = derive_cost("(a - y)^2*exp(a)")
    kinds = [side.kind for side in own.sides]
    assert [side.limit for side in own.sides] == [None, None]
    assert kinds == ["stalls", "stalls"]
    for sentence in own.verdict[:2]:
        assert "No exact limit was found; by numbers only" in sentence
    assert r"8.15 \cdot 10^{-40}$ at $a = 1 - 10^{-40}$" in own.verdict[0]


def test_a_limit_that_the_numbers_contradict_is_not_believed():
    side = limits.Side(Rational(0), 1, output)
    assert side.limit == 1
    assert limits._agrees(Rational(1), side.near)
    assert not limits._agrees(oo, side.near)
    assert not limits._agrees(Rational(0), side.near)
    assert limits._agrees(oo, [11.5, 23.0, 46.1, 92.1])
    assert not limits._agrees(-oo, [11.5, 23.0, 46.1, 92.1])


def test_values_that_tell_nothing_are_undecided():
    assert limits._guess([1.0, -1.0, 1.0, -1.0]) is None
    assert limits._guess([1.0, float("nan"), 1.0, 1.0]) is None
    assert limits._guess([1e5, 1e10, 1e20, 1e40]) == oo
    assert limits._guess([0.5, 0.5, 0.5, 0.5]) == 0.5


def test_patience_ends_and_leaves_no_trace():
    before = sys.gettrace()

    def forever():
        while True:
            symbols("x")

    assert tried(1000, forever) is None
    assert tried(1000, lambda: 1 // 0) is None
    assert tried(1000, lambda: 7) == 7
    assert sys.gettrace() is before


HEAVY = [
    "((a - y)^12)^2",
    "exp((a - y)^12)*log(1 + a^12)^2",
    "1/(1 + a^12 + y^12) + a^(1/11) + y*a^0.37",
    "cosh(tanh(1) + a)^12*(1 - a)^(y/2)",
    "-log(1-abs(a-y))*-log(1-abs(a-y)^2)*-log(1-abs(a-y)^3)",
    "max(a, y, 1 - a)^3",
    "a^a^a",
]


@pytest.mark.parametrize("text", HEAVY)
def test_what_is_hard_ends_in_an_answer_or_in_a_sentence(text):
    try:
        own = derive_cost(text)
    except ValueError as refused:
        own, said = None, str(refused)
    assert own is not None or said.endswith(".")
    assert own is None or own.check < 1e-7
    assert own is None or len(own.verdict) >= 2


# What is shown


def test_jupyter_shows_steps_picture_and_verdict(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    own = derive_cost(QUADRATIC)
    assert DisplayFormatter().format(own) == ({}, {})
    steps, drawn, said = shown
    assert steps["text/latex"] == own.steps
    assert steps["text/latex"].startswith(
        "$$\n\\begin{aligned}\n\\frac{\\partial C}{\\partial z} &="
    )
    assert drawn["image/svg+xml"].lstrip().startswith(("<?xml", "<svg"))
    assert drawn["text/plain"] == own.alternative()
    assert said["text/markdown"].startswith("- **Target 0, answer near 1.** As $a \\to 1$")
    assert "Checked by numbers" in said["text/markdown"]


def test_everything_stands_in_one_markdown_for_who_takes_no_more():
    text = derive_cost("abs(a - y)")._repr_markdown_()
    assert text.startswith("$$")
    assert text.count("$$") == 2
    assert '<img alt="Two plots over z from −6 to 6.' in text
    assert text.count("- **Target") == 2


def test_the_picture_is_the_same_each_time_and_of_every_kind():
    for text in ("(a - y)^2/(a*(1 - a))", "max(0, a - 1/2)"):
        own = derive_cost(text)
        assert own.picture() == own.picture()
        assert "nan" not in own.picture().lower()
    assert derive_cost(QUADRATIC, y=0.3).picture() != derive_cost(QUADRATIC).picture()


def test_all_words_are_used_and_none_is_missing():
    sources = "".join(p.read_text("utf-8") for p in Path(limits.__file__).parent.glob("*.py"))
    for name in WORDS:
        assert f'"{name}"' in sources.replace(f'"{name}":', "", 1), name


WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"scipy", "sklearn", "anywidget", "IPython", "traitlets"}:
            raise ImportError(name)

sys.meta_path.insert(0, Missing())
from output_layer.derivations import derive_cost
own = derive_cost("(a - y)^2/2")
print(own.sides[0].kind, len(own.steps) > 100, own.check < 1e-9, len(own.verdict))
"""


def test_deriving_needs_numpy_and_sympy_alone():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True)
    assert done.stdout == "stalls True True 2\n", done.stderr


# On the pages

PAGES = {
    path.stem: re.findall(r'alt: "(.+)"\n---\nfrom .+\n\nderive_cost\("(.+)"\)\n', text)
    for path in sorted((ROOT / "book").glob("*.md"))
    if "\nderive_cost(" in (text := path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_in_words_what_its_picture_shows(page):
    text = (ROOT / "book" / f"{page}.md").read_text(encoding="utf-8")
    assert len(PAGES[page]) == text.count("\nderive_cost(") > 0
    for words, cost in PAGES[page]:
        assert derive_cost(cost).alternative() == words


def test_the_chapter_and_the_page_of_equations_derive_one():
    assert {"crossentropy", "equations"} <= set(PAGES)
