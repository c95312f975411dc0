"""Fonts with the glyphs that the book shows, cut from the theme's icons and from KaTeX's fonts."""

import logging
import re
from base64 import b64encode
from html.parser import HTMLParser
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
_AT_ONCE = re.compile(r"fa-solid|KaTeX_(Main-Regular|Math-Italic|AMS|Size)")
_VOID = {"br", "img", "hr", "input", "meta", "link", "path", "line", "col", "source", "wbr"}


def fitted(sheet, pages, folder):
    """Return the stylesheet with one woff2 for each face in use, and cut those files.

    ``folder`` is where the addresses in the sheet start.
    """
    rest = _FACE.sub("", sheet)
    glyphs = {True: characters_of_maths(pages), False: characters_of_icons(rest)}

    def fit(match):
        face, address = match[0], _ADDRESS.search(match[0])
        if not address:
            return ""
        path, font = folder / address[1], None
        if _named(face, rest):
            font = cut(path.read_bytes(), glyphs["katex" in address[1]])
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
    cutter = subset.Subsetter(subset.Options(hinting=False))
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
    """Return the code points that KaTeX has set anywhere in the pages."""
    reader = _Maths()
    for page in pages:
        reader.feed(page)
    return reader.characters


class _Maths(HTMLParser):
    """Collects the text inside elements of class ``katex-html``."""

    def __init__(self):
        super().__init__()
        self.characters, self.depth = set(), 0

    def handle_starttag(self, tag, attrs):
        if tag not in _VOID and (self.depth or "katex-html" in (dict(attrs).get("class") or "")):
            self.depth += 1

    def handle_endtag(self, tag):
        if self.depth and tag not in _VOID:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.characters |= set(map(ord, data))
