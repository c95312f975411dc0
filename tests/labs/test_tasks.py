"""The labs' checker: three verdicts, hints for known mistakes, and no exception."""

import numpy as np
import pytest

from output_layer.tasks import check


def square(x):
    return x * x


def test_a_right_value_is_right():
    assert check("1", 0.5, 0.5).status == "right"


@pytest.mark.parametrize("blank", [..., None])
def test_a_blank_value_is_not_done_yet(blank):
    assert str(check("1", blank, 0.5)) == "Task 1: not done yet."


@pytest.mark.parametrize("blank", [..., None, lambda x: ..., lambda x: None])
def test_a_blank_function_is_not_done_yet(blank):
    assert check("2", blank, square, at=[1.0, 2.0]).status == "not done yet"


def test_a_right_function_is_right_at_every_point():
    assert check("2", lambda x: x**2, square, at=[(0.0,), (3.0,), np.arange(3.0)]).status == "right"


def test_a_wrong_function_is_told_where_it_differs():
    verdict = check("2", lambda x: 2 * x, square, at=[0, 2, 3])
    assert verdict.status == "not right yet"
    assert verdict.details == "At (3) your answer is 6, expected was 9."


def test_a_known_mistake_earns_its_hint():
    hints = [(lambda x: 3 * x, "Tripled."), (lambda x: 2 * x, "Doubled, not squared.")]
    verdict = check("2", lambda x: 2 * x, square, at=[3.0], hints=hints)
    assert verdict.details.endswith("Doubled, not squared.")
    assert "Tripled" not in verdict.details


def test_an_unknown_mistake_earns_no_hint():
    assert "Doubled" not in check("2", 7.0, 9.0, hints=[(6.0, "Doubled.")]).details


def test_an_exception_is_shown_not_raised():
    verdict = check("2", lambda x: 1 / x, square, at=[0])
    assert verdict.status == "not right yet"
    assert "ZeroDivisionError: division by zero" in verdict.details


@pytest.mark.parametrize("answer", ["a word", [1.0, 2.0], object(), {"a": 1}])
def test_an_answer_of_another_kind_is_not_right(answer):
    assert check("1", answer, 0.5).status == "not right yet"


def test_a_shape_is_part_of_the_answer():
    verdict = check("1", np.ones(2), np.ones((2, 1)))
    assert "shape (2,), expected was (2, 1)" in verdict.details


def test_a_value_where_a_function_is_asked_says_so():
    assert "a function is expected" in check("2", 3.0, square, at=[1.0]).details


def test_nan_agrees_with_nan_only():
    assert check("1", np.nan, np.nan).status == "right"
    assert check("1", 0.0, np.nan).status == "not right yet"


def test_the_tolerance_is_relative():
    assert check("1", 1e-20 * (1 + 1e-10), 1e-20).status == "right"
    assert check("1", 1.1e-20, 1e-20).status == "not right yet"


def test_the_verdict_reads_well_in_a_notebook():
    assert check("1", 0.5, 0.5)._repr_markdown_() == "**Task 1: right.**"
