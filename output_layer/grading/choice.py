"""Which of a student's several files is graded, and the sentence that says so."""

import re
from dataclasses import replace

from output_layer.grading.names import STAMP, canvas_pieces, counter, handed_in_at, without_counter
from output_layer.grading.submission import UnreadableError

NAMED, SIMILAR, NOTEBOOK, ZIP, OTHER = range(5)  # how likely it is the submission, best first
VERSION = re.compile(r"Version (\d+)")
SHOWN = 5  # files that a sentence names, and that are looked into
WORDS = {
    "graded": "`{file}` is graded. Not graded: {others}.",
    "older": "`{file}` (an older version)",
    "equal": "`{file}` (nothing tells which is newer)",
    "name": "`{file}` (another name than the assignment's)",
    "kind": "`{file}` (no notebook)",
    "zip": "`{file}` (there is a notebook beside it)",
    "unreadable": "`{file}` (it cannot be read)",
    "foreign": "`{file}` (another notebook)",
    "blank": "`{file}` (nothing is written in it)",
    "more": "{count} more",
}
BY_RANK = {SIMILAR: "name", NOTEBOOK: "name", ZIP: "zip", OTHER: "kind"}


def rank(place, assignment):
    """Return how likely a file is to be the submission: `NAMED`, the best, to `OTHER`.

    Upper and lower case are the same, as they are on many a student's disk.
    """
    suffix, name = place.suffix.lower(), assignment.casefold()
    if suffix != ".ipynb":
        return ZIP if suffix == ".zip" else OTHER
    stem = f"_{without_counter(place.stem)}".casefold()
    return NAMED if stem.endswith(f"_{name}") else SIMILAR if name in stem else NOTEBOOK


def age(place, when):
    """Return what is larger for the newer of two files.

    Canvas numbers its files, and ILIAS, Blackboard and Brightspace write the time into the name.
    Elsewhere the time decides; in zips many have the same, and then the counter that a browser or
    a system has put behind a name.
    """
    pieces, stamp = canvas_pieces(place.name), STAMP.match(place.name)
    versions = [int(match[1]) for part in place.parts if (match := VERSION.fullmatch(part))]
    written = stamp[0] if stamp else handed_in_at(place.parts)
    return int(pieces[2]) if pieces else 0, written, versions, when, counter(place.stem)


def ordered(files, assignment):
    """Return the files of one student, the likeliest to be the submission first.

    A file has a ``place``, a time ``when`` and ``notes``.
    """
    newest = sorted(
        files, key=lambda file: (age(file.place, file.when), str(file.place)), reverse=True
    )
    return sorted(newest, key=lambda file: rank(file.place, assignment))


def chosen(files, assignment, refused=None):
    """Return the file that counts among those of one student, with a sentence if it is a choice.

    ``refused`` maps the places of files that cannot be graded to the reason, a key of `WORDS`.
    """
    refused = refused or {}
    order = ordered(files, assignment)
    best = next((file for file in order if file.place not in refused), order[0])
    others = sorted((file for file in files if file is not best), key=lambda file: file.place)
    if not others or rank(best.place, assignment) == OTHER:
        return best
    return replace(best, notes=(sentence(best, others, assignment, refused),))


def taken(files, assignment, load, refusal):
    """Return the file that counts and what ``load`` reads from it, once others are seen to fail.

    ``refusal(data)`` says why a notebook cannot be graded, as a key of `WORDS`, or nothing. Where
    all fail it is the likeliest; raises ``UnreadableError`` if that one cannot be read.
    """
    refused = {}
    for file in ordered(files, assignment)[:SHOWN] if len(files) > 1 else ():
        if rank(file.place, assignment) == OTHER:
            break
        try:
            data = load(file)
            why = refusal(data)
        except UnreadableError:
            why = "unreadable"
        if not why:
            return chosen(files, assignment, refused), data
        refused[file.place] = why
    best = chosen(files, assignment)
    return best, load(best)


def sentence(graded, others, assignment, refused):
    """Return which file is graded, which are not, and why."""
    shown = [
        WORDS[refused.get(one.place) or _why(graded, one, assignment)].format(file=one.place)
        for one in others[:SHOWN]
    ]
    if len(others) > SHOWN:
        shown.append(WORDS["more"].format(count=len(others) - SHOWN))
    return WORDS["graded"].format(file=graded.place, others=", ".join(shown))


def _why(graded, other, assignment):
    if rank(other.place, assignment) != rank(graded.place, assignment):
        return BY_RANK[rank(other.place, assignment)]
    newer = age(graded.place, graded.when) > age(other.place, other.when)
    return "older" if newer else "equal"
