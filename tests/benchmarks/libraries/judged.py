"""Judges what a library answered: against the truth in many digits, or by which reading it took."""

from itertools import chain

import numpy as np
from mpmath import isinf, isnan, log10, mp, mpf

PRECISION = 60  # digits of a truth
UNITS = 8  # an error in the last place that is still right: exponentials of libraries have some
SAME = 1e-4  # readings differ by more; a library that answers in single precision is known too


def verdict(question, case, answer):
    """Return what is said of an answer: its words or digits and one of six signs.

    The signs are ``right``, ``some`` (digits), ``wrong``, ``undefined`` (NaN), ``refused`` (an
    error) and ``choice`` (a reading of its own, neither right nor wrong); ``None`` if the library
    has no such call.
    """
    if answer is None:
        return None
    if "error" in answer:
        return {"sign": "refused", "text": answer["error"]}
    if hasattr(question, "answers"):
        with mp.workdps(PRECISION):
            readings = question.answers(**rounded(case, answer["asked"]))
            return {"sign": "choice", "text": _reading(readings, answer)}
    if getattr(question, "KIND", False):
        return {"sign": "choice", "text": answer["type"]}
    return _numbers(question, case, answer)


def rounded(case, kind):
    """Return the arguments of a case as a type stores them, each number as one of mpmath's."""
    return {
        name: value if name == "y" else _exactly(np.array(value, kind).tolist())
        for name, value in case.items()
    }


def _exactly(values):
    return [*map(_exactly, values)] if isinstance(values, list) else mpf(values)


def flat(values):
    """Return the numbers of nested lists."""
    if isinstance(values, (list, tuple)):
        return list(chain.from_iterable(map(flat, values)))
    return [values]


def _reading(answers, answer):
    found = np.array(answer["found"], dtype=float)
    for name, numbers in answers.items():
        expected = np.array([float(one) for one in flat(numbers)])
        if len(expected) == len(found) and np.allclose(found, expected, SAME, SAME, True):
            return name
    return f"another number, {' '.join(answer['found'])}"


def _numbers(question, case, answer):
    kind = answer["asked"]
    with mp.workdps(PRECISION):
        truths = question.truth(**rounded(case, kind))
        if truths is None:
            none = all(one == "nan" for one in answer["found"])
            text = ", ".join(answer["found"])
            return {"sign": "right" if none else "wrong", "text": text}
        judged = [
            _one(found, mpf(truth), kind)
            for found, truth in zip(answer["found"], flat(truths), strict=True)
        ]
    place = getattr(question, "PICK", None)
    if place is not None:
        return judged[place]
    worst = max(judged, key=lambda one: (ORDER.index(one["sign"]), one["units"]))
    if getattr(question, "WORST", False):
        return worst | {"at": judged.index(worst), "text": f"{worst['units']:.3g}"}
    return worst | {"text": ", ".join(answer["found"])}


ORDER = ("right", "some", "wrong", "undefined")


def _one(found, truth, kind):
    """Judge one number: its sign, its right digits and its distance in units in the last place."""
    if found == "nan":
        return {"sign": "undefined", "text": found, "digits": 0, "units": float("inf")}
    value, most = mpf(found), np.finfo(kind).precision
    if value == truth:
        return {"sign": "right", "text": found, "digits": most, "units": 0.0}
    if isinf(value) or isinf(truth) or isnan(value):
        return {"sign": "wrong", "text": found, "digits": 0, "units": float("inf")}
    with np.errstate(all="ignore"):
        unit = mpf(float(np.spacing(np.abs(np.array(float(truth)).astype(kind)))))
    units = float(abs(value - truth) / unit)
    digits = min(most, max(0, int(-log10(abs(value / truth - 1))))) if truth else 0
    sign = "right" if units <= UNITS else "some" if digits else "wrong"
    return {"sign": sign, "text": found, "digits": digits, "units": round(units, 2)}
