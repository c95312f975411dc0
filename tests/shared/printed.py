"""What a PDF shows: its text, and what is cut off at its margins."""

import re
import unicodedata
from itertools import accumulate

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

        What stands beside a text at the foot of a sheet may come after it in the file: such a text
        ends a line of one sheet and goes on where the next one begins, below its running head.
        """
        whole, sheets = self.text(), [_lines(text) for text in self.texts]
        feet = [_ends(lines) for lines in sheets]
        tops = [["".join(lines[at:]) for at in (0, 1)] for lines in sheets]
        over = list(zip(feet, tops[1:], strict=False))
        texts = {each: plain(each) for each in texts}
        return [each for each, text in texts.items() if text not in whole and not _over(text, over)]

    def cut(self):
        """Return the lines that go on beyond the margin on the right."""
        return [
            text.get_text_bounded(*box)
            for sheet, text in zip(self.sheets, self.texts, strict=True)
            for box in map(text.get_rect, range(text.count_rects()))
            if box[2] > sheet.get_width() - self.margin + SLACK
        ]


def _lines(text):
    return [plain(line) for line in text.get_text_range().splitlines()]


def _ends(lines):
    """Return all that is written up to the end of each line."""
    return list(accumulate(lines))


def _over(text, sheets):
    """Tell whether a text ends a line of one sheet and goes on at the top of the next."""
    parts = [(text[:at], text[at:]) for at in range(1, len(text))]
    return any(
        any(top.startswith(rest) for top in tops) and any(end.endswith(part) for end in ends)
        for ends, tops in sheets
        for part, rest in parts
    )
