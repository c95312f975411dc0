"""The browser of the tests: Playwright's own Chromium, else one that the system has."""

from pathlib import Path

import needs

HOW = "The site's tests need {}, and none was found; `make test` gets it, or says how."


def find(playwright):
    """Return the path of a Chromium; raise RuntimeError that says how to get one."""
    own = Path(playwright.chromium.executable_path)
    path = str(own) if own.exists() else needs.chromium()
    if path is None:
        raise RuntimeError(HOW.format("Chromium"))
    return path


def options(playwright):
    """Return the launch options.

    Playwright starts Chromium without its sandbox, and so it stays: for root, and on some systems
    for everybody, the sandbox cannot start, and every page here is of our own making.
    """
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": find(playwright), "args": quiet}
