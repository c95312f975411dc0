"""What a PDF shows: its text, and what is cut off at its margins."""

import re
import unicodedata

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

    def cut(self):
        """Return the lines that go on beyond the margin on the right."""
        return [
            text.get_text_bounded(*box)
            for sheet, text in zip(self.sheets, self.texts, strict=True)
            for box in map(text.get_rect, range(text.count_rects()))
            if box[2] > sheet.get_width() - self.margin + SLACK
        ]
