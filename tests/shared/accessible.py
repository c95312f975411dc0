"""What axe finds on a page."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

# Empty each part of a formula or of code that looks like a longer one in the same place: axe
# is not sure of the contrast of a single letter.
THIN = """
() => {
  const look = (node) => {
    const style = getComputedStyle(node);
    const { color, fontSize, fontWeight, backgroundColor, backgroundImage, opacity } = style;
    return [color, fontSize, fontWeight, backgroundColor, backgroundImage, opacity].join();
  };
  for (const whole of document.querySelectorAll("math, pre")) {
    const seen = new Set();
    const parts = [...whole.querySelectorAll(":not(:has(*))")];
    const length = (part) => part.textContent.trim().length;
    for (const part of parts.sort((a, b) => length(b) - length(a))) {
      let looks = "";
      for (let at = part; at !== whole; at = at.parentElement) looks += look(at);
      if (seen.has(looks)) [part.dataset.text, part.textContent] = [part.textContent, ""];
      seen.add(looks);
    }
  }
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
    """Show one part of each look in each formula and each code: the contrast of all the others.

    Axe takes two milliseconds for the contrast of a letter, and a page has thousands of them.
    """
    page.evaluate(THIN)
    yield
    page.evaluate(FILL)
