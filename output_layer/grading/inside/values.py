"""Plain values as JSON: all that may cross between the grader and a student's code.

Numbers, text, None, lists, tuples, dictionaries and NumPy arrays of numbers cross. A function
crosses as a number by which the other side can ask for a call. Nothing is executed to read a
value, and what is not plain does not cross. The module also runs inside the sandbox, where
the package is not: it imports nothing but NumPy.
"""

import base64
import json
import operator
import re
import struct
import sys

import numpy as np

DEEPEST = 20  # levels of lists within lists
WIDEST = 1024  # bits of an integer
KINDS = "biufc"  # booleans, integers, floating-point and complex numbers
DTYPE = re.compile(f"[<>|][{KINDS}][0-9]{{1,2}}")
ENTRIES = 1000  # of a dictionary; keys can be chosen so that many of them take very long
LARGEST = 32 * 2**20  # bytes of a message
PARTS = 2**19  # of a message: lists, and what they hold; each takes many times its bytes
OUTPUT = 20_000  # characters of a cell's output that are kept
FIGURES, PICTURE = 3, 400_000  # plots of a cell that are kept; characters of one in base64


class NotPlainError(Exception):
    """A value that may not cross; the message names its kind."""


class MalformedError(Exception):
    """A message that does not hold a plain value."""


def encode(value, register=None, depth=0):
    """Return a value as what JSON can hold; ``register(function)`` gives a function its number.

    Raises ``NotPlainError`` for every other kind of object, and for lists that are nested too deep.
    """
    kind = type(value)
    if depth > DEEPEST:
        raise NotPlainError("lists within lists, too deep to read")
    if value is None or kind in (bool, str, float) or (kind is int and _is_small(value)):
        return value
    if value is ...:
        return {"ellipsis": True}
    if kind is complex:
        return {"complex": [value.real, value.imag]}
    if isinstance(value, (np.ndarray, np.generic)):
        return _encode_array(value)
    if kind in (list, tuple):
        items = [encode(item, register, depth + 1) for item in value]
        return items if kind is list else {"tuple": items}
    if kind is dict:
        if len(value) > ENTRIES:
            raise NotPlainError(f"a dictionary of more than {ENTRIES} entries")
        pairs = [[encode(part, register, depth + 1) for part in pair] for pair in value.items()]
        return {"dict": pairs}
    if (plain := _plainer(value)) is not value:
        return encode(plain, register, depth + 1)
    if callable(value) and register is not None:
        return {"function": register(value)}
    raise NotPlainError(f"an object of the type {kind.__name__}")


def _plainer(value):
    """Return the numbers that a value of one of Python's own types holds, else the value itself.

    It is the type itself that counts: another that only behaves like it, or adds to it, may say
    anything.
    """
    kind = type(value)
    try:
        if kind is memoryview or _is(kind, "array", "array"):
            return np.asarray(value)
        if _is(kind, "fractions", "Fraction") or _is(kind, "decimal", "Decimal"):
            return float(value)
        if _is(kind, "collections", "deque"):
            return list(value)
        if isinstance(value, tuple) and "_fields" in vars(kind):  # a namedtuple
            return tuple(tuple.__iter__(value))
    except (ValueError, TypeError, OverflowError) as error:
        raise NotPlainError(f"an object of the type {kind.__name__}: {error}") from None
    return value


def _is(kind, module, name):
    """Whether a type is this one; without its module, which is not loaded here, there is none."""
    return kind is getattr(sys.modules.get(module), name, None)


def _is_small(value):
    return value.bit_length() <= WIDEST


def _encode_array(value):
    array = np.asarray(value)
    array = _of_objects(array) if array.dtype == object else array
    if array.dtype.kind not in KINDS:
        raise NotPlainError(f"an array of the type {array.dtype}")
    return {
        "array": base64.b64encode(array.tobytes()).decode("ascii"),
        "dtype": array.dtype.str,
        "shape": list(array.shape),
        "scalar": isinstance(value, np.generic),
    }


def _of_objects(array):
    """Return an array of the numbers that an array of objects holds, if it holds no others."""
    items = [_plainer(item) for item in array.ravel().tolist()]
    if not all(type(item) in (bool, int, float, complex) or _is_number(item) for item in items):
        return array
    try:
        numbers = np.array(items)
        numbers = numbers if numbers.dtype != object else np.array(items, float)  # huge integers
    except OverflowError:
        return array
    return numbers.reshape(array.shape)


def _is_number(value):
    return isinstance(value, np.generic) and value.dtype.kind in KINDS


def decode(document, function=None, depth=0):
    """Return the value of a document; ``function(number)`` stands for one on the other side.

    Raises ``MalformedError`` for every document that `encode` cannot have made.
    """
    if depth > DEEPEST:
        raise MalformedError("nested too deep")
    if document is None or type(document) in (bool, str, float, int):
        return document
    if type(document) is list:
        return [decode(item, function, depth + 1) for item in document]
    try:
        return _decode_tagged(document, function, depth)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise MalformedError(str(error)) from None


def _decode_tagged(document, function, depth):
    if "array" in document:
        return _decode_array(document)
    (tag, content), *others = document.items()
    if others:
        raise MalformedError("several tags")
    if tag == "ellipsis":
        return ...
    if tag == "complex":
        real, imaginary = content
        return complex(float(real), float(imaginary))
    if tag == "tuple":
        return tuple(decode(item, function, depth + 1) for item in content)
    if tag == "dict" and len(content) <= ENTRIES:
        pairs = [[decode(part, function, depth + 1) for part in pair] for pair in content]
        return dict(pairs)
    if tag == "function" and function is not None and type(content) is int:
        return function(content)
    raise MalformedError("an unknown tag")


def _decode_array(document):
    if not DTYPE.fullmatch(document["dtype"]):
        raise MalformedError("an array of another type")
    shape = tuple(map(operator.index, document["shape"]))
    data = base64.b64decode(document["array"], validate=True)
    array = np.frombuffer(data, np.dtype(document["dtype"])).reshape(shape).copy()
    return array[()] if document.get("scalar") else array


def pack(document):
    """Return a message: four bytes that give its length, then JSON.

    Raises ``NotPlainError`` for one that is larger than `LARGEST` or has more than `PARTS`.
    """
    text = json.dumps(document).encode()
    if len(text) > LARGEST:
        raise NotPlainError(f"{len(text) >> 20} MiB of data; at most {LARGEST >> 20} are read")
    if parts(text) > PARTS:
        raise NotPlainError("too many numbers in lists; an array can hold more")
    return struct.pack(">I", len(text)) + text


def length(head):
    """Return the length that a message's first four bytes give; ``MalformedError`` if too large."""
    (size,) = struct.unpack(">I", head)
    if size > LARGEST:
        raise MalformedError(f"a message of {size} bytes")
    return size


def unpack(text):
    """Return the document of a message's JSON, a dictionary; else raise ``MalformedError``."""
    if parts(text) > PARTS:
        raise MalformedError("too many parts")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedError(str(error)) from None
    if type(document) is not dict:
        raise MalformedError("not a dictionary")
    return document


def parts(text):
    """Return a bound of the number of lists, dictionaries and their items in JSON, fast."""
    return sum(map(text.count, (b"[", b"{", b",")))
