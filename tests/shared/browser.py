"""The browser of the tests: Playwright's own Chromium, else one that the system has.

Run as a program it makes sure that there is one, and installs Playwright's where there is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = (
    "The tests of the site need Chromium, and none was found. Install one: "
    "`python -m playwright install chromium`, or your system's package "
    "(Debian, Ubuntu: `apt-get install chromium`)."
)


def find(playwright):
    """Return the path of a Chromium; raise RuntimeError that says how to get one."""
    own = Path(playwright.chromium.executable_path)
    for path in (str(own) if own.exists() else None, *map(shutil.which, NAMES)):
        if path:
            return path
    raise RuntimeError(HOW)


def options(playwright):
    """Return the launch options: the sandbox cannot start for root, so root goes without."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {
        "executable_path": find(playwright),
        "args": quiet + (["--no-sandbox"] if root else []),
    }


def main():
    """Install Playwright's Chromium if there is no other; exit with what to do if that fails."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        try:
            return print("Browser for the tests:", find(playwright))
        except RuntimeError:
            pass
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode:
        sys.exit(HOW)
    return None


if __name__ == "__main__":
    main()
