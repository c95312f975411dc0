"""The folder that opens anywhere: what the zip holds, and the pages that come out of it."""

import shutil
import stat
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from accessible import violations
from built import hashes
from links import Addresses, addresses
from onpage import OnPage
from output_layer.formats import folder
from output_layer.formats.forms import place
from output_layer.formats.listing import STEM
from output_layer.formats.names import problems
from reader import STARTED, reading

MOST = 6_000_000  # bytes of the zip
NAMED = "START-HERE"
LIVE = "_static/live/"


@pytest.fixture(scope="module")
def archive(copied):
    """Return the zip, opened."""
    with ZipFile(place(copied, "zip")) as archive:
        yield archive


def test_zip_has_every_file_of_the_site_and_the_page_to_start_from(archive, site):
    names = [name.removeprefix(f"{STEM}/") for name in archive.namelist()]
    of_site = {name.removeprefix("site/") for name in names if name.startswith("site/")}
    assert {name for name in names if not name.startswith("site/")} == {folder.START}
    missing = {name for name in hashes(site) if not name.startswith("forms/")} - of_site
    old = ("_images/", "_downloads/")  # of builds before
    needed = {name for name in missing if not name.startswith((*old, LIVE))}
    assert needed == {".buildinfo", "objects.inv"}
    said = {name for name in of_site if name.startswith(LIVE)}
    assert said == {f"{LIVE}live.js", f"{LIVE}live.css"}  # what says that it needs a web server
    assert of_site - set(hashes(site)) == {folder.WHOLE}


def test_names_are_in_order_and_fit_every_system(archive):
    names = archive.namelist()
    assert names == sorted(names)
    assert problems(names) == []
    assert all(name.isascii() for name in names)


def test_entries_have_nothing_of_this_machine(archive):
    for entry in archive.infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert stat.filemode(entry.external_attr >> 16) == "-rw-r--r--"
        assert (entry.compress_type, entry.create_system) == (ZIP_DEFLATED, folder.UNIX)
        assert not entry.extra
        assert not entry.comment
        assert not entry.flag_bits


def test_zip_is_small_and_whole(archive, copied):
    assert archive.testzip() is None
    assert place(copied, "zip").stat().st_size < MOST


def test_two_zips_of_a_site_are_the_same_though_it_has_forms_by_then(copied):
    before = place(copied, "zip").read_bytes()
    folder.make(copied)
    assert place(copied, "zip").read_bytes() == before


def test_date_of_a_release_is_the_date_of_the_files(monkeypatch, tmp_path):
    dates = {"0": (1980, 1, 1, 0, 0, 0), "1792577106": (2026, 10, 21, 10, 5, 6)}
    for seconds, date in dates.items():
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        (tmp_path / "a.zip").write_bytes(folder.packed({"a": b"", "é": b""}))
        with ZipFile(tmp_path / "a.zip") as archive:
            assert [entry.date_time for entry in archive.infolist()] == [date, date]
            assert archive.namelist()[1] == "é"
            assert archive.infolist()[1].flag_bits & 0x800  # which says that names are UTF-8


def leads_nowhere(path, link):
    """Tell whether a link of a page leads to no file, or to no place in one."""
    url = urlsplit(link)
    if url.scheme or url.netloc:
        return False
    target = path.parent / unquote(url.path) if url.path else path
    if not target.is_file():
        return True
    anchor = unquote(url.fragment) if target.suffix == ".html" else ""
    return bool(anchor) and anchor not in addresses(target.resolve()).ids


def test_every_link_of_every_page_leads_to_a_file_of_the_folder(unzipped):
    pages = sorted(unzipped.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        links = set(addresses(path).links)
        assert [link for link in links if leads_nowhere(path, link)] == [], path
        assert [link for link in links if link.startswith(("/", "file:"))] == [], path


def test_pages_offer_downloads_and_none_of_the_forms(unzipped):
    text = (unzipped / "site/book/intro.html").read_text(encoding="utf-8")
    assert text.count("data-form=") == 4
    assert "forms/" not in "".join(Addresses(text).links)
    lab = addresses(unzipped / "site/notebooks/softmax.html").links
    assert [Path(link).name for link in lab if "_downloads" in link and ".ipynb" in link]


def test_reader_comes_from_the_folder_to_a_figure_that_keys_move(browser, unzipped):
    with reading(browser, unzipped.as_uri(), NAMED) as (page, problems):
        assert not page.locator(".alone").is_visible()
        page.get_by_role("link", name="Open the book").press("Enter")
        page.wait_for_url("**/site/book/intro.html")
        page.wait_for_function(STARTED)
        page.locator(".bd-sidebar-primary a", has_text="Softmax").first.click()
        page.wait_for_url("**/site/book/softmax.html")
        page.wait_for_function(STARTED)
        slider = page.locator("#fig-softmax-shares input[type=range]").first
        slider.scroll_into_view_if_needed()
        figure = OnPage(page.locator("#fig-softmax-shares [data-figure]"))
        assert figure.moved_by(partial(slider.press, "ArrowRight"))
        assert problems == []


def test_page_alone_says_that_the_zip_has_to_be_unzipped(browser, unzipped, tmp_path):
    shutil.copy(unzipped / folder.START, tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / folder.START).as_uri())
    assert page.locator(".alone").is_visible()
    assert f"Unzip {STEM}.zip first" in page.locator(".alone").inner_text()
    page.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_page_to_start_from_is_accessible_and_fits_a_phone(browser, unzipped, colours):
    options = {"color_scheme": colours, "viewport": {"width": 320, "height": 600}}
    with reading(browser, unzipped.as_uri(), NAMED, **options) as (page, problems):
        assert problems == []
        for alone in (False, True):
            if alone:
                page.evaluate("document.querySelector('link[rel=stylesheet]').remove()")
            assert page.locator(".alone").is_visible() == alone
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
