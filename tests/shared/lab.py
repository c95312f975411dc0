"""The labs, what a reader fills in, and a kernel that runs them again and again."""

import copy
import re
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from output_layer.site import replies

replies.look_again()

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LABS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
SOLUTION = re.compile(r"<details>.*?```python\n(.*?)```.*?</details>", re.DOTALL)
VERDICT = re.compile(r"\*\*Task (.+?): (not done yet|right|not right yet)\.\*\*\s*(.*)", re.DOTALL)


def read(lab):
    return nbformat.read(NOTEBOOKS / f"{lab}.ipynb", as_version=4)


def has(cell, tag):
    return tag in cell.metadata.get("tags", [])


def tasks(notebook):
    """Return {task name: (index of the cell to fill, solution)} in reading order."""
    found, blank = {}, None
    for index, cell in enumerate(notebook.cells):
        if has(cell, "task"):
            assert blank is None, f"the task before cell {index} has no check or no solution"
            blank, name = index, None
        elif has(cell, "check"):
            name = re.search(r"""check\(\s*["'](.+?)["']""", cell.source)[1]
        elif blank is not None and (solution := SOLUTION.search(cell.source)):
            found[name], blank = (blank, solution[1]), None
    assert blank is None, "the last task has no solution"
    return found


def fill(notebook, answers):
    """Return a copy of a lab with the code of some tasks, {task name: code}, in place."""
    filled = copy.deepcopy(notebook)
    places = tasks(notebook)
    for task, code in answers.items():
        filled.cells[places[task][0]].source = code
    return filled


def solutions(lab):
    """Return {task name: code}."""
    return {task: code for task, (_, code) in tasks(read(lab)).items()}


def check_after(notebook, place):
    """Return the index of the next check."""
    return next(i for i, cell in enumerate(notebook.cells) if i > place and has(cell, "check"))


@contextmanager
def started(lab):
    """Yield a client of a new kernel."""
    client = NotebookClient(read(lab), timeout=120, kernel_name="python3")
    with client.setup_kernel(cwd=str(NOTEBOOKS)):
        yield client


def run(kernel, notebook):
    """Run every cell, without the names of earlier runs; return [(task, status, details)]."""
    notebook.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    kernel.nb = notebook
    for index, cell in enumerate(notebook.cells):
        kernel.execute_cell(cell, index)
    outputs = (o for c in notebook.cells if c.cell_type == "code" for o in c.outputs)
    texts = (o.data.get("text/markdown", "") for o in outputs if "data" in o)
    return [found.groups() for found in map(VERDICT.match, texts) if found]
