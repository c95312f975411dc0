"""Which of a student's several files is graded, and the sentence that says so."""

import re
from dataclasses import replace

from output_layer.grading.names import canvas_pieces, counter, without_counter

NAMED, NOTEBOOK, ZIP, OTHER = range(4)  # how likely a file is to be the submission, best first
VERSION = re.compile(r"Version (\d+)")
SHOWN = 5  # files that a sentence names
WORDS = {
    "graded": "`{file}` is graded. Not graded: {others}.",
    "older": "`{file}` (an older version)",
    "name": "`{file}` (another name than the assignment's)",
    "kind": "`{file}` (no notebook)",
    "zip": "`{file}` (there is a notebook beside it)",
    "more": "{count} more",
}


def rank(place, assignment):
    """Return how likely a file is to be the submission: `NAMED`, the best, to `OTHER`."""
    suffix = place.suffix.lower()
    if suffix != ".ipynb":
        return ZIP if suffix == ".zip" else OTHER
    stem = f"_{without_counter(place.stem)}"
    return NAMED if stem.endswith(f"_{assignment}") else NOTEBOOK


def age(place, when):
    """Return what is larger for the newer of two files.

    Canvas numbers its files. Elsewhere the time decides; in zips many have the same, and then the
    counter that a browser or a system has put behind a name.
    """
    pieces = canvas_pieces(place.name)
    versions = [int(match[1]) for part in place.parts if (match := VERSION.fullmatch(part))]
    return int(pieces[2]) if pieces else 0, versions, when, counter(place.stem), str(place)


def chosen(files, assignment):
    """Return the file that counts among those of one student, with a sentence if it is a choice.

    A file has a ``place``, a time ``when`` and ``notes``.
    """
    best = min(rank(file.place, assignment) for file in files)
    rivals = [file for file in files if rank(file.place, assignment) == best]
    newest = max(rivals, key=lambda file: age(file.place, file.when))
    others = sorted((file for file in files if file is not newest), key=lambda file: file.place)
    if not others or best == OTHER:
        return newest
    return replace(
        newest, notes=(sentence(newest.place, [one.place for one in others], assignment),)
    )


def sentence(graded, others, assignment):
    """Return which file is graded, which are not, and why."""
    best = rank(graded, assignment)
    why = {NOTEBOOK: "name", ZIP: "zip", OTHER: "kind"} | {best: "older"}
    shown = [WORDS[why[rank(place, assignment)]].format(file=place) for place in others[:SHOWN]]
    if len(others) > SHOWN:
        shown.append(WORDS["more"].format(count=len(others) - SHOWN))
    return WORDS["graded"].format(file=graded, others=", ".join(shown))
