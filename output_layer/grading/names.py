"""What a learning-management system has written into the name of a file; and names made safe."""

import hashlib
import os
import re
import unicodedata
from datetime import datetime

# Moodle's folder, or its prefix of a file. In what Moodle writes, a name has no underscore.
MOODLE = r"_(?P<id>\d+)_assignsubmission_[a-z]+"
FOLDER = re.compile(rf"(?P<name>.+){MOODLE}_?")  # ends with the system's part: the last one
PREFIX = re.compile(rf"(?P<name>[^_]*){MOODLE}_.+|(?P<own>.+?){MOODLE.replace('id', 'two')}_.+")
# What Blackboard and Brightspace (in English) write, for each time of handing in. The first date
# is the system's: behind it stands the student's own name of the file.
BLACKBOARD = re.compile(r"(?P<name>.+?)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_.+|\.txt)")
BRIGHTSPACE = re.compile(
    r"(?P<id>\d+)-\d+ - (?P<name>.+?) - (?P<when>[A-Z][a-z]+ \d\d?, \d{4} \d{3,4} [AP]M)(?: - .+)?"
)
CLOCK = "%b %d, %Y %I%M %p"  # Brightspace's
# A browser's counter, a system's counter. Behind a name it says: a later one.
COUNTER = re.compile(r"(?P<stem>.+?)(?: ?\((?P<first>\d+)\)|-(?P<second>\d{1,2}))")
STAMP = re.compile(r"\d{8}(?:\d{6})?_(?=.)")  # ILIAS's date, or date and time
CLUTTER = {"__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__"}
COPIES = re.compile(r".*-checkpoint\.ipynb|[.~].*")  # hidden, and what editors keep beside a file
JOINERS = "\u200c\u200d"  # invisible, but several scripts are written with them
# File names that are the same on every system; the ending is reserved for those that are made.
PLAIN = re.compile(r"(?!.*-[0-9a-f]{8}$)[a-z0-9][a-z0-9_.-]{0,60}")


def counts(name):
    """Whether a file or a folder of this name can be anybody's work."""
    return name not in CLUTTER and not COPIES.fullmatch(name)


def of_moodle(parts):
    """Return the student in the parts of a path that Moodle has named, or ``None``.

    A folder is named by Moodle as a whole, so its end decides; a file has the student's own name
    behind Moodle's, so its beginning decides.

    >>> of_moodle(("all", "Ada L_12_assignsubmission_file_", "toy.ipynb"))
    'Ada L (12)'
    """
    for part in parts[:-1]:
        if match := FOLDER.fullmatch(part):
            return f"{match['name']} ({match['id']})"
    match = PREFIX.fullmatch(parts[-1])
    if match:
        return f"{match['name'] or match['own']} ({match['id'] or match['two']})"
    return None


def of_blackboard(parts):
    """Return the student in a file's name that Blackboard has given, or ``None``.

    Before the date stand the title of the assignment and the student's user name. Both may have
    underscores, so they stay together.

    >>> of_blackboard(("toy_ada_attempt_2026-11-01-10-11-12_mine.ipynb",))
    'toy_ada'
    """
    match = BLACKBOARD.fullmatch(parts[-1])
    return match and match["name"]


def of_brightspace(parts):
    """Return the student in the parts of a path that Brightspace has named, or ``None``.

    >>> of_brightspace(("12-9 - Ada L - Nov 1, 2026 1011 AM", "toy.ipynb"))
    'Ada L (12)'
    """
    match = next(filter(None, map(BRIGHTSPACE.fullmatch, parts)), None)
    return match and f"{match['name']} ({match['id']})"


def handed_in_at(parts):
    """Return the time that Blackboard or Brightspace has written into a path, to be compared."""
    for part in parts:
        if match := BLACKBOARD.fullmatch(part):
            return match["when"]
        if match := BRIGHTSPACE.fullmatch(part):
            return _compared(match["when"])
    return ""


def _compared(when):
    """Return a time of Brightspace's as text that can be compared; "" if it is none.

    >>> _compared("Nov 1, 2026 905 AM")
    '2026-11-01-09-05'
    """
    day, clock, half = when.rsplit(" ", 2)
    try:
        return datetime.strptime(f"{day} {clock:0>4} {half}", CLOCK).strftime("%Y-%m-%d-%H-%M")
    except ValueError:
        return ""


def of_canvas(file):
    """Return the student in a file's name that Canvas has given, or ``None``.

    The first two pieces of digits are the student's number and the submission's.

    >>> of_canvas("lovelaceada_LATE_123_456_toy.ipynb")
    'lovelaceada (123)'
    """
    read = canvas_pieces(file)
    return f"{read[0]} ({read[1]})" if read else None


def canvas_pieces(file):
    """Return name, number of the student, number of the file, and the rest; or ``None``."""
    pieces = file.split("_")
    at = next((at for at, piece in enumerate(pieces) if at and _digits(piece)), None)
    if at is None or at + 2 >= len(pieces) or not _digits(pieces[at + 1]):
        return None
    name = "_".join(piece for piece in pieces[:at] if piece != "LATE")
    return (name, pieces[at], pieces[at + 1], "_".join(pieces[at + 2 :])) if name else None


def _digits(piece):
    return piece.isascii() and piece.isdigit()


def number_of(student):
    """Return the number that a system has given a student, as text, or ``None``.

    >>> number_of("Ada L (12)"), number_of("ada")
    ('12', None)
    """
    match = re.fullmatch(r".*\((\d+)\)", student)
    return match and match[1]


def of_system(place):
    """Return the student whom a system has written into a path, or ``None``."""
    ways = (of_moodle, of_brightspace, of_blackboard)
    return next(filter(None, (of(place.parts) for of in ways)), None) or of_canvas(place.name)


def is_named(stem, name):
    """Whether a file of this stem bears the name of the assignment, in whatever case.

    A date of ILIAS's may stand before it, a counter behind.

    >>> is_named("Toy (1)", "toy"), is_named("20261101_toy", "toy"), is_named("toys", "toy")
    (True, True, False)
    """
    return without_counter(STAMP.sub("", stem, count=1)).casefold() == name.casefold()


def counter(stem):
    """Return the number by which a name says that it is a later version; 0 if it has none.

    >>> counter("toy (2)"), counter("toy-1"), counter("toy")
    (2, 1, 0)
    """
    match = COUNTER.fullmatch(stem)
    return int(match["first"] or match["second"]) if match else 0


def without_counter(stem):
    """Return a name without such a number."""
    match = COUNTER.fullmatch(stem)
    return match["stem"] if match else stem


def readable(path, old="latin-1"):
    r"""Return a path as text that can be shown: without control signs.

    What is not UTF-8 is read in the encoding ``old``.

    >>> readable(b"Jos\xe9/a\nb.ipynb")
    'José/a\\x0ab.ipynb'
    """
    raw = os.fsencode(path)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode(old)
    return "".join(map(_shown, unicodedata.normalize("NFC", text)))


def _shown(character):
    if unicodedata.category(character)[0] != "C" or character in JOINERS:
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"


def file_name(student):
    """Return the stem of a file for a student: safe on every system, another for each student.

    >>> file_name("ada"), file_name("../Ada")
    ('ada', '_Ada-4e4af216')
    """
    if PLAIN.fullmatch(student):
        return student
    safe = re.sub(r"[^\w-]+", "_", student)[:60]
    return f"{safe}-{hashlib.sha256(student.encode()).hexdigest()[:8]}"
