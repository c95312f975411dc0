"""The labs' checker: three verdicts, hints for known mistakes, and no exception."""

import numpy as np
import pytest

from output_layer import logsumexp
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


# Arguments of its own for every call


def shifted_in_place(z):
    z -= z.max()
    return np.log(np.exp(z).sum())


def test_a_function_that_spoils_its_argument_is_not_judged_by_the_spoilt_one():
    at = [np.array([1.0, 2.0, 0.0]), np.array([0.5, -3.0])]
    verdict = check("5", shifted_in_place, logsumexp, at=at)
    assert verdict.status == "not right yet"
    assert "is 0.4076059644, expected was 2.407605964." in verdict.details
    np.testing.assert_array_equal(at[0], [1.0, 2.0, 0.0])


SPOILERS = {
    "an array": (np.array([3.0, 1.0]), lambda x: x.sort()),
    "an array with no number": (np.array([np.nan, 1.0]), lambda x: x.fill(0.0)),
    "an array of objects": (np.array([1, [2]], dtype=object), lambda x: x[1].append(1)),
    "the shape of an array": (np.zeros(6), lambda x: x.resize((2, 3), refcheck=False)),
    "a list": ([3.0, 1.0], lambda x: x.sort()),
    "a list in a list": ([[1.0], [2.0]], lambda x: x[0].append(5.0)),
    "an array in a list": ([np.ones(2), np.ones(3)], lambda x: x[1].fill(2.0)),
    "an array in a tuple": (([1.0], np.ones(2)), lambda x: x[1].fill(2.0)),
    "a dictionary": ({"w": np.ones(2)}, lambda x: x["w"].fill(2.0)),
    "another entry": ({"w": 1.0}, lambda x: x.update(w=2.0)),
    "a set": ({1, 2}, lambda x: x.discard(1)),
    "another type": ([1.0], lambda x: x.__setitem__(0, "one")),
}


@pytest.mark.parametrize("kind", SPOILERS)
def test_a_right_function_that_changes_its_argument_is_told_so_and_spoils_nothing(kind):
    thing, spoil = SPOILERS[kind]
    before = repr(thing)

    def spoiling(number, things):
        spoil(things)
        return number

    verdict = check("1", spoiling, lambda number, things: number, at=[(1.0, thing), (2.0, thing)])
    assert verdict.status == "right"
    assert verdict.details.startswith("Your function also changes what it is given (things), and")
    assert repr(thing) == before


def test_nothing_is_said_of_a_function_that_leaves_its_arguments_alone():
    things = (
        np.array([np.nan, -0.0]),
        [float("nan"), "text"],
        {"a": np.ones(2)},
        np,
        object(),
        {1},
    )
    at = [(number, *things) for number in (1.0, 2.0)]
    verdict = check("1", lambda number, *others: number, lambda number, *others: number, at=at)
    assert str(verdict) == "Task 1: right."


def test_an_argument_without_a_name_is_told_by_its_place():
    def sorting(*arguments):
        arguments[1].sort()
        return arguments[0]

    at = [(1.0, np.array([2.0, 1.0]))]
    assert "(argument 2)" in check("1", sorting, lambda number, z: number, at=at).details
    sorting.__signature__ = "none"
    assert "(argument 2)" in check("1", sorting, lambda number, z: number, at=at).details


def test_results_that_share_their_memory_are_kept_apart():
    place = np.zeros(2)

    def double(z):
        place[:] = 2 * z
        return place

    assert check("1", double, lambda z: 2 * z, at=[np.ones(2), np.arange(2.0)]).status == "right"


def test_the_known_mistakes_get_arguments_of_their_own_too():
    hints = [(shifted_in_place, "Add the maximum again."), (lambda z: z.sum(), "The sum.")]
    verdict = check("1", lambda z: z.sum(), logsumexp, at=[np.array([1.0, 2.0])], hints=hints)
    assert verdict.details.endswith("The sum.")
