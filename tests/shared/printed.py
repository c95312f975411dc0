"""What a PDF shows: its text, and what is cut off at its margins."""

import re
import unicodedata
from itertools import pairwise

import pypdfium2

SLACK = 1
# What a reader of PDF makes of spaces and of hyphens at the end of a line is its own affair.
LOOSE = re.compile(r"[\s\-\u00ad\u2010\u2011\ufffe\x02]+")


def plain(text):
    return LOOSE.sub("", unicodedata.normalize("NFKC", text))


class Printed:
    """A PDF: its sheets of paper, with a margin in points."""

    def __init__(self, data, margin):
        self.margin = margin
        self.sheets = list(pypdfium2.PdfDocument(data))
        self.texts = [sheet.get_textpage() for sheet in self.sheets]

    def text(self):
        """Return all that is written."""
        return plain("".join(text.get_text_range() for text in self.texts))

    def lacks(self, texts):
        """Return those of the texts that are not written, on one sheet or over two.

        What stands beside a text at the end of a sheet may come after it in the file.
        """
        whole, sheets = self.text(), [plain(text.get_text_range()) for text in self.texts]
        pairs = list(pairwise(sheets))
        return [
            each for each in texts if plain(each) not in whole and not _over(plain(each), pairs)
        ]

    def cut(self):
        """Return the lines that go on beyond the margin on the right."""
        return [
            text.get_text_bounded(*box)
            for sheet, text in zip(self.sheets, self.texts, strict=True)
            for box in map(text.get_rect, range(text.count_rects()))
            if box[2] > sheet.get_width() - self.margin + SLACK
        ]


def _over(text, pairs):
    """Tell whether a text begins on one sheet and ends on the next."""
    parts = [(text[:at], text[at:]) for at in range(1, len(text))]
    return any(a in first and b in second for first, second in pairs for a, b in parts)
