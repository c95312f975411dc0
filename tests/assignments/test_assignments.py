"""Every assignment, graded: solved, blank, with each known mistake, and as it is stored."""

import ast
import importlib
import itertools
import json
import re
import sys
from pathlib import Path

import nbformat
import pytest

from output_layer.grading.assignment import joined, read_assignment
from output_layer.grading.cells import HIDDEN, SOLUTION
from output_layer.grading.limits import Limits
from output_layer.grading.reading import visible
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import read_submission

# A student's answer may come from the standard library too; SciPy and this package are not there.
FREE = {"numpy"} | sys.stdlib_module_names
FOLDER = Path(__file__).parents[2] / "assignments"
PATHS = {path.stem: path for path in sorted(FOLDER.glob("*/*.ipynb"))}
ASSIGNMENTS = {name: read_assignment(path) for name, path in PATHS.items()}
ANSWERS = {name: importlib.import_module(f"mistakes_{name}") for name in PATHS}
# Wide, so that a busy machine changes no grade.
LIMITS = Limits(seconds=60.0, total_seconds=300.0)
TASK = re.compile(r"^## Task (\d+): .+ \((\d+) points?\)$", re.MULTILINE)
REGION = re.compile(rf"^( *){SOLUTION[0]}$.*?^ *{SOLUTION[1]}$", re.DOTALL | re.MULTILINE)
STUB = r"\1# YOUR CODE HERE\n\1raise NotImplementedError()"

each_assignment = pytest.mark.parametrize("name", PATHS)


def checks(name, answers=()):
    """Return the outcome of each check of the solved notebook with some cells replaced."""
    notebook = json.loads(PATHS[name].read_text())
    for cell in notebook["cells"]:
        own = cell["metadata"]["nbgrader"]["grade_id"]
        cell["source"] = dict(answers).get(own, joined(cell))
    submission = read_submission(json.dumps(notebook).encode())
    outcomes = grade_submission(ASSIGNMENTS[name], submission, LIMITS)
    return {found["name"]: found for found in outcomes if found["role"] == "check"}


def lost(name, answers=()):
    """Return the sentences of the checks that do not give their points."""
    found = checks(name, answers).items()
    return {check: outcome["sentence"] for check, outcome in found if not outcome["points"]}


def cells(name, *roles):
    return [cell for cell in ASSIGNMENTS[name].cells if cell.role in roles]


def tasks(name):
    """Return the cells of each task, its text first."""
    found = []
    for cell in ASSIGNMENTS[name].cells:
        if cell.role == "text" and TASK.search(cell.source):
            found.append([])
        if found:
            found[-1].append(cell)
    return found


def task_of(name, cell):
    """Return the names of the cells of the task to which a cell belongs."""
    named = [[cell.name for cell in task] for task in tasks(name)]
    return next(task for task in named if cell in task)


def grouped(name, answers):
    """Return the keys of answers in groups with one for a task: one grading tries many."""
    groups = []
    for key, (cell, *_) in answers.items():
        task = task_of(name, cell)[0]
        if all(task in group for group in groups):
            groups.append({})
        next(group for group in groups if task not in group)[task] = key
    return [list(group.values()) for group in groups]


def rounds():
    """Group mistakes that cost nothing in other tasks; each other one is graded alone."""
    for name, module in ANSWERS.items():
        made = module.MISTAKES
        near = {key: m for key, m in made.items() if m[2].keys() <= set(task_of(name, m[0]))}
        for keys in grouped(name, near) + [[key] for key in made if key not in near]:
            yield pytest.param(name, keys, id=f"{name}-{'+'.join(keys)}")


@pytest.mark.usefixtures("confined")
@pytest.mark.parametrize(("name", "mistakes"), list(rounds()))
def test_a_mistake_loses_exactly_its_points_and_earns_its_hints(name, mistakes):
    made = [ANSWERS[name].MISTAKES[mistake] for mistake in mistakes]
    expected = {check: words for _, _, hints in made for check, words in hints.items()}
    sentences = lost(name, {cell: code for cell, code, _ in made})
    assert set(sentences) == set(expected)
    assert {c: said for c, said in sentences.items() if expected[c] not in said} == {}


def right_answers():
    """Group the answers that solve a task in another way than the notebook does."""
    for name, module in ANSWERS.items():
        for keys in grouped(name, module.ALSO_RIGHT):
            yield pytest.param(name, keys, id=f"{name}-{'+'.join(keys)}")


@pytest.mark.usefixtures("confined")
@pytest.mark.parametrize(("name", "answers"), list(right_answers()))
def test_another_right_answer_loses_nothing(name, answers):
    assert lost(name, [ANSWERS[name].ALSO_RIGHT[answer] for answer in answers]) == {}


@pytest.mark.usefixtures("confined")
@each_assignment
def test_a_solved_assignment_has_all_points_that_are_not_given_by_hand(name):
    assert lost(name) == {}
    assert sum(cell.points for cell in cells(name, "check", "essay")) == 100


@pytest.mark.usefixtures("confined")
@each_assignment
def test_a_blank_assignment_has_no_points_and_is_told_that_it_is_not_done(name):
    blank = {cell.name: REGION.sub(STUB, cell.source) for cell in cells(name, "answer")}
    found = checks(name, blank).values()
    assert [check["name"] for check in found if check["points"]] == []
    told = [check for check in found if check["verdict"] != "not done"]
    assert [check for check in told if "is not there" not in check["sentence"]] == []


@each_assignment
def test_every_task_has_a_mistake_that_is_tried(name):
    tried = {cell for cell, _, _ in ANSWERS[name].MISTAKES.values()}
    answers = [{cell.name for cell in task if cell.role == "answer"} for task in tasks(name)]
    assert [names for names in answers if names and not names & tried] == []


@each_assignment
def test_an_assignment_has_six_to_ten_tasks_that_say_their_points(name):
    headings = [TASK.search(task[0].source) for task in tasks(name)]
    assert [int(heading[1]) for heading in headings] == list(range(1, len(headings) + 1))
    assert 6 <= len(headings) <= 10
    points = [sum(cell.points for cell in task) for task in tasks(name)]
    assert [int(heading[2]) for heading in headings] == points


@each_assignment
def test_a_check_says_what_it_checks_and_shows_tests_and_every_task_hides_some(name):
    for check in cells(name, "check"):
        assert check.source.startswith("# "), check.name
        assert re.search(r"\bexpect\(|\bassert\b", visible(check.source)), check.name
    graded = [[cell.source for cell in task if cell.role == "check"] for task in tasks(name)]
    assert [task for task in graded if task and HIDDEN[0] not in "".join(task)] == []


def hints(name):
    """Return the sentences that stand in pairs in the hidden tests."""
    for check in cells(name, "check"):
        hidden = check.source.split(HIDDEN[0])[1].split(HIDDEN[1])[0]
        pairs = [node.elts for node in ast.walk(ast.parse(hidden)) if isinstance(node, ast.Tuple)]
        for *_, last in filter(None, pairs):
            if isinstance(last, ast.Constant) and isinstance(last.value, str):
                yield last.value


@each_assignment
def test_what_students_see_holds_neither_hints_nor_solutions(name):
    seen = "\n".join(visible(cell.source) for cell in ASSIGNMENTS[name].cells)
    regions = [found[0] for cell in cells(name, "answer") for found in REGION.finditer(cell.source)]
    lines = [line.strip() for region in regions for line in region.splitlines()]
    assert list(hints(name))
    assert [hint for hint in hints(name) if hint in seen] == []
    assert [line for line in lines if len(line) > 20 and line in seen] == []


@each_assignment
def test_nothing_but_numpy_and_the_standard_library_is_imported(name):
    code = "\n".join(cell.source for cell in cells(name, "given", "answer", "check"))
    assert set(re.findall(r"^ *(?:import|from) (\w+)", code, re.MULTILINE)) <= FREE


def test_all_assignments_compare_answers_in_the_same_way():
    assert len({cells(name, "given")[0].source for name in PATHS}) == 1


@each_assignment
def test_an_assignment_is_stored_clean(name):
    text = PATHS[name].read_text()
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert text == nbformat.writes(notebook) + "\n"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    names = [cell.metadata.nbgrader.grade_id for cell in notebook.cells]
    assert len(names) == len(set(names)) == len({cell.id for cell in notebook.cells})


@each_assignment
def test_an_assignment_is_written_in_plain_markdown(name):
    prose = [cell.source for cell in cells(name, "text", "essay")]
    assert [text for text in prose if re.search(r"^\s*(```|:::)\{|\{[a-z:]+\}`", text, re.M)] == []


CONSTANTS = ("0.0", "1.0", "np.zeros(np.shape(args[0]))")


def constant(name, value):
    """Return answers that give one value, whatever they are asked."""
    define = "def {}(*args, **named):\n    return {}"
    return {
        cell.name: "\n\n".join(define.format(one, value) for one in sorted(cell.defined))
        for cell in cells(name, "answer")
    }


@each_assignment
def test_no_constant_earns_what_another_constant_earns_too(name):
    passed = [set(checks(name)) - set(lost(name, constant(name, value))) for value in CONSTANTS]
    for one, other in itertools.combinations(passed, 2):
        asked_yes_or_no = {check for check in one & other if "check-check" in check}
        assert one & other == asked_yes_or_no
