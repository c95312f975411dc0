"""Figures in the page: a mount for the static host, and in it the picture that Python drew.

The picture is what readers without JavaScript see and what is printed. It is a file of its own
that a browser with JavaScript does not load, so it costs no reader anything.
"""

import os
import posixpath
from urllib.parse import quote

from docutils import nodes
from myst_nb.core.render import WIDGET_VIEW_MIMETYPE, MimeRenderPlugin
from sphinx.transforms.post_transforms import SphinxPostTransform

from output_layer.selftests.asking import MIME as QUESTIONS
from output_layer.site import selftests

# The words a reader sees; a translation replaces this table.
WORDS = {"no_script": "This control needs JavaScript here, or Python in a lab."}
STILL = ("image/svg+xml", "image/png")


class widget_view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The mount of one widget; its child, if there is one, is a picture."""


class still(nodes.image):  # noqa: N801
    """The picture in a mount."""


class WidgetViews(MimeRenderPlugin):
    """Renders the view of a widget as a mount, and questions as forms.

    `myst_nb` finds it by an entry point.
    """

    mime_priority_overrides = (("*", QUESTIONS, 1),)

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Return the mount or the forms, or None for all other kinds of data."""
        if data.mime_type == QUESTIONS:
            return selftests.forms(renderer, data.content)
        if data.mime_type != WIDGET_VIEW_MIMETYPE:
            return None
        return [widget_view(model=data.content["model_id"])]


class PicturesIntoMounts(SphinxPostTransform):
    """Moves the picture of an output into its mount; text/plain becomes the alternative text."""

    default_priority = 3  # before myst_nb keeps one mime type of each output
    formats = ("html",)

    def run(self, **kwargs):
        """Go through all outputs that hold a widget."""
        for mount in list(self.document.findall(widget_view)):
            kinds = {child["mime_type"]: child for child in mount.parent.parent.children}
            pictures = [kinds[kind][0] for kind in STILL if kind in kinds]
            if pictures:
                alt = " ".join(kinds["text/plain"].astext().split())
                mount += still(**{**pictures[0].attributes, "alt": alt})


def visit_html(translator, node):
    """Open the mount."""
    options = {"CLASS": "widget-view", "data-model": node["model"]}
    translator.body.append(translator.starttag(node, "widget-view", "", **options))
    if not node.children:
        translator.body.append(f"<noscript><p>{WORDS['no_script']}</p></noscript>")


def depart_html(translator, node):
    """Close the mount."""
    translator.body.append("</widget-view>\n")


def visit_still(translator, node):
    """Write the picture so that a browser asks for it only when it is shown."""
    name = translator.builder.images[node["uri"]]
    source = posixpath.join(translator.builder.imgpath, quote(name))
    options = {"CLASS": "widget-picture", "src": source, "alt": node["alt"], "loading": "lazy"}
    translator.body.append(translator.emptytag(node, "img", "", **options))
    raise nodes.SkipNode


def ask_for_pictures(app):
    """Tell the kernels to come which pictures the builder takes; LaTeX knows PDF, not SVG."""
    os.environ["OUTPUT_LAYER_PICTURES"] = "pdf" if app.builder.format == "latex" else "svg"


def register(app):
    """Tell Sphinx about the mount and its picture."""
    app.connect("builder-inited", ask_for_pictures)
    app.add_node(widget_view, html=(visit_html, depart_html))
    app.add_node(still, html=(visit_still, None))
    app.add_post_transform(PicturesIntoMounts)
