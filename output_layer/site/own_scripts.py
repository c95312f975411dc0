"""The scripts of ours that pages share, each joined from the modules of a folder.

``host.js`` comes with the page: a script that waits for others would draw its figures after the
first paint. ``later.js`` comes when the page has loaded and its first figure can be used, so what
is in it costs no reader time: whatever a page offers beside its text and its figures. After it come
those that only some pages need: ``questions.js``, ``progress.js``, ``measured.js``, for figures
``figures.js``, which asks for ``taking.js`` when a reader is about to use what it offers, and
``run.js`` for the button that brings Python.

To add such a feature, write ``later/NAME.mjs`` with one export, a function that starts it, and
call that in ``later/later.mjs``. It runs once on each page, after the ``load`` event, and finds
the whole page in ``document``. Three things it must keep to: what it adds moves nothing that is
there, it does nothing on a page without what it is for, and all scripts of `LATER` together have
15 kB, compressed. Data of more than 10 kB are no part of it: they are a script file of their own,
which the feature loads with ``load.mjs`` when a reader asks (`fetch` reads no file from disk).
"""

import re
from pathlib import Path

from rjsmin import jsmin

from output_layer.figures.bundle import classic

_NESTED = re.compile(r"\$\{[^{}`]*`")
HERE = Path(__file__).parent
LATER = ("later", "questions", "progress", "measured", "figures", "taking", "run")


def host_script():
    """Return the script that mounts the figures."""
    return minified(classic(HERE / "host" / "page.mjs"))


def later_scripts():
    """Return the scripts of everything that comes after the first figure, by their names."""
    texts = {name: classic(HERE / "later" / f"{name}.mjs") for name in LATER}
    return {f"{name}.js": minified(text) for name, text in texts.items()}


def minified(script):
    """Return a script without comments and needless space.

    ``ValueError`` for a template in the braces of another: rjsmin 1.2 takes the inner one for code
    and drops its spaces.
    """
    if nested := _NESTED.search(script):
        raise ValueError(
            f"no template within a template, such as {nested[0]!r}: name the inner one"
        )
    return jsmin(script)
