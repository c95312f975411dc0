"""Pages of an EPUB: each one file of XHTML, its answers at its end."""

from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from output_layer.formats import epub_maths, plain
from output_layer.formats.epub_links import relative
from output_layer.formats.pages import MATHML, SVG, has_class
from output_layer.formats.trees import made

# The words a reader sees; a translation replaces this table.
WORDS = {"back": "Back to “{}”"}
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
# What a page is, in the words of EPUB and of ARIA.
_CHAPTER = ("chapter", "doc-chapter")
_KINDS = {
    "book/intro": ("introduction", "doc-introduction"),
    "book/bibliography": ("bibliography", "doc-bibliography"),
}
_DRAWN = ("fill", "stroke")


class Chapter(NamedTuple):
    """A page on its way into an EPUB: its name, its title, its language, its content."""

    name: str
    title: str
    language: str
    main: Element


def chapter(page, said, language):
    """Return a page, as `pages.read` gives it, as a chapter; its links are those of the site."""
    content, answers = plain.plain(page)
    section = content.find("section")
    own = section.get("lang") or language
    main = made("main")
    main.append(section)
    section.tail = None
    kind, role = _KINDS.get(page.name, _CHAPTER)
    section.attrib |= {"epub:type": kind, "role": role}
    if answers:
        section.append(_answers(answers))
    epub_maths.mend(main, said)
    _mend_tables(main)
    _mend_drawings(main)
    _mend_languages(main, own, language)
    return Chapter(page.name, page.title, own, main)


def _answers(answers):
    """Return the section of the answers; each leads back to where it was asked for."""
    section = made("section", CLASS="answers", id="answers")
    section.append(made("h2", plain.WORDS["answers"]))
    for answer in answers:
        one = SubElement(section, "section", {"class": "answer", "id": answer.id})
        one.append(made("h3", answer.title))
        one.append(answer.content)
        back = SubElement(one, "p", {"class": "back"})
        asked = answer.title.rpartition(":")[0] or answer.title
        link = made("a", WORDS["back"].format(asked), href=f"#{answer.question}")
        link.set("role", "doc-backlink")
        back.append(link)
    return section


def _mend_tables(root):
    """Say of every header of a table what it heads."""
    for table in root.iter("table"):
        for part in table:
            for header in part.iter("th"):
                header.set("scope", "col" if part.tag == "thead" else "row")


def _mend_drawings(root):
    """Let drawings take the colour of the text: a reader chooses the ground."""
    for drawing in root.iter(f"{SVG}svg"):
        for part in drawing.iter():
            for name in _DRAWN:
                if part.get(name, "").startswith("#"):
                    part.set(name, "currentColor")


def _mend_languages(root, own, language):
    """Say that the words which this edition adds are in its own language, not in the page's."""
    for element in root.iter():
        if own != language and has_class(element, "moves"):
            element.set("lang", language)


def document(name, title, language, main):
    """Return the file of a page, given its content, as bytes."""
    given = {"xmlns": XHTML, "xmlns:epub": OPS, "lang": language}
    page = Element("html", given)
    head = SubElement(page, "head")
    head.append(made("title", title))
    head.append(made("link", rel="stylesheet", href=relative("style.css", name)))
    SubElement(page, "body").append(main)
    for element in page.iter():
        _localise(element)
        if "lang" in element.attrib:
            element.set("xml:lang", element.get("lang"))
    return f"{_HEAD}{tostring(page, 'unicode')}\n".encode()


def _localise(element):
    """Write a namespace where it begins, not before every name: old readers know no other way."""
    space, _, local = element.tag.rpartition("}")
    if local in ("math", "svg") and space:
        element.set("xmlns", space.removeprefix("{"))
    if f"{space}}}" in (MATHML, SVG):
        element.tag = local
