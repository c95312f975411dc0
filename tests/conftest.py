"""What tests share: a browser, and the whole book, built once as strictly as `make book` does."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import browser as browsers
from built import ROOT, build
from engines import Engines
from output_layer.grading.confinement import lacking
from serving import served

# A worker for each core is enough: the threads of linear algebra would wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# The same examples on every run, and no limit of time on a busy machine.
settings.register_profile("book", derandomize=True, deadline=None)
settings.load_profile("book")


@pytest.fixture(scope="session")
def playwright():
    """Playwright, of which a process may have one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    """Chromium; a sentence that says how to install one if there is none."""
    chromium = playwright.chromium.launch(**browsers.options(playwright))
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def engines(playwright, site):
    """Chromium, Firefox and WebKit, started when they are needed."""
    engines = Engines(playwright, site)
    yield engines
    engines.close()


@pytest.fixture(scope="session")
def confined():
    """Skip on a Mac, where students' code cannot be confined; fail elsewhere. Both say why."""
    if reason := lacking():
        (pytest.skip if sys.platform == "darwin" else pytest.fail)(reason)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the folder of the built site.

    The environment variable OUTPUT_LAYER_SITE names one that is built already.
    """
    given = os.environ.get("OUTPUT_LAYER_SITE")
    return Path(given).resolve() if given else build(ROOT, tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def address(site):
    """Return the address under which the built site is served."""
    with served(site) as address:
        yield address
