"""The place of the search in the tables, and of the choice of rows."""

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

# The words a reader sees or hears; a translation replaces this table.
WORDS = {
    "find": "Find a library or a type",
    "show": "Show",
    "all": "all rows",
    "faulty": "rows with a wrong or undefined answer",
    "shown": "All rows are shown.",
}


class controls(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """What the reader searches and chooses with."""


class Controls(SphinxDirective):
    """Sets the place of the search."""

    def run(self):
        """Return it; other formats than HTML have none."""
        return [addnodes.only("", controls(), expr="html")]


def visit_controls(translator, node):
    """Write what the script listens to."""
    translator.body.append(
        '<form class="measured-controls pst-js-only" role="search">'
        f'<label>{WORDS["find"]} <input type="search" name="find"></label> '
        f'<label>{WORDS["show"]} <select name="show"><option value="all">{WORDS["all"]}</option>'
        f'<option value="faulty">{WORDS["faulty"]}</option></select></label> '
        f'<span role="status">{WORDS["shown"]}</span></form>\n'
    )
    raise nodes.SkipNode
