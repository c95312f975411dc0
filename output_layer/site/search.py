"""The search of the site: English as ever, and Chinese by its pairs of characters.

Sphinx takes a run of Chinese characters, a sentence long, for one word. Here each pair of
neighbours in it is a word, in the index as in what a reader types: any term is found within any
sentence, and no dictionary is needed.
"""

import re

from sphinx.search.en import SearchEnglish

from output_layer.site.chinese import HAN

__all__ = ["Search", "register"]

_PARTS = re.compile(f"[{HAN}]+|[^{HAN}]+")
_CHINESE = re.compile(f"[{HAN}]")
# The digits behind a point: nobody looks for them, and tables are full of them.
_DIGITS = re.compile(r"(0\d|\d{5})\w*")
# As Sphinx's own splitter, then as `Search.split`.
SPLITTER = """
var splitQuery = (query) => query
  .split(/[^\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu)
  .filter((word) => word)
  .flatMap((word) => word.match(/[HAN]+|[^HAN]+/g))
  .flatMap((part) => (part.length > 2 && /[HAN]/.test(part)
    ? Array.from({ length: part.length - 1 }, (_, i) => part.slice(i, i + 2))
    : [part]));
""".replace("HAN", HAN)


class Search(SearchEnglish):
    """English, with Chinese in pairs of characters."""

    js_splitter_code = SPLITTER

    def split(self, input):
        """Return the words of a text."""
        parts = (part for word in super().split(input) for part in _PARTS.findall(word))
        return [word for part in parts for word in _pairs(part)]

    def word_filter(self, word):
        """Return whether a word is worth its place in the index."""
        return super().word_filter(word) and not _DIGITS.fullmatch(word)


def _pairs(part):
    if len(part) <= 2 or not _CHINESE.match(part):
        return [part]
    return [part[i : i + 2] for i in range(len(part) - 1)]


def register(app):
    """Tell Sphinx: the class takes the place of its own for English."""
    app.add_search_language(Search)
