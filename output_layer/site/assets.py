"""What every page loads, made when all pages stand: one stylesheet, fonts of the glyphs used.

The theme brings the rules of all its parts and the icons of a whole icon font. A page of this
book gets the rules that can match something in it, and the glyphs that it shows.
"""

import re
import shutil
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin
from sphinx.errors import ExtensionError

from output_layer.figures.style import stylesheet
from output_layer.site import fonts, pictures, properties, styles
from output_layer.site.arrival import FIRST_RULES
from output_layer.site.frames import FOLDER
from output_layer.site.own_scripts import host_script, later_scripts

SPHINX_OWN = "basic.css"  # Sphinx copies it whenever it writes a page
FINISHED = re.compile("<style data-first>.*?</style>", re.DOTALL)
# In the order of their precedence, the book's own last.
SHEETS = (
    SPHINX_OWN,
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
    "pygments.css",
    "copybutton.css",
    "mystnb.*.css",
    "exercise.css",
    "sphinx-design.min.css",
    "book.css",
    "tools.css",
)
# Classes that scripts set while a page is read; no page's own text has them.
DYNAMIC = {
    *("active", "collapsing", "copybtn", "dropdown-menu-dark", "error", "fade", "hide", "scrolled"),
    *("highlighted", "mounted", "noprint", "pst-sidebar-hidden", "show", "success", "disabled"),
    *("bs-tooltip-auto", "tooltip", "tooltip-arrow", "tooltip-inner"),
    *("search", "search-summary", "context", "search-results", "search-input"),
    *("widget-root", "widget-note", "widget-output", "widget-row", "widget-text", "widget-any"),
    *("widget-hbox", "widget-vbox", "copy-latex", "figure-tools"),
}
# Elements that scripts make.
MADE = {
    *("b", "canvas", "dd", "dl", "dt", "fieldset", "input", "label", "legend", "mark", "ol"),
    *("option", "output", "select", "svg", "textarea"),
}
# No page names these any more.
UNUSED = (
    *("*.css", "styles", "*macros.html", "locales", "vendor/fontawesome/webfonts/*.ttf"),
    *("scripts/fontawesome.js", "scripts/*.map", "sphinx-thebe.js", "togglebutton.js"),
    *("design-tabs.js", "temml/*.js", "notosanssc", "pythondocs", "sre", "wgxpath", "xmldom"),
    *("marked", "wasishim"),
)
# The theme looks for regions that scroll, and so lays out the whole page when it has loaded;
# later.js does it as parts of the page are shown.
THEME = "scripts/pydata-sphinx-theme.js"
LOOKING = '"complete"===document.readyState?I():window.addEventListener("load",I)'

# A page from disk may not read another, so its search shows titles without their surroundings.
OPTIONS = "documentation_options.js"
SUMMARY = "SHOW_SEARCH_SUMMARY: true"
SUMMARY_IF_SERVED = 'SHOW_SEARCH_SUMMARY: location.protocol !== "file:"'


def forget(app, *_):
    """Remove our script of the build before; `html-page-context` calls this for each page.

    Sphinx adds to its address a digest of what it finds, and finds nothing in an empty folder.
    """
    Path(app.outdir, "_static", "later.js").unlink(missing_ok=True)


def finish(app, exception):
    """Write the stylesheet, the fonts and our own scripts; `build-finished` calls this."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    if not (static / SPHINX_OWN).is_file():
        return  # nothing was out of date: Sphinx wrote nothing, and all is as it was made before
    pages = {page: _unfinished(page) for page in _pages(Path(app.outdir))}
    sheet = fonts.fitted(_sheet(static, pages.values()), pages.values(), static)
    for path in _matching(static, UNUSED):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    scripts = _scripts(static)
    sheet = properties.used_only(sheet, [*pages.values(), *scripts])
    rest = cssmin(styles.without_icons(sheet), keep_bang_comments=True)
    (static / "site.css").write_text(rest, encoding="utf-8")
    _write(pages, sheet, pictures.replace(Path(app.outdir, app.builder.imagedir)))


def _sheet(static, pages):
    """Return all rules that the pages need, as one sheet."""
    sheets = {path: path.read_text(encoding="utf-8") for path in _matching(static, SHEETS)}
    known = styles.elements(pages) | {frozenset([f"<{name}"]) for name in MADE}
    return styles.trimmed(sheets, known, DYNAMIC, static) + stylesheet()


def _scripts(static):
    """Make the scripts of the theme small, add our own, and return the texts of all."""
    _replace(static / THEME, LOOKING, "0")
    _replace(static / OPTIONS, SUMMARY, SUMMARY_IF_SERVED)
    texts = {path: jsmin(path.read_text(encoding="utf-8")) for path in static.rglob("*.js")}
    texts[static / "host.js"] = host_script()
    texts |= {static / name: text for name, text in later_scripts().items()}
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return texts.values()


def _unfinished(page):
    """Return the text of a page as Sphinx wrote it: one of the build before has first rules."""
    return FINISHED.sub(FIRST_RULES, page.read_text(encoding="utf-8"))


def _write(pages, sheet, names):
    """Write each page with the rules for its first lines in its head, and its pictures' names."""
    tops = {path: text.partition('<link rel="stylesheet"')[0] for path, text in pages.items()}
    first = [top for top in tops.values() if FIRST_RULES in top]
    rules = cssmin(properties.used_only(styles.opening(sheet, first), first))
    for path, text in pages.items():
        text = text.replace(FIRST_RULES, f"<style data-first>{rules}</style>", 1)
        for old, new in names.items():
            text = text.replace(f"/{old}", f"/{new}")
        path.write_text(text, encoding="utf-8")


def _replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ExtensionError(f"{path.name} is not that of the pinned theme: no {old!r} in it")
    path.write_text(text.replace(old, new), encoding="utf-8")


def _pages(site):
    others = {"_static", FOLDER}  # the pages of figures have a sheet of their own
    found = sorted(site.rglob("*.html"))
    return [page for page in found if page.relative_to(site).parts[0] not in others]


def _matching(folder, patterns):
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]
