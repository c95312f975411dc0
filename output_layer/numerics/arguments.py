"""How every function of the package takes its arguments.

Errors name the argument, say what it was, and say what is expected.
"""

import functools
import inspect
import operator

import numpy as np

REAL = (np.float16, np.float32, np.float64)
COMPLEX = (np.complex128,)

silent = np.errstate(all="ignore")  # a decorator: nothing that a function computes warns or raises


def elementwise(function):
    """Let a formula written for float64 and complex128 arrays take every number of the book.

    The arguments may have any shapes that broadcast, Python numbers and lists included.
    The result has their common shape and the type of the first argument: float16, float32,
    float64 and complex128 stay, integers and booleans become float64. Every real formula is
    evaluated in float64 and rounded once. Where all arguments are scalars, or arrays
    without dimensions, the result is a NumPy scalar, as with NumPy's own functions.

    An argument called ``y`` is a target: real and within [0, 1].
    No input leads to a floating-point warning, and no argument is changed.
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        given = signature.bind(*args, **kwargs).arguments
        arrays = {name: _argument(name, value) for name, value in given.items()}
        broadcast(**arrays)
        dtype = next(iter(arrays.values())).dtype.type
        with np.errstate(all="ignore"):
            return function(*map(_widened, arrays.values())).astype(dtype)[()]

    return wrapper


def _argument(name, value):
    return targets(name, value) if name == "y" else numbers(name, value)


def _widened(array):
    return array if array.dtype.type in COMPLEX else array.astype(np.float64)


def numbers(name, value, *, kinds=REAL + COMPLEX):
    """Return ``value`` as an array whose type is one of ``kinds``; integers become float64.

    Raises ``TypeError`` for every other type: text, objects, longdouble, complex64, and
    complex numbers where ``kinds`` is ``REAL``; ``ValueError`` for rows of unequal length.
    """
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must have rows of equal length, not {_shown(value)}") from None
    if array.dtype.kind in "biu":
        return array.astype(np.float64)
    if array.dtype.type not in kinds:
        expected = ", ".join(kind.__name__ for kind in kinds)
        raise TypeError(
            f"{name} must be integers, booleans or one of {expected}, "
            f"not {array.dtype} ({_shown(value)})"
        )
    return array


def _shown(value):
    return " ".join(repr(value).split())[:60]


def targets(name, value):
    """Return ``value`` as a real array; ``ValueError`` unless all of it lies within [0, 1]."""
    array = numbers(name, value, kinds=REAL)
    outside = ~((array >= 0) & (array <= 1))
    if outside.any():
        raise ValueError(f"{name} must lie within [0, 1], but holds {array[outside][0]}")
    return array


def broadcast(**arrays):
    """Return the common shape of the named arrays; ``ValueError`` shows all if there is none."""
    shapes = {name: np.shape(array) for name, array in arrays.items()}
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        found = ", ".join(f"{name} has {shape}" for name, shape in shapes.items())
        raise ValueError(f"shapes must broadcast together, but {found}") from None


def scalar(name, value, *, least=-np.inf):
    """Return ``value`` as a float; ``ValueError`` unless it is one finite number from ``least``."""
    array = numbers(name, value, kinds=REAL)
    if array.shape != () or not np.isfinite(array):
        raise ValueError(f"{name} must be one finite number, not {_shown(value)}")
    if array < least:
        raise ValueError(f"{name} must be at least {least}, not {_shown(value)}")
    return float(array)


def share(name, value):
    """Return ``value`` as a float; ``ValueError`` unless it is one number from 0 to 1."""
    number = scalar(name, value, least=0)
    if number > 1:
        raise ValueError(f"{name} must be at most 1, not {_shown(value)}")
    return number


def positive(name, value):
    """Return ``value`` as a float; ``ValueError`` unless it is finite and greater than 0."""
    number = scalar(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be greater than 0, not {_shown(value)}")
    return number


def count(name, value, *, least=0):
    """Return ``value`` as an int; ``TypeError`` if it is none, ``ValueError`` below ``least``."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, not {_shown(value)}") from None
    if number < least:
        raise ValueError(f"{name} must be at least {least}, not {number}")
    return number


def callback(name, value):
    """Return ``value``; ``TypeError`` unless it can be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, not {_shown(value)}")
    return value


def choice(name, value, options):
    """Return ``options[value]``; ``ValueError`` names the keys if ``value`` is none of them."""
    if not isinstance(value, str) or value not in options:
        expected = " or ".join(map(repr, options))
        raise ValueError(f"{name} must be {expected}, not {_shown(value)}")
    return options[value]
