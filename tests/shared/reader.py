"""Opens pages of the built site as a reader's browser does, and writes down what goes wrong."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

import yaml

from built import ROOT

# All scripts that come after the page have come, those too that one of them loads.
STARTED = """() => document.readyState === "complete" &&
  !document.querySelector('script[type="text/later"], script[data-coming]')"""
# What an address says of a figure has been done.
RESTORED = "() => window.takingFigures && !document.querySelector('script[data-coming]')"
# Worst session window of layout shifts without input, as browsers report it.
WATCH_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# Where scripts have asked for storage before the first frame, and how often they have asked.
WATCH_STORAGE = """
window.asked = 0;
window.early = [];
{
  let framed = false;
  requestAnimationFrame(() => { framed = true; });
  const { get } = Object.getOwnPropertyDescriptor(window, "localStorage");
  Object.defineProperty(window, "localStorage", {
    get() {
      window.asked += 1;
      if (!framed) window.early.push(new Error().stack);
      return get.call(window);
    },
  });
}
"""


def toc():
    """Return all pages that ``_toc.yml`` names, in reading order."""
    return list(_files(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))))


def _files(entry):
    for key in ("root", "file"):
        if key in entry:
            yield entry[key]
    for key in ("parts", "chapters", "sections"):
        for child in entry.get(key, ()):
            yield from _files(child)


SOURCE = "_modules/output_layer/sigmoid"  # one of the pages of source code, which are alike
PAGES = [*toc(), "search", "genindex", SOURCE]
LABS = [name for name in toc() if name.startswith("notebooks/")]
CHAPTERS = [name.replace("notebooks/", "book/") for name in LABS]

# Firefox lays a page out while it arrives, and says of half a formula that it lacks the other half.
# That each has its children on the whole page is a test of its own.
HALF_ARRIVED = re.compile(r"Incorrect number of children for <\w+/> tag\.")


@contextmanager
def reading(browser, address, name, query="", script="", **options):
    """Yield the page and the list of its problems, which grows while it is read.

    ``script`` runs in the page before all of its own.
    """
    context = browser.new_context(**options)
    context.add_init_script(WATCH_SHIFTS + script)
    page, problems = context.new_page(), []
    listen(page, problems, urlsplit(address))
    page.goto(f"{address}/{name}.html{query}", wait_until="load")
    if options.get("java_script_enabled", True):
        page.wait_for_function(STARTED)  # also the scripts that come after the page
    yield page, problems
    context.close()


def listen(page, problems, home):
    """Write down errors and warnings, failed requests, and requests to any other host."""

    def request(each):
        url = urlsplit(each.url)
        if url.scheme not in ("data", "blob") and url[:2] != home[:2]:
            problems.append(f"asks another host: {each.url}")

    def console(message):
        if message.type in ("error", "warning"):
            problems.append(f"{message.type}: {message.text}")

    def response(each):
        if each.status >= 400:
            problems.append(f"{each.status}: {each.url}")

    def script_error(error):
        if not HALF_ARRIVED.fullmatch(str(error)):
            problems.append(f"script error: {error}")

    page.on("console", console)
    page.on("pageerror", script_error)
    page.on("request", request)
    page.on("requestfailed", lambda each: problems.append(f"failed: {each.url}"))
    page.on(
        "response", lambda r: problems.append(f"{r.status}: {r.url}") if r.status >= 400 else None
    )


def scroll_through(page):
    """Show every part of the page once, as lazy pictures and figures need."""
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
            scrollTo(0, y);
            await new Promise(requestAnimationFrame);
          }
        }"""
    )


def show_figures(page):
    """Come near to every figure once: a page draws those that it may soon show."""
    scroll_through(page)
    shown = "view => view.matches('.mounted, :has(> .widget-note)')"
    page.wait_for_function(f"[...document.querySelectorAll('widget-view')].every({shown})")


def open_folds(page):
    """Open every solution and every folded derivation."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def results(page):
    """Return the addresses that the page of a search lists, once it has them all."""
    page.get_by_text(re.compile("finished searching|found|did not match", re.I)).first.wait_for()
    links = page.locator("#search-results .search > li > a")
    return [link.get_attribute("href") for link in links.all()]
