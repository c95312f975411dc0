"""The built pages, read back in the order of the book, with the LaTeX of each formula.

Everything that other forms of the book show comes from here, so nothing is written twice.
"""

import json
import posixpath
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit
from xml.etree import ElementTree

import html5lib

from output_layer.site.cores import processes

FIRST = "book/intro"
# What a page of the site does and paper does not: it lists the reader's own answers.
LEFT_OUT = ("book/progress",)
MATHML = "{http://www.w3.org/1998/Math/MathML}"
SVG = "{http://www.w3.org/2000/svg}"
_SPACES = re.compile(r"\s+")


class Place(NamedTuple):
    """Where a page stands: its name, the part that it is in ("" for none), its depth in it."""

    name: str
    part: str
    depth: int


class Page(NamedTuple):
    """A page: its place, its title, and its content as a tree.

    Each formula of the tree has its LaTeX in the attribute ``data-tex``.
    """

    place: Place
    title: str
    article: ElementTree.Element

    @property
    def name(self):
        """The name of the page, like ``book/softmax``."""
        return self.place.name


def read(site):
    """Return all pages of a built site, in the order of its contents.

    Raises
    ------
    FileNotFoundError
        If there is no built site.
    """
    first = Path(site, f"{FIRST}.html")
    if not first.exists():
        raise FileNotFoundError(f"{first} is not there: build the site first, with `make book`")
    found = [place for place in places(parsed(first)) if place.name not in LEFT_OUT]
    with ProcessPoolExecutor(processes()) as pool:
        return list(pool.map(_page, [site] * len(found), found))


def parsed(path):
    """Return the tree of a page; elements of HTML have no namespace in it."""
    text = Path(path).read_text(encoding="utf-8")
    return html5lib.parse(text, namespaceHTMLElements=False)


def places(tree):
    """Return the places of all pages, as the contents beside the first page list them."""
    contents = next(nav for nav in tree.iter("nav") if has_class(nav, "bd-links"))
    return list(_places(contents, "", 0))


def _places(parent, part, depth):
    for element in parent:
        if element.tag == "p" and has_class(element, "caption"):
            part = words(element)
        elif element.tag == "a":
            yield Place(target(element.get("href"), FIRST)[0], part, depth)
        else:
            deeper = depth + (element.tag == "details")
            yield from _places(element, part, deeper)


def target(href, page):
    """Return the page and the label that a link on a page leads to; None for other links."""
    if urlsplit(href).scheme:
        return None
    path, label = urldefrag(href)
    if not path:
        return page, label
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    name, ending = posixpath.splitext(path)
    return (name, label) if ending == ".html" else None


def _page(site, place):
    """Return one page."""
    article = next(parsed(Path(site, f"{place.name}.html")).iter("article"))
    _with_latex(article, _latex(site, place.name), place.name)
    return Page(place, words(next(article.iter("h1"))).removesuffix("#"), article)


def _latex(site, name):
    """Return the LaTeX of the formulas of a page, in their order."""
    path = Path(site, "_latex", f"{name}.js")
    if not path.exists():
        return []
    return json.loads(path.read_text(encoding="utf-8").partition("=")[2].strip().rstrip(";"))


def _with_latex(article, latex, name):
    formulas = [element for element in article.iter() if is_formula(element)]
    if len(formulas) != len(latex):
        raise ValueError(f"{name} shows {len(formulas)} formulas, and {len(latex)} have a LaTeX")
    for element, text in zip(formulas, latex, strict=True):
        element.set("data-tex", text)


def is_formula(element):
    """Tell whether an element is the frame of a formula."""
    return element.tag in ("span", "div") and has_class(element, "math")


def shown(trees):
    """Return the LaTeX of all formulas of some trees, each with whether it is displayed."""
    found = (element for tree in trees for element in tree.iter() if is_formula(element))
    return [(element.get("data-tex"), element.tag == "div") for element in found]


def has_class(element, name):
    """Tell whether an element has a class."""
    return name in element.get("class", "").split()


def words(element):
    """Return the text of an element, its white space made single spaces."""
    return _SPACES.sub(" ", "".join(element.itertext())).strip()
