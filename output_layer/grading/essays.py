"""What a student has written for a task that is graded by hand, wherever it stands."""

from dataclasses import replace

from output_layer.grading.cells import SOLUTION, STUB
from output_layer.grading.reading import bare, visible
from output_layer.grading.submission import LONGEST


def gathered(assignment, submission, order):
    """Return the order with all texts in it: an essay has its own and those around it.

    Cells of the role "note" are the student's own texts. Those between the author's cells above
    and below an essay are part of it; if it is empty then, so are all that stand elsewhere.
    """
    known = {cell.name for cell in assignment.cells}
    for name in [cell.name for cell in order if cell.role == "essay"]:
        place = next(at for at, cell in enumerate(order) if cell.name == name)
        own, around = _copies(order[place], submission), _around(place, order, known)
        if not (own or around):
            around = [cell for cell in order if cell.role == "note"]
        texts = [_copies(cell, submission) if cell.name == name else cell.source for cell in around]
        order[place] = replace(
            order[place], source=_joined(texts if own in texts else [own, *texts])
        )
        order = [cell for cell in order if cell.role != "note" or cell not in around]
    return order


def _around(place, order, known):
    """Return the essay and the notes around it, up to the author's next cells; or nothing."""
    first, last = place, place + 1
    while first and order[first - 1].name not in known:
        first -= 1
    while last < len(order) and order[last].name not in known:
        last += 1
    cells = [cell for cell in order[first:last] if cell.role == "note"]
    return cells and [cell for cell in order[first:last] if cell.role in ("note", "essay")]


def _copies(author, submission):
    """Return what stands in the cells of this name, once each, without what was there before."""
    marked = SOLUTION[0] in author.source
    given = {STUB, *(bare(visible(author.source)).splitlines() if marked else ())}
    texts = dict.fromkeys(cell.source for cell in submission.cells if cell.name == author.name)
    written = [text for text in texts if set(bare(text).splitlines()) - given]
    return _joined(text.replace(STUB, "").strip() for text in written)


def _joined(texts):
    return "\n\n".join(text for text in texts if text)[:LONGEST]
