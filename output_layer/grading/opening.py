"""What a run says before it grades: whom it has found, and what it goes on with."""

from output_layer.grading.gradebook import OVERVIEW

NAMES = 5  # of students that are named


def sentences(people, earlier, given):
    """Yield sentences for whoever grades, the most important one first."""
    yield _found([one.student for one in people.handed_in], earlier, people.missing)
    if people.strangers:
        yield f"not on the roster: {listed(people.strangers)}"
    if given.late:
        yield _rule(given.late, people.handed_in)
    if given.kept:
        ways = ", ".join(f"--{name}" for name in given.kept)
        yield f"given in an earlier run, and still counts: {ways}; the word none takes it away"
    if given.beside and "hand" not in given.kept:
        entries = in_all(given.beside, "earlier entry", "earlier entries")
        yield f"{entries} not in this file of --hand, and still given, unless --hand is none once"


def _rule(text, handed_in):
    """Return the rule for late work, and whom it can concern."""
    known, count = sum(one.has_time for one in handed_in), len(handed_in)
    said = f"the rule for late work: {' '.join(text.split())}"
    if known == count:
        return said
    return f"{said}; no system has said when {count - known} of {count} handed in: they are in time"


def _found(students, earlier, missing):
    said = f"{counted(len(students), 'student')} found: {listed(students)}"
    if earlier:
        said += (
            f"; {len(earlier)} more from earlier runs stay{'s' * (len(earlier) == 1)} in the table"
        )
    if missing:
        are = "is" if len(missing) == 1 else "are"
        said += f"; {len(missing)} on the roster {are} missing, and named in {OVERVIEW}"
    return said


def counted(count, noun, nouns=""):
    """Return a number and what it counts.

    >>> counted(1, "grade"), counted(2, "grade"), counted(2, "entry", "entries")
    ('1 grade', '2 grades', '2 entries')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {nouns or noun + 's'}"


def in_all(count, noun, nouns=""):
    """Return the same with a verb.

    >>> in_all(1, "grade"), in_all(0, "grade")
    ('1 grade is', '0 grades are')
    """
    return f"{counted(count, noun, nouns)} {'is' if count == 1 else 'are'}"


def listed(names):
    """Return the first of the names as a text."""
    return ", ".join(names[:NAMES]) + (", …" if len(names) > NAMES else "")
