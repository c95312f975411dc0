"""From a typed text to Python's tree of it, or to a sentence that says what is wrong with it."""

import ast
import re
import warnings

from output_layer.own.words import say

LONGEST = 200  # characters
SAME = {"^": "**", "−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", "²": "**2", "³": "**3"}
KNOWN = re.compile(r"[A-Za-z0-9_ .,+\-*/()]")


def grown(text):
    """Return a text in Python's signs, and its tree; nothing of it is run."""
    source, places = _plain(text)
    return source, _parsed(source, places)


def _plain(text):
    """Return the text in Python's signs, and of each of its characters the place in ``text``."""
    if not text.strip():
        raise ValueError(say("empty"))
    if len(text) > LONGEST:
        raise ValueError(say("too long", count=len(text), most=LONGEST))
    source, places = "", []
    for place, letter in enumerate(text, 1):
        letter = " " if letter.isspace() else letter
        if letter == "=":
            raise ValueError(say("equals sign"))
        if letter not in SAME and not KNOWN.match(letter):
            raise ValueError(say("character", text=ascii(letter)[1:-1], place=place))
        source += SAME.get(letter, letter)
        places += [place] * len(SAME.get(letter, letter))
    begin = len(source) - len(source.lstrip())  # what is indented is none of Python's formulas
    return source[begin:], places[begin:]


def _parsed(source, places):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of numbers that run into names
            return ast.parse(source, mode="eval").body
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise ValueError(_complaint(error, source, places)) from None


def _complaint(error, source, places):
    """Return the sentence that says what Python's parser did not like, and where."""
    said, offset = str(getattr(error, "msg", "")), getattr(error, "offset", None) or 0
    place = places[offset - 1] if 0 < offset <= len(places) else len(source) + 1
    for words, name in (("never closed", "open"), ("unmatched", "unmatched")):
        if words in said:
            return say(name, place=place)
    if "literal" in said:
        return say("zeros" if "leading zeros" in said else "number runs on")
    rest = source[offset - 1 :].strip() if offset else ""
    if not rest or offset > len(source):
        return say("ends")
    return say("syntax", place=place, text=re.match(r"\w+|\S+?(?=\w|\s|$)|\S+", rest)[0])
