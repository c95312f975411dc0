"""The book as a document for Typst, which sets it as a tagged PDF.

Each element of a plain page becomes a call of Typst; what a call looks like on paper stands in
`book.typ`. Text is handed over in quotes, so no character of it means anything to Typst.
"""

import json
import posixpath
import re
from typing import NamedTuple
from xml.etree import ElementTree

from output_layer.formats.pages import SVG, has_class, is_formula, target, words

FONT = "DejaVu Sans"  # of the letters in pictures
_INLINE = {"strong": "strong", "em": "emph", "sub": "sub", "sup": "super", "b": "strong"}
_INLINE |= {"i": "emph", "cite": "emph", "u": "underline"}
# Classes that `book.typ` has functions of the same name for.
_PARAGRAPHS = ("admonition-title", "moves", "opened-title", "to-answer", "aside", "asked")
_BLOCKS = ("exercise", "question", "opened", "still", "citation", "admonition")
_HEADING = re.compile(r"h([1-6])$")
_SPACES = re.compile(r"[ \t\r\n]+")
_PIXELS = re.compile(r"width:\s*([\d.]+)px")
_POINTS = 0.75  # a CSS pixel in points


class Links(NamedTuple):
    """What the links of a page need: its name, the labels that there are, the site's address."""

    page: str
    labels: set
    address: str


def quoted(text):
    """Return a text as a string of Typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "") + '"'


def array(items):
    """Return texts of Typst as an array of it."""
    return f"({''.join(f'{item}, ' for item in items)})"


def label(page, id_=""):
    """Return the label of a place: of a page, or of an id in it."""
    return f"{page}#{id_}" if id_ else page


class Writer:
    """Writes one page; ``level`` is that of its title, from 1."""

    def __init__(self, links, formulas, level):
        self.links = links
        self.formulas = formulas
        self.level = level

    def block(self, element):
        """Return what an element holds, text and children."""
        parts = [self._text(element.text)]
        for child in element:
            parts += [self.one(child), self._text(child.tail)]
        return "".join(parts)

    def one(self, element):
        """Return one element, with an anchor where links may lead to it."""
        text = self._one(element)
        if language := element.get("lang"):
            text = f"#text(lang: {quoted(language.partition('-')[0])})[{text}];"
        if element.get("id"):
            text = f"#anchor({quoted(label(self.links.page, element.get('id')))});{text}"
        return text

    def _one(self, element):
        tag = element.tag.removeprefix(SVG)
        if is_formula(element):
            return self._formula(element)
        if heading := _HEADING.match(tag):
            return self._heading(element, int(heading[1]))
        if tag in _INLINE:
            return f"#{_INLINE[tag]}[{self.block(element)}];"
        named = getattr(self, f"_{tag}", None)
        if named:
            return named(element)
        return self._div(element)

    def _text(self, text):
        if not text:
            return ""
        text = _SPACES.sub(" ", text)
        return " " if text == " " else f"#{quoted(text)};"

    def _formula(self, element):
        displayed = element.tag == "div"
        formula = self.formulas[element.get("data-tex"), displayed]
        said = quoted(formula.words)
        if not displayed:
            return f"#inline-formula({said}, ${formula.typst}$);"
        number = next((words(s) for s in element.iter("span") if has_class(s, "eqno")), "")
        return f"\n#displayed-formula({said}, {quoted(number)}, $ {formula.typst} $);\n"

    def _heading(self, element, own):
        look = "chapter" if own == 1 else f"section-{own}"
        return f"\n#headed({self.level + own - 1}, {quoted(look)})[{self.block(element)}];\n"

    def _p(self, element):
        inner = self.block(element)
        if has_class(element, "moves") and self.links.address:
            inner = f"#outside({quoted(f'{self.links.address}/{self.links.page}.html')})[{inner}];"
        for name in _PARAGRAPHS:
            if has_class(element, name):
                return f"\n\n#{name}[{inner}];\n\n"
        return f"\n\n{inner}\n\n"

    def _div(self, element):
        inner = self.block(element)
        for name in _BLOCKS:
            if has_class(element, name):
                return f"\n#{name}[{inner}];\n"
        return inner

    def _span(self, element):
        return "" if has_class(element, "visually-hidden") else self.block(element)

    def _br(self, element):
        return "#linebreak();"

    def _hr(self, element):
        return "\n\n#line(length: 100%);\n\n"

    def _blockquote(self, element):
        return f"\n#quote(block: true)[{self.block(element)}];\n"

    def _code(self, element):
        return f"#raw({quoted(''.join(element.itertext()))});"

    def _pre(self, element):
        # A picture or a formula never stands in code, so its text is all.
        return f"\n#code({quoted(''.join(element.itertext()).rstrip())});\n"

    def _ul(self, element):
        return self._list("list", element)

    def _ol(self, element):
        kind = "choices" if has_class(element, "choices") else "enum"
        return self._list(kind, element)

    def _list(self, kind, element):
        items = [f"[{self.block(item)}]" for item in element if item.tag == "li"]
        return f"\n#{kind}({', '.join(items)});\n"

    def _dl(self, element):
        return f"\n{self.block(element)}\n"

    def _dt(self, element):
        return f"\n#term[{self.block(element)}];\n"

    def _dd(self, element):
        return f"\n#description[{self.block(element)}];\n"

    def _figure(self, element):
        caption = element.find("figcaption")
        rest = [child for child in element if child is not caption]
        inner = "".join(self.one(child) for child in rest)
        said = "none" if caption is None else f"[{self.block(caption)}]"
        return f"\n#drawing({said})[{inner}];\n"

    def _img(self, element):
        width = _PIXELS.search(element.get("style", ""))
        size = f"{float(width[1]) * _POINTS}pt" if width else "none"
        file = posixpath.join("/", posixpath.dirname(self.links.page), element.get("src"))
        said = quoted(element.get("alt"))
        return f"#picture({quoted(posixpath.normpath(file))}, {said}, {size});"

    def _svg(self, element):
        text = ElementTree.tostring(element, "unicode").replace("system-ui, sans-serif", FONT)
        said = quoted(element.get("aria-label"))
        return f"#picture(bytes({quoted(text)}), {said}, none);"

    def _a(self, element):
        inner, href = self.block(element), element.get("href", "")
        goal = target(href, self.links.page)
        if goal is None:
            return f"#outside({quoted(href)})[{inner}];" if "://" in href else inner
        name = label(*goal)
        if name in self.links.labels:
            far = goal[0] != self.links.page or has_class(element, "answered")
            return f"#inside({quoted(name)}, {json.dumps(far)})[{inner}];"
        if self.links.address:
            end = f"#{goal[1]}" if goal[1] else ""
            return f"#outside({quoted(f'{self.links.address}/{goal[0]}.html{end}')})[{inner}];"
        return inner

    def _table(self, element):
        rows = list(element.iter("tr"))
        head = [row for row in rows if row[0].tag == "th" and all(c.tag == "th" for c in row)]
        columns = max(sum(int(cell.get("colspan", 1)) for cell in row) for row in rows)
        aligned = array(self._aligned(cell) for cell in rows[-1])
        cells = array(self._cell(cell) for row in rows if row not in head for cell in row)
        top = array(self._cell(cell) for row in head for cell in row)
        caption = element.find("caption")
        said = "none" if caption is None else f"[{self.block(caption)}]"
        return f"\n#grid-of({columns}, {aligned}, {said}, {top}, {cells});\n"

    def _aligned(self, cell):
        return "right" if has_class(cell, "text-right") else "left"

    def _cell(self, cell):
        span = f"colspan: {cell.get('colspan')}, " if cell.get("colspan") else ""
        return f"table.cell({span})[{self.block(cell).strip()}]"
