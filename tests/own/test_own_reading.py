"""A typed cost is read and never run: what it may say, and the sentence for all else."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sympy import Abs, E, Max, Rational, exp, log, pi

import output_layer.own
from output_layer.algebra.symbols import output as a
from output_layer.algebra.symbols import y
from output_layer.own.reading import FUNCTIONS, read
from output_layer.own.words import WORDS

OWN = Path(output_layer.own.__file__).parent


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("(a - y)**2/2", (a - y) ** 2 / 2),
        ("  (a − y)² ÷ 2 ", (a - y) ** 2 / 2),
        ("a^2 - y", a**2 - y),
        ("a^-2 * y", y / a**2),
        ("0.1*a", Rational(1, 10) * a),
        ("1e-3*a", Rational(1, 1000) * a),
        ("ln(a) + log(a)", 2 * log(a)),
        ("max(0, a - 1/2)", Max(0, a - Rational(1, 2))),
        ("Abs(a - y)", Abs(a - y)),
        ("log1p(a) + expm1(a)", log(1 + a) + exp(a) - 1),
        ("e*a + pi", E * a + pi),
        ("a\n- y", a - y),
        ("+a", a),
    ],
)
def test_a_formula_is_read_exactly(text, cost):
    assert read(text).cost == cost


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_means_the_same_in_sympy_and_in_numpy(name):
    typed = read(f"{name}(a, y)" if name in ("max", "min") else f"{name}(a)")
    at = {a: Rational(3, 10), y: Rational(7, 10)}
    np.testing.assert_allclose(typed.values(0.3, 0.7), float(typed.cost.subs(at)), rtol=1e-14)


def test_what_is_no_real_number_is_nan_and_nothing_warns():
    with np.errstate(all="raise"):
        assert np.isnan(read("log(a - 1)").values(0.5, 0))
        assert np.isnan(read("(a - y)^(1/3)").values([0.5], 1)).all()


BAD = {
    "": "Nothing is typed",
    "   ": "Nothing is typed",
    "C = a - y": "Leave out all up to the equals sign",
    "a - b": "The name b is not known. There are a, y, e, pi",
    "sin(a)": "The function sin is not known. There are log",
    "asin": "The name asin is not known",
    "log": "The function log needs its argument in brackets",
    "log(a, y)": "The function log takes one argument, and not 2",
    "log()": "The function log takes one argument, and not 0",
    "max(a)": "The function max takes two arguments or more, and not 1",
    "log(*a)": "is no part of a formula",
    "2a": "write 2*a and not 2a",
    "007*a": "cannot begin with 0",
    "2(a - y)": "write 2*(…)",
    "a(1 - a)": "write a*(…)",
    "(a)(y)": "sign is missing",
    "(a - y": "The bracket at place 1 is never closed",
    "log(a": "The bracket at place 4 is never closed",
    "a - y)": "The bracket at place 6 was never opened",
    "a^2)": "The bracket at place 4 was never opened",
    "a -": "The text ends where",
    "a - * y": "cannot be read at place 5, before *",
    "a^2 y": "cannot be read at place 5, before y",
    "a.real": ".real has no meaning here",
    "a.__class__": ".__class__ has no meaning here",
    "a.b(y)": ".b has no meaning here",
    "0,5*a": "a decimal has a dot",
    "a // 2": "Two strokes divide and round",
    "a % 2": "The character % at place 3 has no meaning here",
    "a[0]": "The character [ at place 2",
    "'a'": "The character ' at place 1",
    "α - y": "at place 1 has no meaning here",
    "a if y else 1": "is no part of a formula",
    "a and y": "is no part of a formula",
    "not a": "is no part of a formula",
    "a is y": "is no part of a formula",
    "True*a": "is no part of a formula",
    "1j*a": "is no part of a formula",
    "(yield a)": "is no part of a formula",
    "lambda a": "The text ends where",
    "__import__(a)": "The function __import__ is not known",
    "eval(a)": "The function eval is not known",
    "1e400*a": "The number 1e400 is too large",
    "1e99999999*a": "The number 1e99999999 is too large",
    "1e-13*a": "is too large, too small or too long",
    "0.1234567890123456*a": "15 digits are allowed",
    "9**9**9*a": "The exponent 9 ** 9 is not allowed",
    "a^9^9": "The exponent 9 ** 9 is not allowed",
    "a^13": "The exponent 13 is not allowed: from −12 to 12",
    "a^-13": "The exponent -13 is not allowed",
    "a^0.001": "The exponent 0.001 is not allowed",
    "a^pi": "The exponent pi is not allowed",
    "((a^5)^5)^5": "The powers multiply to more than 24",
    "(((9^12)^12)^12)*a": "The powers multiply to more than 24",
    "exp(exp(a))": "An exponential inside an exponential",
    "2^(2^a)": "An exponential inside an exponential",
    "a" + "+a" * 100: "The text has 201 characters, and 200 are allowed",
    "+".join("a" * 61): "The formula has ",
    "y": "The cost does not depend on a",
    "y*3 - 0*a": "The cost does not depend on a",
}


@pytest.mark.parametrize("text", BAD)
def test_a_bad_text_is_refused_in_one_sentence_that_says_why(text):
    with pytest.raises(ValueError, match=re.escape(BAD[text])) as caught:
        read(text)
    assert str(caught.value)[-1] in ".…)"
    assert "\n" not in str(caught.value)


def test_what_is_no_text_is_told_so():
    with pytest.raises(TypeError, match=r"typed as a text, such as .* and not int"):
        read(2)


PIECES = st.sampled_from(
    [*"aye01.()+-*/^, ", "**", "log(", "exp(", "abs(", "max(", "1e9", "sqrt(", "if", "_", "=", "λ"]
)


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=20))
@example("(" * 90 + "a" + ")" * 90)
@example("-" * 199 + "a")
@example("a" + "**a" * 66)
@example("1/0*a")
@example("0**-1*a")
@example("\0")
@example("\ud800")
@settings(max_examples=300)
def test_any_text_is_read_or_refused_in_a_sentence_of_the_table(text):
    try:
        typed = read(text)
    except ValueError as refused:
        typed, said = None, str(refused)
    assert typed is None or typed.cost.free_symbols <= {a, y}
    assert typed or any(re.match(_pattern(words), said) for words in WORDS.values())


def _pattern(words):
    return re.sub(r"\\\{\w+\\\}", ".*", re.escape(words)) + "$"


def test_no_module_runs_a_text():
    for path in OWN.glob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        imports = [node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]
        names |= {alias.name for node in imports for alias in node.names}
        assert not names & {"eval", "exec", "compile", "sympify", "parse_expr", "S", "__import__"}
