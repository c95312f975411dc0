"""In which order a submission is run and checked.

A student's cells run in the student's order, and a check runs where the student's copy of it
stands: after everything above. Locked cells are the author's, whatever the student has made of
them. What was deleted comes back next to what belongs to it. Where something of the student's
stands below a check, the check comes once more at the end, for an answer that stands there.
"""

from output_layer.grading.cells import Cell, base
from output_layer.grading.essays import gathered
from output_layer.grading.reading import added, adds, authors, defines, is_untouched


def plan(assignment, submission):
    """Return the cells in the order in which they run: given, answers, checks, essays and notes.

    Notes are the student's own texts. A check that stands there twice counts by its better end.
    """
    order = _students(assignment, submission)
    for position, cell in enumerate(assignment.cells):
        if cell.role in ("given", "check", "essay") and cell.name not in _names(order):
            order.insert(_place(assignment, position, order), cell)
    return gathered(assignment, submission, order) + _again(assignment, order)


def _names(order):
    return {cell.name for cell in order}


def _students(assignment, submission):
    """Return the student's own cells in their order, with the author's among them."""
    pairs = list(zip(submission.cells, authors(assignment, submission), strict=True))
    done = {cell.name for cell, author in pairs if not is_untouched(cell, author)}
    names, order = set(), []
    for number, (cell, author) in enumerate(pairs, 1):
        own = _own(cell, author)
        if own is not None and not (cell.name in done and is_untouched(cell, author)):
            name = cell.name if author is None or author.role == "answer" else ""
            order.append(Cell(_unique(name or f"own-{number}", names), *own))
        if author and author.role in ("given", "check", "essay") and author.name not in names:
            order.append(author)
            names.add(author.name)
    return order


def _own(cell, author):
    """Return the role and the source of what the student has written in a cell, or ``None``."""
    if author and author.role == "essay":
        return None
    if cell.role in ("text", "essay"):
        text = added(cell, author) if author and author.role != "answer" else cell.source
        return ("note", text) if text.strip() else None
    locked = author and author.role != "answer"
    if (locked and not adds(cell, author)) or (cell.role == "check" and not defines(cell.source)):
        return None
    return "answer", cell.source


def _unique(name, names):
    count, free = 1, name
    while free in names:
        count += 1
        free = f"{name} ({count})"
    names.add(free)
    return free


def _place(assignment, position, order):
    """Return where a cell of the author's goes that the student's order lacks."""
    cell, before = assignment.cells[position], assignment.cells[:position]
    earlier = {other.name for other in before}
    if cell.role == "check":
        earlier = {other.name for other in before if other.role == "given"}
    places = [at + 1 for at, own in enumerate(order) if own.name in earlier]
    if cell.role == "given":
        return max(places, default=0)
    answers = [other for other in before if other.role == "answer"]
    found = of_answer(answers[-1], order) if answers else []
    places += [order.index(own) + 1 for own in found]
    known = {other.name for other in assignment.cells}
    return _past_own(max(places, default=len(order)), order, known)


def _past_own(place, order, known):
    """Return the place behind the student's own cells that follow: they may be the answer."""
    while place < len(order) and order[place].name not in known:
        place += 1
    return place


def of_answer(answer, order):
    """Return the cells that are this answer: by name, or else by what they define."""
    own = [cell for cell in order if cell.role == "answer"]
    named = [cell for cell in own if base(cell) == answer.name]
    return named or [cell for cell in own if defines(cell.source) & answer.defined]


def _again(assignment, order):
    """Return the checks below which the student's own code stands, or what they check."""
    known, again = {cell.name for cell in assignment.cells}, []
    for at, check in enumerate(order):
        if check.role == "check":
            needed = _needed(assignment, check)
            later = [cell for cell in order[at + 1 :] if cell.role in ("answer", "given")]
            if any(base(cell) in needed or cell.name not in known for cell in later):
                again.append(check)
    return again


def _needed(assignment, check):
    before = assignment.cells[: assignment.cells.index(check)]
    return {cell.name for cell in before if cell.role in ("answer", "given")}
