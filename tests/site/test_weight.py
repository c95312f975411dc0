"""What each page costs on the wire: bytes, compressed as a plain static host sends them."""

import gzip
import json
import re
from urllib.parse import unquote, urlsplit

import pytest

from compressed import packed
from output_layer.site import own_scripts
from reader import CHAPTERS, PAGES, open_folds, reading, show_figures

FIRST_FIGURE = 120_000  # all that is loaded until the first figure can be used
WHOLE_PAGE = 160_000  # the same with all that comes later
LATER = 15_000  # the scripts of everything beside text and figures
HEAD = 10_000  # the rules of the first lines, on every page anew
INLINE = 10_000  # characters of data that a page may hold, whether they are used or not
# The names of all files that the page has asked for so far.
ASKED = "() => performance.getEntriesByType('resource').map(({ name }) => name)"
# Called when the first figure stands: what has been asked for until now.
MARK = """
new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-figure] input[type=range]")) return;
  observer.disconnect();
  window.untilUsable = performance.getEntriesByType("resource").map(({ name }) => name);
  window.stillLoading = document.readyState === "loading";
}).observe(document, { subtree: true, childList: true });
"""


def weight(site, urls):
    """Return the bytes on the wire of the files under these addresses, each taken once."""
    paths = {site / unquote(urlsplit(url).path).lstrip("/") for url in urls if "data:" not in url}
    return sum(len(packed(path)) for path in paths)


@pytest.mark.parametrize("name", ["book/intro", *CHAPTERS])
def test_first_figure_costs_few_bytes(browser, site, address, name):
    with reading(browser, address, name, script=MARK) as (page, _):
        urls = page.evaluate("untilUsable")
        assert page.evaluate("stillLoading")  # nothing that waits for the page had begun
        assert any(url.endswith("host.js") for url in urls)
        assert not any("later.js" in url or "bootstrap" in url for url in urls)
        assert weight(site, {*urls, page.url}) <= FIRST_FIGURE


@pytest.mark.parametrize("name", PAGES)
def test_whole_page_costs_few_bytes(browser, site, address, name):
    with reading(browser, address, name) as (page, _):
        open_folds(page)
        show_figures(page)
        page.wait_for_load_state("networkidle")
        urls = {*page.evaluate(ASKED), page.url}
        assert any(url.endswith("site.css") for url in urls)
        assert weight(site, urls) <= WHOLE_PAGE


def test_later_features_share_small_scripts(site):
    sizes = [len(packed(site / "_static" / f"{name}.js")) for name in own_scripts.LATER]
    assert min(sizes) > 0
    assert sum(sizes) <= LATER


@pytest.mark.parametrize("name", PAGES)
def test_head_holds_few_rules(site, name):
    text = (site / f"{name}.html").read_text(encoding="utf-8")
    head = text.partition("</head>")[0]
    (rules,) = re.findall(r"<style data-first>(.*?)</style>", head, re.S)
    assert len(gzip.compress(rules.encode())) <= HEAD


@pytest.mark.parametrize("name", PAGES)
def test_no_page_holds_much_data(site, name):
    text = (site / f"{name}.html").read_text(encoding="utf-8")
    assert [uri[:80] for uri in re.findall(r'"(data:[^"]*)"', text) if len(uri) > INLINE] == []
    for state in re.findall(r"widget-state\+json\">(.*?)</script>", text, re.S):
        models = json.loads(state)["state"].values()
        values = [(k, v) for model in models for k, v in model["state"].items() if k != "_esm"]
        assert [key for key, value in values if len(json.dumps(value)) > INLINE] == []
