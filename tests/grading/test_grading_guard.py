"""Checks and what they may do: every exception is a verdict, and nothing is unbounded."""

import builtins
import time

import numpy as np
import pytest
from nbgrader.utils import get_partial_grade

from output_layer.grading import guard
from output_layer.grading.assignment import Cell
from output_layer.grading.failures import StudentError, like
from output_layer.grading.proxies import hollow, own
from output_layer.grading.sandbox import GoneError
from output_layer.grading.verdicts import judged


def check(source):
    return Cell("check", "check", source, 1.0)


CHECKS = {
    "assert 1 == 1": ("right", ""),
    "assert 1 == 2": ("wrong", "The answer is not right."),
    "assert 1 == 2, 'No.\\n' * 3": ("wrong", "No. No. No."),
    "1 / 0": ("wrong", "Your answer could not be checked: ZeroDivisionError: division by zero."),
    "def f(): f()\nf()": ("wrong", "Your answer could not be checked: RecursionError: maximum"),
    "np.ones(10**5) - np.ones((10**5, 1))": ("wrong", "Your answer is too large to be checked."),
    "np.ones(14000) - np.ones((14000, 1))": ("wrong", "Your answer is too large to be checked."),
    "bytes(2**31)": ("wrong", "Your answer is too large to be checked."),
    "import warnings; warnings.warn('x')": ("right", ""),
    "np.float64(1) / 0; float(np.complex128(1))": ("right", ""),
    "assert False, '\\x1b' + chr(0xd800)": ("wrong", "��"),
}


@pytest.mark.parametrize(("source", "expected"), CHECKS.items())
def test_whatever_a_check_raises_is_a_verdict(source, expected):
    said, why, points = judged(check(source), {"np": np}, 10)
    assert (said, points) == (expected[0], float(expected[0] == "right"))
    assert why.startswith(expected[1])
    assert len(why) <= 600


def test_a_check_that_counts_up_to_a_students_number_is_stopped():
    with pytest.raises(GoneError, match="took too long"):
        judged(check("for i in range(10**18): pass"), {}, 0.1)


def test_an_interrupt_of_the_teachers_is_not_taken_for_a_wrong_answer():
    with pytest.raises(KeyboardInterrupt):
        judged(check("raise KeyboardInterrupt"), {}, 10)


def test_bounds_on_a_check_are_gone_after_it():
    with guard.guarded(0.05, TimeoutError()):
        pass
    assert bytes(2**30 + 2**29)[:1] == b"\0"


def test_a_start_is_not_disturbed():
    done = []

    @guard.undisturbed()
    def start():
        time.sleep(0.1)
        done.append(True)

    with pytest.raises(TimeoutError), guard.guarded(0.01, TimeoutError()):
        start() or time.sleep(10)
    assert done


def test_what_is_empty_is_told_from_what_is_not():
    empty = [[], (), {}, np.ones(0), np.ones((3, 0)), [1, []], {"w": np.ones(0)}, ([1], [[]])]
    full = [0, 0.0, None, "", False, [0], (0,), {"w": 0}, np.zeros(1), np.float64(0)]
    assert all(map(hollow, empty))
    assert not any(map(hollow, full))


def test_checks_do_not_change_what_others_are_given():
    for value in (np.ones(2), [1, [2]], {1}, np.random.default_rng(0)):
        copy = own(value)
        assert copy is not value
        assert type(copy) is type(value)
    assert own(np) is np
    assert own(np.random.default_rng(0)).random() == np.random.default_rng(0).random()


VALUES = {
    "2": ("partly", 2.0),
    "np.float64(2.5)": ("partly", 2.5),
    "np.int64(3)": ("partly", 3.0),
    "x = 1\n0.5": ("partly", 0.5),
    "4": ("right", 4.0),
    "5": ("right", 4.0),
    "0": ("wrong", 0.0),
    "-1": ("wrong", 0.0),
    "float('nan')": ("wrong", 0.0),
    "True": ("right", 4.0),
    "None": ("right", 4.0),
    "'2'": ("right", 4.0),
    "[2]": ("right", 4.0),
    "2;": ("right", 4.0),
    "2\nx = 1": ("right", 4.0),
    "2\nassert False": ("wrong", 0.0),
}


@pytest.mark.parametrize(("source", "expected"), VALUES.items())
def test_a_check_that_ends_in_a_number_earns_that_number(source, expected):
    said, _, points = judged(Cell("check", "check", source, 4.0), {"np": np}, 10)
    assert (said, points) == expected


@pytest.mark.parametrize("source", ["2", "2.5", "0", "4", "'2'", "[2]", "True"])
def test_partial_credit_is_that_of_nbgrader(source):
    shown = {"data": {"text/plain": repr(eval(source))}}
    _, _, points = judged(Cell("check", "check", source, 4.0), {}, 10)
    assert points == get_partial_grade(shown, 4.0)


def test_an_error_of_a_students_is_of_pythons_kind_and_says_its_sentence():
    for kind in [*vars(builtins), "LinAlgError", "no such kind", "x" * 80]:
        error = like(kind)("A sentence.", blank=True)
        assert (str(error), error.blank) == ("A sentence.", True)
        assert isinstance(error, StudentError)
        assert not isinstance(error, (KeyboardInterrupt, SystemExit))
    for kind in (ValueError, KeyError, ZeroDivisionError, NameError, OSError, StopIteration):
        assert isinstance(like(kind.__name__)("x"), kind)
    assert isinstance(like("UnicodeDecodeError")("x"), ValueError)
