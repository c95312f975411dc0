#!/usr/bin/env bash
# Jupytext turns a Markdown cell that shows what a code cell of MyST looks like into a code cell.
# Found with Jupytext 1.19.6 and nbformat 5.11.1, format md:myst: a fence with {code-cell} in a
# notebook's Markdown comes back as code, which runs; +++ on a line of its own is gone.
# The text is written as it is, without any escape, and both are marks of the format when read.
# Guessed before the run: marked or escaped where needed, so that the notebook comes back unchanged.
# The format describes the two marks; nothing was found about this, and only `jupytext --test`
# reports it. In a text that explains the format, four backticks around the fence are enough.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check jupytext==1.19.6 \
    nbformat==5.11.1 markdown-it-py==4.3.0 mdit-py-plugins==0.7.0
"$folder/venv/bin/python" - <<'END'
import sys

import jupytext
from nbformat.v4 import new_markdown_cell, new_notebook

fence = "```{code-cell}\nprint(1)\n```"
found = []
for text in (fence, f"````\n{fence}\n````", "above\n\n+++\n\nbelow"):
    metadata = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}
    notebook = new_notebook(cells=[new_markdown_cell(text)], metadata=metadata)
    back = jupytext.reads(jupytext.writes(notebook, "md:myst"), "md:myst")
    found.append([(cell.cell_type, cell.source) for cell in back.cells])
    print(f"Jupytext {jupytext.__version__}: markdown {text!r} comes back as {found[-1]}")
first, second, third = found
kept = first == [("code", "print(1)")] and second == [("markdown", f"````\n{fence}\n````")]
sys.exit(int(not kept or third != [("markdown", "above"), ("markdown", "below")]))
END
