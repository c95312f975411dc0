"""The record of what libraries return, as the directives read it."""

import json
from pathlib import Path
from typing import ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

FILE = "libraries.json"
OURS = "ours"


class Recorded(SphinxDirective):
    """Lays out something of the record beside the page, in a table with a ``:caption:``."""

    option_spec: ClassVar = {"caption": directives.unchanged_required}

    def recorded(self):
        """Return the record; the page is made anew when it changes."""
        path = Path(self.env.doc2path(self.env.docname)).with_name(FILE)
        self.env.note_dependency(str(path))
        return json.loads(path.read_text(encoding="utf-8"))


def in_order(libraries):
    """Return the libraries by the alphabet, ours last."""
    return sorted(libraries.items(), key=lambda item: (item[0] == OURS, item[0].lower()))
