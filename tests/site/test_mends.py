"""What is mended in a formula before the engines set it, and what is left alone."""

import re
from xml.etree import ElementTree

import pytest

from output_layer.site.maths import mathml
from reader import toc

CHILDREN = {
    **dict.fromkeys(("mfrac", "mroot", "mover", "msub", "msup", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
SIGN = re.compile(r'<mo[^>]*stretchy="(\w+)"[^>]*>([^<]*)</mo>')


@pytest.mark.parametrize("inside", ["a - 1", "a^2", r"1\{y_i = j\}", r"t \log a_j"])
def test_parentheses_around_short_content_do_not_stretch(inside):
    signs = SIGN.findall(mathml(rf"\left({inside}\right)", displayed=True))
    assert {stretchy for stretchy, _ in signs} == {"false"}
    assert {"(", ")"} <= {sign for _, sign in signs}


@pytest.mark.parametrize("inside", [r"\frac{a}{b}", r"\sum_{l=1}^K a_l", r"\sqrt{a}"])
def test_parentheses_around_tall_content_stretch(inside):
    signs = SIGN.findall(mathml(rf"\left({inside}\right)", displayed=True))
    assert signs == [("true", "("), ("true", ")")]


def test_a_fence_without_a_sign_is_left_out():
    signs = SIGN.findall(mathml(r"\left. \frac{a}{2} \right|_{a = 1}", displayed=True))
    assert signs == [("true", "|")]


@pytest.mark.parametrize("operator", [r"\sum", r"\prod"])
def test_space_stands_around_an_operator_with_its_limits(operator):
    formula = mathml(rf"{operator}_{{j=1}}^K a_j", displayed=True)
    space = '<mspace width="0.1667em"></mspace>'
    assert re.search(rf"{space}<munderover><mo[^>]* lspace=\"0\" rspace=\"0\">", formula)
    assert f"</munderover>{space}" in formula


def test_a_relation_with_a_word_above_keeps_its_own_space():
    assert "mspace" not in mathml(r"a \underset{x}{=} b", displayed=True)


@pytest.mark.parametrize("name", toc())
def test_every_script_and_fraction_of_the_site_has_its_children(site, name):
    page = (site / f"{name}.html").read_text(encoding="utf-8")
    for formula in re.findall(r"<math\b.*?</math>", page, re.DOTALL):
        for each in ElementTree.fromstring(formula).iter():
            assert len(each) == CHILDREN.get(each.tag, len(each)), formula


@pytest.mark.parametrize(
    "power", [r"{\sum_{l=1}^K}_2", r"\sum_{j=1}^K{}^2", r"\frac{\sum_{l=1}^K}{\max_z}"]
)
def test_scripts_and_fractions_keep_their_two_children(power):
    tree = ElementTree.fromstring(mathml(power, displayed=True))
    pairs = [each for each in tree.iter() if each.tag in ("msub", "msup", "mfrac")]
    assert pairs
    assert {len(each) for each in pairs} == {2}
