"""Everything that folds, as the browser's own <details> in one look.

That is solutions and other admonitions of class ``dropdown``, the dropdowns of sphinx-design,
and hidden cells. They fold without a script, so nothing moves when the page has loaded, the
keyboard works, and a reader without JavaScript can open them.
"""

from html import escape

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import is_component


class fold(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A <details>."""


class fold_title(nodes.General, nodes.TextElement):  # noqa: N801
    """Its <summary>."""


class FoldDropdowns(SphinxPostTransform):
    """Replaces every admonition of class ``dropdown`` and every dropdown of sphinx-design."""

    default_priority = 198  # after sphinx_exercise has its titles, before sphinx_design's own
    formats = ("html",)

    def run(self, **kwargs):
        """Replace from the innermost outwards, so that each keeps what it holds."""
        for node in reversed(list(self.document.findall(_folds))):
            node.parent.replace(node, _folded(node))  # replace_self would keep the classes


def _folds(node):
    if isinstance(node, nodes.Admonition):
        return "dropdown" in node["classes"] and isinstance(node[0], nodes.title)
    return is_component(node, "dropdown") and node["has_title"]


def _folded(node):
    title, *content = node.children
    # Without the class "admonition", whose look in the theme fits no fold.
    names = (name for name in node["classes"] if name not in ("admonition", "dropdown"))
    folded = fold(ids=node["ids"] + title["ids"], classes=["fold", *names])
    folded += fold_title("", "", *title.children)
    folded += content
    return folded


def _open(tag):
    return lambda translator, node: translator.body.append(translator.starttag(node, tag))


def _close(tag):
    return lambda translator, node: translator.body.append(f"</{tag}>\n")


def visit_hidden(translator, node):
    """Open a hidden cell; its summary says what a click will do."""
    texts = ((name, escape(node[f"prompt_{name}"])) for name in ("show", "hide"))
    spans = "".join(f'<span class="fold-{name}">{text}</span>' for name, text in texts)
    translator.body.append(f'<details class="fold"><summary>{spans}</summary>\n')


def register(app):
    """Tell Sphinx how all are written."""
    app.add_node(fold, html=(_open("details"), _close("details")))
    app.add_node(fold_title, html=(_open("summary"), _close("summary")))
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden, _close("details")))
    app.add_post_transform(FoldDropdowns)
