"""A page as paper and e-readers can show it: nothing to press, nothing folded, answers apart.

Figures become their pictures with the sentence that speaks them, questions become lists of
choices, and what hides an answer moves to the end, linked both ways.
"""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from output_layer.formats.drawings import draw
from output_layer.formats.mathml import join, show_formula
from output_layer.formats.pages import SVG, has_class, is_formula, words
from output_layer.formats.trees import add_text, is_empty, made, move, taken_out

# The words a reader sees; a translation replaces this table.
WORDS = {
    "question": "Question {}",
    "plain question": "Question.",
    "back": "Back",
    "alone": "This control needs Python: it moves in the notebook of the lab.",
    "moves": "This figure moves on the page “{page}” of the site.",
    "answers": "Answers",
    "page": "p.",
    "code": "The code",
}
# What the site's stylesheet shows before a verdict in a table; its word stands there, hidden.
SIGNS = {"m-right": "✓", "m-some": "≈", "m-wrong": "✗", "m-undefined": "∅", "m-refused": "!"}
# What only a browser with scripts does, or what leads to files that are not carried along.
_DROPPED = {"script", "noscript", "button", "link", "input", "wbr", "style"}
_DROPPED_CLASSES = {
    *("headerlink", "viewcode-link", "run-block", "self-test-check", "progress-note"),
    *("aloud", "aloud-switch", "run-code", "toctree-wrapper"),
}
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHOW = re.compile(r"^Show (.)")
_TASK = re.compile(r"^(Task \d+|Predict|Run|Explain)\.$")  # what a lab asks for
_CODE = "Code cell"  # what MyST-NB calls it


class Answer(NamedTuple):
    """An answer that a page hides: its id, the id of its question, its title, its content."""

    id: str
    question: str
    title: str
    content: Element


class Plain(NamedTuple):
    """A page made plain: its content, and its answers in their order."""

    content: Element
    answers: list


def plain(page):
    """Return a page, as `pages.read` gives it, made plain; the page itself is changed."""
    work = _Work(page.title)
    work.clean(page.article)
    return Plain(page.article, work.answers)


class _Work:
    """Cleans one page, and collects its answers on the way."""

    def __init__(self, title):
        self.title = title
        self.answers = []
        self.questions = 0
        self.heading = title  # the last one passed, and the last exercise or question
        self.asked = None

    def clean(self, parent):
        """Clean the children of an element."""
        old = list(parent)
        for child in old:
            parent.remove(child)
        for child in old:
            tail, child.tail = child.tail or "", None
            for new in self._cleaned(child):
                parent.append(new)
            add_text(parent, tail)

    def _cleaned(self, element):
        """Return what stands in the place of an element: nothing, itself, or something else."""
        if not isinstance(element.tag, str) or self._is_dropped(element):
            return []
        if is_formula(element):
            join(element)
        elif element.tag == "widget-view":
            return [self._still(element)]
        elif element.tag == "form":
            return [self._question(element)] if has_class(element, "self-test") else []
        elif element.tag == f"{SVG}svg":
            draw(element)
        elif element.tag == "details":
            return [self._folded(element)]
        else:
            self._note(element)
            self.clean(element)
            if element.tag == "th":
                show_formula(element)
            elif element.tag == "td":
                _show_sign(element)
            elif element.tag == "a" and is_empty(element):
                return []  # it held what leads to a page of source code
        return [element]

    def _is_dropped(self, element):
        local = element.tag.rpartition("}")[2]
        classes = element.get("class", "").split()
        lists_forms = element.find("li[@data-form]") is not None  # as they stood on that day
        return local in _DROPPED or not _DROPPED_CLASSES.isdisjoint(classes) or lists_forms

    def _note(self, element):
        """Remember what the next answer belongs to."""
        if element.tag in _TITLES:
            self.heading, self.asked = words(element).removesuffix("#"), None
        elif has_class(element, "exercise"):
            self.asked = words(element.find(".//span[@class='caption-number']"))
        elif element.tag == "strong" and (task := _TASK.match(words(element))):
            here = f"{self.heading}, {task[1].lower()}"
            self.asked = task[1] if task[1][-1].isdigit() else here

    def _still(self, mount):
        """Return the picture of a figure, with a line that says where it moves."""
        picture = mount.find("img")
        if picture is None:
            return made("p", WORDS["alone"], CLASS="aside")
        frame = made("div", CLASS="still")
        picture.tail = None
        frame.append(picture)
        frame.append(made("p", WORDS["moves"].format(page=self.title), CLASS="moves"))
        return frame

    def _question(self, form):
        """Return a question with its choices as a list."""
        self.questions += 1
        name = WORDS["question"].format(self.questions)
        self.asked = name
        legend = form.find(".//legend")
        ask = made("p", CLASS="asked")
        ask.append(made("strong", f"{name}. "))
        if words(legend).startswith(WORDS["plain question"]):
            taken_out(legend, legend[0])  # its number says the same
        move(legend, ask)
        block = made("div", CLASS="question", id=form.get("id"))
        block.append(ask)
        choices = [label for label in form.iter("label") if has_class(label, "self-test-choice")]
        if choices:
            listed = SubElement(block, "ol", {"class": "choices"})
            for choice in choices:
                move(choice, SubElement(listed, "li"))
        for folded in form.iter("details"):
            block.append(folded)
        self.clean(block)
        return block

    def _folded(self, details):
        """Return what is folded, opened; or a link to it, where it is an answer."""
        summary = details.find("summary")
        shown = next((s for s in summary.iter("span") if has_class(s, "fold-show")), summary)
        title = _SHOW.sub(lambda match: match[1].upper(), words(shown))
        details.remove(summary)
        title = WORDS["code"] if title.startswith(_CODE) else title
        asked = self.asked
        self.clean(details)
        details.tag = "div"
        if not _is_answer(details, title):
            details.set("class", "opened")
            details.insert(0, made("p", title, CLASS="opened-title"))
            return details
        return self._apart(details, asked, title)

    def _apart(self, content, asked, title):
        """Move an answer to the end, and return the link that leads there."""
        id_ = f"answer-{len(self.answers) + 1}"
        link = made("p", CLASS="to-answer", id=f"to-{id_}")
        link.append(made("a", title, href=f"#{id_}", CLASS="answered"))
        content.attrib.clear()
        content.tail = None
        self.answers.append(
            Answer(id_, f"to-{id_}", f"{asked or self.heading}: {title.lower()}", content)
        )
        return link


def _show_sign(cell):
    """Write the sign of a verdict into its cell; who listens has the word for it."""
    sign = next((sign for kind, sign in SIGNS.items() if has_class(cell, kind)), None)
    line = cell.find("p")
    if sign and line is not None:
        shown = made("span", sign, **{"aria-hidden": "true"})
        shown.tail, line.text = f"\N{NO-BREAK SPACE}{line.text or ''}", None
        line.insert(0, shown)


def _is_answer(details, title):
    """Tell whether a fold hides an answer: that of an exercise, a question or a task of a lab."""
    return has_class(details, "solution") or title in ("Answer", "Solution", "All answers, and why")
