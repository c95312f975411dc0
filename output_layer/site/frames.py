"""Each figure of a chapter on a page of its own: for slides, for learning platforms, in a frame.

Such a page is small, asks no other host, opens from disk too, and takes the state of the figure
from its address: ``figures/softmax-shares.html?z1=3``. With ``theme=light`` or ``theme=dark`` it
does not follow the reader's system. The pages are made from the finished ones, when these stand;
the directive ``{figure-frames}`` lists them with the code of a frame for each.
"""

import html
import json
import re
from pathlib import Path

from docutils import nodes
from rcssmin import cssmin
from sphinx.util.docutils import SphinxDirective

from output_layer.figures.style import stylesheet
from output_layer.site.arrival import STATE

# The words a reader sees; a translation replaces this table.
WORDS = {
    "from": "From the chapter “{chapter}” of {book}",
    "open": "on a page of its own",
    "code": "Code of a frame for: {}",
}
FOLDER = "figures"
ADDRESS = "https://example.org"  # what the page puts its own address in the place of
# Pixels that a figure needs where it has its full width; tests/site/test_frames.py measures them.
HEIGHTS = {
    "fig-choice-boundary": 850,
    "fig-confidence-reliability": 790,
    "fig-crossentropy-costs": 810,
    "fig-crossentropy-landscape": 750,
    "fig-crossentropy-race": 840,
    "fig-curvature-parabolas": 900,
    "fig-gradient-steps": 800,
    "fig-intro-race": 840,
    "fig-precision-digits": 900,
    "fig-principle-entropies": 800,
    "fig-regression-boundary": 850,
    "fig-saturation-gap": 800,
    "fig-scale-attention": 610,
    "fig-scale-letters": 860,
    "fig-saturation-simplex": 800,
    "fig-sigmoid-neuron": 790,
    "fig-slowdown-costs": 810,
    "fig-slowdown-race": 840,
    "fig-slowdown-slopes": 660,
    "fig-softmax-shares": 680,
    "fig-stability-digits": 900,
    "fig-training-targets": 800,
}
HERE = Path(__file__).parent
RULES = ("frame.css", "tools.css")
_FIGURE = re.compile(r'<figure\b[^>]*\bid="(fig-[\w-]+)".*?</figure>', re.S)
_MOUNT = re.compile(r'<widget-view\b[^>]*\bdata-model="(\w+)".*?</widget-view>', re.S)
_STATE = re.compile(rf'<script type="{re.escape(STATE)}">(.*?)</script>', re.S)
_CAPTION = re.compile(r'<span class="caption-text">(.*?)</span>\s*<a class="headerlink"', re.S)
_ALT = re.compile(r'<img\b[^>]*\balt="([^"]*)"')


def write(app, exception):
    """Write the page of each figure; `build-finished` calls this when all pages stand."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    (site / FOLDER).mkdir(exist_ok=True)
    rules = "".join((HERE / "static" / name).read_text(encoding="utf-8") for name in RULES)
    (site / "_static" / "frame.css").write_text(cssmin(stylesheet() + rules), encoding="utf-8")
    for path in sorted((site / "book").glob("*.html")):
        page = path.read_text(encoding="utf-8")
        for figure in _FIGURE.finditer(page):
            if mount := _MOUNT.search(figure[0]):
                context = _context(app, path, page, figure, mount)
                text = app.builder.templates.render("figure.html", context)
                (site / FOLDER / f"{stem(figure[1])}.html").write_text(text, encoding="utf-8")


def stem(label):
    """Return the name of the page of a figure with this label."""
    return label.removeprefix("fig-")


def _context(app, path, page, figure, mount):
    """Return what the template of a figure's page fills in."""
    chapter = app.env.titles[f"{path.parent.name}/{path.stem}"].astext()
    state, title = _state(page, mount[1])
    return {
        "language": app.config.language,
        "label": figure[1],
        "title": title,
        "book": app.config.html_title,
        "description": _ALT.search(mount[0])[1],
        "mount": mount[0],
        "state": state,
        "caption": _CAPTION.search(figure[0])[1],
        "chapter": chapter,
        "address": f"../{path.parent.name}/{path.name}#{figure[1]}",
        "words": WORDS,
    }


def _state(page, name):
    """Return the state of one widget alone, as a page has it, and the title of the figure."""
    document = json.loads(_STATE.search(page)[1])
    model = document["state"][name]
    texts = {key: document["texts"][place] for key, place in model.pop("texts", {}).items()}
    model["state"] |= texts
    document |= {"state": {name: model}, "texts": []}
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
    title = model["state"]["words"]["title"].replace("*", "")
    return text.replace("</", "<\\/").replace("<!--", "<\\u0021--"), title


class FigureFrames(SphinxDirective):
    """Lists all figures of the chapters, each with its page and the code of its frame."""

    def run(self):
        """Return the place of the list, which is filled when all pages are read."""
        return [frames_list()]


class frames_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of the list of figures."""


def fill(app, doctree, docname):
    """Put the list in its place; `doctree-resolved` calls this."""
    for place in list(doctree.findall(frames_list)):
        labels = app.env.get_domain("std").labels
        known = [label for page in app.config.external_site_map for label in _of(labels, page)]
        items = [_item(app, docname, label, labels[label]) for label in known]
        place.replace_self(nodes.bullet_list("", *items, classes=["figure-frames"]))


def _of(labels, page):
    """Return the labels of the figures of a page, in their order."""
    return [label for label, (name, _, _) in labels.items() if name == page and label in HEIGHTS]


def _item(app, docname, label, target):
    page, _, caption = target
    href = app.builder.get_relative_uri(docname, page) + f"#{label}"
    chapter = nodes.reference("", caption, refuri=href, internal=True)
    alone = f"{'../' * docname.count('/')}{FOLDER}/{stem(label)}.html"
    own = nodes.reference("", WORDS["open"], refuri=alone, internal=True)
    line = nodes.paragraph("", "", chapter, nodes.Text(" "), own)
    code = nodes.literal_block(code_of(label, caption), code_of(label, caption), language="html")
    return nodes.list_item("", line, code)


def code_of(label, title):
    """Return the code of a frame for a figure."""
    return (
        f'<iframe src="{ADDRESS}/{FOLDER}/{stem(label)}.html" title="{html.escape(title)}" '
        f'loading="lazy" allow="clipboard-write" '
        f'style="border: 0; width: 100%; height: {HEIGHTS[label]}px"></iframe>'
    )


def register(app):
    """Tell Sphinx."""
    app.add_directive("figure-frames", FigureFrames)
    app.add_node(frames_list)
    app.connect("doctree-resolved", fill)
    app.connect("build-finished", write, priority=950)  # when `assets` has finished the pages
