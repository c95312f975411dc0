"""The cells of each page that can be run on it: the button, and the data that comes after it.

A chapter or a lab gets a button below its title, and its cells get names. What a click loads is
written when all pages stand: ``_static/live/cells/NAME.json``, with the code of all cells, hidden
ones too, since later ones need what they make.
"""

import json
from pathlib import Path

import nbformat
from docutils import nodes
from myst_nb.ext.glue.roles import PasteTextRole
from sphinx import addnodes

from output_layer.site.blocks import CHAPTERS

# The words a reader sees; a translation replaces this table.
WORDS = {
    "run": "Run the code on this page",
    "run says": "This loads Python, {size} MB, once. Nothing is sent.",
}
# Pages about machines that a browser is not: one starts processes, the other reads a folder.
ELSEWHERE = {f"{CHAPTERS}/assignments", f"{CHAPTERS}/instructors"}


class run_button(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of the button."""


def add(app, doctree):
    """Name the cells of a page and add the button; `doctree-read` calls this."""
    cells = [cell for cell in doctree.findall(nodes.container) if "cell_index" in cell]
    if app.env.docname in ELSEWHERE or not any(map(_has_code, cells)):
        return
    for cell in cells:
        cell["ids"].append(f"cell-{cell['cell_index']}")
    section = next(doctree.findall(nodes.section))
    section.insert(1, addnodes.only("", run_button(), expr="html"))


def _has_code(cell):
    return any("cell_input" in child["classes"] for child in cell.findall(nodes.container))


def visit_button(translator, node):
    """Write the button, which only a script can use, and what comes with a click."""
    size = translator.config.live_megabytes
    translator.body.append(
        f'<p class="run-code"><button type="button">{WORDS["run"]}</button> '
        f"{WORDS['run says'].format(size=size)}</p>\n"
    )
    raise nodes.SkipNode


class NamedText(PasteTextRole):
    """A glued text whose name the page says, so that a cell that is run can replace it."""

    def run(self):
        """Return the text, with its name as a class."""
        texts, messages = super().run()
        for text in texts:
            name = self.text.partition("::")[2] or self.text
            text["classes"].append(glued(name.partition(":")[0]))
        return texts, messages


def glued(name):
    """Return the class of a glued text of this name."""
    return f"glue-{name}"


def write(app, folder):
    """Write the data of the cells of each page that has the button."""
    for name in sorted(app.env.found_docs):
        doctree = app.env.get_doctree(name)
        if any(doctree.findall(run_button)):
            path = folder / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(_page(app, name), ensure_ascii=False, separators=(",", ":"))
            path.write_text(text, encoding="utf-8")


def _page(app, name):
    """Return what the script of a page needs to know of it."""
    path = Path(app.env.mystnb_config.output_folder, f"{name}.ipynb")
    notebook = nbformat.read(path, as_version=4)
    cells = [
        {"index": index, "source": cell.source, "tags": cell.metadata.get("tags", [])}
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and cell.source
    ]
    return {"page": name, "cells": cells, "notebook": _without_outputs(notebook)}


def _without_outputs(notebook):
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook
