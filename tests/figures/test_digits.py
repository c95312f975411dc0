"""Digits: the formulas are Python's to the last bit, and the picture shows what they lose."""

from decimal import Decimal, localcontext

import numpy as np
import pytest

import nodejs
from output_layer import stability
from output_layer.figures import Digits
from output_layer.numerics import accuracy
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 900}}
TYPES = [np.float16, np.float32, np.float64]
FORMULAS = ["naive_softmax", "shifted_softmax", "naive_log_softmax", "shifted_log_softmax"]
BITS = [16, 32, 64]
# Where the largest of all exponentials is still a number of the type.
SAFE = [11, 88, 709]

every_precision = pytest.mark.parametrize("precision", range(3), ids=BITS)


def some_logits(precision, count=400):
    """Return seeded rows of logits of every span that the figure has, shifted or not."""
    random = np.random.default_rng(precision)
    spans = np.exp(random.uniform(0, np.log(700), (count, 1)))
    shifts = random.choice([-1000, -100, -9, 0, 7, 80, 500, 1000], (count, 1))
    return (shifts + spans * random.uniform(-0.6, 0.4, (count, 5))).astype(TYPES[precision])


def answers(name, z, *more):
    """Return what JavaScript computes for each row; JSON carries no number that is not finite."""
    calls = [[name, row, *more] for row in z.astype(float).tolist()]
    return np.array(nodejs.call("rounding", calls), dtype=float)


# JavaScript


@every_precision
@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_are_those_of_python_to_the_last_bit(name, precision):
    z = some_logits(precision)
    expected = getattr(stability, name)(z).astype(float)
    expected[~np.isfinite(expected)] = np.nan
    np.testing.assert_array_equal(answers(name, z, precision), expected)


@pytest.mark.parametrize("name", ["true_softmax", "true_log_softmax"])
def test_true_values_have_more_digits_than_a_float(name):
    z = some_logits(2)
    true = getattr(accuracy, name)(z)
    high, low = np.moveaxis(answers(name, z), -1, 0)
    for pair, expected in zip(zip(high.flat, low.flat, strict=True), true.flat, strict=True):
        with localcontext(accuracy.MANY_DIGITS):
            error = abs(sum(map(Decimal, pair)) - expected)
        assert error <= max(abs(expected) * Decimal("1e-20"), Decimal("5e-324"))


@every_precision
def test_float16_and_the_others_round_like_numpy(precision):
    values = np.random.default_rng(1).standard_normal(2000)
    values *= 10 ** np.random.default_rng(2).uniform(-9, 4, 2000)
    # exp of 0 and −∞ are exact, so that the shares are the rounded quotients e/(1 + e)
    z = np.stack([np.zeros(2000), -abs(values)], axis=1).astype(TYPES[precision])
    found = answers("naive_softmax", z, precision)
    np.testing.assert_array_equal(found, stability.naive_softmax(z).astype(float))


# What the figure says


@every_precision
def test_the_accurate_formula_keeps_all_digits_of_the_smallest_logarithm(precision):
    figure = Digits(precision=precision, largest=False)
    for span in (1, 28, 300, 700):
        assert figure.kept(span)["accurate"] == figure.holds()


@every_precision
def test_the_naive_formula_keeps_no_digit_beyond_the_largest_exponential(precision):
    figure = Digits(precision=precision, shift=0)
    overflow = SAFE[precision] / 0.4
    if overflow < 700:
        assert figure.kept(overflow * 1.07)["naive"] == 0
    figure = Digits(precision=precision, shift=SAFE[precision] + 2, logarithm=False)
    assert figure.kept(1)["naive"] == 0
    assert figure.kept(1)["shifted"] > figure.holds() - 0.5


def test_the_shifted_logarithm_of_the_class_on_top_loses_its_digits_with_the_span():
    figure = Digits(precision=2, shift=0)
    kept = [figure.kept(span)["shifted"] for span in (1, 20, 40, 60, 80)]
    assert kept == sorted(kept, reverse=True)
    assert kept[0] == 15
    assert kept[-1] == 0


def test_the_shift_costs_digits_that_the_naive_formula_keeps():
    kept = Digits(precision=2, logarithm=False, largest=False, shift=7).kept(300)
    assert kept["naive"] == kept["accurate"] == 15
    assert 13 < kept["shifted"] < 14.5


def test_where_a_share_is_too_small_for_the_type_no_formula_keeps_a_digit():
    kept = Digits(precision=0, logarithm=False, largest=False, shift=0).kept(30)
    assert kept == {"naive": 0, "shifted": 0, "accurate": 0}


def test_the_largest_logit_less_the_smallest_is_the_span():
    z = Digits(precision=2, shift=0).logits(100)
    np.testing.assert_allclose(np.ptp(z, axis=-1), [100, 99, 98, 97])


@pytest.mark.parametrize(("shift", "text"), [(1000, "∞/∞"), (-1000, "0/0"), (0, "0")])
def test_what_is_no_number_says_how_it_came_about(shift, text):
    values = Digits(precision=1, shift=shift, span=100).values()
    assert values["naive_value"] == text
    assert values["naive"] == "0.0"


# In the browser.


@pytest.fixture
def digits(browser):
    with stage(browser, Digits(), **BROAD) as (actor,):
        yield actor


def verdicts(actor):
    return actor.root.locator(".verdict").all_text_contents()


def test_the_points_stand_as_high_as_their_digits(digits):
    digits.set(precision=2, shift=0, span=40)
    kept = Digits(precision=2, shift=0).kept(40)
    boxes = [dot.bounding_box() for dot in digits.root.locator(".digits .point .dot").all()]
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    accurate, shifted, naive = middles
    assert accurate < shifted
    assert accurate < naive
    scale = (shifted - accurate) / (kept["accurate"] - kept["shifted"])
    assert naive - accurate == pytest.approx((15 - kept["naive"]) * scale, abs=0.5)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            {"shift": 1000},
            ["overflow: not a number", "some digits lost", "all that the type holds"],
        ),
        ({"shift": -1000}, ["underflow: not a number"]),
        ({"shift": 0, "span": 100}, ["rounded to 0: no digit right"] * 2),
        ({"shift": 0, "span": 700, "largest": False}, ["logarithm of 0: no digit right"]),
        (
            {"precision": 0, "shift": 0, "span": 15, "logarithm": False, "largest": False},
            ["some digits lost", "some digits lost", "too small: the type holds no more"],
        ),
    ],
)
def test_what_became_of_the_digits_is_said_in_words(digits, state, words):
    digits.set(**state)
    digits.agrees()
    assert verdicts(digits)[: len(words)] == words


@every_precision
@pytest.mark.parametrize("logarithm", [False, True])
@pytest.mark.parametrize("largest", [False, True])
def test_every_combination_is_drawn(digits, precision, logarithm, largest):
    for shift, span in ((-1000, 700), (0, 1), (80, 28), (1000, 300)):
        digits.set(
            precision=precision, logarithm=logarithm, largest=largest, shift=shift, span=span
        )
        digits.agrees()


def test_the_drawing_is_dragged_to_a_span(digits):
    box = digits.root.locator(".plot").bounding_box()
    digits.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 100)
    assert digits.get("span") == 700
    digits.agrees()


def test_another_span_moves_the_points_and_no_curve(digits):
    def drawn():
        lines = digits.root.locator(".digits .marks .line:not(.guide)").all()
        dots = digits.root.locator(".digits .point .dot").all()
        return [n.get_attribute("d") for n in lines], [n.get_attribute("cx") for n in dots]

    curves, points = drawn()
    digits.root.get_by_role("slider", name="span").press("ArrowRight")
    assert digits.get("span") == 32
    assert drawn()[0] == curves
    assert all(new != old for new, old in zip(drawn()[1], points, strict=True))


def test_the_sliders_go_from_stop_to_stop_and_speak(digits):
    slider = digits.root.get_by_role("slider", name="added to all logits")
    slider.press("Home")
    assert digits.get("shift") == -1000
    slider.press("End")
    assert digits.get("shift") == 1000
    said = slider.get_attribute("aria-valuetext")
    assert said.startswith("1000. naive ∞/∞, 0.0 digits; shifted ")
    digits.agrees()


def test_the_switches_are_worked_by_keys(digits):
    digits.root.get_by_role("radio", name="float64").press("Space")
    digits.root.get_by_role("radio", name="softmax", exact=True).press("Space")
    digits.root.get_by_role("radio", name="smallest").press("Space")
    state = [digits.get(name) for name in ("precision", "logarithm", "largest")]
    assert state == [2, False, False]
    digits.agrees()


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_nothing_moves_on_the_page_and_nothing_sticks_out(browser, options):
    with stage(browser, Digits(), **options) as (digits,):
        before = digits.root.bounding_box()
        for state in (
            {"shift": 1000},
            {"precision": 2, "shift": -1000, "largest": False, "span": 700},
            {"logarithm": False},
            {"precision": 0},
        ):
            digits.set(**state)
            assert digits.root.bounding_box() == before
            assert digits.page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
