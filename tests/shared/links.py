"""The links of a page, and what links may lead to."""

from functools import cache
from html.parser import HTMLParser


class Addresses(HTMLParser):
    """Collects the links of a page and the ids that links may lead to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Take what this element has of either."""
        attrs = dict(attrs)
        self.links += [attrs[key] for key in ("href", "src") if attrs.get(key)]
        self.ids |= {attrs[key] for key in ("id", "name") if attrs.get(key)}


@cache
def addresses(path):
    """Return the `Addresses` of a page: many others link to it."""
    return Addresses(path.read_text(encoding="utf-8"))
