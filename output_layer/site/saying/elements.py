"""How a teacher of this subject says single elements: derivatives, norms, transposes, fractions."""

from functools import partial
from xml.etree.ElementTree import Element

from output_layer.site.saying.phrases import phrase
from output_layer.site.saying.tree import fenced, is_sign, letters, row, split

DIFFERENTIALS = {"∂": "partial", "d": "ordinary"}


def fraction_of_differentials(part):
    """Read ∂C/∂z as one derivative."""
    if part.tag != "mfrac":
        return part
    above, below = (list(each) if each.tag == "mrow" else [each] for each in part)
    return derivative(above, below) or part


def derivative(above, below):
    """Return the phrase of a derivative from the two parts of its fraction; None if it is none."""
    kind, order = differential(above[0])
    if kind is None or differential(below[0])[0] != kind:
        return None
    by = [_without_power(x) for x in below if differential(x)[0] != kind]
    if len(above) == 1:
        return phrase(f"{kind} operator", *by)
    twice = " twice" if len(by) == 2 else ""
    words = f"second {kind}{twice}" if order == "2" else kind
    return phrase(words, row(*above[1:]), *by)


def differential(part):
    """Return the kind of derivative that ∂ or d begins, and its order."""
    name, order = (part[0], part[1].text) if part.tag == "msup" else (part, "1")
    return DIFFERENTIALS.get(name.text), order


def _without_power(part):
    return part[0] if part.tag == "msup" else part


def norm(part):
    """Read ‖w‖, and its square."""
    if fenced(part) and part[0].text == "‖":
        return phrase("norm", row(*part[1:-1]))
    if part.tag == "msup" and part[0].get("words") == "norm" and part[1].text == "2":
        return phrase("squared norm", *part[0])
    return part


def transpose(part):
    """Read a raised ⊤."""
    if part.tag not in ("msup", "msubsup") or letters(part[-1]) != "⊤":
        return part
    if part.tag == "msup":
        return phrase("transpose", part[0])
    base = Element("msub")
    base.extend(part[:2])
    return phrase("transpose", base)


def number_of_example(part):
    """Read x^{(i)}, which is no power."""
    if part.tag != "msup" or not fenced(part[1]):
        return part
    return phrase("superscript", part[0], row(*part[1][1:-1]))


def value_at(part):
    """Read the bar that says where an expression is evaluated."""
    if part.tag != "msub" or part[0].tag != "mrow" or fenced(part[0]):
        return part
    *expression, bar = part[0]
    return phrase("at", row(*expression), part[1]) if is_sign(bar, "|") else part


def size(part):
    """Read |d|."""
    if not fenced(part) or part[0].text != "|":
        return part
    return phrase("size", row(*part[1:-1]))


def interval(part):
    """Read [0, 1]."""
    if not fenced(part) or part[0].text != "[":
        return part
    return phrase("interval", *split(part[1:-1], partial(is_sign, texts=",")))


def bar(part):
    """Read a letter with a bar over it."""
    return phrase("bar", part[0]) if part.tag == "mover" and part[1].text == "‾" else part


def fraction(part):
    """Say where a fraction ends, if it does not end with a letter or a number of its own.

    The engine would leave out the beginning of some and the end of others.
    """
    if part.tag != "mfrac" or all(map(_small, part)):
        return part
    return phrase("over" if all(map(_simple, part)) else "fraction", *part)


def _small(part):
    return part.tag == "mn" and (len(part.text) == 1 or part.text == "10")


def root(part):
    """Say where a root ends."""
    if part.tag != "msqrt":
        return part
    simple = len(part) == 1 and _simple(part[0])
    return phrase("root" if simple else "long root", row(*part))


def _simple(part):
    """Tell whether an element is one letter or number, or a letter with an index."""
    return part.tag in ("mi", "mn") or (part.tag == "msub" and all(map(_simple, part)))


OF_STYLE = {"clearspeak": (fraction, root), "mathspeak": ()}
RULES = (
    fraction_of_differentials,
    norm,
    size,
    interval,
    bar,
    transpose,
    number_of_example,
    value_at,
)
