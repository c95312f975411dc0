"""A formula as Nemeth braille wants it, and plain text in braille.

Nemeth has no sign for ⊤: a transpose is a raised T. The reasons of steps are written in the
letters of Unified English Braille, without contractions.
"""

import re

from output_layer.site.saying import tree

BLANK = "\N{BRAILLE PATTERN BLANK}"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))
SIGNS = {" ": BLANK, ".": "⠲", ",": "⠂", ";": "⠆", ":": "⠒", "-": "⠤", "'": "⠄", "’": "⠄"}
SIGNS |= {"(": "⠐⠣", ")": "⠐⠜", "½": "⠼⠁⠌⠃", "ô": "⠘⠩⠕"}
CAPITAL, NUMBER = "⠠", "⠼"
KNOWN = {*LETTERS.values(), NUMBER}  # braille already
_NUMBER = re.compile(r"\d+")


def pieces(line):
    """Return the pieces of a line, formulas that a wide space parts each by itself."""
    found = []
    for piece in tree.pieces(line):
        found += [piece] if isinstance(piece, str) else tree.split(piece, is_gap)
    return found


def is_gap(part):
    """Tell whether an element is a wide space."""
    return part.tag == tree.GAP


def written(formula):
    """Return a formula in letters that Nemeth has."""
    for part in formula.iter("mi"):
        if part.text == "⊤":
            part.text = "T"
    return formula


def text(words):
    """Return plain text in braille; ``LookupError`` names a character that is not known."""
    return "".join(map(_letter, _NUMBER.sub(_number, words)))


def _number(found):
    return NUMBER + "".join(LETTERS["jabcdefghi"[int(digit)]] for digit in found[0])


def _letter(letter):
    if letter.lower() in LETTERS:
        return (CAPITAL if letter.isupper() else "") + LETTERS[letter.lower()]
    return letter if letter in KNOWN else SIGNS[letter]
