r"""Texts of questions as HTML, numbers as machines read them, and XML as bytes.

Formulas stand between ``\(`` and ``\)``, which MathJax finds in every one of the systems.
"""

from decimal import Decimal
from functools import cache
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.dollarmath import dollarmath_plugin

DIGITS = 15  # as many as a double keeps of any decimal number: 0.16 stays 0.16


@cache
def _markdown():
    """Return what reads Markdown as the book's pages do."""
    reader = MarkdownIt("commonmark").use(dollarmath_plugin)
    reader.add_render_rule("math_inline", _formula)
    return reader


def _formula(renderer, tokens, place, options, env):
    return rf"\({escapeHtml(tokens[place].content)}\)"


def inline(text):
    r"""Return Markdown of one line as HTML that is well-formed XML.

    >>> inline("the slope of *this* is $a_i < 1$")
    'the slope of <em>this</em> is \\(a_i &lt; 1\\)'
    """
    return _markdown().renderInline(text)


def paragraph(text):
    """Return Markdown of one line as a paragraph of HTML."""
    return f"<p>{inline(text)}</p>"


def exact(value):
    """Return a number as a decimal, without the noise of its last binary digit.

    >>> exact(0.8 * 0.2), exact(585)
    (Decimal('0.16'), Decimal('585'))
    """
    return Decimal(f"{float(value):.{DIGITS}g}")


def add(parent, tag, text=None, **attributes):
    """Add an element to another one and return it."""
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text
    return element


def add_inline(parent, tag, text, **attributes):
    """Add an element that holds Markdown as elements of its own, and return it."""
    element = ElementTree.fromstring(f"<{tag}>{inline(text)}</{tag}>")
    element.attrib.update(attributes)
    parent.append(element)
    return element


def as_bytes(root):
    """Return a document as a file has it."""
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
