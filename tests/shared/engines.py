"""Chromium, Firefox and WebKit, each started once and only when a test asks for it.

Playwright drives its own browsers where it has them, and the system's Chromium and Firefox.
Elsewhere WebKit is WebKitGTK, driven by Selenium on a screen that nobody sees.
"""

import os
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium import webdriver
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

import browser as browsers
import gobetween
import needs
from serving import served, watched
from tabs import A4, A4_OF_FIREFOX, PlaywrightTab, SeleniumTab

NAMES = ("chromium", "firefox", "webkit")
SCREEN = "1400x1200x24"


class Engines:
    """The engines of a run of tests, and one page in each."""

    def __init__(self, playwright, site):
        self.playwright, self.site = playwright, site
        self.stack, self.tabs = ExitStack(), {}

    def tab(self, name):
        """Return the page of an engine; start the engine for the first who asks.

        One whose page has crashed under a test is started anew, so that it fails that test alone.
        """
        if name not in self.tabs or not self.tabs[name].lives():
            self.tabs[name] = self.stack.enter_context(self._started(name))
        return self.tabs[name]

    def _started(self, name):
        kind = getattr(self.playwright, name)
        if name == "chromium":
            return played(kind, self.site, **browsers.options(self.playwright))
        if Path(kind.executable_path).exists():
            return played(kind, self.site)
        return stock_firefox(kind, self.site) if name == "firefox" else webkitgtk(self.site)

    def close(self):
        """End all that was started."""
        self.stack.close()


def missing(name):
    """Raise what says how to get an engine."""
    raise RuntimeError(browsers.HOW.format(name))


@contextmanager
def played(kind, site, paper=A4, **launch):
    """Yield a page in an engine that Playwright drives."""
    with served(site) as address, kind.launch(**launch) as browser:
        yield PlaywrightTab(browser, address, paper)


@contextmanager
def stock_firefox(kind, site):
    """Yield a page in the system's Firefox, which Playwright drives through the go-between."""
    firefox = needs.firefox() or missing("Firefox")
    with TemporaryDirectory() as folder:
        program = gobetween.program(firefox, folder)
        launch = {"channel": "moz-firefox", "executable_path": program}
        with played(kind, site, A4_OF_FIREFOX, **launch) as tab:
            yield tab


@contextmanager
def webkitgtk(site):
    """Yield a page in WebKitGTK."""
    program = needs.webkit() or missing("WebKit")
    options = Options()
    options.binary_location = needs.minibrowser()
    options.add_argument("--automation")
    with watched(site) as (address, failed), screen() as display:
        service = Service(program, env={**os.environ, "DISPLAY": display})
        service.start()
        try:
            place = RemoteConnection(client_config=ClientConfig(service.service_url))
            with webdriver.Remote(place, options=options) as driver:
                yield SeleniumTab(driver, address, failed)
        finally:
            service.stop()


@contextmanager
def screen():
    """Yield the name of a display that nobody sees."""
    end, start = os.pipe()
    command = ["Xvfb", "-displayfd", str(start), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, pass_fds=[start], **quiet) as server:
        os.close(start)
        with open(end) as number:
            display = number.readline().strip()
        try:
            yield f":{display}"
        finally:
            server.terminate()
