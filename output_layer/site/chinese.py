"""What Chinese needs on a page: its language is said, and a line of the source ends in no space.

A few Chinese characters within an English page are marked, so that a voice reads them in their
language and the browser takes a font for them. A page whose title is Chinese is marked as a whole.
"""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

__all__ = ["HAN", "MarkPage", "MarkRuns", "register"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff"  # the inside of a class of characters
_RUN = re.compile(f"([{HAN}]+)")
_WIDE = rf"[\u3000-\u303f{HAN}\uff00-\uffef]"  # with the punctuation
_BREAK = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_BEGINS, _ENDS = re.compile(_WIDE), re.compile(rf"{_WIDE}\Z")
_CAPTION = re.compile(rf'(<span class="caption-text")>([{HAN}])')
_LANGUAGE = "language-zh-Hans"  # of such a class docutils makes the attribute `lang`
_AS_IT_IS = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


class MarkPage(SphinxTransform):
    """Says of a page with a Chinese title that it is Chinese; its headings go elsewhere too."""

    default_priority = 870  # before titles are collected for the contents of the book

    def apply(self, **kwargs):
        """Mark section and headings, and join the lines."""
        for section in list(self.document.findall(nodes.section))[:1]:
            if _RUN.match(section[0].astext()):
                section["classes"].append(_LANGUAGE)
                _join_lines(section)
        for title in self.document.findall(nodes.title):
            _mark(title)


class MarkRuns(SphinxPostTransform):
    """Says of Chinese within English that it is Chinese."""

    default_priority = 900  # when the bibliography is there

    def run(self, **kwargs):
        """Mark every run of characters on a page that is not marked as a whole."""
        sections = list(self.document.findall(nodes.section))[:1]
        if not any(_LANGUAGE in section["classes"] for section in sections):
            _mark(self.document)


def _mark(node):
    for parent in list(node.findall(nodes.Element)):
        if isinstance(parent, _AS_IT_IS) or _LANGUAGE in parent.get("classes", ()):
            continue
        for child in list(parent.children):  # whose own word for its parent may be out of date
            if isinstance(child, nodes.Text) and _RUN.search(child):
                parent.replace(child, list(_marked(child)))


def _marked(text):
    for part in filter(None, _RUN.split(text)):
        chinese = _RUN.match(part)
        yield nodes.inline(part, part, classes=[_LANGUAGE]) if chinese else nodes.Text(part)


def _join_lines(section):
    """Take away the ends of lines between Chinese characters: a browser would show spaces."""
    for text in list(section.findall(nodes.Text)):
        siblings = text.parent.children
        at = siblings.index(text)
        before, after = siblings[:at][-1:], siblings[at + 1 :][:1]
        if text == "\n" and _joins(before, after):
            text.parent.remove(text)
        elif _BREAK.search(text):
            text.parent.replace(text, nodes.Text(_BREAK.sub("", text)))


def _joins(before, after):
    return (
        before
        and after
        and _ENDS.search(before[0].astext())
        and _BEGINS.match(after[0].astext())
        and not isinstance(after[0], nodes.math)
    )


def _mark_captions(app, pagename, templatename, context, doctree):
    """Mark the names of parts in the contents of the book; they are no nodes of a page."""
    tree = context.get("generate_toctree_html")
    if tree is not None:
        context["generate_toctree_html"] = lambda *args, **options: _CAPTION.sub(
            r'\1 lang="zh-Hans">\2', str(tree(*args, **options))
        )


def register(app):
    """Tell Sphinx."""
    app.add_transform(MarkPage)
    app.add_post_transform(MarkRuns)
    app.connect("html-page-context", _mark_captions, priority=910)
