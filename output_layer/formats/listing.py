"""The list of the book's other forms on a page of the site.

Each item stands in one of two states. A form that there is has a link to its file, with its size;
of one that there is not, the item says which command makes it. Both are written from the same
tables, so a list can be brought into either state at any time.
"""

import re
from html import escape
from math import ceil

# The words a reader sees; a translation replaces this table.
WORDS = {
    "pdf": "PDF, A4",
    "pdf says": "to print, and to write on",
    "letter": "PDF, Letter",
    "letter says": "the same for the paper of North America",
    "epub": "EPUB",
    "epub says": "for e-readers and phones, with letters as large as you like",
    "zip": "Folder, ZIP",
    "zip says": "the whole site with all that moves, to be opened from disk without a network",
    "size": "{:.1f} MB",
    "made": "{link}: {use}.",
    "not made": "{name}: {use}; {command} makes it.",
}
FOLDER = "forms"  # of the site
STEM = "the-output-layer"
# The forms in the order of the list, with their files and the commands that make them.
FILES = {
    "pdf": f"{STEM}.pdf",
    "letter": f"{STEM}-letter.pdf",
    "epub": f"{STEM}.epub",
    "zip": f"{STEM}.zip",
}
COMMANDS = {"pdf": "make pdf", "letter": "make pdf", "epub": "make epub", "zip": "make zip"}
_ITEM = re.compile(r'<li data-form="(\w+)">.*?</li>', re.DOTALL)


def written(text, name, sizes):
    """Return a page with its lists in the state that ``sizes`` says.

    ``name`` is that of the page in the site; ``sizes`` has the bytes of each form that there is.
    """
    return _ITEM.sub(lambda found: item(found[1], name, sizes), text)


def listing(name, sizes):
    """Return the whole list, for the page ``name``."""
    items = "".join(item(form, name, sizes) for form in FILES)
    return f'<ul class="simple">{items}</ul>\n'


def item(form, name, sizes):
    """Return the item of one form, for the page ``name``."""
    words, use = escape(WORDS[form]), escape(WORDS[f"{form} says"])
    if form in sizes:
        href = f"{'../' * name.count('/')}{FOLDER}/{FILES[form]}"
        link = f'<a class="reference internal" href="{href}">{words}, {megabytes(sizes[form])}</a>'
        line = WORDS["made"].format(link=link, use=use)
    else:
        command = f'<code class="docutils literal notranslate">{COMMANDS[form]}</code>'
        line = WORDS["not made"].format(name=f"<strong>{words}</strong>", use=use, command=command)
    return f'<li data-form="{form}"><p>{line}</p></li>'


def megabytes(size):
    """Return a size as readers read it, rounded up.

    >>> megabytes(3_340_000)
    '3.4 MB'
    """
    return WORDS["size"].format(ceil(size / 100_000) / 10)
