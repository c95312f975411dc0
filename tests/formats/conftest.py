"""The pages of the built site, read once, and the site once more, where forms may be made."""

import shutil
from copy import deepcopy
from functools import cache
from zipfile import ZipFile

import pytest

import epubs
from output_layer.formats import folder
from output_layer.formats.__main__ import main
from output_layer.formats.forms import is_current, place
from output_layer.formats.listing import COMMANDS, FOLDER, STEM
from output_layer.formats.pages import is_formula, read
from output_layer.formats.plain import plain


@pytest.fixture(scope="session")
def copied(site, tmp_path_factory):
    """Return a copy of the built site with the zip in it."""
    copy = tmp_path_factory.mktemp("forms") / "html"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(FOLDER))
    folder.make(copy)
    return copy


@pytest.fixture(scope="session")
def unzipped(copied, tmp_path_factory):
    """Return the folder that comes out of the zip, in one whose name has spaces and accents."""
    place = tmp_path_factory.mktemp("a reader’s Téléchargements")
    with ZipFile(copied / FOLDER / f"{STEM}.zip") as archive:
        archive.extractall(place)
    assert [path.name for path in place.iterdir()] == [STEM]
    return place / STEM


@pytest.fixture(scope="session")
def form(site, tmp_path_factory):
    """Return a function of a form's name: the bytes of its file.

    It is the file that stands in the site, if it was made from this site. Else it is made.
    """

    @cache
    def of(name):
        if not (place(site, name).is_file() and is_current(site)):
            copy = tmp_path_factory.mktemp(name) / "html"
            shutil.copytree(site, copy, ignore=shutil.ignore_patterns(FOLDER))
            assert main([COMMANDS[name].removeprefix("make "), "--site", str(copy)]) == 0
            return place(copy, name).read_bytes()
        return place(site, name).read_bytes()

    return of


@pytest.fixture(scope="session")
def pages(site):
    """Return all pages of the built site; nobody may change them."""
    return read(site)


@pytest.fixture(scope="session")
def formulas(pages):
    """Return page → the LaTeX of its formulas, in their order."""
    return {
        page.name: [e.get("data-tex") for e in page.article.iter() if is_formula(e)]
        for page in pages
    }


@pytest.fixture(scope="session")
def plain_pages(pages):
    """Return page → the page made plain."""
    return {page.name: plain(deepcopy(page)) for page in pages}


@pytest.fixture(scope="session")
def epub_path(form, tmp_path_factory):
    """Return the path of the EPUB that the command has made of the site, in a folder of its own."""
    goal = tmp_path_factory.mktemp("epub") / "book.epub"
    goal.write_bytes(form("epub"))
    return goal


@pytest.fixture(scope="session")
def epub_book(epub_path):
    """Return the EPUB, read."""
    return epubs.opened(epub_path)


@pytest.fixture(scope="session")
def epub_folder(epub_path):
    """Return the folder of the unpacked EPUB."""
    with ZipFile(epub_path) as archive:
        archive.extractall(epub_path.parent / "unpacked")
    return epub_path.parent / "unpacked" / "EPUB"
