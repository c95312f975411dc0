"""Every page of the built site in a real browser: quiet, self-contained, accessible, steady."""

import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from accessible import thinned, violations
from links import addresses
from reader import CHAPTERS, LABS, PAGES, open_folds, reading, scroll_through, show_figures

WIDTHS = [320, 375, 768, 1280]
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)


# Tests that only look at a page share one visit: it comes first for what has to be seen first.
ON_A_VISIT = pytest.mark.parametrize("name", PAGES, scope="module")
SCREEN = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def visit(browser, address, name):
    """Yield a page and the list of its problems; tests leave it as they found it."""
    with reading(browser, address, name, viewport=SCREEN, color_scheme="light") as opened:
        yield opened


def check_stillness(page):
    """Check that nothing moves while the page loads, nor when it is shown to its end."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_function("performance.now() > 800")  # the theme's last timer fires at 320 ms
    assert page.evaluate("shift") <= 0.01
    scroll_through(page)
    assert page.evaluate("shift") <= 0.01


@ON_A_VISIT
def test_nothing_moves_while_the_page_loads(visit):
    check_stillness(visit[0])


@EVERY_PAGE
def test_nothing_moves_while_a_phone_loads_the_page(browser, address, name):
    phone = {"width": 375, "height": 800}
    with reading(browser, address, name, viewport=phone) as (page, _):
        check_stillness(page)


def check_quiet(page, problems):
    scroll_through(page)
    open_folds(page)
    assert page.title()
    assert problems == []


@ON_A_VISIT
def test_page_is_quiet_and_asks_no_other_host(visit):
    check_quiet(*visit)


@EVERY_PAGE
def test_page_is_quiet_without_a_server_and_dark_at_once(browser, site, name):
    with reading(browser, site.as_uri(), name, color_scheme="dark") as (page, problems):
        assert page.locator("html").get_attribute("data-theme") == "dark"
        check_quiet(page, problems)


OF_COLOURS = ["color-contrast", "link-in-text-block", "image-alt"]


def recolour(page, colours):
    """Let the reader's system turn light or dark, and wait until the page has followed."""
    page.emulate_media(color_scheme=colours)
    page.locator(f"html[data-theme={colours}]").wait_for(state="attached")
    page.wait_for_function("document.getAnimations().every((each) => each.playState !== 'running')")


@ON_A_VISIT
def test_page_is_accessible_in_the_light(visit):
    page, _ = visit
    assert page.locator("html").get_attribute("data-theme") == "light"
    open_folds(page)
    assert violations(page, rules={"color-contrast": {"enabled": False}}) == []
    with thinned(page):
        assert violations(page, runOnly=["color-contrast"]) == []


@ON_A_VISIT
def test_page_is_accessible_in_the_dark(visit):
    page, _ = visit
    open_folds(page)
    recolour(page, "dark")
    with thinned(page):  # all but colours and pictures is as in the light
        assert violations(page, runOnly=OF_COLOURS) == []
    recolour(page, "light")


def test_too_little_contrast_is_found_where_parts_look_alike(browser, address):
    with reading(browser, address, "book/regression") as (page, _):
        open_folds(page)
        for which in ("math mi", "pre .k", "td:nth-child(2)"):
            pale = page.add_style_tag(content=f"{which} {{ color: #bbb !important }}")
            with thinned(page):
                assert violations(page, runOnly=["color-contrast"]) != [], which
            pale.evaluate("(style) => style.remove()")
        with thinned(page):
            assert violations(page, runOnly=["color-contrast"]) == []


@ON_A_VISIT
def test_page_is_no_wider_than_the_screen(visit):
    page, _ = visit
    open_folds(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{wide} pixels too wide on a screen of {width}"
    page.set_viewport_size(SCREEN)


# The first rows of tables with code that are wider than their place; tables of numbers may scroll.
CUT_OFF = """
() => [...document.querySelectorAll(".bd-article table:has(td code)")]
  .filter((table) => table.offsetWidth > table.parentElement.clientWidth)
  .map((table) => table.rows[0].innerText)
"""


@ON_A_VISIT
def test_a_table_of_calls_shows_all_its_columns(visit):
    page, _ = visit
    open_folds(page)
    for width in WIDTHS[1:]:  # on the narrowest, which is a page four times as large, it scrolls
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CUT_OFF) == [], width
    page.set_viewport_size(SCREEN)


# Of each formula with punctuation after it: do both stand on one line?
PARTED = """
() => [...document.querySelectorAll("p .kept")].filter((kept) => {
  const range = document.createRange();
  range.selectNodeContents(kept.lastChild);
  const formula = [...kept.querySelectorAll("math")].at(-1).getBoundingClientRect();
  return range.getClientRects()[0]?.left < formula.left - 1;
}).map((kept) => kept.parentElement.textContent)
"""

# Formulas whose punctuation is free to stand alone.
NOT_KEPT = """
() => [...document.querySelectorAll("p .math")]
  .filter((math) => /^[.,;:!?)]/.test(math.nextSibling?.data ?? "") && !math.closest(".kept"))
  .map((math) => math.parentElement.textContent)
"""


@pytest.mark.parametrize("name", CHAPTERS, scope="module")
def test_no_line_begins_with_the_punctuation_of_a_formula(visit):
    page, _ = visit
    open_folds(page)
    assert page.evaluate(NOT_KEPT) == []
    for width in range(320, 1280, 40):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(PARTED) == []
    page.set_viewport_size(SCREEN)


@ON_A_VISIT
def test_page_has_what_search_engines_read(visit, name):
    page, _ = visit
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("meta[name=viewport]").count() == 1
    if "/" in name:
        assert len(page.locator("meta[name=description]").get_attribute("content")) > 20
        assert page.locator("h1").count() - page.locator("#jb-print-docs-body h1").count() == 1


def test_front_door_leads_to_the_first_page(browser, site, address):
    for home in (address, site.as_uri()):
        with reading(browser, home, "index") as (page, problems):
            page.wait_for_url(f"{home}/{PAGES[0]}.html")
            assert problems == []


def test_front_door_says_what_it_leads_to(site):
    """Its icon is none: a browser that is told nothing may ask for one before it is led on."""
    door = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert door.html["lang"] == "en"
    assert door.title.text == "The Output Layer"
    assert door.a["href"] == f"{PAGES[0]}.html"
    assert "Output Layer" in door.a.text
    assert door.find("link", rel="icon")["href"] == "data:,"


def test_skip_link_leads_to_the_text(browser, address):
    with reading(browser, address, "book/sigmoid") as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) != "none"
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash === '#main-content'")


def test_reader_chooses_light_or_dark(browser, address):
    with reading(browser, address, "book/sigmoid", color_scheme="light") as (page, _):
        colour = "getComputedStyle(document.querySelector('[data-figure]')).color"
        light = page.evaluate(colour)
        while page.locator("html").get_attribute("data-theme") != "dark":
            page.locator(".article-header-buttons .theme-switch-button").click()
        assert page.evaluate(colour) != light
        page.reload()
        assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_finds_a_chapter(browser, site, address, scheme):
    home = address if scheme == "http" else site.as_uri()
    with reading(browser, home, "search", query="?q=slowdown") as (page, problems):
        page.locator("#search-results a[href*='slowdown']").first.wait_for()
        page.get_by_text("found").first.wait_for()  # when the last result is shown
        assert problems == []


def test_what_is_wide_is_reached_and_scrolled_by_keyboard(browser, address):
    small = {"width": 320, "height": 700}
    with reading(browser, address, "book/crossentropy", viewport=small) as (page, _):
        scroll_through(page)
        stops = page.locator("pre[tabindex='0']:visible")
        assert stops.evaluate_all("all => all.every(pre => pre.scrollWidth > pre.clientWidth)")
        stops.first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_a_wide_line_of_the_list_of_equations_is_reached_too(browser, address):
    small = {"width": 320, "height": 700}
    with reading(browser, address, "book/equations", viewport=small) as (page, _):
        scroll_through(page)
        stops = page.locator("#equations p[tabindex='0']")
        wide = "all => all.filter(line => line.scrollWidth > line.clientWidth).length"
        assert stops.count() == page.locator("#equations p:visible").evaluate_all(wide) > 0


@pytest.mark.parametrize("name", LABS, scope="module")
def test_what_needs_python_rests_in_a_lab_and_says_so(visit):
    page, problems = visit
    show_figures(page)
    frozen = page.locator("widget-view.mounted:has(.widget-output)")
    assert frozen.count() > 0, "a lab has one `interact` at least, which needs Python"
    for view in frozen.all():
        controls = view.locator("input, select, button")
        assert controls.count() > 0
        assert all(control.is_disabled() for control in controls.all())
        assert "needs Python" in view.locator(".widget-note").inner_text()
        view.locator(".widget-note a").click()
        page.locator("#run a[download]").wait_for()
    assert problems == []


@EVERY_PAGE
def test_every_link_and_download_leads_somewhere(site, name):
    for link in addresses(site / f"{name}.html").links:
        url = urlsplit(urljoin(f"/{name}.html", link))
        if url.scheme or url.netloc:
            continue
        path = site / unquote(url.path).lstrip("/")
        assert path.is_file(), link
        if url.fragment and path.suffix == ".html":
            assert unquote(url.fragment) in addresses(path).ids, link


def test_every_address_in_the_stylesheet_leads_to_a_file(site):
    text = (site / "_static/site.css").read_text(encoding="utf-8")
    files = [url for url in re.findall(r"url\(['\"]?([^'\")]+)", text) if ":" not in url]
    assert [url for url in files if not (site / "_static" / url).is_file()] == []
