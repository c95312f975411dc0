"""Mends what docutils writes and assistive technology stumbles over."""

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

_COMMAND = re.compile(r"\\([A-Za-z]+) ?")
_BRACES = re.compile(r"[{}]")


class DropRepeatedIds(SphinxPostTransform):
    """Takes the ids that sphinx_exercise gives to the content of every exercise alike."""

    default_priority = 30
    formats = ("html",)

    def run(self, **kwargs):
        """Clear them; nothing leads to them."""
        for section in self.document.findall(nodes.section):
            if section["ids"] in (["exercise-content"], ["solution-content"]):
                section["ids"] = []


def visit_entry(translator, node):
    """Open a cell of a table; an empty corner is no header, and a header formula is also text."""
    HTML5Translator.visit_entry(translator, node)
    tag = translator.body.pop()
    if tag.startswith("<th") and not node.astext().strip():
        translator.context[-1] = "</td>\n"
        tag = tag.replace("<th", "<td", 1)
    elif tag.startswith("<th") and _only_maths(node):
        translator.context[-1] = "</div></th>\n"
        text = translator.encode(spoken(node.astext()))
        tag = f'{tag}<span class="visually-hidden">{text}</span><div aria-hidden="true">'
    translator.body.append(tag)


def _only_maths(node):
    words = (text for text in node.findall(nodes.Text) if not isinstance(text.parent, nodes.math))
    return not any(text.strip() for text in words)


def spoken(latex):
    r"""Return LaTeX as a reader would type it: ``\sigma'(z)`` gives "sigma'(z)"."""
    return _BRACES.sub("", _COMMAND.sub(r"\1 ", latex)).strip()


def visit_citation(translator, node):
    """Open an entry of the bibliography: its own role is deprecated, and not allowed in a list."""
    HTML5Translator.visit_citation(translator, node)
    tag = translator.body.pop()
    translator.body.append(tag.replace("doc-biblioentry", "listitem"))


def register(app):
    """Tell Sphinx; the visitors take the place of docutils' own."""
    app.add_post_transform(DropRepeatedIds)
    entry = (visit_entry, HTML5Translator.depart_entry)
    citation = (visit_citation, HTML5Translator.depart_citation)
    app.add_node(nodes.entry, override=True, html=entry)
    app.add_node(nodes.citation, override=True, html=citation)
