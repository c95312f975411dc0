"""The first pages of an EPUB: the cover, and what this edition is."""

from output_layer.formats import about
from output_layer.formats.epub_cover import NAME
from output_layer.formats.epub_package import release
from output_layer.formats.trees import made

# The words a reader sees; a translation replaces this table.
WORDS = {
    "cover": "Cover of the book “{}”: of two curves that start at the same height, the solid one "
    "falls at once, the dashed one stays up for long.",
    "edition": "About this edition",
    "version": "Version {}.",
    "still": "This edition can be read everywhere, also without a network. Figures stand still "
    "in it; a line below each says on which page of the site it moves.",
    "answers": "The answers to questions, exercises and tasks stand at the end of each page. A "
    "link leads to each, and another one leads back.",
    "site": "The site of the book",
}


def cover_page(book):
    """Return the content of the page that shows the cover."""
    main = made("main")
    section = made("section", CLASS="cover")
    section.set("epub:type", "cover")
    section.append(made("h1", book.title, CLASS="visually-hidden"))
    section.append(made("img", src=NAME, alt=WORDS["cover"].format(book.title)))
    main.append(section)
    return main


def title_page(book):
    """Return the content of the page that says what the book is, and what this edition is."""
    main = made("main")
    main.append(made("h1", book.title))
    main.append(made("p", book.line, role="doc-subtitle"))
    main.append(made("p", book.authors))
    main.append(made("h2", WORDS["edition"]))
    for line in (WORDS["version"].format(release().version), WORDS["still"], WORDS["answers"]):
        main.append(made("p", line))
    if book.address:
        line = made("p")
        line.append(made("a", WORDS["site"], href=book.address))
        main.append(line)
    main.append(made("p", about.WORDS["licence"]))
    return main
