"""Runs a check on a student's names, and says what it gives."""

import numpy as np

from output_layer.grading.failures import StudentError
from output_layer.grading.guard import guarded
from output_layer.grading.proxies import named
from output_layer.grading.sandbox import GoneError
from output_layer.grading.words import sentence


def judged(cell, names, seconds):
    """Run a check for so many seconds at most; return a verdict, why, and the points.

    The verdict is "right", "partly", "wrong" or "not done". A check earns all its points, or the
    number in which it ends. Raises ``GoneError`` if the student's process ends meanwhile.
    """
    statements, last = cell.code
    try:
        with guarded(seconds, GoneError("The check of it took too long and was stopped.")):
            exec(statements, names)
            value = eval(last, names) if last else None
    except GoneError:
        raise
    except StudentError as error:
        return ("not done" if error.blank else "wrong"), sentence(str(error)), 0.0
    except AssertionError as error:
        return "wrong", sentence(str(error)) or "The answer is not right.", 0.0
    except MemoryError:
        return "wrong", "Your answer is too large to be checked.", 0.0
    except Exception as error:
        return "wrong", sentence(f"Your answer could not be checked: {named(error)}."), 0.0
    return valued(value, cell.points)


def valued(value, most):
    """Return what a check gives that ends in this value: all, or the number, from 0 to ``most``.

    >>> valued(None, 4.0), valued(np.float64(1.5), 4.0)
    (('right', '', 4.0), ('partly', '', 1.5))
    """
    if not isinstance(value, (int, float, np.integer, np.floating)) or isinstance(value, bool):
        return "right", "", most
    points = min(float(value), most) if value > 0 else 0.0  # not a number is not more than 0
    return ("right" if points == most else "partly" if points else "wrong"), "", points
