"""Results kept from one run to the next: to derive them takes a minute, to read them no time.

A result is plain data in a file of its own, in a folder named by all that made it: the sources
of the mathematics and of the algebra, and the versions of Python and of the libraries. So a
change of one sign finds nothing kept. Only a checkout keeps results, in its ``_build``; an
installed package derives them where they are asked for.
"""

import hashlib
import json
import os
import platform
import shutil
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

PACKAGE = Path(__file__).parents[1]
CHECKOUT = PACKAGE.parent
SOURCES = ("*.py", "algebra/*.py", "derivations/*.py", "numerics/*.py")
LIBRARIES = ("mpmath", "numpy", "scipy", "sympy")
LATEST = 8  # sets of results that stay, so that two branches or two Pythons can take turns


def made_by():
    """Return the hash of the sources and versions that results come from."""
    digest = hashlib.sha256(platform.python_version().encode())
    for library in LIBRARIES:
        digest.update(f"\0{library} {version(library)}".encode())
    for path in (path for pattern in SOURCES for path in sorted(PACKAGE.glob(pattern))):
        name = path.relative_to(PACKAGE).as_posix()
        digest.update(f"\0{name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


LOADED = made_by()


def kept(name, make):
    """Return the result of that name from its file; without one, ``make`` it and keep it.

    A result is what JSON can hold. A file that is damaged counts as none, and where nothing
    can be written, nothing is kept.
    """
    if not (CHECKOUT / "_toc.yml").is_file():
        return make()
    path = CHECKOUT / "_build" / "derived" / LOADED / f"{name}.json"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def _read(path):
    """Return what a file holds if it is just as it was written, else None."""
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    return json.loads(body) if digest == _digest(body) else None


def _digest(body):
    return hashlib.sha256(body.encode()).hexdigest()


def _write(path, found):
    """Put a file in place at once and whole: two kernels may derive the same."""
    if made_by() != LOADED:
        return  # the sources were changed since, and it is not sure which of them made this
    body = json.dumps(found, ensure_ascii=False)
    with suppress(OSError):
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            _forget(path.parents[1])
        _replace(path, f"{_digest(body)}\n{body}".encode())


def _replace(path, data):
    """Write beside the place, then move: no reader meets half a file."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(data)
            file.close()
            os.replace(file.name, path)
        finally:
            Path(file.name).unlink(missing_ok=True)


def _forget(folder):
    """Remove the sets of results that have not been added to for longest."""
    sets = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime)
    for old in sets[:-LATEST]:
        shutil.rmtree(old, ignore_errors=True)
