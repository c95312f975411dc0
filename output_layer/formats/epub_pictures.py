"""The pictures of the site as an EPUB carries them: drawings as SVG, all others as PNG."""

import posixpath
import re
from io import BytesIO
from pathlib import Path

from PIL import Image

from output_layer.formats.epub_links import relative

_PROLOGUE = re.compile(rb"^\s*(<\?xml.*?\?>)?\s*(<!DOCTYPE[^>]*>)?\s*", re.DOTALL)
# Matplotlib writes such a path for a line without a point in sight; SVG wants the attribute.
_NO_LINE = re.compile(rb"<path(?![^>]*\sd=)[^>]*/>")
_WIDTH = re.compile(r"(?:^|;)\s*(width:[^;]+)")
_KEPT = {".svg", ".png", ".jpg", ".jpeg", ".gif"}


class Pictures:
    """Takes the pictures of a built site that its pages show."""

    def __init__(self, site):
        self.site = Path(site)
        self.files = {}  # name in the EPUB → bytes

    def take(self, root, page):
        """Carry every picture below an element."""
        for picture in root.iter("img"):
            path = posixpath.join(posixpath.dirname(page), picture.get("src"))
            picture.set("src", relative(self._file(posixpath.normpath(path)), page))
            picture.attrib.pop("loading", None)
            width = _WIDTH.search(picture.attrib.pop("style", ""))
            if width:  # the height follows from it where the screen is narrower
                picture.set("style", width[1])

    def _file(self, path):
        """Return the name under which a file of the site is carried."""
        stem, ending = posixpath.splitext(posixpath.basename(path))
        name = f"images/{stem}{ending if ending in _KEPT else '.png'}"
        if name not in self.files:
            self.files[name] = converted((self.site / path).read_bytes(), ending)
        return name


def converted(picture, ending):
    """Return a picture, given as bytes, as every reading system shows it."""
    if ending == ".svg":
        drawing = _PROLOGUE.sub(b'<?xml version="1.0" encoding="utf-8"?>\n', picture, count=1)
        return _NO_LINE.sub(b"", drawing)
    if ending in _KEPT:
        return picture
    file = BytesIO()
    Image.open(BytesIO(picture)).save(file, "PNG", optimize=True)
    return file.getvalue()
