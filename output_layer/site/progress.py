"""The page of progress: the directive ``{progress}`` lists all questions, chapter by chapter.

``later/progress.mjs`` writes beside each what the reader's browser has kept of it. Without
JavaScript the list is still an index of what the book asks.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from output_layer import selftests
from output_layer.selftests.asking import questions
from output_layer.selftests.confusions import CONFUSIONS
from output_layer.site.blocks import CHAPTERS

# The words a reader sees; a translation replaces this table.
WORDS = {
    "count": "{} questions",
    "forget": "Forget all answers",
    "no_script": "Without JavaScript nothing is kept, and this is a list of all questions.",
}
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


class progress_controls(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of a note, and the button that forgets."""


class Progress(SphinxDirective):
    """Lists the questions of all chapters that have a self-test."""

    def run(self):
        """Return the list."""
        chapters = with_questions(self.config.external_site_map)
        items = [nodes.list_item("", *self._chapter(page)) for page in chapters]
        whole = nodes.bullet_list("", *items, classes=["all-questions"])
        return [addnodes.only("", progress_controls(), expr="html"), whole]

    def _chapter(self, page):
        path = Path(self.env.doc2path(page))
        self.env.note_dependency(str(path))
        chapter, title = path.stem, _TITLE.search(path.read_text(encoding="utf-8"))[1]
        asked = questions(chapter)
        count = nodes.inline("", WORDS["count"].format(len(asked)), ids=[f"progress-{chapter}"])
        link = self._link("doc", f"/{page}", nodes.strong("", title))
        yield nodes.paragraph("", "", link, nodes.Text(": "), count)
        yield nodes.bullet_list("", *(self._question(chapter, each) for each in asked))

    def _question(self, chapter, question):
        name = f"{chapter}-{question.name}"
        words = nodes.inline("", CONFUSIONS[question.confusion])
        link = self._link("ref", f"question-{name}", words)
        state = nodes.inline("", "", ids=[f"progress-{name}"])
        return nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(" "), state))

    def _link(self, kind, target, words):
        options = {"refdomain": "std", "reftype": kind, "refexplicit": True, "refwarn": True}
        return addnodes.pending_xref(
            "", words, refdoc=self.env.docname, reftarget=target, **options
        )


def with_questions(site_map):
    """Return the pages of the chapters that have a self-test, in the order of the book."""
    stems = {path.stem for path in Path(selftests.__file__).parent.glob("*.py")}
    return [page for page in site_map if page in {f"{CHAPTERS}/{stem}" for stem in stems}]


def visit_controls(translator, node):
    """Write what the script fills."""
    translator.body.append(
        f"<noscript><p>{WORDS['no_script']}</p></noscript>"
        '<p class="progress-note" role="status"></p>'
        f'<p><button type="button" class="progress-forget pst-js-only" disabled>{WORDS["forget"]}'
        "</button></p>\n"
    )
    raise nodes.SkipNode


def register(app):
    """Tell Sphinx."""
    app.add_directive("progress", Progress)
    app.add_node(progress_controls, html=(visit_controls, None))
