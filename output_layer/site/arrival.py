"""The order in which a page arrives, so that a slow line shows text before all is there.

In the head stand the few rules that the first lines need. The stylesheet with its fonts comes
before the first part of the text that needs more, and the widgets' state and script come before
the first figure. A browser paints what stands before a stylesheet, and waits with the rest: so
nothing that is painted changes its look or its place.
"""

import re
from pathlib import Path

from output_layer.site.state import compact

STATE = "application/vnd.jupyter.widget-state+json"
# What `assets` puts the rules for the first lines in the place of, when all pages stand.
FIRST_RULES = "<style>first rules</style>"
SHEET = '<link rel="stylesheet" href="{}">'
# Fonts that come inside a stylesheet are unpacked before the first line of text is broken: until
# then book.css hides what comes after the sheet. The sheet's own element says so: said by the
# page's, every element of the page would be styled anew when it is over.
UNPACK = """\
<script>{{
  const {{ dataset }} = document.currentScript.previousElementSibling;
  dataset.fonts = "packed";
  const fonts = {}.map((font) => document.fonts.load(font));
  Promise.allSettled(fonts).then(() => delete dataset.fonts);
}}</script>
"""
FORMULAS = ["1em 'Latin Modern Math'", "1em Temml", "italic 1em KaTeX_Math"]
ICONS = """<script>document.fonts.load("900 1em 'Font Awesome 6 Free'");</script>\n"""
_SHOWN = re.compile(r'<widget-view\b[^>]*\bdata-model="(\w+)"')
_NOT_PLAIN = re.compile(r"<(?!/|!|(?:section|h1|p|span|a|em|strong|br)\b)")
_PARAGRAPH = re.compile(r"<p\b")


def arrange(app, context):
    """Put stylesheet and figures where they belong in a page; `head.refine` calls this."""
    sheet = SHEET.format(context["pathto"]("_static/site.css", 1))
    figures = [script for script in context["script_files"] if _of_figures(script)]
    context["script_files"][:] = [s for s in context["script_files"] if s not in figures]
    context["first_sheet"] = FIRST_RULES + ICONS
    if "body" in context:
        body = _with_figures(app, context, figures)
        context["body"] = _with_sheet(body, sheet + UNPACK.format(FORMULAS))
    else:  # a page without a text of its own
        context["first_sheet"] += sheet


def _of_figures(script):
    return script.attributes.get("type") == STATE or str(script.filename).endswith("host.js")


def _with_figures(app, context, scripts):
    """Return the text with the scripts of its figures before the first, if it has any."""
    shown = _SHOWN.findall(context["body"])
    tags = "".join(_tag(script, shown, app, context["pathto"]) for script in scripts)
    return context["body"].replace("<widget-view", f"{tags}<widget-view", 1)


def _tag(script, shown, app, pathto):
    if script.filename:
        return f'<script src="{pathto(script.filename, 1)}"></script>'
    images = app.builder.imagedir
    state = compact(script.attributes["body"], shown, Path(app.outdir, images), pathto(images, 1))
    return f'<script type="{STATE}">{state}</script>'


def _with_sheet(body, sheet):
    at = first_lines(body)
    return f"{body[:at]}{sheet}{body[at:]}"


def first_lines(body):
    """Return where the first lines of a text end: before the first block that is not plain."""
    other = _NOT_PLAIN.search(body)
    end = other.start() if other else len(body)
    start = max((match.start() for match in _PARAGRAPH.finditer(body, 0, end)), default=0)
    return start if "</p>" not in body[start:end] and start else end
