"""What the site says of the book itself: title, authors, language, address."""

from typing import NamedTuple

from output_layer.formats.pages import FIRST, has_class, words

# The words a reader sees; a translation replaces this table.
WORDS = {
    "by": "By ",
    "licence": "Text and figures: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. "
    "Code: BSD-3-Clause.",
    "made": "Made from the pages of the site, where the figures move and the code runs.",
}


class Book(NamedTuple):
    """The book: ``line`` is its subtitle; the address is "" where no site is known."""

    title: str
    line: str
    authors: str
    language: str
    address: str


def book(tree):
    """Return what the first page of the site, a tree, says of the book."""
    article = next(tree.iter("article"))
    authors = next(p for p in tree.iter("p") if has_class(p, "component-author"))
    links = {link.get("rel"): link.get("href") for link in tree.iter("link")}
    return Book(
        title=words(article.find(".//h1")).removesuffix("#"),
        line=words(article.find(".//em")).rstrip("."),
        authors=words(authors).removeprefix(WORDS["by"]),
        language=tree.get("lang"),
        address=links.get("canonical", "").removesuffix(f"/{FIRST}.html"),
    )


def imprint(book):
    """Return the lines of the imprint."""
    return [line for line in (WORDS["licence"], WORDS["made"], book.address) if line]
