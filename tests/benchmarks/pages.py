"""How soon a reader can use the first figure of each chapter, and how soon a slow line shows text.

A program, not a test; the folders are built sites, `_build/html` if none is named::

    PYTHONPATH=tests/shared python tests/benchmarks/pages.py [--runs 5] [FOLDER …]

Each visit is a cold start of a new browser; all pages of all sites take turns, and so does the
floor: a page that has nothing but one slider. Printed are medians, for each page and site:

- usable: from the start of the navigation to the first frame after a real drag has changed the
  figure, in milliseconds, and as a multiple of the floor's
- painted: the first paint of any text on a line of 400 kbit/s with a processor four times slower

Two sites side by side tell more than milliseconds: on a busy machine all take longer alike.
"""

import argparse
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

import browser
from compressed import serving
from reader import CHAPTERS

FLOOR = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title>
<link rel="icon" href="data:,"><div data-figure>
<input type="range" max="1000" aria-label="value" style="width: 400px"> <output>0</output></div>
<script>document.querySelector("input").addEventListener("input", (event) => {
  document.querySelector("output").textContent = event.target.value; });</script></html>"""
CONTROL = "[data-figure] input[type=range]"
# The first frame after a trusted drag that has changed the figure.
WATCH = """
const channel = new MessageChannel();
channel.port1.onmessage = () => { window.usable ??= performance.now(); };
const changed = new MutationObserver(() => {
  changed.disconnect();
  requestAnimationFrame(() => channel.port2.postMessage(0));
});
addEventListener("pointermove", ({ target, buttons }) => {
  const figure = buttons && target.closest("[data-figure]");
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  if (figure) changed.observe(figure, everything);
}, true);
"""
PLACE = """(selector) => {
  const control = document.querySelector(selector);
  if (!control) return null;
  const inside = ({ top, bottom }) => top > 60 && bottom < innerHeight - 60;
  if (!inside(control.getBoundingClientRect())) {
    control.scrollIntoView({ block: "center", behavior: "instant" });
  }
  const { left, top, width, height } = control.getBoundingClientRect();
  return width && [left, top + height / 2, width];
}"""
PAINTED = """() => new Promise((found) => {
  new PerformanceObserver((list, observer) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === "first-contentful-paint") found(startTime);
    }
  }).observe({ type: "paint", buffered: true });
})"""
LINE = {
    "offline": False,
    "latency": 0,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


@contextmanager
def visitor(playwright):
    """Yield a page of a new browser that has seen nothing yet."""
    chromium = playwright.chromium.launch(**browser.options(playwright))
    yield chromium.new_page(viewport={"width": 1280, "height": 800})
    chromium.close()


def usable(page, url):
    """Return milliseconds until a drag on the first control has changed its figure."""
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    while not (place := page.evaluate(PLACE, CONTROL)):
        page.wait_for_timeout(5)
    x, y, width = place
    while not page.evaluate("window.usable"):
        page.mouse.move(x + 0.1 * width, y)
        page.mouse.down()
        for part in (0.3, 0.6, 0.4):
            page.mouse.move(x + part * width, y)
        page.mouse.up()
        page.wait_for_timeout(5)
        x, y, width = page.evaluate(PLACE, CONTROL)
    return page.evaluate("window.usable")


def painted(page, url):
    """Return milliseconds until the first paint, on a slow line with a slow processor."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="commit")
    return page.evaluate(PAINTED)


def visits(playwright, address, name, *, slow=True):
    """Visit a page twice; return both times."""
    url = f"{address}/{name}.html"
    with visitor(playwright) as page:
        first = usable(page, url)
    if not slow:
        return first, None
    with visitor(playwright) as page:
        return first, painted(page, url)


def told(times, floor):
    first, paint = (median(each) for each in zip(*times, strict=True))
    return f"usable {first:5.0f} ms = {first / floor:4.2f} x floor, painted {paint:5.0f} ms"


def report(playwright, floor, sites, runs, names):
    """Print a line for each page and site."""
    for name in names:
        floors, times = [], {site: [] for site in sites}
        for _ in range(runs):
            floors.append(visits(playwright, floor, "index", slow=False)[0])
            for site, address in sites.items():
                times[site].append(visits(playwright, address, name))
        for site in sites:
            print(f"{name:20} {told(times[site], median(floors))}  {site}", flush=True)


def main():
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sites", nargs="*", default=["_build/html"], type=Path)
    parser.add_argument("--runs", default=5, type=int)
    parser.add_argument("--pages", nargs="+", default=CHAPTERS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        Path(folder, "index.html").write_text(FLOOR, encoding="utf-8")
        with serving([Path(folder), *given.sites]) as (floor, *addresses):
            sites = dict(zip(map(str, given.sites), addresses, strict=True))
            report(playwright, floor, sites, given.runs, given.pages)


if __name__ == "__main__":
    main()
