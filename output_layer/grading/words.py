"""Text that came from a student, made fit to be shown and written: bounded, and plainly visible."""

import re

# Control characters, marks that turn the direction of writing, and halves of characters, which
# no file can hold. A line's end and a tab stay.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
SENTENCE = 600  # characters


def plain(text, most):
    r"""Return text of at most ``most`` characters, with a sign in place of what is not visible.

    >>> plain("a\x1b[31mb\ud800", 100)
    'a�[31mb�'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text if len(text) <= most else f"{text[: most - 1]}…"
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def sentence(text):
    """Return text on one line, of the length of a long sentence."""
    return plain(" ".join(text[: 2 * SENTENCE].split()), SENTENCE)
