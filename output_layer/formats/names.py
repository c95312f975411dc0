"""Names of files that Windows, macOS and Linux all take, in any folder that a reader may choose."""

import re
import unicodedata
from pathlib import PurePosixPath

# Windows has 259 characters for a whole path. So many are the archive's; the others are left for
# the reader's folder, and for that which the system names after the archive.
LONGEST = 140
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])\s*(?:\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')


def problems(names):
    """Return sentences about the names that some system would refuse, or take for one another.

    >>> problems(["book/aux.html", "a.js", "A.js"])
    ['book/aux.html: Windows has a device of this name.', 'A.js: without case it is a.js.']
    """
    return [f"{name}: {said}." for name in names for said in _of(name)] + _alike(names)


def _of(name):
    parts = PurePosixPath(name).parts
    if len(name) > LONGEST:
        yield f"it has {len(name)} characters, and more than {LONGEST} may be too many for Windows"
    if name.startswith("/") or ".." in parts:
        yield "it leads out of the folder"
    if any(_DEVICE.match(part) for part in parts):
        yield "Windows has a device of this name"
    if any(_FORBIDDEN.search(part) for part in parts):
        yield "it has a character that Windows forbids"
    if any(part.endswith((".", " ")) for part in parts):
        yield "Windows drops a full stop or a space at the end"


def _alike(names):
    """Compare as Windows and macOS do: without case, and accents however they are written."""
    known, found = {}, []
    for name in names:
        for part in (name, *map(str, PurePosixPath(name).parents)):
            first = known.setdefault(unicodedata.normalize("NFC", part).casefold(), part)
            if first != part:
                found.append(f"{part}: without case it is {first}.")
    return list(dict.fromkeys(found))
