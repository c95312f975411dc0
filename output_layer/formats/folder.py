"""The site as one zip: a folder that opens from disk on any system, and can be passed on.

In the folder stands one page, `START`, which says what to do, and beside it the site in `SITE`:
whoever opens the folder cannot miss it, however files are sorted. A page that is opened inside the
zip comes without its neighbours on Windows and on phones. This one then says so: the sheet
`WHOLE`, which takes the warning away, is one of the neighbours.

The same site gives the same bytes with the same zlib, which decides how small files become.
"""

import io
import os
import re
import time
import zipfile
from pathlib import Path

from jinja2 import Environment

from output_layer.formats.contents import files
from output_layer.formats.forms import keep
from output_layer.formats.listing import STEM
from output_layer.formats.names import problems
from output_layer.formats.start import WORDS

START = "START-HERE.html"
SITE = "site"
WHOLE = "unzipped.css"  # in the site
TEMPLATE = Path(__file__).with_name("start.html")
EARLIEST, LATEST = 315532800, 4354819198  # what a zip can say: 1980 to 2107, in seconds
MODE = 0o100644  # a file that everybody reads and its owner writes
UNIX = 3
_DOOR = re.compile(
    r'<html lang="(?P<language>[^"]+)">.*<a href="(?P<first>[^"]+)">(?P<title>.+?)</a>', re.S
)


def make(site):
    """Write the zip of the site; return its path, as the only one of a list.

    Raises ``ValueError`` if it is no site of a book, or has a name that some system would refuse.
    """
    return [keep(site, "zip", packed(contents(site)))]


def contents(site):
    """Return the files of the zip by their names in it."""
    of_site = files(site)
    door = _door(of_site["index.html"].decode("utf-8"))
    inside = {f"{SITE}/{name}": content for name, content in of_site.items()}
    inside |= {START: _start(door), f"{SITE}/{WHOLE}": b".alone { display: none; }\n"}
    return {f"{STEM}/{name}": inside[name] for name in sorted(inside)}


def _door(page):
    """Return the book's language and title, and its first page, as the site's door says them."""
    if found := _DOOR.search(page):
        return found.groupdict()
    raise ValueError("index.html leads to no book: is this the folder of the built site?")


def _start(door):
    """Return the page that says what to do."""
    names = {"start": START, "archive": f"{STEM}.zip"}
    words = {key: text.format(**door, **names) for key, text in WORDS.items()}
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(
        TEMPLATE.read_text(encoding="utf-8")
    )
    return template.render(words=words, site=SITE, whole=WHOLE, **door).encode("utf-8")


def packed(inside):
    """Return a zip of ``{name: bytes}`` that is the same wherever and whenever it is made."""
    if found := problems(list(inside)):
        raise ValueError("\n".join(found))
    data, date = io.BytesIO(), _date()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in inside.items():
            entry = zipfile.ZipInfo(name, date)
            entry.create_system, entry.external_attr = UNIX, MODE << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return data.getvalue()


def _date():
    """Return the date of all files: that of SOURCE_DATE_EPOCH, if it is set, else the first."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or EARLIEST)
    return time.gmtime(min(max(seconds, EARLIEST), LATEST))[:6]
