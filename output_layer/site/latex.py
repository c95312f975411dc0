"""The LaTeX of each formula, for readers who copy one.

The page has MathML only. Its LaTeX is a script of its own, which ``later/latex.mjs`` asks for when
a reader is about to copy, so it costs nobody else a byte and works from disk.
"""

import json
from pathlib import Path

from docutils import nodes


def formulas(doctree):
    """Return the LaTeX of all formulas of a page, in the order in which the page shows them."""
    found = doctree.findall(lambda node: isinstance(node, nodes.math | nodes.math_block))
    return [node.astext().strip() for node in found]


def write(app, pagename, templatename, context, doctree):
    """Write the LaTeX of a page; `html-page-context` calls this for each page."""
    found = formulas(doctree) if doctree is not None else []
    if not found:
        return
    path = Path(app.outdir, "_latex", f"{pagename}.js")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"window.latexOfFormulas={text};\n", encoding="utf-8")
