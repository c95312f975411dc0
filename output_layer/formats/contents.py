"""The files of the built site that belong to the book: what its other forms are made from."""

import re
from hashlib import sha256
from urllib.parse import unquote

from output_layer.formats.listing import FOLDER, written

# Sphinx's own notes, for its next run and for the builds of other projects.
NOTES = (".buildinfo", "objects.inv")
# Their files have a digest in their names, and those of earlier builds stay beside the new ones.
DIGESTED = ("_images", "_downloads")
# What runs code in a page needs a web server. Of it stay only the small scripts that say so.
SERVED = re.compile(r"_static/live/(?!live\.(?:js|css)$)")
_NAMED = re.compile(rf"(?:{'|'.join(DIGESTED)})/[^\"'\s<>&\\]+")


def files(site):
    """Return the files of the book by their names in the site, in order.

    They are those of the site without its other forms, and its lists name none. What no page
    needs any more is left out, so that it does not matter what was built in the folder before.
    """
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    kept = {n: found[n].read_bytes() for n in sorted(found) if not _elsewhere(n)}
    pages = {name: _page(name, kept[name]) for name in kept if name.endswith(".html")}
    named = {unquote(each) for page in pages.values() for each in _NAMED.findall(page.decode())}
    kept |= pages
    return {name: content for name, content in kept.items() if not _left(name, named)}


def digest(contents):
    """Return what tells these files from all others."""
    lines = (f"{sha256(content).hexdigest()} {name}\n" for name, content in contents.items())
    return sha256("".join(lines).encode()).hexdigest()


def _elsewhere(name):
    return name in NOTES or name.startswith(f"{FOLDER}/") or SERVED.match(name)


def _page(name, content):
    return written(content.decode("utf-8"), name, {}).encode("utf-8")


def _left(name, named):
    return name.startswith(tuple(f"{folder}/" for folder in DIGESTED)) and name not in named
