"""How each equation of the ledger is said, and its braille: below it, behind one switch.

The switch is a checkbox and works without a script. The words are written when the page is, so
the search, which reads the document, does not find them.
"""

from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from output_layer.site.spoken import Spoken, said

# The words a reader sees; a translation replaces this table.
WORDS = {
    "switch": "Show how each formula is said, and its Nemeth braille",
    "clearspeak": "ClearSpeak",
    "mathspeak": "MathSpeak",
    "nemeth": "Nemeth braille",
}
# Braille is no text of a language, and no translator shall touch it.
_BRAILLE = ' class="braille" lang="zxx" translate="no"'


class aloud(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """What is said of the formula before it."""


class aloud_switch(nodes.General, nodes.Element):  # noqa: N801
    """The switch that shows what is said of every formula of the page."""


class Switch(SphinxDirective):
    """Puts the switch into a page."""

    def run(self):
        """Return the switch."""
        return [_html(aloud_switch())]


def add(sections):
    """Add to each displayed formula of the sections what is said of it."""
    blocks = [block for section in sections for block in section.findall(nodes.math_block)]
    told = said([_formula(block) for block in blocks])
    for block in blocks:
        words = aloud(said=told[_formula(block)]._asdict())
        block.parent.insert(block.parent.index(block) + 1, _html(words))


def _formula(block):
    return block.astext().strip(), True


def _html(node):
    return addnodes.only("", node, expr="html")


def visit_aloud(translator, node):
    """Write the words and the braille of a formula."""
    pairs = "".join(_pair(style, node["said"][style]) for style in Spoken._fields)
    translator.body.append(f'<dl class="aloud">{pairs}</dl>\n')
    raise nodes.SkipNode


def _pair(style, text):
    attributes = _BRAILLE if style == "nemeth" else ""
    return f"<dt>{WORDS[style]}</dt><dd{attributes}>{escape(text)}</dd>"


def visit_switch(translator, node):
    """Write the switch."""
    box = '<input type="checkbox" id="aloud">'
    translator.body.append(
        f'<div class="aloud-switch">{box}<label for="aloud">{WORDS["switch"]}</label></div>\n'
    )
    raise nodes.SkipNode


def register(app):
    """Tell Sphinx."""
    app.add_directive("ledger-switch", Switch)
    app.add_node(aloud, html=(visit_aloud, None))
    app.add_node(aloud_switch, html=(visit_switch, None))
