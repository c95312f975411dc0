"""How a teacher of this subject says what stands side by side: P(y | x), 1{y = j}, a product."""

from functools import partial
from itertools import pairwise, zip_longest

from output_layer.site.saying.elements import derivative, differential
from output_layer.site.saying.phrases import PHRASE, WORDS, phrase
from output_layer.site.saying.tree import (
    APPLIED,
    FENCES,
    GAP,
    TIMES,
    fenced,
    is_sign,
    letters,
    row,
    sign,
    split,
)

OPERANDS = {"mi", "mn", "msub", "msup", "msubsup", "mfrac", "msqrt", "mover", PHRASE}
STOPS = {".", ","}
SHORT = {"transpose", "bar"}  # phrases that are no longer than a letter
BOUNDED = {"munder", "munderover", "msub", "msubsup"}
VECTORS = {"q", "k", "w", "x", "θ"}  # between two of them the point is a dot product
ENDS = {"=", "+", "−", ",", "≤", "≥", "<", ">", "≈", "≠", "→", "⟺"}


def slashes(parts):
    """Read ∂C/∂z, written in a line, as one derivative."""
    for place in range(len(parts) - 4):
        first, _, slash, second = parts[place : place + 4]
        kinds = [differential(each)[0] for each in (first, second)]
        if is_sign(slash, "/") and kinds[0] and kinds[0] == kinds[1]:
            end = place + 5
            while end + 1 < len(parts) and differential(parts[end])[0] == kinds[0]:
                end += 2
            made = derivative(parts[place : place + 2], parts[place + 3 : end])
            return slashes([*parts[:place], made, *parts[end:]])
    return parts


def _triples(parts):
    return zip(parts, parts[1:], parts[2:], strict=False)


def probability(parts):
    """Read P(y | x; θ)."""
    for place, (name, applied, bracket) in enumerate(_triples(parts)):
        if name.text == "P" and is_sign(applied, APPLIED) and fenced(bracket):
            gaps = split(bracket[1:-1], partial(is_sign, texts="|;"))
            words = {2: "given", 3: "parameters"}.get(len(gaps))
            if words:
                made = phrase(words, *gaps)
                return probability([*parts[:place], made, *parts[place + 3 :]])
    return parts


def indicator(parts):
    """Read 1{y = j}."""
    for place, (one, bracket) in enumerate(pairwise(parts)):
        if one.text == "1" and fenced(bracket) and bracket[0].text == "{":
            made = phrase("indicator", row(*bracket[1:-1]))
            return indicator([*parts[:place], made, *parts[place + 2 :]])
    return parts


def component(parts):
    """Read softmax(z)_j, which is not softmax of z_j."""
    for place, (name, applied, part) in enumerate(_triples(parts)):
        if is_sign(applied, APPLIED) and part.tag == "msub" and fenced(part[0]):
            made = phrase("component", part[1], row(name, applied, part[0]))
            return component([*parts[:place], made, *parts[place + 3 :]])
    return parts


def gradient(parts):
    """Read ∇J, and the gradient with respect to some of the parameters."""
    for place, (nabla, cost) in enumerate(pairwise(parts)):
        name = nabla[0] if nabla.tag == "msub" else nabla
        if is_sign(name, "∇"):
            by = [nabla[1]] if nabla.tag == "msub" else []
            made = phrase("gradient by" if by else "gradient", cost, *by)
            return gradient([*parts[:place], made, *parts[place + 2 :]])
    return parts


def operators(parts):
    """Give ∂/∂z the rest of its term, which it differentiates."""
    for place, part in reversed(list(enumerate(parts))):
        if part.tag == PHRASE and part.get("words").endswith("operator") and len(part) == 1:
            ends = (at for at in range(place + 1, len(parts)) if _ends(parts[at]))
            end = next(ends, len(parts))
            part.append(row(*times(parts[place + 1 : end])))
            parts = [*parts[: place + 1], *parts[end:]]
    return parts


def _ends(part):
    return part.tag == GAP or is_sign(part, {*ENDS, *FENCES.values()})


def times(parts):
    """Say "times" between factors, where one of them is said with words and not with a letter."""
    done = []
    for part, after in zip_longest(parts, parts[1:]):
        if _operand(done[-1:]) and _factor(part, after) and _wordy(done, part, after):
            if done[-1].tag == PHRASE:
                done[-1].set("factor", "first")
            done.append(sign(TIMES))
        done.append(part)
    return done


def _factor(part, after):
    if part.text == "d" and after is not None and after.tag == "mi":
        return False  # of an integral
    return _operand([part]) or _applies(after) or _big(part)


def _wordy(before, part, after):
    long = [each.tag == PHRASE and each.get("words") not in SHORT for each in (before[-1], part)]
    return any(long) or _applies(after) or _big(part) or any(map(_applies, before[-2:-1]))


def _applies(after):
    return after is not None and is_sign(after, APPLIED)


def _big(part):
    """Tell whether an element is a sum or a product with its bounds."""
    return part.tag in BOUNDED and part[0].tag == "mo"


def _operand(parts):
    return any(fenced(part) or (part.tag in OPERANDS and not _big(part)) for part in parts)


def conditions(parts):
    """Read what stands apart: another formula, or in brackets when this one holds."""
    gaps = [place for place, part in enumerate(parts) if part.tag == GAP]
    if not gaps:
        return parts
    at = gaps[-1]
    first, last = parts[:at], parts[at + 1 :]
    if len(last) == 1 and fenced(last[0]):
        words, last = "where", list(last[0][1:-1])
    else:
        words = "and"
    if first and is_sign(first[-1], ","):
        first = first[:-1]
    return [phrase(words, row(*conditions(first)), row(*last))]


def points(parts):
    """Read the point between factors, and the cross between the sides of a matrix."""
    for before, part, after in _triples(parts):
        if is_sign(part, TIMES):
            part.text = WORDS["by"]
        elif is_sign(part, "⋅"):
            dot = after.tag == "mo" or {_name(before), _name(after)} <= VECTORS
            part.text = WORDS["dot"] if dot else TIMES
    return parts


def _name(part):
    return part[0].text if part.tag == "msub" else part.text


def without_stop(parts):
    """Leave out the stop or comma of the sentence that a formula ends."""
    last = parts[-1] if len(parts) > 1 else None
    if last is not None and last.tag == "mn":
        last.text = last.text.removesuffix(".")
    return parts[:-1] if last is not None and letters(last) in STOPS else parts


ROW_RULES = (
    without_stop,
    points,
    slashes,
    probability,
    indicator,
    component,
    gradient,
    operators,
    times,
    conditions,
)
