"""Every lab, run from a clean kernel: untouched, solved, and with each known wrong answer."""

import copy
import importlib
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LABS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
SOLUTION = re.compile(r"<details>.*?```python\n(.*?)```.*?</details>", re.DOTALL)
WRONG = {lab: importlib.import_module(f"wrong_{lab}").WRONG for lab in LABS}
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
    filled = copy.deepcopy(notebook)
    places = tasks(notebook)
    for task, code in answers.items():
        filled.cells[places[task][0]].source = code
    return filled


def run(notebook):
    """Run every cell in a new kernel; return {task: (status, details)}."""
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute(cwd=str(NOTEBOOKS))
    outputs = (o for c in notebook.cells if c.cell_type == "code" for o in c.outputs)
    texts = (o.data.get("text/markdown", "") for o in outputs if "data" in o)
    verdicts = filter(None, map(VERDICT.match, texts))
    return {v[1]: (v[2], v[3]) for v in verdicts}


def rounds():
    """Group the wrong answers so that each run of a lab tries one for every task that has one."""
    for lab, wrong in WRONG.items():
        for turn in range(max(map(len, wrong.values()))):
            answers = {task: cases[turn] for task, cases in wrong.items() if turn < len(cases)}
            yield pytest.param(lab, answers, id=f"{lab}-{turn + 1}")


@pytest.mark.parametrize("lab", LABS)
def test_an_untouched_lab_says_not_done_yet_and_runs_through(lab):
    notebook = read(lab)
    verdicts = run(notebook)
    assert set(verdicts) == set(tasks(notebook))
    assert {status for status, _ in verdicts.values()} == {"not done yet"}


@pytest.mark.parametrize("lab", LABS)
def test_a_solved_lab_is_right_in_every_task(lab):
    notebook = read(lab)
    solved = fill(notebook, {task: code for task, (_, code) in tasks(notebook).items()})
    verdicts = run(solved)
    assert set(verdicts) == set(tasks(notebook))
    assert {task: v for task, v in verdicts.items() if v[0] != "right"} == {}


@pytest.mark.parametrize(("lab", "answers"), list(rounds()))
def test_a_wrong_answer_is_found_and_earns_its_hint(lab, answers):
    verdicts = run(fill(read(lab), {task: code for task, (code, _) in answers.items()}))
    for task, (_, words) in answers.items():
        status, details = verdicts[task]
        assert status == "not right yet", f"task {task}: {status}"
        assert words in details, f"task {task} was told: {details}"


@pytest.mark.parametrize("lab", LABS)
def test_every_task_has_a_wrong_answer_that_is_tried(lab):
    assert set(WRONG[lab]) == set(tasks(read(lab)))


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_is_stored_clean(lab):
    code = [cell for cell in read(lab).cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_is_written_in_plain_markdown(lab):
    prose = [cell.source for cell in read(lab).cells if cell.cell_type == "markdown"]
    directives = [text for text in prose if re.search(r"^\s*(```|:::)\{|\{[a-z:]+\}`", text, re.M)]
    assert directives == []
