"""The feedback pages as one zip, under the names by which a system gives them to the students."""

import json
import re
import zipfile
from pathlib import PurePosixPath

from output_layer.grading.names import FOLDER, PREFIX, canvas_pieces
from output_layer.grading.release import EARLIEST

PAGE = "feedback.html"
BODY = re.compile(r"<main>.*</main>", re.DOTALL)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
NOTE = (
    "This is the feedback, under the name of the file that you handed in. "
    "Your own notebook is unchanged."
)


def pack(rows, system, path):
    """Write the zip for the system; return the students whose page has no place in it.

    Moodle gives a page by its folder's name. Canvas shows a student the file under the name of
    the one that was handed in, so there the page comes as a notebook.
    """
    name, content = {"moodle": (moodle_name, str), "canvas": (canvas_name, as_notebook)}[system]
    left = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            target = name(row)
            if target and row.page.is_file():
                entry = zipfile.ZipInfo(target, EARLIEST)
                entry.external_attr, entry.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
                archive.writestr(entry, content(row.page.read_text("utf-8")))
            else:
                left.append(row.student)
    return left


def moodle_name(row):
    """Return the path of a page for Moodle: the second piece of its folder is the number."""
    parts = PurePosixPath(row.place).parts
    for part in parts[:-1]:
        if FOLDER.fullmatch(part):
            return f"{_numbered(part, row)}/{PAGE}"
    if parts and PREFIX.fullmatch(parts[-1]):
        head = re.match(r".*?_assignsubmission_[a-z]+_", parts[-1])[0]
        return f"{_numbered(head, row)}{PAGE}"
    return None


def _numbered(part, row):
    """Return Moodle's part of a name; a team's number in it gives way to the member's."""
    name, plugin = re.fullmatch(r"(.*?)_(assignsubmission_[a-z]+_?)", part).groups()
    system = name.rpartition("_")
    if system[2] == row.number:
        return part
    return f"{row.names[-1].replace('_', ' ')}_{row.number}_{plugin}"


def canvas_name(row):
    """Return the name for Canvas: that of the student's own download, if it was a notebook."""
    name = PurePosixPath(row.place).name
    pieces = canvas_pieces(name)
    return name if pieces and pieces[1] == row.number and name.lower().endswith(".ipynb") else None


def as_notebook(page):
    """Return a feedback page as a notebook that shows it and runs nothing."""
    body = STYLE.search(page)[0] + BODY.search(page)[0]
    shown = {"output_type": "display_data", "metadata": {}}
    shown["data"] = {"text/html": body, "text/plain": "Open this notebook in Jupyter."}
    cells = [
        {"cell_type": "markdown", "id": "note", "metadata": {}, "source": NOTE},
        {"cell_type": "code", "id": "page", "metadata": {}, "source": "", "outputs": [shown],
         "execution_count": None},
    ]  # fmt: skip
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
