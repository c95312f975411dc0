"""What every page loads, made when all pages stand: one stylesheet, fonts of the glyphs used.

The theme brings the rules of all its parts and the icons of a whole icon font. A page of this
book gets the rules that can match something in it, and the glyphs that it shows.
"""

import shutil
from pathlib import Path

from sphinx.errors import ExtensionError

from output_layer.site import fonts, styles
from output_layer.site.own_scripts import host_script, later_script

# In the order of their precedence, the book's own last.
SHEETS = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
    "pygments.css",
    "copybutton.css",
    "mystnb.*.css",
    "exercise.css",
    "sphinx-design.min.css",
    "book.css",
)
# Classes that scripts set while a page is read; no page's own text has them.
DYNAMIC = {
    *("active", "collapsing", "copybtn", "dropdown-menu-dark", "error", "fade", "hide", "scrolled"),
    *("highlighted", "mounted", "noprint", "pst-sidebar-hidden", "show", "success", "disabled"),
    *("bs-tooltip-auto", "tooltip", "tooltip-arrow", "tooltip-inner"),
    *("search", "search-summary", "context", "search-results", "search-input"),
    *("widget-root", "widget-note", "widget-output", "widget-row", "widget-text", "widget-any"),
    *("widget-hbox", "widget-vbox", "copy-latex"),
}
# No page names these any more.
UNUSED = (
    *("*.css", "styles", "*macros.html", "locales", "vendor/fontawesome/webfonts/*.ttf"),
    *("scripts/fontawesome.js", "scripts/*.map", "sphinx-thebe.js", "togglebutton.js"),
    *("design-tabs.js", "temml/*.js"),
)
# The theme looks for regions that scroll, and so lays out the whole page when it has loaded;
# later.js does it as parts of the page are shown.
THEME = "scripts/pydata-sphinx-theme.js"
LOOKING = '"complete"===document.readyState?I():window.addEventListener("load",I)'

# A page from disk may not read another, so its search shows titles without their surroundings.
OPTIONS = "documentation_options.js"
SUMMARY = "SHOW_SEARCH_SUMMARY: true"
SUMMARY_IF_SERVED = 'SHOW_SEARCH_SUMMARY: location.protocol !== "file:"'


def finish(app, exception):
    """Write the stylesheet, the fonts and our two scripts; `build-finished` calls this."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    (static / "host.js").write_text(host_script(), encoding="utf-8")
    (static / "later.js").write_text(later_script(), encoding="utf-8")
    _replace(static / THEME, LOOKING, "0")
    _replace(static / OPTIONS, SUMMARY, SUMMARY_IF_SERVED)
    pages = [page.read_text(encoding="utf-8") for page in _pages(Path(app.outdir))]
    sheets = {path: path.read_text(encoding="utf-8") for path in _matching(static, SHEETS)}
    sheet = styles.trimmed(sheets, styles.names(pages) | DYNAMIC, static)
    for path in _matching(static, UNUSED):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (static / "site.css").write_text(fonts.fitted(sheet, pages, static), encoding="utf-8")


def _replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ExtensionError(f"{path.name} is not that of the pinned theme: no {old!r} in it")
    path.write_text(text.replace(old, new), encoding="utf-8")


def _pages(site):
    return [page for page in sorted(site.rglob("*.html")) if "_static" not in page.parts]


def _matching(folder, patterns):
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]
