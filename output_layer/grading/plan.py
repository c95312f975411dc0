"""In which order a submission is run and checked.

A student's cells run in the student's order. Locked cells are the author's, whatever the student
has made of them. A check comes after the cell that it checks, and after what was given for it,
wherever these have gone.
"""

import re
from dataclasses import replace

from output_layer.grading.assignment import HIDDEN, SOLUTION, Cell
from output_layer.grading.submission import LONGEST

BLANK = "raise NotImplementedError"
# What makes a name at the start of a line. Python's parser is not let near a student's code
# out here: its depth and its warnings would be the grader's.
DEFINES = re.compile(
    r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^([^\W\d][\w, \t]*)(?::[^=\n]*)?=(?!=)",
    re.MULTILINE,
)


def plan(assignment, submission):
    """Return the cells in the order in which they run: given, answers, checks and essays."""
    order = _students(assignment, submission)
    for position, cell in enumerate(assignment.cells):
        if cell.role in ("given", "check", "essay") and cell.name not in _names(order):
            missing = cell if cell.role != "essay" else replace(cell, source="")
            order.insert(_place(assignment, position, submission, order), missing)
    return order


def unfinished(assignment, order):
    """Return the names that are missing because the cell that makes them is still blank."""
    blank = {cell.name for cell in order if cell.role == "answer" and BLANK in cell.source}
    return frozenset().union(*(cell.defined for cell in assignment.cells if cell.name in blank))


def _names(order):
    return {cell.name for cell in order}


def _students(assignment, submission):
    """Return the student's own cells in their order, with the author's given cells among them."""
    known = {cell.name: cell for cell in assignment.cells}
    locked = {_plain(visible(cell.source)) for cell in assignment.cells if cell.role != "answer"}
    done = {cell.name for cell in submission.cells if BLANK not in cell.source}
    names, order = set(), []
    for number, cell in enumerate(submission.cells, 1):
        author = known.get(cell.name)
        if author and author.role in ("given", "essay") and author.name not in names:
            order.append(author if author.role == "given" else _essay(author, submission))
            names.add(author.name)
        elif _is_own(cell, author, locked) and not _is_spare(cell, done):
            order.append(Cell(_unique(cell.name or f"own-{number}", names), "answer", cell.source))
    return order


def _is_own(cell, author, locked):
    """Whether a cell is the student's to write: code that is not a copy of a locked cell."""
    if author is not None:
        return author.role == "answer"
    return cell.role in ("answer", "given") and _plain(cell.source) not in locked


def _is_spare(cell, done):
    """Whether a cell is still blank and has a twin that is not."""
    return bool(cell.name) and cell.name in done and BLANK in cell.source


def _essay(author, submission):
    """Return all that a student wrote for an essay, once each where the cell was copied."""
    texts = dict.fromkeys(cell.source for cell in submission.cells if cell.name == author.name)
    return replace(author, source="\n\n".join(texts)[:LONGEST])


def _unique(name, names):
    count, free = 1, name
    while free in names:
        count += 1
        free = f"{name} ({count})"
    names.add(free)
    return free


def _place(assignment, position, submission, order):
    """Return where a cell of the author's goes that the student's order lacks."""
    cell, before = assignment.cells[position], assignment.cells[:position]
    if cell.role == "given":
        earlier = {other.name for other in before}
        return max((at + 1 for at, own in enumerate(order) if own.name in earlier), default=0)
    if cell.role == "essay":
        return len(order)
    answers = [other for other in before if other.role == "answer"]
    places = _of(answers[-1], order) if answers else []
    needed = {other.name for other in before if other.role == "given"}
    needed.update(_ahead(cell, submission))
    places += [at + 1 for at, own in enumerate(order) if own.name in needed]
    return max(places, default=len(order))


def _of(answer, order):
    """Return the places behind the cells that are this answer, by name or by what they define."""
    named = [at + 1 for at, own in enumerate(order) if own.name.split(" (")[0] == answer.name]
    if named:
        return named
    return [at + 1 for at, own in enumerate(order) if defines(own.source) & answer.defined]


def _ahead(check, submission):
    """Return the name of the nearest cell above the student's copy of a check, if it has one."""
    names = [cell.name for cell in submission.cells]
    if check.name not in names:
        return ()
    return [name for name in names[: names.index(check.name)] if name][-1:]


def defines(source):
    r"""Return the names that a cell makes, as its lines begin.

    >>> sorted(defines("def loss(z):\n    w = 1\nb, c = 1, 2\nprint(b == c)"))
    ['b', 'c', 'loss']
    """
    found = (define or stored for define, stored in DEFINES.findall(source))
    return frozenset(name for names in found for name in re.findall(r"\w+", names))


def visible(source):
    r"""Return a cell as students see it: without hidden tests and solutions.

    >>> visible("a = 1\n### BEGIN HIDDEN TESTS\nassert a\n### END HIDDEN TESTS")
    'a = 1'
    """
    kept, inside = [], False
    for line in source.splitlines():
        if line.strip() in (HIDDEN[0], SOLUTION[0]):
            inside = True
        elif line.strip() in (HIDDEN[1], SOLUTION[1]):
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def _plain(source):
    return "\n".join(line.rstrip() for line in source.splitlines() if line.strip())
