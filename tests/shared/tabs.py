"""A page in any of the three engines: open it, ask it, press keys, print it."""

from urllib.parse import urlsplit

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.support.expected_conditions import url_contains
from selenium.webdriver.support.ui import WebDriverWait

from reader import STARTED, listen

# Playwright's names of keys and WebDriver's code points.
KEYS = {
    **{"ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"},
    **{"Home": "\ue011", "End": "\ue010", "Enter": "\ue007", "Tab": "\ue004", "Space": " "},
}
CALLED = """const [script, given, done] = arguments;
Promise.resolve().then(() => eval(`(${script})`)(...given)).then(
  (value) => done({ value }), (error) => done({ error: String(error) }));"""

LATER = "() => void setTimeout({})"  # so that the call has ended before its page does
LONGEST = 30  # seconds for a page to follow


def paper(unit):
    """Return how Playwright is told of A4 with margins of 1 cm, as browsers print."""
    margin = dict.fromkeys(("top", "right", "bottom", "left"), f"1{unit}")
    return {"width": f"21{unit}", "height": f"29.7{unit}", "margin": margin}


A4 = paper("cm")
A4_OF_FIREFOX = paper("in")  # Playwright tells a stock Firefox inches and calls them centimetres


class PlaywrightTab:
    """A page in an engine that Playwright drives."""

    def __init__(self, browser, address, paper=A4, **options):
        self.address, self.paper, self.problems = address, paper, []
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        listen(self.page, self.problems, urlsplit(address))

    def lives(self):
        """Whether there is a page still."""
        return not self.page.is_closed()

    def open(self, name):
        """Open a page of the site and wait for its last script."""
        self.problems.clear()
        self.page.goto(f"{self.address}/{name}", wait_until="load")
        self.page.wait_for_function(STARTED)

    def follow(self, script, name):
        """Call a function that leads to another page; wait for it as `open` does."""
        self.ask(LATER.format(script))
        # Not `wait_for_url`: of a page that Firefox has kept in memory Playwright hears nothing.
        there = f"{self.address}/{name}"
        self.page.wait_for_function("(there) => location.href.startsWith(there)", arg=there)
        self.page.wait_for_function(STARTED)

    def ask(self, script, *given):
        """Call a JavaScript function on the page and return what it, or its promise, gives."""
        return self.page.evaluate(f"(given) => ({script})(...given)", list(given))

    def press(self, key):
        """Press a key where the focus is."""
        self.page.keyboard.press(key)

    def printed(self):
        """Return the page as it is printed on A4: the bytes of a PDF."""
        return self.page.pdf(**self.paper)

    def resize(self, width, height):
        """Give the window a size."""
        self.page.set_viewport_size({"width": width, "height": height})

    def shot(self, path):
        """Write a picture of what the window shows."""
        self.page.screenshot(path=path)

    def close(self):
        """Close the page."""
        self.context.close()


class SeleniumTab:
    """The window of a WebKitGTK, which serves all pages one after the other."""

    def __init__(self, driver, address, failed):
        self.driver, self.address, self.failed = driver, address, failed

    @property
    def problems(self):
        """What the page says of itself, and what the server did not have."""
        return [*self.ask("() => window.problems"), *self.failed]

    def lives(self):
        """Whether there is a page still: WebKit ends the session of one that has crashed."""
        try:
            return bool(self.driver.window_handles)
        except WebDriverException:
            return False

    def open(self, name):
        """Open a page of the site and wait for its last script."""
        self.failed.clear()
        self.driver.get("about:blank")
        self.driver.get(f"{self.address}/{name}")
        self._wait()

    def follow(self, script, name):
        """Call a function that leads to another page; wait for it as `open` does."""
        self.ask(LATER.format(script))
        WebDriverWait(self.driver, LONGEST).until(url_contains(f"{self.address}/{name}"))
        self._wait()

    def _wait(self):
        self.ask(f"""async () => {{
          while (!({STARTED})()) await new Promise((done) => setTimeout(done, 10));
        }}""")

    def ask(self, script, *given):
        """Call a JavaScript function on the page and return what it, or its promise, gives."""
        answer = self.driver.execute_async_script(CALLED, script, given)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def press(self, key):
        """Press a key where the focus is."""
        self.driver.switch_to.active_element.send_keys(KEYS[key])

    def resize(self, width, height):
        """Give the window a size, and the page in it what a frame of the window leaves."""
        self.driver.set_window_size(width, height)

    def shot(self, path):
        """Write a picture of what the window shows."""
        self.driver.get_screenshot_as_file(path)

    def close(self):
        """Keep the window for the next page."""
