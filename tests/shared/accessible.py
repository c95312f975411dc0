"""What axe finds on a page."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

# Empty each part of a formula, of code or of a table that looks, with all that it stands in, like
# a longer one: it has the same contrast, and axe is not sure of that of a single letter.
THIN = """
() => {
  const kinds = new Map(), keys = new Map([[document.documentElement, 0]]), seen = new Set();
  const look = (node) => {
    const style = getComputedStyle(node);
    const { color, fontSize, fontWeight, backgroundColor, backgroundImage, opacity } = style;
    return [color, fontSize, fontWeight, backgroundColor, backgroundImage, opacity].join();
  };
  const key = (node) => {
    if (!keys.has(node)) {
      const kind = `${key(node.parentElement)} ${look(node)}`;
      if (!kinds.has(kind)) kinds.set(kind, kinds.size + 1);
      keys.set(node, kinds.get(kind));
    }
    return keys.get(node);
  };
  const length = (part) => part.textContent.trim().length;
  const parts = document.querySelectorAll(":is(math, pre, code, dt, td, th) :not(:has(*))");
  const cells = document.querySelectorAll(":is(td, th):not(:has(*))");
  const all = [...parts, ...cells].sort((a, b) => length(b) - length(a));
  const like = all.filter((part) => seen.has(key(part)) || !seen.add(key(part)));
  for (const part of like) [part.dataset.text, part.textContent] = [part.textContent, ""];
}
"""
FILL = """
() => document.querySelectorAll("[data-text]").forEach((part) => {
  part.textContent = part.dataset.text;
  delete part.dataset.text;
})
"""


def violations(page, within=None, **options):
    """Return pairs of a rule that the page breaks and the beginnings of the nodes that do.

    ``within`` is a selector of the elements that are looked at, without it all are.
    """
    options = {"resultTypes": ["violations"], **options}
    found = Axe().run(page, within, options).response["violations"]
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]


@contextmanager
def thinned(page):
    """Show one part of each look in formulas, code and tables: the contrast of all the others.

    Axe takes two milliseconds for the contrast of a letter, and a page has thousands of them.
    """
    page.evaluate(THIN)
    yield
    page.evaluate(FILL)
