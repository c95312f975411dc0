"""Links inside an EPUB: to the pages that it carries, to the site where that has an address."""

import posixpath
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from output_layer.formats.pages import has_class, target


class Links(NamedTuple):
    """What links may lead to: page → the labels on it, and the address of the site or ""."""

    labels: dict
    address: str

    def mend(self, root, page):
        """Make every link below an element lead somewhere; what leads nowhere becomes text."""
        for link in list(root.iter("a")):
            href = self.inside(link.get("href", ""), page)
            if href:
                link.set("href", href)
            else:
                link.tag = "span"
                link.attrib = {"class": link.get("class", "")}

    def inside(self, href, page):
        """Return what a link of the site is in an EPUB, or None."""
        if urlsplit(href).scheme in ("http", "https", "mailto"):
            return href
        name, label = target(href, page) or (None, None)
        if name not in self.labels:
            return self.outside(href, page)
        known = f"#{label}" if label in self.labels[name] else ""
        if name == page:
            return known or None
        return f"{relative(name, page)}.xhtml{known}"

    def outside(self, href, page):
        """Return the address of what the EPUB does not carry, or None."""
        if not self.address or not href or urlsplit(href).scheme:
            return None
        path, label = urldefrag(href)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        return f"{self.address.rstrip('/')}/{path}" + (f"#{label}" if label else "")

    def lead_to_figures(self, root, page):
        """Let the line below each figure lead to where the figure moves."""
        if not self.address:
            return
        for figure in root.iter():
            for line in _lines(figure):
                link = line.makeelement("a", {})
                link.text, line.text = line.text, None
                place = f"#{figure.get('id')}" if figure.get("id") else ""
                link.set("href", f"{self.address.rstrip('/')}/{page}.html{place}")
                line.append(link)


def _lines(figure):
    """Return the lines that say where a figure moves, if they have no link yet.

    A figure in a frame of its own has a label; one that stands in the text has none.
    """
    if figure.tag == "figure":
        found = figure.iter("p")
    elif has_class(figure, "still"):
        found = figure.findall("p")
    else:
        return []
    return [line for line in found if has_class(line, "moves") and not len(line)]


def relative(name, page):
    """Return the path from one page to another file, as a link has it."""
    return posixpath.relpath(name, posixpath.dirname(page) or ".")
