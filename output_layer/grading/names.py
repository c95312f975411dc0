"""Who handed a file in, by where it lies and how a learning-management system has named it."""

import hashlib
import os
import re
import unicodedata

# Moodle: a folder or a prefix. The number tells two students of one name apart.
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_[a-z]+(_|$)")
# Canvas: the name, whether it came late, the student's number, the submission's, the file.
CANVAS = re.compile(r"(?P<name>[^_]+)(_LATE)?_(?P<id>\d+)_\d+_.+")
JOINERS = "\u200c\u200d"  # invisible, but several scripts are written with them
# File names that are the same on every system; the ending is reserved for those that are made.
PLAIN = re.compile(r"(?!.*-[0-9a-f]{8}$)[a-z0-9][a-z0-9_.-]{0,60}")


def student_of(place, around, name):
    """Return the student of the file ``place`` in the folder ``around``, for assignment ``name``.

    >>> from pathlib import PurePosixPath as P
    >>> student_of(P("ada/gradient/gradient.ipynb"), P("submitted"), "gradient")
    'ada'
    >>> student_of(P("Ada L_12_assignsubmission_file_/x.ipynb"), P("all"), "gradient")
    'Ada L (12)'
    >>> student_of(P("gradient.ipynb"), P("submitted/ada/gradient"), "gradient")
    'ada'
    """
    top = place.parts[0]
    for pattern in (MOODLE, CANVAS):
        match = pattern.match(top)
        if match:
            return f"{match['name']} ({match['id']})"
    if len(place.parts) > 1 and top != name:
        return top
    if len(place.parts) == 1 and place.stem != name:
        return place.stem
    folders = [part for part in around.parts if part not in (name, "/")]
    return folders[-1] if folders else place.stem


def readable(path):
    r"""Return a path as text that can be shown: not UTF-8 is read as Latin-1, no control signs.

    >>> readable(b"Jos\xe9/a\nb.ipynb")
    'José/a\\x0ab.ipynb'
    """
    raw = os.fsencode(path)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
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
