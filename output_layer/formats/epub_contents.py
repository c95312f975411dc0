"""The contents of an EPUB: parts, chapters, their sections and labs, and the landmarks."""

from itertools import groupby
from xml.etree.ElementTree import SubElement

from output_layer.formats.pages import FIRST, words
from output_layer.formats.trees import made

# The words a reader sees; a translation replaces this table.
WORDS = {
    "contents": "Contents",
    "landmarks": "Landmarks",
    "cover": "Cover",
    "title page": "About this edition",
    "start": "Start of the book",
    "bibliography": "Bibliography",
}
NAME = "contents"
BIBLIOGRAPHY = "book/bibliography"


def contents(pages, chapters, language):
    """Return the content of the page of contents.

    ``pages`` are the pages of the site, ``chapters`` what became of them, in the same order;
    ``language`` is that of the book.
    """
    main = made("main")
    toc = SubElement(main, "nav", {"epub:type": "toc", "role": "doc-toc", "class": "nav"})
    toc.append(made("h1", WORDS["contents"], id="contents"))
    toc.set("aria-labelledby", "contents")
    top = SubElement(toc, "ol")
    top.append(_item(WORDS["title page"], "title.xhtml"))
    pairs = list(zip([page.place for page in pages], chapters, strict=True))
    for part, group in groupby(pairs, key=lambda pair: pair[0].part):
        _add_part(top, part, list(group), language)
    main.append(_landmarks({chapter.name for chapter in chapters}))
    return main


def _add_part(top, part, group, language):
    """Add the chapters of a part, each with its sections and the lab below it."""
    inside = top
    if part:
        item = SubElement(top, "li")
        item.append(made("span", part, lang=_language(group, language)))
        inside = SubElement(item, "ol")
    levels = [inside]
    for place, chapter in group:
        item = _item(chapter.title, f"{chapter.name}.xhtml")
        if chapter.language != language:
            item[0].set("lang", chapter.language)
        del levels[place.depth + 1 :]
        levels[-1].append(item)
        levels.append(_sections(item, chapter))


def _language(group, language):
    """Return the language of a part's name where all its pages share another than the book's."""
    languages = {chapter.language for _, chapter in group}
    return None if len(languages) > 1 or language in languages else languages.pop()


def _sections(item, chapter):
    """Add the sections of a page below its title, and return the list that they are in."""
    listed = SubElement(item, "ol")
    for section in chapter.main.iter("section"):
        title = section.find("h2")
        if title is not None and section.get("id"):
            listed.append(_item(words(title), f"{chapter.name}.xhtml#{section.get('id')}"))
    return listed


def _item(title, href):
    item = made("li")
    item.append(made("a", title, href=href))
    return item


def _landmarks(names):
    """Return the places that a reading system may lead to by a key; they are not shown."""
    marks = [
        ("cover", "cover", "cover.xhtml"),
        ("toc", "contents", f"{NAME}.xhtml"),
        ("bodymatter", "start", f"{FIRST}.xhtml"),
    ]
    if BIBLIOGRAPHY in names:
        marks.append(("bibliography", "bibliography", f"{BIBLIOGRAPHY}.xhtml"))
    nav = made("nav", hidden="hidden")
    nav.set("epub:type", "landmarks")
    nav.append(made("h2", WORDS["landmarks"]))
    listed = SubElement(nav, "ol")
    for kind, word, href in marks:
        item = _item(WORDS[word], href)
        item[0].set("epub:type", kind)
        listed.append(item)
    return nav
