"""What is said of formulas, and their braille: the words of a teacher, nothing left to guess."""

import json
import os
import re

import pytest
from sphinx.errors import ExtensionError

from output_layer.algebra import ledger
from output_layer.algebra.printing import latex
from output_layer.algebra.trial import put_to_trial
from output_layer.derivations import LEDGER
from output_layer.site.saying import braille
from output_layer.site.spoken import Spoken, spoken

CHAIN = r"\begin{aligned} a &= b \\ &= c \end{aligned}"
REASONED = r"\begin{aligned} a &= b \\ &{\footnotesize\text{Insert $b$.}} \\ &= c \end{aligned}"
# A formula, and its words in ClearSpeak.
SAID = {
    r"P(y \mid x)": "the probability of y given x",
    r"P(y = j \mid x; \theta)\,x_{k}": (
        "the probability of y equals j given x, with parameters theta, times x sub k"
    ),
    r"w^\top x + b": "w transpose x plus b",
    r"(\theta_1 - \theta_2)^\top x": (
        "open paren theta sub 1 minus theta sub 2 close paren transpose x"
    ),
    r"\lVert w\rVert": "the norm of w",
    r"\frac{\lambda}{2}\lVert\theta\rVert^2": "lambda over 2, times the squared norm of theta",
    r"|d|": "the absolute value of d",
    r"\bar r": "r bar",
    r"[0, 1]": "the interval from 0 to 1",
    r"1\{y_i = j\}\,x": "the indicator of y sub i equals j, times x",
    r"\delta_{jy}": "delta sub j y",
    r"x^{(i)}": "x superscript i",
    r"\sigma(z)": "sigma of z",
    r"\sigma'(z)": "sigma prime of z",
    r"a(1 - a)": "a times open paren 1 minus a close paren",
    r"h(1 - h)": "h times open paren 1 minus h close paren",
    r"h\,z": "h z",
    r"h(p)": "h of p",
    r"\operatorname{softmax}(z)": "softmax of z",
    r"\operatorname{softmax}(z)_{j}": "component j of softmax of z",
    r"\operatorname{softmax}(z_{j})": "softmax of open paren z sub j close paren",
    r"\operatorname{LSE}(z)": "log-sum-exp of z",
    r"\partial C/\partial z_j": "the partial derivative of C with respect to z sub j",
    r"\frac{\partial C}{\partial z_{j}}": "the partial derivative of C with respect to z sub j",
    r"\frac{\partial^{2} C}{\partial z^{2}}": (
        "the second partial derivative of C with respect to z"
    ),
    r"\partial^2 C/\partial z_i \partial z_j": (
        "the second partial derivative of C with respect to z sub i and z sub j"
    ),
    r"\frac{d}{d z}\,\sigma(z)": "the derivative with respect to z of sigma of z",
    r"\frac{\partial C}{\partial a}\,\frac{d a}{d z}": (
        "the partial derivative of C with respect to a, times the derivative of a with respect to z"
    ),
    r"\nabla_{\theta_j} J": "the gradient of J with respect to theta sub j",
    r"w \leftarrow w - \eta\,\nabla J": "w becomes w minus eta times the gradient of J",
    r"\left. a^{2} \right|_{a = 1}": "a squared, evaluated at a equals 1",
    r"\lim_{z \to \infty} e^{z}": "the limit as z goes to infinity of e to the z-th power",
    r"\frac{1}{2}": "one half",
    r"\frac{a}{b}\,c": "a over b, times c",
    r"\frac{e^{z}}{1 + z}": (
        "the fraction with numerator e to the z-th power and denominator 1 plus z end fraction"
    ),
    r"\sqrt{a + b} + c": "the square root of a plus b end root plus c",
    r"-\log a_y": "minus the log of a sub y",
    r"a \iff b \approx 3": "a if and only if b approximately equals 3",
    r"1 : 3": "1 to 3",
    r"K \times n": "K by n",
    r"q \cdot k_l": "q dot k sub l",
    r"K \cdot n": "K times n",
    r"a_1 = 1 \quad (K = 1)": "a sub 1 equals 1, where K equals 1",
    r"a = 1,\quad b = 2": "a equals 1, b equals 2",
    r"C = 1. \tag{definition}": "C equals 1",
    CHAIN: "a equals b, equals c",
    REASONED: "a equals b. Insert b. equals c",
}
# MathSpeak says each sign; what has words of its own has the same in both.
IN_MATHSPEAK = {
    r"P(y \mid x)": "the probability of y given x",
    r"w^\top x + b": "w transpose x plus b",
    r"\partial C/\partial z_j": "the partial derivative of upper C with respect to z Subscript j",
    r"\operatorname{softmax}(z)_{j}": "component j of softmax left parenthesis z right parenthesis",
    r"\frac{e^{z}}{1 + z}": "StartFraction e Superscript z Baseline Over 1 plus z EndFraction",
}
IN_BRAILLE = {
    r"w^\top x": "⠺⠘⠠⠞⠐⠭",  # a raised T
    r"\delta_{jy}": "⠨⠙⠰⠚⠽",
    r"a_1 = 1 \quad (K = 1)": "⠁⠂⠀⠨⠅⠀⠼⠂⠀⠷⠠⠅⠀⠨⠅⠀⠼⠂⠾",
    CHAIN: "⠁⠀⠨⠅⠀⠃\n⠨⠅⠀⠉",
    REASONED: "⠁⠀⠨⠅⠀⠃\n⠠⠊⠝⠎⠑⠗⠞⠀⠀⠃⠀⠲\n⠨⠅⠀⠉",
}
# What the engine says where it does not know the subject, or the sign.
BAD = re.compile(
    r"\b(blank|divides|vertical|bar z bar|tack|metric|nabla|arrow|overline|overbar|almost|inverted"
    r"|period|layout|line \d|normal|lamda|brace|partial differential|undefined|of of|LSE|r-n)\b"
    r"|[^\x20-\x7e½ô’]|[{}\\_^]|  |,,",
    re.IGNORECASE,
)
BRAILLE = re.compile(r"[\u2800-\u28ff]+(\n[\u2800-\u28ff]+)*")
# Of the wrong versions of an entry these many: all of them take a minute of the engine alone. With
# OUTPUT_LAYER_EVERY_VERSION=1 in the environment each of them is said.
SOME = None if os.environ.get("OUTPUT_LAYER_EVERY_VERSION") else 4


def mutants(label):
    """Return the right sides of an entry and some of the wrong ones, as LaTeX."""
    entry = ledger.derive(label)
    right = [latex(claim) for _, claim in entry.claims]
    spoiled = list(put_to_trial(entry))
    step = max(1, len(spoiled) // SOME) if SOME else 1
    wrong = [latex(claim) for _, claim in spoiled[::step]]
    return right, [formula for formula in wrong if formula not in right]


@pytest.fixture(scope="module")
def versions():
    return {label: mutants(label) for label in LEDGER}


@pytest.fixture(scope="module")
def book(site):
    """Return every formula of the book once."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(site.glob("_latex/**/*.js"))]
    pages = [json.loads(text.partition("=")[2].rstrip(";\n")) for text in texts]
    return list(dict.fromkeys(formula for page in pages for formula in page))


@pytest.fixture(scope="module")
def words(book, versions):
    """Return what is said of all formulas: the engine is asked once."""
    sides = [side for both in versions.values() for each in both for side in each]
    formulas = list(dict.fromkeys([*SAID, *IN_MATHSPEAK, *IN_BRAILLE, *book, *sides]))
    return dict(zip(formulas, spoken([(each, True) for each in formulas]), strict=True))


@pytest.mark.parametrize("formula", SAID)
def test_a_formula_is_said_in_the_words_of_a_teacher(words, formula):
    assert words[formula].clearspeak == SAID[formula]


@pytest.mark.parametrize("formula", IN_MATHSPEAK)
def test_the_other_style_has_the_same_words_for_what_the_engine_does_not_know(words, formula):
    assert words[formula].mathspeak == IN_MATHSPEAK[formula]


@pytest.mark.parametrize("formula", IN_BRAILLE)
def test_braille_has_all_signs_and_a_line_for_each_step(words, formula):
    assert words[formula].nemeth == IN_BRAILLE[formula]


def test_every_formula_of_the_book_has_words_and_braille_and_no_bad_word(words, book):
    assert len(book) > 150
    said = {f: (words[f].clearspeak, words[f].mathspeak) for f in book}
    assert {f: s for f, s in said.items() if any(map(BAD.search, s)) or not all(s)} == {}
    assert [f for f in book if not BRAILLE.fullmatch(words[f].nemeth)] == []


@pytest.mark.parametrize("style", Spoken._fields)
def test_no_wrong_version_of_an_equation_sounds_or_feels_like_the_right_one(words, versions, style):
    """A capital letter sounds like a small one, so it makes no difference here."""

    def said(formula):
        return getattr(words[formula], style).casefold()

    for label, (right, wrong) in versions.items():
        assert len(wrong) >= 1, label
        both = {said(formula) for formula in right} & {said(formula) for formula in wrong}
        assert both == set(), label


def test_what_cannot_be_said_is_an_error_that_names_it():
    with pytest.raises(ExtensionError, match="not a formula that can be said"):
        spoken([("", False)])
    with pytest.raises(ExtensionError, match=r"\\nothing"):
        spoken([(r"\nothing", False)])


def test_plain_text_is_written_in_the_letters_of_braille():
    assert braille.text("It is 10.") == "⠠⠊⠞⠀⠊⠎⠀⠼⠁⠚⠲"
    with pytest.raises(LookupError):
        braille.text("☃")
