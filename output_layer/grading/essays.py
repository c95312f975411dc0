"""What a student has written for a task that is graded by hand, wherever it stands."""

import re
from dataclasses import replace

from output_layer.grading.cells import SOLUTION, STUB, base
from output_layer.grading.reading import bare, visible
from output_layer.grading.submission import LONGEST

# Three words in a row, of which the first begins no statement of Python's.
WORDS = re.compile(
    r"(?!(?:import|from|for|if|while|with|not|await|del|global|assert|return|lambda)\b)"
    r"\w[\w'’-]*[,;:]? \w[\w'’-]*[,;:]? \w"
)


def gathered(assignment, submission, order):
    """Return the order with all texts in it: an essay has its own and those around it.

    Cells of the role "note" are the student's own texts. Those between the author's cells above
    and below an essay are part of it; if it is empty then, so are all that stand elsewhere. What
    "+" makes in Jupyter is a cell of code, so one around an essay is shown with it if it reads
    like a text, or if nothing else is there.
    """
    known = {cell.name for cell in assignment.cells}
    for name in [cell.name for cell in order if cell.role == "essay"]:
        place = next(at for at, cell in enumerate(order) if cell.name == name)
        own, around = _copies(order[place], submission), _around(place, order, known, is_prose)
        if not (own or around):
            around = _around(place, order, known, is_own)
        if not (own or around):
            around = [cell for cell in order if cell.role == "note"]
        texts = [_copies(cell, submission) if cell.name == name else cell.source for cell in around]
        order[place] = replace(
            order[place], source=_joined(texts if own in texts else [own, *texts])
        )
        order = [cell for cell in order if cell.role != "note" or cell not in around]
    return order


def _around(place, order, known, is_text):
    """Return the essay and the texts around it, up to the author's next cells; or nothing.

    ``is_text(cell)`` says whether one of the student's own cells is a text.
    """
    first, last = place, place + 1
    while first and base(order[first - 1]) not in known:
        first -= 1
    while last < len(order) and base(order[last]) not in known:
        last += 1
    cells = [cell for cell in order[first:last] if cell.role == "essay" or is_text(cell)]
    return cells if len(cells) > 1 else []


def is_own(cell):
    """Whether a cell has anything of the student's in it."""
    return cell.role == "note" or bool(bare(cell.source))


def is_prose(cell):
    """Whether a cell is a text: a note, or one of code with comments alone or that begins in words.

    >>> from output_layer.grading.cells import Cell
    >>> [is_prose(Cell("own-1", "answer", one)) for one in ("# So.", "Most are 4 or 9.", "x = 1")]
    [True, True, False]
    """
    lines = [line.strip() for line in bare(cell.source).splitlines()]
    said = [line for line in lines if not line.startswith("#")]
    return cell.role == "note" or (bool(WORDS.match(said[0])) if said else bool(lines))


def _copies(author, submission):
    """Return what stands in the cells of this name, once each, without what was there before."""
    marked = SOLUTION[0] in author.source
    given = {STUB, *(bare(visible(author.source)).splitlines() if marked else ())}
    texts = dict.fromkeys(cell.source for cell in submission.cells if cell.name == author.name)
    written = [text for text in texts if set(bare(text).splitlines()) - given]
    return _joined(text.replace(STUB, "").strip() for text in written)


def _joined(texts):
    return "\n\n".join(text for text in texts if text)[:LONGEST]
