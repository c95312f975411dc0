"""The built site stands anywhere: moved, opened from disk, under any path of a server."""

import shutil

import pytest

from reader import PAGES, open_folds, reading, scroll_through
from serving import served

PLACE = "a new place/of the book"
FIGURE = "book/sigmoid"
READOUT = """() => document.querySelector(".widget-view input[type=range]")
  .closest(".widget-view").textContent"""


@pytest.fixture(scope="module")
def elsewhere(site, tmp_path_factory):
    """Return a folder in which a copy of the site stands deep below, under names with spaces."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(site, folder / PLACE)
    return folder


@pytest.fixture(scope="module")
def homes(elsewhere):
    """Return the addresses of the copy: from disk, and under a path of a server."""
    path = (elsewhere / PLACE).as_uri().removeprefix(elsewhere.as_uri())
    with served(elsewhere) as address:
        yield {"file": (elsewhere / PLACE).as_uri(), "http": f"{address}{path}"}


# Every page under a path; from disk, where `test_site` opens them all, one of each kind.
VISITS = [("http", name) for name in PAGES]
VISITS += [("file", name) for name in (FIGURE, "notebooks/sigmoid", "book/equations", "search")]


@pytest.mark.parametrize(("scheme", "name"), VISITS)
def test_a_moved_page_has_all_it_asks_for_in_its_new_place(browser, homes, scheme, name):
    home = homes[scheme]
    asked, missing = [], []
    with reading(browser, home, name) as (page, problems):
        page.on("request", lambda request: asked.append(request.url))
        # "Not modified" is an answer too: what was just built is asked for again at a reload.
        page.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
        page.reload(wait_until="load")
        scroll_through(page)
        open_folds(page)
        assert problems == []
    own = [url for url in asked if not url.startswith(("data:", "blob:"))]
    assert len(own) > 1
    assert [url for url in own if not url.startswith(home)] == []
    assert scheme == "file" or missing == []


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_figure_of_a_moved_page_moves(browser, homes, scheme):
    with reading(browser, homes[scheme], FIGURE) as (page, problems):
        slider = page.locator(".widget-view input[type=range]").first
        slider.scroll_into_view_if_needed()
        before = page.evaluate(READOUT)
        slider.press("ArrowRight")
        page.wait_for_function(f"(before) => ({READOUT})() !== before", arg=before)
        assert problems == []
