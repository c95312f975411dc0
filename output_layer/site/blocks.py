"""The block that leads from a chapter to its lab, and the one that says how to run a lab."""

import os
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx import addnodes

CHAPTERS, LABS = "book", "notebooks"
PACKAGE = "package"  # the page that lists all functions, and of its labels the first word

# The words a reader sees; a translation replaces this table.
WORDS = {
    "lab": "Lab",
    "lab says": "Predict, run, explain: the ideas of this chapter in code that you change.",
    "run": "Run this lab",
    "run says": "Here you read it; with Python you also change it and move every control.",
    "open": "Open the lab",
    "back": "Back to the chapter",
    "download lab": "Download the lab",
    "download chapter": "Download this chapter as a notebook",
    "functions": "The functions of this chapter",
    "command": "In a copy of the book, this command starts it: ",
}
COMMAND = "make lab"


def add(app, doctree):
    """Add to a chapter that has a lab, and to each lab, its block."""
    folder, stem = PurePosixPath(app.env.docname).parent, PurePosixPath(app.env.docname).stem
    lab = f"{LABS}/{stem}"
    if str(folder) == LABS:
        _first_section(doctree).insert(1, _block(_run_links(app, stem), "run"))
    elif str(folder) == CHAPTERS and lab in app.env.found_docs:
        _first_section(doctree).append(_block(_lab_links(app, stem), "lab"))


def _first_section(doctree):
    return next(doctree.findall(nodes.section))


def _lab_links(app, stem):
    chapter = _executed(app, stem)
    listed = f"{CHAPTERS}/{PACKAGE}" in app.env.found_docs
    return [
        _page("open", f"{LABS}/{stem}", app.env.docname),
        _download("download lab", f"/{LABS}/{stem}.ipynb"),
        *([_download("download chapter", chapter)] if chapter else []),
        *([_link("functions", "ref", f"{PACKAGE}-{stem}", app.env.docname)] if listed else []),
    ]


def _run_links(app, stem):
    chapter = f"{CHAPTERS}/{stem}"
    back = [_page("back", chapter, app.env.docname)] if chapter in app.env.found_docs else []
    return [_download("download lab", f"/{LABS}/{stem}.ipynb"), *back]


def _executed(app, stem):
    """Return where myst-nb put the executed notebook of a text chapter, or None."""
    path = Path(app.env.mystnb_config.output_folder, CHAPTERS, f"{stem}.ipynb")
    if not path.exists():
        return None
    return "/" + Path(os.path.relpath(path, app.srcdir)).as_posix()


def _block(links, name):
    block = nodes.container(classes=["run-block"], ids=[name])
    block += nodes.paragraph("", "", nodes.strong("", WORDS[name]), nodes.Text(" "))
    block[0] += nodes.Text(WORDS[f"{name} says"])
    block += nodes.bullet_list(
        "", *(nodes.list_item("", nodes.paragraph("", "", a)) for a in links)
    )
    block += nodes.paragraph("", WORDS["command"], nodes.literal("", COMMAND))
    return addnodes.only("", block, expr="html")


def _page(words, docname, source):
    return _link(words, "doc", f"/{docname}", source)


def _link(words, kind, target, source):
    options = {"refdomain": "std", "reftype": kind, "refexplicit": True, "refwarn": True}
    inline = nodes.inline("", WORDS[words], classes=["std", f"std-{kind}"])
    return addnodes.pending_xref("", inline, refdoc=source, reftarget=target, **options)


def _download(words, target):
    return addnodes.download_reference("", "", nodes.inline("", WORDS[words]), reftarget=target)
