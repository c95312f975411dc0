"""The list of the book's other forms: the directive ``{forms}``.

`output_layer.formats` makes them from the finished site, and writes into the list that they are
there. A build that changes a page takes them away: they would say what the pages do not say.
"""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from output_layer.formats import forms
from output_layer.formats.listing import listing


class forms_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of the list."""


class Forms(SphinxDirective):
    """Lists the forms, each with what it is for."""

    def run(self):
        """Return the place of the list; the forms themselves need none."""
        return [addnodes.only("", forms_list(), expr="html")]


def visit_list(translator, node):
    """Write the list of forms of which none is there yet."""
    translator.body.append(listing(translator.builder.current_docname, {}))
    raise nodes.SkipNode


def finish(app, exception):
    """Keep the forms that say what the pages say; `build-finished` calls this at last."""
    if exception is None and app.builder.format == "html":
        site = Path(app.outdir)
        forms.drop_stale(site)
        forms.show(site)


def register(app):
    """Tell Sphinx."""
    app.add_directive("forms", Forms)
    app.add_node(forms_list, html=(visit_list, None))
    app.connect("build-finished", finish, priority=960)  # when `frames` has written its pages
