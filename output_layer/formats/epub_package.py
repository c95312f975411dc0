"""The package of an EPUB: what it is, who made it, what it has for whom, and its files."""

import mimetypes
import os
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from output_layer.formats import about

# The words a reader sees; a translation replaces this table.
WORDS = {
    "summary": "All text can be read aloud, enlarged and set in other colours. Every formula is "
    "MathML{described}, every figure has an alternative text that says what it shows, tables have "
    "headers, and the contents lead to every section. Answers stand at the end of each page, "
    "linked with their questions in both directions. Nothing moves, flashes or makes a sound. "
    "No person has evaluated this edition against a standard yet.",
    "described": " with its words beside it",
}
_CITATION = Path(__file__).parents[2] / "CITATION.cff"
_OPF, _DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
_FEATURES = (
    *("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText"),
    *("MathML", "displayTransformability", "unlocked"),
)
_TYPES = {".xhtml": "application/xhtml+xml", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


class Release(NamedTuple):
    """What is published: its version, and when it came to be, as EPUB writes it."""

    version: str
    modified: str


def release():
    """Return the release that CITATION.cff names; SOURCE_DATE_EPOCH sets another time."""
    text = _CITATION.read_text(encoding="utf-8")
    version = re.search(r"^version: (\S+)", text, re.MULTILINE)[1]
    date = re.search(r'^date-released: "(.+)"', text, re.MULTILINE)[1]
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return Release(version, f"{date}T00:00:00Z")
    return Release(version, datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def identifier(book, version):
    """Return a name of the book that is the same whenever it is made: of its address, if any."""
    return uuid.uuid5(uuid.NAMESPACE_URL, book.address or f"{book.title} {version}").urn


def package(book, files, spine, languages, described):
    """Return the package document.

    ``files`` maps each name to bytes, ``spine`` lists the pages in their order, ``languages`` are
    those of whole pages, ``described`` tells whether each formula has its words.
    """
    root = Element("package", {"xmlns": _OPF, "version": "3.0", "unique-identifier": "id"})
    root.set("xml:lang", book.language)
    metadata = SubElement(root, "metadata", {"xmlns:dc": _DC})
    for name, text, given in [*_told(book, languages), *_access(described)]:
        SubElement(metadata, name, given).text = text
    names = [name for name in files if name != "package.opf"]
    manifest = SubElement(root, "manifest")
    for name in names:
        SubElement(manifest, "item", _item(name, files[name]))
    listed = SubElement(root, "spine")
    for name in spine:
        SubElement(listed, "itemref", {"idref": _id(name)})
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'.encode()


def _told(book, languages):
    """Yield the elements that say what the book is."""
    version, modified = release()
    yield "dc:identifier", identifier(book, version), {"id": "id"}
    yield "dc:title", book.title, {"id": "title"}
    yield "meta", "main", {"refines": "#title", "property": "title-type"}
    yield "dc:title", book.line, {"id": "subtitle"}
    yield "meta", "subtitle", {"refines": "#subtitle", "property": "title-type"}
    yield "dc:creator", book.authors, {}
    for language in languages:
        yield "dc:language", language, {}
    yield "dc:rights", about.WORDS["licence"], {}
    if book.address:
        yield "dc:source", book.address, {}
    yield "meta", modified, {"property": "dcterms:modified"}


def _access(described):
    """Yield the elements that say who can read it, and how: only what is true.

    That it conforms to a standard is not said: a person would have to evaluate that.
    """
    features = (*_FEATURES, "describedMath") if described else _FEATURES
    summary = WORDS["summary"].format(described=WORDS["described"] if described else "")
    for name, values in {
        "accessMode": ("textual", "visual"),
        "accessModeSufficient": ("textual", "textual,visual"),
        "accessibilityFeature": features,
        "accessibilityHazard": ("none",),
        "accessibilitySummary": (summary,),
    }.items():
        for value in values:
            yield "meta", value, {"property": f"schema:{name}"}


def _item(name, content):
    """Return the entry of a file; its properties are those that it needs, and no others."""
    ending = Path(name).suffix
    item = {"id": _id(name), "href": name, "media-type": _TYPES.get(ending) or _guessed(name)}
    properties = [each for each, told in _PROPERTIES.items() if told(name, content)]
    return item | ({"properties": " ".join(properties)} if properties else {})


def _guessed(name):
    return mimetypes.guess_type(name)[0]


_PROPERTIES = {
    "nav": lambda name, content: name == "contents.xhtml",
    "cover-image": lambda name, content: name == "images/cover.png",
    "mathml": lambda name, content: name.endswith(".xhtml") and b"<math" in content,
    "svg": lambda name, content: name.endswith(".xhtml") and b"<svg" in content,
}


def _id(name):
    return "f-" + re.sub(r"[^\w.-]", "-", name)
