"""The map of the chapters: the directive ``{roadmap}`` draws which of them needs which.

Each line of it says ``chapter: needed needed``. The chapters stand in the order of the book under
the names of their parts, each a link, with an arrow from every chapter to those that need it.
"""

import html
import re
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from output_layer.site.blocks import CHAPTERS

__all__ = ["Roadmap", "register", "roads"]

# The words a reader sees or hears; a translation replaces this table.
WORDS = {
    "map": "Map of the chapters",
    "needs": "{title}, needs {needed}",
    "first": "{title}, needs no other chapter",
    "and": " and ",
}
WIDTH, ROW, LEFT = 340, 34, 112  # of the drawing in pixels; the names begin right of LEFT
RADIUS, HEAD, BOW = 5, 9, 24  # of a point, of an arrow's head, and of an arrow for each row passed
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


class Roadmap(SphinxDirective):
    """Draws the map, and lists the same where no drawing can be shown."""

    has_content = True

    def run(self):
        """Return the drawing for a page, and a list for everything else."""
        needs = roads("\n".join(self.content))
        parts = _parts(self.config.external_site_map, needs)
        known = {stem: self._title(stem) for _, stems in parts for stem in stems}
        missing = {*needs, *(each for all_of in needs.values() for each in all_of)} - set(known)
        if missing:
            raise self.error(f"no chapters: {', '.join(sorted(missing))}")
        told = {stem: _told(stem, needs.get(stem, ()), known) for stem in known}
        paragraphs = (nodes.paragraph("", text) for text in told.values())
        entries = nodes.bullet_list("", *(nodes.list_item("", each) for each in paragraphs))
        return [Drawing("", entries, svg=_svg(parts, needs, known, told))]

    def _title(self, stem):
        path = Path(self.env.doc2path(f"{CHAPTERS}/{stem}"))
        self.env.note_dependency(str(path))
        return TITLE.search(path.read_text(encoding="utf-8"))[1]


class Drawing(nodes.General, nodes.Element):
    """The map: HTML shows its ``svg``, every other format the list inside."""


def roads(text):
    """Return what the lines say: chapter → the chapters that it needs."""
    pairs = (line.split(":", 1) for line in text.splitlines() if line.strip())
    return {stem.strip(): needed.split() for stem, needed in pairs}


def _parts(site_map, needs):
    """Return the parts of the book with the chapters of the map, in its order."""
    stems = {*needs, *(each for needed in needs.values() for each in needed)}
    trees = site_map.root.subtrees
    found = [(tree.caption, [Path(item).name for item in tree.files()]) for tree in trees]
    chosen = [(caption, [s for s in names if s in stems]) for caption, names in found]
    return [(caption, names) for caption, names in chosen if names]


def _told(stem, needed, known):
    if not needed:
        return WORDS["first"].format(title=known[stem])
    names = WORDS["and"].join(known[each] for each in needed)
    return WORDS["needs"].format(title=known[stem], needed=names)


def _svg(parts, needs, known, told):
    heights, rows = {}, []
    for caption, stems in parts:
        rows.append(_text("part", 0, _height(rows), caption))
        for stem in stems:
            heights[stem] = _height(rows)
            rows.append(_chapter(stem, heights[stem], known[stem], told[stem]))
    arrows = [_arrow(heights[needed], heights[stem]) for stem in needs for needed in needs[stem]]
    size = f'viewBox="0 0 {WIDTH} {len(rows) * ROW}" width="{WIDTH}" height="{len(rows) * ROW}"'
    label = f'role="group" aria-label="{html.escape(WORDS["map"])}"'
    body = "".join([*arrows, *rows])
    return f'<svg class="roadmap" {size} {label}>{body}</svg>'


def _height(rows):
    return len(rows) * ROW + ROW / 2


def _text(kind, x, y, words):
    return f'<text class="{kind}" x="{x}" y="{y + 5:g}">{html.escape(words)}</text>'


def _chapter(stem, y, title, told):
    point = f'<circle cx="{LEFT}" cy="{y:g}" r="{RADIUS}"/>'
    name = _text("name", LEFT + 18, y, title)
    return f'<a href="{stem}.html" aria-label="{html.escape(told)}">{point}{name}</a>'


def _arrow(start, end):
    """Draw a road from one height down to another: the farther, the wider its bow."""
    passed = (end - start) / ROW - 1
    if passed < 0.5:
        line = f"M{LEFT} {start + RADIUS:g}V{end - RADIUS - 2:g}"
        head = f"M{LEFT - 4} {end - RADIUS - HEAD:g}l4 {HEAD - 2}l4 -{HEAD - 2}"
    else:
        bow = LEFT - min(LEFT - 4, BOW * (1 + passed))
        stop = LEFT - RADIUS - 2
        line = f"M{LEFT - RADIUS} {start:g}C{bow:g} {start:g} {bow:g} {end:g} {stop} {end:g}"
        head = f"M{stop - HEAD + 2} {end - 4:g}l{HEAD - 2} 4l-{HEAD - 2} 4"
    return f'<path class="road" d="{line}{head}" aria-hidden="true"/>'


def visit_html(translator, node):
    """Show the drawing alone."""
    translator.body.append(node["svg"])
    raise nodes.SkipNode


def _inside(translator, node):
    """Show what is inside, the list."""


def register(app):
    """Tell Sphinx."""
    listed = dict.fromkeys(("latex", "text", "man", "texinfo"), (_inside, _inside))
    app.add_node(Drawing, html=(visit_html, None), **listed)
    app.add_directive("roadmap", Roadmap)
