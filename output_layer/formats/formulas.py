r"""The formulas of the book in Typst's notation, by Pandoc, and in words.

A derivation has lines that are comments, like ``{\footnotesize\text{Insert the cost.}}``, with
formulas of their own inside. Pandoc gets these apart, and they are put back as small text.
"""

import re
from typing import NamedTuple

import pypandoc

from output_layer.site.spoken import said

_TAG = re.compile(r"\s*\\tag\{([^{}]+)\}")
_BRACES = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
_COMMENT = re.compile(rf"\{{\\footnotesize\\text\{{({_BRACES})\}}\}}")
_PLACE = re.compile(r'upright\("@@(\d+)@@"\)')
_INLINE = re.compile(r"\$([^$]+)\$")


class Formula(NamedTuple):
    """A formula: its Typst without the dollars, its words, the mark that TeX's tag gives it."""

    typst: str
    words: str
    mark: str


def formulas(texts):
    """Return a `Formula` for each pair of LaTeX and whether it is displayed, by that pair.

    Raises
    ------
    ValueError
        If Pandoc does not know a command of a formula.
    """
    keys = list(dict.fromkeys(texts))
    told = said(keys)
    typst = in_typst([text for text, _ in keys])
    marks = [_TAG.search(text) for text, _ in keys]
    return {
        key: Formula(text, told[key].clearspeak, mark[1] if mark else "")
        for key, text, mark in zip(keys, typst, marks, strict=True)
    }


def in_typst(texts):
    """Return formulas in LaTeX as formulas of Typst, without the dollars around them."""
    comments = []

    def apart(match):
        comments.append(match[1])
        return rf"\text{{@@{len(comments) - 1}@@}}"

    outer = [_TAG.sub("", _COMMENT.sub(apart, text)) for text in texts]
    found = _pandoc([f"$${text}$$" for text in outer])
    for text, one in zip(texts, found, strict=True):
        if not (one.startswith("$") and one.endswith("$")):
            raise ValueError(f"Pandoc cannot read the formula {text!r}")
    notes = _pandoc(comments)
    return [_PLACE.sub(lambda m: f"#note[{notes[int(m[1])]}]", one[1:-1].strip()) for one in found]


def _pandoc(paragraphs):
    """Return paragraphs of Markdown as paragraphs of Typst."""
    if not paragraphs:
        return []
    text = "\n\n".join(paragraphs)
    answer = pypandoc.convert_text(text, "typst", "markdown-smart", extra_args=["--wrap=none"])
    found = answer.strip().split("\n\n")
    if len(found) != len(paragraphs):
        raise ValueError(f"Pandoc made {len(found)} paragraphs of {len(paragraphs)}")
    return found
