"""Values that cross between the grader and the sandbox: what does, what does not, and exactly."""

import array
import json
import math
from collections import deque, namedtuple
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from output_layer.grading.inside import values
from output_layer.grading.words import plain, sentence

SCALARS = st.none() | st.booleans() | st.floats() | st.text() | st.integers(-(2**1000), 2**1000)
PLAIN = st.recursive(
    SCALARS | st.complex_numbers(),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=20,
)
DTYPES = ["?", "i1", "<i4", ">i8", "u2", "f2", "f4", "<f8", ">f8", "c8", "c16"]


def crossed(value, function=None):
    """Return a value after it has gone through a message."""
    message = values.pack({"value": values.encode(value)})
    assert values.length(message[:4]) == len(message) - 4
    return values.decode(values.unpack(message[4:])["value"], function)


@given(PLAIN)
def test_plain_values_cross_unchanged(value):
    assert repr(crossed(value)) == repr(value)


@given(
    st.sampled_from(DTYPES).flatmap(
        lambda dtype: arrays.arrays(dtype, arrays.array_shapes(min_dims=0, min_side=0))
    )
)
def test_arrays_cross_unchanged_to_the_last_bit(numbers):
    there = crossed(numbers)
    assert (there.dtype, there.shape) == (numbers.dtype, numbers.shape)
    assert there.tobytes() == numbers.tobytes()
    assert there.flags.writeable


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int8, np.bool_, np.complex64])
def test_numpy_scalars_stay_scalars(kind):
    assert type(crossed(kind(1))) is kind


Pair = namedtuple("Pair", "a b")
HELD = {
    "fraction": (Fraction(1, 3), 1 / 3),
    "decimal": (Decimal("0.1"), 0.1),
    "infinity": (Decimal("Infinity"), math.inf),
    "list of fractions": ([Fraction(1, 2), Fraction(3)], [0.5, 3.0]),
    "deque": (deque([1.0, [2.0]]), [1.0, [2.0]]),
    "namedtuple": (Pair(1.0, 2), (1.0, 2)),
    "array": (array.array("d", [1.0, 2.0]), np.array([1.0, 2.0])),
    "memoryview": (memoryview(np.array([[1, 2]])), np.array([[1, 2]])),
    "objects": (np.array([1.5, 2], dtype=object), np.array([1.5, 2.0])),
    "objects of NumPy": (np.array([[np.float64(1)]], dtype=object), np.array([[1.0]])),
    "an object": (np.array(Fraction(1, 2), dtype=object), np.array(0.5)),
    "fractions": (np.array([Fraction(1, 2)]), np.array([0.5])),
    "truths": (np.array([True, False], dtype=object), np.array([True, False])),
    "huge integers": (np.array([10**30, 1]), np.array([1e30, 1.0])),
    "complex": (np.array([1j, 2], dtype=object), np.array([1j, 2])),
}


@pytest.mark.parametrize(("value", "expected"), HELD.values(), ids=HELD)
def test_numbers_in_pythons_own_containers_cross_as_numbers(value, expected):
    there = crossed(value)
    assert type(there) is type(expected)
    assert repr(there) == repr(expected)


class Deque(deque):
    """May do as it likes."""


class Ratio(Fraction):
    """May do as it likes."""


class Tuple(tuple):
    """May do as it likes."""


NOT_HELD = {
    "subclass of deque": Deque([1.0]),
    "subclass of Fraction": Ratio(1, 2),
    "subclass of tuple": Tuple([1.0]),
    "no number": Decimal("sNaN"),
    "too large": Fraction(10**400),
    "array with none": np.array([1.0, None], dtype=object),
    "array with a text": np.array([1.0, "2"], dtype=object),
    "array of lists": np.array([[1.0], [2.0, 3.0]], dtype=object),
    "array of an own number": np.array([Ratio(1, 2)], dtype=object),
    "array beyond all": np.array([10**400]),
}


@pytest.mark.parametrize("value", NOT_HELD.values(), ids=NOT_HELD)
def test_what_may_say_anything_does_not_cross_as_numbers(value):
    with pytest.raises(values.NotPlainError):
        values.encode(value)


def test_layout_and_base_of_an_array_stay_behind():
    base = np.arange(12.0).reshape(3, 4)
    for view in (base[::2, ::-1], base.T, np.broadcast_to(base[0], (5, 4)), base.view(np.matrix)):
        assert np.array_equal(crossed(view), np.asarray(view))
        assert type(crossed(view)) is np.ndarray


def test_the_ellipsis_crosses():
    assert crossed(...) is ...


def test_a_function_crosses_as_a_number_where_it_is_asked_for():
    there = values.encode([len, 1], lambda function: 7)
    assert values.decode(there, lambda number: f"f{number}") == ["f7", 1]
    with pytest.raises(values.NotPlainError, match="builtin_function_or_method"):
        values.encode(len)
    with pytest.raises(values.MalformedError):
        values.decode(there)


NOT_PLAIN = {
    "object": object(),
    "set": {1},
    "bytes": b"x",
    "integer": 2**1025,
    "objects": np.array([None]),
    "texts": np.array(["a"]),
    "dates": np.array(["2020"], "datetime64[Y]"),
    "structured": np.zeros(2, [("a", float)]),
    "deep": json.loads("[" * 30 + "]" * 30),
    "entries": dict.fromkeys(range(values.ENTRIES + 1)),
    "subclass": type("Number", (float,), {})(1.0),
}


@pytest.mark.parametrize("value", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_is_not_plain_does_not_cross(value):
    with pytest.raises(values.NotPlainError):
        values.encode(value)


EIGHT = "AAAAAAAAAAA="
MALFORMED = {
    "tag": {"points": 3},
    "tags": {"tuple": [], "dict": []},
    "no tag": {},
    "tuple": {"tuple": 5},
    "pair": {"dict": [[1]]},
    "key": {"dict": [[[1], 2]]},
    "entries": {"dict": [[i, i] for i in range(values.ENTRIES + 1)]},
    "complex": {"complex": [1]},
    "large complex": {"complex": [10**400, 0]},
    "text complex": {"complex": ["1+1j", 0]},
    "function": {"function": 1},
    "object": {"array": EIGHT, "dtype": "O", "shape": [1]},
    "void": {"array": EIGHT, "dtype": "|V8", "shape": [1]},
    "alias": {"array": EIGHT, "dtype": "float", "shape": [1]},
    "fields": {"array": EIGHT, "dtype": "f4,f4", "shape": [1]},
    "list": {"array": EIGHT, "dtype": [["a", "<f8"]], "shape": [1]},
    "no dtype": {"array": EIGHT, "dtype": None, "shape": [1]},
    "unknown size": {"array": EIGHT, "dtype": "<f7", "shape": [1]},
    "shape": {"array": EIGHT, "dtype": "<f8", "shape": [2]},
    "large shape": {"array": EIGHT, "dtype": "<f8", "shape": [10**30]},
    "infinite shape": {"array": EIGHT, "dtype": "<f8", "shape": [math.inf]},
    "text shape": {"array": EIGHT, "dtype": "<f8", "shape": "1"},
    "dimensions": {"array": EIGHT, "dtype": "<f8", "shape": [1] * 65},
    "base64": {"array": "<>", "dtype": "<f8", "shape": [1]},
    "half": {"array": "AAAA", "dtype": "<f8", "shape": [1]},
    "no text": {"array": [1], "dtype": "<f8", "shape": [1]},
    "deep": json.loads("[" * 30 + "]" * 30),
}


@pytest.mark.parametrize("document", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_document_is_no_value(document):
    with pytest.raises(values.MalformedError):
        values.decode(document)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["array", "dtype", "shape", "scalar", "dict", "tuple", "complex"]),
            inner,
        )
    ),
)


@given(JSON)
def test_any_document_is_a_value_or_malformed(document):
    try:
        value = values.decode(document)
    except values.MalformedError:
        return
    assert crossed(value) is not document or value is document


@given(st.binary())
def test_any_bytes_are_a_document_or_malformed(data):
    try:
        assert type(values.unpack(data)) is dict
    except values.MalformedError:
        return


def test_a_message_is_bounded_in_bytes_and_in_parts():
    with pytest.raises(values.NotPlainError, match="33 MiB"):
        values.pack({"value": "x" * (33 * 2**20)})
    with pytest.raises(values.NotPlainError, match="too many numbers"):
        values.pack({"value": [0] * (values.PARTS + 1)})
    with pytest.raises(values.MalformedError):
        values.length(b"\xff" * 4)
    with pytest.raises(values.MalformedError):
        values.unpack(b'{"value": [' + b"[]," * values.PARTS + b"0]}")


@given(st.text(st.characters()))
def test_text_is_made_plain(text):
    shown = plain(text, 50)
    assert len(shown) <= 50
    assert shown.encode("utf-8")[:0] == b""
    assert all(sign.isprintable() or sign in "\n\t" or ord(sign) > 159 for sign in shown)


def test_a_sentence_is_one_line_of_bounded_length():
    assert sentence("a\n\n b\tc\r\n") == "a b c"
    assert len(sentence("x" * 10**6)) == 600
