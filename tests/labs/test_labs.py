"""Every lab, run in a kernel: solved, untouched, and with each known wrong answer."""

import copy
import importlib
import re
import symtable

import pytest

from lab import LABS, check_after, fill, read, run, solutions, tasks

WRONG = {lab: importlib.import_module(f"wrong_{lab}").WRONG for lab in LABS}

each_lab = pytest.mark.parametrize("lab", LABS)
# The tests of one lab after another, in all files, so that they share its kernel.
each_lab_at_once = pytest.mark.parametrize("lab", LABS, scope="session")


def solved(lab):
    """Return a lab with its solutions in place."""
    return fill(read(lab), solutions(lab))


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
