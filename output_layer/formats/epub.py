"""The book as an EPUB: everything but what moves, for e-readers and for those who listen."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from output_layer.formats import about, epub_contents, epub_cover, epub_front, epub_look
from output_layer.formats.epub_links import Links
from output_layer.formats.epub_package import CONTAINER, package
from output_layer.formats.epub_pages import chapter, document
from output_layer.formats.epub_pictures import Pictures
from output_layer.formats.forms import keep
from output_layer.formats.pages import FIRST, MATHML, parsed, read, shown
from output_layer.site import spoken

_TYPE = b"application/epub+zip"


def make(site):
    """Write the EPUB of a built site into it, with words for every formula; return its path."""
    pages, book = read(site), about.book(parsed(site / f"{FIRST}.html"))
    told = spoken.said(shown(page.article for page in pages)).items()
    file = BytesIO()
    packed(file, contained(site, pages, book, {pair: each.clearspeak for pair, each in told}))
    return [keep(site, "epub", file.getvalue())]


def packed(goal, files):
    """Write the files of an EPUB; its type comes first, and can be read from the bytes."""
    with ZipFile(goal, "w") as archive:
        _add(archive, "mimetype", _TYPE, ZIP_STORED)
        _add(archive, "META-INF/container.xml", CONTAINER)
        for name, content in files.items():
            _add(archive, f"EPUB/{name}", content)


def contained(site, pages, book, said):
    """Return what an EPUB contains, below one folder: name → bytes.

    ``book`` is an `about.Book`. ``said`` maps pairs, the LaTeX of a formula and whether it is
    displayed, to the words for it.
    """
    chapters = [chapter(page, said, book.language) for page in pages]
    pictures, links = Pictures(site), Links(_labels(chapters), book.address)
    for name, _, _, main in chapters:
        links.mend(main, name)
        links.lead_to_figures(main, name)
        pictures.take(main, name)
    texts = _front(book) | _contents(book, pages, chapters)
    texts |= {f"{c.name}.xhtml": document(*c) for c in chapters}
    cover = {epub_cover.NAME: epub_cover.drawn(book)}
    files = texts | cover | pictures.files | epub_look.look(site)
    languages = dict.fromkeys([book.language, *(each.language for each in chapters)])
    described = _all_described(chapters)
    return {"package.opf": package(book, files, list(texts), languages, described)} | files


def _labels(chapters):
    """Return page → the labels on it."""
    return {
        each.name: {element.get("id") for element in each.main.iter()} - {None} for each in chapters
    }


def _front(book):
    """Return the pages before the contents."""
    title, language = book.title, book.language
    return {
        "cover.xhtml": document("cover", title, language, epub_front.cover_page(book)),
        "title.xhtml": document("title", title, language, epub_front.title_page(book)),
    }


def _contents(book, pages, chapters):
    main = epub_contents.contents(pages, chapters, book.language)
    title = epub_contents.WORDS["contents"]
    return {f"{epub_contents.NAME}.xhtml": document("contents", title, book.language, main)}


def _all_described(chapters):
    """Tell whether every formula has its words."""
    formulas = (math for each in chapters for math in each.main.iter(f"{MATHML}math"))
    return all("alttext" in formula.attrib for formula in formulas)


def _add(archive, name, content, kind=ZIP_DEFLATED):
    """Add a file; no date and no system of whoever makes the archive is in it."""
    info = ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o644 << 16
    archive.writestr(info, content, kind, 9 if kind == ZIP_DEFLATED else None)
