"""Plain numbers in place of random names: of cells in notebooks, of widgets in pages.

Jupyter gives each a new name in each run. Numbered page by page, two builds are the same.
"""

from pathlib import Path

import nbformat
from myst_nb.core.render import WIDGET_STATE_MIMETYPE
from myst_nb.sphinx_ import NbMetadataCollector

from output_layer.site.renderer import widget_view


def renumber(app, doctree):
    """Give numbers to a page and its executed notebook; `doctree-read` calls this."""
    path = Path(app.env.mystnb_config.output_folder, f"{app.env.docname}.ipynb")
    if not path.is_file():
        return  # no notebook
    notebook = nbformat.read(path, as_version=4)
    names = widget_names(notebook)
    nbformat.write(nbformat.reads(renamed(_numbered(notebook), names), as_version=4), path)
    for mount in doctree.findall(widget_view):
        mount["model"] = names.get(mount["model"], mount["model"])
    for _, options in NbMetadataCollector.get_js_files(app.env, app.env.docname).values():
        if "body" in options:
            options["body"] = renamed(options["body"], names)


def widget_names(notebook):
    """Return the widgets' names and the new ones, in the order in which they were made."""
    widgets = notebook.metadata.get("widgets", {}).get(WIDGET_STATE_MIMETYPE, {}).get("state", {})
    return {name: f"w{number}" for number, name in enumerate(widgets, start=1)}


def _numbered(notebook):
    """Return the text of a notebook whose cells have numbers."""
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
    return nbformat.writes(notebook)


def renamed(text, names):
    """Return a text with the new names of the widgets."""
    for name, new in names.items():
        text = text.replace(name, new)
    return text
