"""The shared checks of arguments: what passes unchanged, and each message."""

import numpy as np
import pytest

from output_layer.numerics import arguments
from output_layer.numerics.arguments import REAL


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.complex128])
def test_numbers_keep_their_type(dtype):
    array = np.ones((2, 3), dtype=dtype)
    assert arguments.numbers("z", array) is array


@pytest.mark.parametrize("value", [True, 3, [1, 2], np.uint8(7), np.array([False])])
def test_integers_and_booleans_become_float64(value):
    assert arguments.numbers("z", value).dtype == np.float64


@pytest.mark.parametrize(
    ("value", "kinds", "message"),
    [
        ("1", {}, r"not <U1 \('1'\)"),
        (None, {}, r"not object \(None\)"),
        (10**400, {}, r"not object \(1000"),
        (np.longdouble(1), {}, rf"not {np.dtype(np.longdouble)} "),
        (np.complex64(1), {}, "not complex64 "),
        (np.datetime64("2020-01-01"), {}, "not datetime64"),
        (1j, {"kinds": REAL}, r"float16, float32, float64, not complex128 \(1j\)"),
    ],
)
def test_other_types_are_refused(value, kinds, message):
    with pytest.raises(TypeError, match=rf"^x must be integers, booleans or one of .*{message}"):
        arguments.numbers("x", value, **kinds)


def test_the_message_lists_what_is_accepted():
    with pytest.raises(TypeError, match="one of float16, float32, float64, complex128, not"):
        arguments.numbers("z", "a")


def test_a_long_value_is_cut_short_and_kept_on_one_line():
    with pytest.raises(TypeError) as caught:
        arguments.numbers("z", np.full((50, 50), "long"))
    assert len(str(caught.value)) < 180
    assert "\n" not in str(caught.value)


def test_rows_of_unequal_length_are_refused():
    with pytest.raises(
        ValueError, match=r"^z must have rows of equal length, not \[\[1\], \[2, 3\]\]"
    ):
        arguments.numbers("z", [[1], [2, 3]])


@pytest.mark.parametrize("value", [0, 1, 0.5, [0, 1], np.float16(0.25), [], 5e-324, True])
def test_targets_within_0_and_1_pass(value):
    np.testing.assert_array_equal(arguments.targets("y", value), value)


@pytest.mark.parametrize("value", [-5e-324, np.nextafter(1, 2), 2, np.nan, np.inf, [0, 1, -1]])
def test_targets_outside_are_refused_with_the_first_of_them(value):
    first = np.float64(-1 if isinstance(value, list) else value)
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        arguments.targets("y", value)
    assert str(caught.value) == f"y must lie within [0, 1], but holds {first}"


def test_broadcast_returns_the_common_shape_or_shows_all():
    assert arguments.broadcast(a=np.ones((2, 1)), b=[1, 2, 3], c=0) == (2, 3)
    with pytest.raises(ValueError, match=r"^shapes must .*, but a has \(2,\), b has \(3,\)$"):
        arguments.broadcast(a=[1, 2], b=[1, 2, 3])


def test_scalar_positive_count_choice_return_plain_python_values():
    assert type(arguments.scalar("w", np.float32(0.5))) is float
    assert type(arguments.positive("eta", 2)) is float
    assert type(arguments.count("epochs", np.int8(3))) is int
    assert arguments.choice("cost", "b", {"a": 1, "b": 2}) == 2


@pytest.mark.parametrize("value", [[1.0], np.nan, -np.inf, []])
def test_scalar_wants_one_finite_number(value):
    with pytest.raises(ValueError, match=r"^w must be one finite number, not "):
        arguments.scalar("w", value)


@pytest.mark.parametrize("value", [0, -0.0, -3])
def test_positive_wants_more_than_0(value):
    with pytest.raises(ValueError, match=r"^eta must be greater than 0, not "):
        arguments.positive("eta", value)


@pytest.mark.parametrize("value", [1.0, "3", None])
def test_count_wants_an_integer(value):
    with pytest.raises(TypeError, match=r"^epochs must be an integer, not "):
        arguments.count("epochs", value)


def test_count_wants_at_least_the_least():
    assert arguments.count("directions", 1, least=1) == 1
    with pytest.raises(ValueError, match=r"^directions must be at least 1, not 0$"):
        arguments.count("directions", 0, least=1)


@pytest.mark.parametrize("value", ["c", None, ["a"], 1])
def test_choice_names_the_options(value):
    with pytest.raises(ValueError, match=r"^cost must be 'a' or 'b', not "):
        arguments.choice("cost", value, {"a": 1, "b": 2})


@arguments.elementwise
def product(first, y):
    """Multiply."""
    assert first.dtype in (np.float64, np.complex128)
    assert y.dtype == np.float64
    return first * y


def test_elementwise_computes_in_float64_and_returns_the_type_of_the_first():
    result = product(np.float16([3.0, 5.0]), np.float32(0.1))
    assert result.dtype == np.float16
    np.testing.assert_array_equal(
        result, np.float16(np.array([3.0, 5.0]) * np.float64(np.float32(0.1)))
    )
    assert product(1j, 0.5) == 0.5j


def test_elementwise_keeps_name_signature_and_keywords():
    assert (product.__name__, product.__doc__) == ("product", "Multiply.")
    assert product(y=0.5, first=4) == 2.0
    with pytest.raises(TypeError, match="missing a required argument: 'y'"):
        product(1)
    with pytest.raises(TypeError, match="got an unexpected keyword argument 'z'"):
        product(1, 0.5, z=2)
