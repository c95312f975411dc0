"""Plain numbers in place of random names: of cells in notebooks, of widgets in pages.

Jupyter gives each a new name in each run. Numbered page by page, two builds are the same.
"""

import json
from pathlib import Path

import nbformat
from myst_nb.sphinx_ import NbMetadataCollector

from output_layer.site.renderer import widget_view


def renumber(app, doctree):
    """Give numbers to a page and its executed notebook; `doctree-read` calls this."""
    path = Path(app.env.mystnb_config.output_folder, f"{app.env.docname}.ipynb")
    if not path.is_file():
        return  # no notebook
    scripts = NbMetadataCollector.get_js_files(app.env, app.env.docname)
    state = scripts.get("ipywidgets_state", (None, {"body": "{}"}))[1]
    names = widget_names(state["body"])
    state["body"] = renamed(state["body"], names)
    notebook = nbformat.reads(renamed(path.read_text(encoding="utf-8"), names), as_version=4)
    nbformat.write(_numbered(notebook), path)  # sorts the state of the widgets by their new names
    for mount in doctree.findall(widget_view):
        mount["model"] = names[mount["model"]]


def widget_names(state):
    """Return the names in the text of the widgets' state, each with its number.

    They are in the order in which the widgets were made; a written notebook has them sorted.
    """
    widgets = json.loads(state).get("state", {})
    return {name: f"w{number}" for number, name in enumerate(widgets, start=1)}


def _numbered(notebook):
    """Give each cell a number for its name."""
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
    return notebook


def renamed(text, names):
    """Return a text with the new names of the widgets."""
    for name, new in names.items():
        text = text.replace(name, new)
    return text
