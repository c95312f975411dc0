"""The forms of the book that stand in the site, and whether they still belong to it.

Beside them stands the digest of the site that they were made from: a form says what the pages
say, or it goes.
"""

import os
import shutil

from output_layer.formats.contents import digest, files
from output_layer.formats.listing import FILES, FOLDER, written

MADE_FROM = "made-from.txt"


def place(site, form):
    """Return where the file of a form stands, or would stand."""
    return site / FOLDER / FILES[form]


def sizes(site):
    """Return the size in bytes of each form that there is."""
    paths = {form: place(site, form) for form in FILES}
    return {form: path.stat().st_size for form, path in paths.items() if path.is_file()}


def keep(site, form, content):
    """Write the file of a form, whole or not at all, and show it in the lists; return its path.

    Forms that were made from another site go first.
    """
    if not drop_stale(site):
        (site / FOLDER).mkdir()
        _replace(site / FOLDER / MADE_FROM, digest(files(site)).encode())
    path = place(site, form)
    _replace(path, content)
    show(site)
    return path


def drop_stale(site):
    """Remove all forms if they were made from another site than this; tell whether any stay."""
    stands = (site / FOLDER).is_dir()
    if stands and not is_current(site):
        shutil.rmtree(site / FOLDER)
    return stands and (site / FOLDER).is_dir()


def is_current(site):
    """Tell whether the forms that stand in a site were made from it as it is now."""
    return _made_from(site / FOLDER) == digest(files(site))


def show(site):
    """Bring the lists on all pages into the state of the forms that there are."""
    now = sizes(site)
    for path in sorted(site.rglob("*.html")):
        before = path.read_text(encoding="utf-8")
        after = written(before, path.relative_to(site).as_posix(), now)
        if after != before:
            _replace(path, after.encode("utf-8"))


def _made_from(folder):
    path = folder / MADE_FROM
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _replace(path, content):
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
