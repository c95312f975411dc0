"""A page asks for what the browser keeps when it may, and still shows it at once."""

import pytest

from reader import SOURCE, WATCH_STORAGE, reading

KINDS = ["book/sigmoid", "notebooks/sigmoid", "book/libraries", "book/progress", "book/zh"]
OTHERS = ["genindex", SOURCE]  # the page of search asks when its index has come
# When the page has got these colours, and when it was first painted, in milliseconds.
WATCH_COLOURS = """
window.coloured = [];
new MutationObserver(() => {
  const { theme } = document.documentElement?.dataset ?? {};
  if (theme && coloured.at(-1)?.[0] !== theme) coloured.push([theme, performance.now()]);
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-theme"] });
"""
PAINTED = """() => new Promise((found) => {
  new PerformanceObserver((list) => found(list.getEntries()[0].startTime))
    .observe({ type: "paint", buffered: true });
})"""


@pytest.mark.parametrize("name", [*KINDS, *OTHERS])
def test_no_page_from_disk_asks_before_its_first_frame(browser, site, name):
    with reading(browser, site.as_uri(), name, script=WATCH_STORAGE) as (page, problems):
        assert page.evaluate("window.early") == []
        assert page.evaluate("window.asked") > 0
        assert problems == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_colours_chosen_on_another_page_are_there_before_the_first_paint(
    browser, site, address, scheme
):
    home = address if scheme == "http" else site.as_uri()
    options = {"script": WATCH_COLOURS, "color_scheme": "light"}
    with reading(browser, home, "book/sigmoid", **options) as (page, _):
        page.evaluate("localStorage.setItem('mode', 'dark')")
        for name in KINDS:
            page.goto(f"{home}/{name}.html", wait_until="load")
            painted, coloured = page.evaluate(PAINTED), page.evaluate("coloured")
            theme, since = coloured[-1]
            assert (theme, since <= painted) == ("dark", True), (painted, coloured)
