"""The list of all equations of the book: the directive ``{ledger}`` puts it into a page.

It follows the ledger by itself: a section for each chapter that has equations, in the order
of the book, with every equation, its origin and its checks.
"""

import gc
import re
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from joblib import cpu_count
from sphinx.util.docutils import SphinxDirective

from output_layer import derivations
from output_layer.algebra import kept
from output_layer.site import aloud
from output_layer.site.blocks import CHAPTERS
from output_layer.site.cores import processes

# The words a reader sees; a translation replaces this table.
WORDS = {"belong": "These equations belong to the chapter [](/{page}.md)."}
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_USE = re.compile(r"^`{3,}\{ledger\}", re.MULTILINE)


class Ledger(SphinxDirective):
    """Lists the equations of the ledger, chapter by chapter."""

    def run(self):
        """Return the sections."""
        sections = [self._section(page) for page in pages(self.config.external_site_map)]
        aloud.add(sections)
        return sections

    def _section(self, page):
        path = Path(self.env.doc2path(page))
        self.env.note_dependency(str(path))
        text = path.read_text(encoding="utf-8")
        title = _TITLE.search(text)[1]
        section = nodes.section(
            ids=[nodes.make_id(title)], names=[nodes.fully_normalize_name(title)]
        )
        section += nodes.title(title, title)
        self.state.document.note_implicit_target(section, section)
        body = (
            f"{WORDS['belong'].format(page=page)}\n\n{derivations.listing(Path(page).name, text)}"
        )
        self.state.nested_parse(StringList(body.splitlines(), self.env.docname), 0, section)
        return section


def pages(site_map):
    """Return the pages of the chapters that have equations, in the order of the book."""
    chapters = {f"{CHAPTERS}/{entry['chapter']}" for entry in kept.entries().values()}
    missing = chapters - set(site_map)
    if missing:
        raise ValueError(f"the ledger has chapters that are no pages: {', '.join(sorted(missing))}")
    return [page for page in site_map if page in chapters]


def try_all(app, env, docnames):
    """Derive and try every equation on all cores, if a page lists them; `env-before-read-docs`."""
    texts = (Path(env.doc2path(name)).read_text(encoding="utf-8") for name in docnames)
    if any(map(_USE.search, texts)):
        workers = min(cpu_count(), processes())  # they never wait, and need memory too
        with ProcessPoolExecutor(workers, get_context("spawn"), _begin) as pool:
            list(pool.map(kept.prepare, kept.entries()))


def _begin():
    """Make a process ready to derive: it has all modules, and leaves what becomes garbage."""
    import_module(derivations.__name__)
    gc.disable()


def register(app):
    """Tell Sphinx."""
    app.add_directive("ledger", Ledger)
    app.connect("env-before-read-docs", try_all)
