r"""What in a submission is the author's and what is the student's, cell by cell.

A cell is known by its name, and by what it says where the name is lost.
"""

import re

from output_layer.grading.cells import BLANK, HIDDEN, SOLUTION, STUB

# What makes a name at the start of a line. Python's parser is not let near a student's code
# out here: its depth and its warnings would be the grader's.
DEFINES = re.compile(
    r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^([^\W\d][\w, \t]*)(?::[^=\n]*)?=(?!=)",
    re.MULTILINE,
)
LOOPS = re.compile(r"^for[ \t]+([^\W\d][\w, \t]*?)[ \t]+in\b", re.MULTILINE)
IMPORTS = re.compile(r"^(?:import|from)[ \t].*", re.MULTILINE)


def authors(assignment, submission):
    """Return, for each cell of a submission, the author's cell that it is a copy of, or ``None``.

    Of two cells of the author's that say the same, the first copy is the first one's.
    """
    named = {cell.name: cell for cell in assignment.cells}
    free = {cell.name for cell in submission.cells}
    alike = {}
    for cell in assignment.cells:
        if cell.role not in ("answer", "essay") and cell.name not in free:
            alike.setdefault(bare(visible(cell.source)), []).append(cell)
    return [named.get(cell.name) or _alike(cell, alike) for cell in submission.cells]


def _alike(cell, alike):
    """Return the author's cell that says the same; the last one is found again and again."""
    same = alike.get(bare(cell.source)) if bare(cell.source) else None
    if not same:
        return None
    return same.pop(0) if len(same) > 1 else same[0]


FOREIGN = "The notebook is not {name}: it begins with “{title}”. Hand in the right one."
EMPTY = "The notebook is empty: none of its cells has anything in it."
TELLING = 60  # characters of a text that no other notebook happens to have
FEW = 4  # the part of the assignment's names that is more than another's notebook shares


def foreign(assignment, submission):
    """Return a sentence if a notebook is another than this assignment's, else an empty text.

    The names of its graded cells tell: another one has most others, and at most a few of these.
    Where they are lost or unknown, it is this one if it has a check or a text of the author's,
    or makes at least half of the names that are asked for; a name or two many notebooks share.
    """
    marked = {cell.name for cell in submission.cells if cell.role in ("answer", "check", "essay")}
    asked = {cell.name for cell in assignment.cells if cell.role in ("answer", "check", "essay")}
    known, others = marked & asked, marked - asked - {""}
    if known and not (len(known) < len(others) and FEW * len(known) < len(asked)):
        return ""
    if not known and (_copies(assignment, submission) or _answers(assignment, submission)):
        return ""
    written = [cell for cell in submission.cells if cell.source.strip()]
    if not written:
        return EMPTY
    title = next((line for line in written[0].source.splitlines() if line.strip("# ")), "")
    return FOREIGN.format(name=assignment.name, title=title.strip("# ")[:80])


def _copies(assignment, submission):
    """Whether a notebook has a check or a text that only this assignment's author has written.

    Names of cells do not tell: many assignments have a text-1. Nor does a short title.
    """
    own = {bare(visible(cell.source)): cell.role for cell in assignment.cells}
    roles = [(own.get(said), said) for said in (bare(cell.source) for cell in submission.cells)]
    return any(
        role == "check" or (role == "text" and len(said) >= TELLING) for role, said in roles if said
    )


def _answers(assignment, submission):
    """Whether a notebook makes at least half of the names that are asked for."""
    made = frozenset().union(*(defines(cell.source) for cell in submission.cells))
    return 2 * len(made & assignment.answered) >= len(assignment.answered) > 0


def is_untouched(cell, author):
    """Whether a cell is as it was released: still blank, and nothing but comments was added."""
    if BLANK not in cell.source:
        return False
    given = set(bare(visible(author.source) if author else "").splitlines())
    lines = [line for line in bare(cell.source).splitlines() if line not in given]
    return all(line.lstrip().startswith(("#", BLANK)) for line in lines)


def is_blank(assignment, submission):
    """Whether a notebook is as it was released: nothing that a student has written is in it."""
    pairs = zip(submission.cells, authors(assignment, submission), strict=True)
    return all(_is_released(cell, author) for cell, author in pairs if cell.source.strip())


def _is_released(cell, author):
    if author is None or author.role == "answer":
        return is_untouched(cell, author)
    if author.role == "essay":
        return not set(bare(cell.source).splitlines()) - {STUB}
    return not added(cell, author)


def adds(cell, author):
    """Whether a student's copy of a locked cell makes names that the author's does not make."""
    return bool(_makes(cell.source) - _makes(visible(author.source)))


def _makes(source):
    return defines(source) | set(IMPORTS.findall(source))


def added(cell, author):
    """Return the lines that a student has written into a text of the author's."""
    given = set(bare(visible(author.source)).splitlines())
    lines = cell.source.splitlines()
    return "\n".join(line for line in lines if line.strip() and line.rstrip() not in given)


def defines(source):
    r"""Return the names that a cell makes, as its lines begin.

    >>> sorted(defines("def loss(z):\n    w = 1\nb, c = 1, 2\nprint(b == c)"))
    ['b', 'c', 'loss']
    """
    found = (define or stored for define, stored in DEFINES.findall(source))
    return frozenset(name for names in found for name in re.findall(r"\w+", names))


def leaves(check):
    r"""Return the names that a check leaves in the notebook where students see it.

    >>> sorted(leaves("a = 1\nfor b in range(3):\n    c = b"))
    ['a', 'b']
    """
    source = visible(check)
    looped = (name for names in LOOPS.findall(source) for name in re.findall(r"\w+", names))
    return defines(source) | frozenset(looped)


def visible(source):
    r"""Return a cell as students see it: without hidden tests and solutions.

    As in nbgrader, a mark counts wherever it stands in its line.

    >>> visible("a = 1\n### BEGIN HIDDEN TESTS\nassert a\n### END HIDDEN TESTS")
    'a = 1'
    """
    kept, inside = [], False
    for line in source.splitlines():
        if HIDDEN[0] in line or SOLUTION[0] in line:
            inside = True
        elif HIDDEN[1] in line or SOLUTION[1] in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def bare(source):
    """Return a cell without empty lines and spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in source.splitlines() if line.strip())
