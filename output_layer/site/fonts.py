"""Fonts with the glyphs that the book shows, cut from those of icons and of mathematics."""

import html
import logging
import re
import unicodedata
from base64 import b64encode
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it reports every table it cuts

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FAMILY = re.compile(r"font-family:\s*([^;}]+)")
_ADDRESS = re.compile(r"url\(([^)]+\.woff2)\)")
_CONTENT = re.compile(r'(?:--fa|content):\s*"([^"]+)"')
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
# Faces that nearly every page shows come inside the stylesheet: a font that comes later changes
# the width of formulas, and lines of text break anew before the reader's eyes.
_AT_ONCE = re.compile(r"fa-solid|KaTeX_Math|latinmodern|Temml")
_TOKEN = re.compile(r"<(mi|mn|mo|mtext|ms)\b([^>]*)>([^<]*)<")
_ROOT = re.compile(r"<(?:msqrt|mroot)\b")
_MARKED = re.compile(r"\*(\w{1,3})\*")
_SLANTED = (*range(0x1D434, 0x1D455), 0x210E, *range(0x1D456, 0x1D468), *range(0x1D6E2, 0x1D71C))
_ITALIC = {chr(int(unicodedata.decomposition(chr(c)).split()[1], 16)): c for c in _SLANTED}


def fitted(sheet, pages, folder):
    """Return the stylesheet with one woff2 for each face in use, and cut those files.

    ``folder`` is where the addresses in the sheet start.
    """
    rest = _FACE.sub("", sheet)
    glyphs = {
        "fa-": characters_of_icons(rest),
        "KaTeX_Math": characters_of_variables(pages),
        "": characters_of_maths(pages),
    }

    def fit(match):
        face, address = match[0], _ADDRESS.search(match[0])
        if not address:
            return ""
        path, font = folder / address[1], None
        if _named(face, rest):
            kind = next(name for name in glyphs if name in address[1])
            font = cut(path.read_bytes(), glyphs[kind])
        if font is None:
            path.unlink(missing_ok=True)  # another face may have named the same file
            return ""
        source = f'src:url({_placed(font, path, address[1])}) format("woff2")'
        return re.sub(r"src:[^;}]*", source, face)

    return _FACE.sub(fit, sheet)


def _placed(font, path, address):
    """Put the font where it belongs, and return its address."""
    if _AT_ONCE.search(address):
        path.unlink()
        return "data:font/woff2;base64," + b64encode(font).decode("ascii")
    path.write_bytes(font)
    return address


def _named(face, rest):
    """Tell whether any rule asks for the family of this face."""
    family = _FAMILY.search(face)[1].strip().strip("\"'")
    return re.search(rf"[:,\s\"']{re.escape(family)}[\"',;}}\s]", rest) is not None


def cut(font, glyphs):
    """Return the woff2 ``font`` with these code points only, None if it would be empty."""
    source = TTFont(BytesIO(font), recalcTimestamp=False)
    wanted = glyphs & set(source.getBestCmap())
    if not wanted - {0x20, 0xA0}:
        return None
    options = subset.Options(hinting=False, desubroutinize=True)  # compresses better so
    options.drop_tables += ["FFTM"]  # when the font was made: nothing to cut, and a warning
    options.name_IDs = []  # no page shows what a font calls itself; the licence stands beside it
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(source)
    source.flavor = "woff2"
    target = BytesIO()
    source.save(target)
    return target.getvalue()


def characters_of_icons(sheet):
    """Return the code points of everything that the stylesheet writes itself."""
    texts = (_ESCAPE.sub(lambda m: chr(int(m[1], 16)), t) for t in _CONTENT.findall(sheet))
    return {ord(character) for text in texts for character in text}


def characters_of_maths(pages):
    """Return the code points that formulas show anywhere in the pages.

    The sign of a root is written nowhere, and drawn all the same.
    """
    signs = {ord("√") for page in pages if _ROOT.search(page)}
    tokens = {token for page in pages for token in _TOKEN.findall(page)}
    return signs.union(*(_shown(*token) for token in tokens))


def _shown(name, attributes, text):
    """Return the code points that a token shows.

    A variable of one letter is italic: browsers take it from another block of Unicode, and never
    the letter that is written.
    """
    text = html.unescape(text)
    if name == "mi" and text in _ITALIC and "mathvariant" not in attributes:
        return {_ITALIC[text]}
    return set(map(ord, text))


def characters_of_variables(pages):
    """Return the code points of the variables that figures mark in their words, as in ``*a*``."""
    marked = {text for page in pages for text in _MARKED.findall(page)}
    return {ord(character) for text in marked for character in text}
