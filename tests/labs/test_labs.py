"""Every lab, run in a kernel: solved, untouched, and with each known wrong answer."""

import copy
import importlib
import re
import symtable
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LABS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
SOLUTION = re.compile(r"<details>.*?```python\n(.*?)```.*?</details>", re.DOTALL)
WRONG = {lab: importlib.import_module(f"wrong_{lab}").WRONG for lab in LABS}
VERDICT = re.compile(r"\*\*Task (.+?): (not done yet|right|not right yet)\.\*\*\s*(.*)", re.DOTALL)

each_lab = pytest.mark.parametrize("lab", LABS)
# The tests of one lab after another, so that they share its kernel.
each_lab_at_once = pytest.mark.parametrize("lab", LABS, scope="module")


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


def solved(lab):
    """Return a lab with its solutions in place."""
    notebook = read(lab)
    for place, code in tasks(notebook).values():
        notebook.cells[place].source = code
    return notebook


def tried(lab):
    """Return a solved lab in which each task and its check come with the wrong answers first."""
    notebook = solved(lab)
    for task, (place, _) in reversed(tasks(notebook).items()):
        asked = notebook.cells[place : check_after(notebook, place) + 1]
        for code, _ in reversed(WRONG[lab][task]):
            again = copy.deepcopy(asked)
            again[0].source = code
            notebook.cells[place:place] = again
    return notebook


def check_after(notebook, place):
    """Return the index of the next check."""
    return next(i for i, cell in enumerate(notebook.cells) if i > place and has(cell, "check"))


@contextmanager
def started(lab):
    """Give a client of a new kernel for the runs of one lab."""
    client = NotebookClient(read(lab), timeout=120, kernel_name="python3")
    with client.setup_kernel(cwd=str(NOTEBOOKS)):
        yield client


@pytest.fixture(scope="module")
def kernel(lab):
    with started(lab) as client:
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


@each_lab_at_once
def test_a_solved_lab_is_right_in_every_task(lab, kernel):  # first, in a clean kernel
    verdicts = run(kernel, solved(lab))
    assert [task for task, *_ in verdicts] == list(tasks(read(lab)))
    assert [verdict for verdict in verdicts if verdict[1] != "right"] == []


@each_lab_at_once
def test_an_untouched_lab_says_not_done_yet_and_runs_through(lab, kernel):
    verdicts = run(kernel, read(lab))
    assert [task for task, *_ in verdicts] == list(tasks(read(lab)))
    assert {status for _, status, _ in verdicts} == {"not done yet"}


@each_lab_at_once
def test_a_wrong_answer_is_found_and_earns_its_hint(lab, kernel):
    expected = [
        (task, *words)
        for task in tasks(read(lab))
        for words in [*(("not right yet", words) for _, words in WRONG[lab][task]), ("right", "")]
    ]
    verdicts = run(kernel, tried(lab))
    pairs = list(zip(expected, verdicts, strict=True))
    assert [(e, v) for e, v in pairs if e[:2] != v[:2] or e[2] not in v[2]] == []


def stored(code):
    """Return the names that the code of a cell gives a value."""
    names = symtable.symtable(code, "cell", "exec").get_symbols()
    return {name.get_name() for name in names if name.is_assigned() or name.is_imported()}


def used(code):
    """Return the global names that the code of a cell reads, its functions' included."""
    tables = [symtable.symtable(code, "cell", "exec")]
    for table in tables:  # which grows on the way
        tables += table.get_children()
    names = [(table, name) for table in tables for name in table.get_symbols()]
    read = [(table, name) for table, name in names if name.is_referenced()]
    return {n.get_name() for table, n in read if n.is_global() or table is tables[0]}


@each_lab
def test_no_cell_but_its_check_reads_an_answer(lab):
    """So a wrong answer can break nothing further down."""
    notebook = read(lab)
    for task, (place, solution) in tasks(notebook).items():
        check = check_after(notebook, place)
        answers = [solution, *(code for code, _ in WRONG[lab][task])]
        names = set().union(*map(stored, answers))
        later = [cell for cell in notebook.cells[check + 1 :] if cell.cell_type == "code"]
        assert names & used(notebook.cells[check].source)
        assert [cell.source for cell in later if names & used(cell.source)] == []


@each_lab
def test_every_task_has_a_wrong_answer_that_is_tried(lab):
    assert set(WRONG[lab]) == set(tasks(read(lab)))


@each_lab
def test_a_lab_is_stored_clean(lab):
    code = [cell for cell in read(lab).cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


@each_lab
def test_a_lab_is_written_in_plain_markdown(lab):
    prose = [cell.source for cell in read(lab).cells if cell.cell_type == "markdown"]
    directives = [text for text in prose if re.search(r"^\s*(```|:::)\{|\{[a-z:]+\}`", text, re.M)]
    assert directives == []
