"""What a page copies: asked of the clipboard itself, which is the browser's own."""

from contextlib import contextmanager

ALLOWED = ["clipboard-read", "clipboard-write"]
NOTHING = "nothing yet"
# Its predicate would be a promise, and Playwright takes every promise for true.
UNTIL_COPIED = """async (nothing) => {
  for (let frame = 0; frame < 3000; frame += 1) {
    const text = await navigator.clipboard.readText();
    if (text !== nothing) return text;
    await new Promise(requestAnimationFrame);
  }
  throw new Error("nothing was copied");
}"""


@contextmanager
def clipboard(page):
    """Empty the clipboard, and yield a function that waits for what is copied and returns it."""
    page.evaluate("(text) => navigator.clipboard.writeText(text)", NOTHING)
    yield lambda: page.evaluate(UNTIL_COPIED, NOTHING)
