"""What is said of each formula, and its braille: for readers who hear or feel it.

Browsers hand MathML to a screen reader, which says it as it can. Here it is said in two well-known
styles and written in Nemeth braille while the book is built, by the Speech Rule Engine, in the
words of a teacher of this subject (`saying`).
"""

import json
import re
import subprocess
from copy import deepcopy
from functools import partial
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from sphinx.errors import ExtensionError

from output_layer.algebra.store import kept
from output_layer.site import maths
from output_layer.site.saying import braille, read, tree, wording
from output_layer.site.saying.phrases import PHRASE, WORDS

HERE = Path(__file__).parent
# All that has a part in the words of a formula.
SOURCES = ("spoken.*", "saying/*.py", "maths.*", "vendor/sre/**/*.js*", "vendor/temml/*.js")
PROGRAM = Path(__file__).with_suffix(".cjs")
FIRST = 0xE000  # of the characters that stand for phrases: no formula has them
_PHRASE = re.compile("[\ue000-\uf8ff]")
_COMMAS = re.compile(r",(?:\s*,)+")
_SPACES = re.compile(r"\s+(?=[,.;:])|(?<=\s)\s+")


class Spoken(NamedTuple):
    """How a formula is said in two styles, and its Nemeth braille, line by line."""

    clearspeak: str
    mathspeak: str
    nemeth: str


class Cut(NamedTuple):
    """A formula to be said: MathML with a character for each phrase, and what the phrases are."""

    mathml: str
    phrases: tuple = ()  # of pairs: the words, and a cut for each gap


def spoken(formulas):
    """Return a `Spoken` for each formula, a pair of its TeX and whether it is displayed.

    ``ExtensionError`` names a formula that cannot be said.
    """
    heard = [tree.tree(maths.temml(text, displayed, "none")) for text, displayed in formulas]
    lines = {style: [_lines(each, style) for each in heard] for style in Spoken._fields}
    answers = _answers(lines)
    told = (map(JOINED[style], lines[style], repeat(answers[style])) for style in Spoken._fields)
    results = [Spoken(*each) for each in zip(*told, strict=True)]
    for (text, _), result in zip(formulas, results, strict=True):
        if not all(result):
            raise ExtensionError(f"{text!r} is not a formula that can be said")
    return results


def said(formulas):
    """Return the `Spoken` of each formula by the formula: what `spoken` takes, in any order.

    It takes a while for a whole book, so it is kept from one run to the next, until a formula or
    anything changes that has a part in the words.
    """
    asked = sorted(set(formulas))
    digest = sha256(repr(asked).encode())
    for path in (path for pattern in SOURCES for path in sorted(HERE.glob(pattern))):
        digest.update(path.read_bytes())
    found = kept(f"spoken-{digest.hexdigest()}", lambda: spoken(asked))
    return {formula: Spoken(*each) for formula, each in zip(asked, found, strict=True)}


def _lines(formula, style):
    """Return the lines of a formula, each a list of texts and of formulas to be said."""
    prepare = braille.written if style == "nemeth" else partial(read, style=style)
    pieces = braille.pieces if style == "nemeth" else tree.pieces
    return [
        [piece if isinstance(piece, str) else _cut(prepare(piece)) for piece in pieces(line)]
        for line in tree.lines(deepcopy(formula))
    ]


def _cut(part):
    """Cut the phrases out of a formula."""
    phrases = []
    whole = Element("math")
    whole.append(_replaced(part, phrases))
    return Cut(tostring(whole, "unicode"), tuple(phrases))


def _replaced(part, phrases):
    """Return an element with a character for each phrase."""
    if part.tag == PHRASE:
        letter = Element("mi")
        letter.text = chr(FIRST + len(phrases))
        comma = "," if part.get("factor") else ""
        phrases.append((WORDS[part.get("words")] + comma, [_cut(gap) for gap in part]))
        return letter
    part[:] = [_replaced(child, phrases) for child in part]
    return part


def _asked(cuts):
    """Yield the MathML of formulas and of all that is said within their phrases."""
    for cut in cuts:
        yield cut.mathml
        for _, gaps in cut.phrases:
            yield from _asked(gaps)


def _answers(lines):
    """Ask the engine once for everything; return for each style what it answered."""
    asked = {style: list(dict.fromkeys(_asked(_cuts(all)))) for style, all in lines.items()}
    options = {"input": json.dumps(asked), "capture_output": True, "encoding": "utf-8"}
    done = subprocess.run([maths.NODE, PROGRAM], check=False, **options)
    if done.returncode:
        raise ExtensionError(f"the engine that says formulas stopped: {done.stderr}")
    answers = json.loads(done.stdout)
    for style in wording.WORDS:
        answers[style] = [wording.mended(words, style) for words in answers[style]]
    return {style: dict(zip(asked[style], answers[style], strict=True)) for style in asked}


def _cuts(formulas):
    """Return all that is to be said of formulas, without the texts between."""
    pieces = (piece for lines in formulas for line in lines for piece in line)
    return [piece for piece in pieces if isinstance(piece, Cut)]


def _told(lines, answers):
    """Return the words of the lines of a formula: sentences, or the parts of one."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        words = _SPACES.sub("", " ".join(_said(piece, answers) for piece in line)).strip()
        sentence = _is_sentence(line) or (before and _is_sentence(before))
        gap = "" if not text else " " if text.endswith(".") else ". " if sentence else ", "
        text += gap + words
    return _COMMAS.sub(",", text).removesuffix(",")


def _is_sentence(line):
    return any(isinstance(piece, str) for piece in line)


def _said(piece, answers):
    if isinstance(piece, str):
        return piece
    told = [words.format(*(_said(gap, answers) for gap in gaps)) for words, gaps in piece.phrases]
    return _PHRASE.sub(lambda found: told[ord(found[0]) - FIRST], answers[piece.mathml])


def _embossed(lines, answers):
    """Return the braille of the lines of a formula, one below the other."""
    return "\n".join(
        braille.BLANK.join(
            braille.text(piece) if isinstance(piece, str) else answers[piece.mathml]
            for piece in line
        )
        for line in lines
    )


JOINED = {"clearspeak": _told, "mathspeak": _told, "nemeth": _embossed}
