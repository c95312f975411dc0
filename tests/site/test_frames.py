"""The page that each figure has for itself: small, quiet, with its state from its address."""

import re
from functools import partial
from html import unescape

import pytest
from bs4 import BeautifulSoup

from accessible import violations
from clipboard import ALLOWED, clipboard
from compressed import packed
from engines import NAMES
from onpage import OnPage
from output_layer.site.frames import ADDRESS, HEIGHTS, code_of, stem
from reader import CHAPTERS, RESTORED, reading
from serving import served
from states import settings

MOST = 45_000  # bytes on the wire, with all that the page loads
LABELS = sorted(HEIGHTS)
EVERY_FIGURE = pytest.mark.parametrize("label", LABELS)
FIGURE = "[data-figure]"
FULL = {"width": 744, "height": 500}
LOADED = "performance.getEntriesByType('resource').map(({ name }) => name)"
GROUND = "getComputedStyle(document.body).backgroundColor"
SURFACE = """figure => {
  const probe = figure.appendChild(document.createElement("i"));
  probe.style.color = "var(--ol-surface)";
  return getComputedStyle(probe).color;
}"""
FITS = "document.documentElement.scrollWidth <= innerWidth"
# How many columns the parts of a figure have that stand side by side where there is room.
COLUMNS = """() => [...new Set([...document.querySelectorAll(".figure :is(.neurons, .panels)")].map(
  (parts) => getComputedStyle(parts).gridTemplateColumns.split(" ").length))]"""
HEIGHT = "document.body.offsetHeight"
SHOWN = """() => [...document.querySelectorAll("[data-readout]")].map(
  ({ dataset, textContent }) => [dataset.readout, textContent])"""
FRAMED = "<!doctype html><title>A slide</title><body style='margin: 0'>{}</body>"


def page_of(label):
    return f"figures/{stem(label)}"


def stands(page):
    page.locator(".figure-tools").wait_for()
    return OnPage(page.locator(FIGURE))


def test_every_figure_of_a_chapter_has_a_page_and_no_other(site):
    found = set()
    for name in ["book/intro", *CHAPTERS]:
        text = (site / f"{name}.html").read_text(encoding="utf-8")
        found |= set(re.findall(r'<figure\b[^>]*id="(fig-[^"]+)"', text))
    assert found == set(LABELS)
    pages = {path.stem for path in (site / "figures").glob("*.html")}
    assert pages == {stem(label) for label in LABELS}


@EVERY_FIGURE
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_page_is_quiet_and_takes_its_state_from_the_address(browser, site, address, label, scheme):
    home = address if scheme == "http" else site.as_uri()
    with reading(browser, home, page_of(label)) as (page, problems):
        first = stands(page)
        kind, state = first.kind, settings(first.kind, 1)
        assert first.agrees()
    text = "&".join(f"{name}={written(value)}" for name, value in state.items())
    for query in (f"?{text}", f"#{label}?{text}"):
        with reading(browser, home, page_of(label), query) as (page, others):
            stands(page)
            page.wait_for_function(RESTORED)
            values = OnPage(page.locator(FIGURE)).agrees()
            assert {name: values[name] for name in state} == kind_of(kind, state)
            assert others == []
    assert problems == []


@EVERY_FIGURE
def test_page_is_small(browser, site, address, label):
    with reading(browser, address, page_of(label)) as (page, _):
        stands(page)
        urls = {page.url, *page.evaluate(LOADED)}
        assert {"host.js", "figures.js", "frame.css"} <= {url.rpartition("/")[2] for url in urls}
        files = {site / url.removeprefix(f"{address}/") for url in urls}
        assert sum(len(packed(path)) for path in files) <= MOST


def written(value):
    if isinstance(value, list):
        return "~".join("_".join(str(number) for number in row) for row in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def kind_of(kind, state):
    """Return a state as a figure keeps it."""
    figure = kind(**state)
    return {name: getattr(figure, name) for name in state}


@EVERY_FIGURE
def test_page_is_accessible_and_fits_a_narrow_frame(browser, address, label):
    for scheme in ("light", "dark"):
        options = {"viewport": {"width": 320, "height": 500}, "color_scheme": scheme}
        with reading(browser, address, page_of(label), **options) as (page, problems):
            stands(page)
            assert page.evaluate(FITS)
            assert page.evaluate(COLUMNS) in ([], [1])
            assert violations(page) == []
            assert problems == []


@EVERY_FIGURE
def test_frame_has_the_height_that_its_figure_needs(browser, address, label):
    with reading(browser, address, page_of(label), viewport=FULL) as (page, _):
        stands(page)
        assert 0 <= HEIGHTS[label] - page.evaluate(HEIGHT) <= 60


@EVERY_FIGURE
def test_without_scripts_the_picture_stands(browser, site, address, label):
    with reading(browser, address, page_of(label), java_script_enabled=False) as (page, problems):
        picture = page.locator("img.widget-picture")
        picture.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        assert picture.bounding_box()["height"] > 100
        assert len(picture.get_attribute("alt")) > 40
        assert problems == []
    soup = BeautifulSoup(
        (site / f"{page_of(label)}.html").read_text(encoding="utf-8"), "html.parser"
    )
    assert soup.html["lang"] == "en"
    assert soup.find("meta", {"name": "description"})["content"] == picture_of(soup)
    link = soup.find("a", target="_blank")
    chapter, _, place = link["href"].partition("#")
    assert place == label
    target = (site / "figures" / chapter).resolve().read_text(encoding="utf-8")
    assert f'id="{label}"' in target
    heading = BeautifulSoup(target, "html.parser").select_one("article h1").text
    title = re.fullmatch(r"[\d.]*(.+?)#?", heading.strip())[1].strip()
    assert link.text == f"From the chapter “{title}” of The Output Layer"


def picture_of(soup):
    return soup.find("img", class_="widget-picture")["alt"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_of_the_address_is_stronger_than_the_readers(browser, address, theme):
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 30)"}
    for scheme in grounds:
        options = {"color_scheme": scheme}
        name = page_of("fig-softmax-shares")
        with reading(browser, address, name, f"?theme={theme}", **options) as (page, _):
            figure = stands(page)
            assert page.evaluate(GROUND) == grounds[theme]
            assert figure.locator.evaluate(SURFACE) == grounds[theme]
        with reading(browser, address, name, "?theme=pink", **options) as (page, _):
            stands(page)
            assert page.evaluate(GROUND) == grounds[scheme]


@pytest.mark.parametrize("engine", NAMES)
def test_every_engine_shows_the_same_numbers(engines, engine):
    shown = {}
    for name in ("chromium", engine):
        tab = engines.tab(name)
        tab.open("figures/saturation-gap.html?gap=7.5&rises=true")
        tab.ask("""async () => {
          while (!window.takingFigures) await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
        }""")
        shown[name] = tab.ask(SHOWN)
        assert tab.problems == []
    assert shown[engine] == shown["chromium"]
    assert dict(shown[engine])["gap"] == "7.5"


def codes(site):
    """Return the code of each frame as the page for teachers lists it."""
    text = (site / "book" / "instructors.html").read_text(encoding="utf-8")
    items = BeautifulSoup(text, "html.parser").select(".figure-frames > li")
    return [
        (item.find("a"), item.find_all("a")[1], item.find("pre").text.strip()) for item in items
    ]


def test_page_for_teachers_lists_every_frame(site):
    listed = codes(site)
    labels = [chapter["href"].partition("#")[2] for chapter, _, _ in listed]
    assert sorted(labels) == LABELS
    for label, (chapter, alone, code) in zip(labels, listed, strict=True):
        assert code == code_of(label, chapter.text)
        assert (site / "book" / alone["href"]).is_file()


def test_listed_code_names_the_place_of_the_page_and_shows_the_figure(
    browser, address, tmp_path, site
):
    with reading(browser, address, "book/instructors") as (page, problems):
        page.locator(".fold:has(.figure-frames) > summary").click()
        code = page.locator(".figure-frames pre").last.inner_text()
        assert ADDRESS not in code
        assert f'src="{address}/figures/' in code
        assert problems == []
    (tmp_path / "slide.html").write_text(FRAMED.format(code), encoding="utf-8")
    check_framed(browser, tmp_path)
    with reading(browser, site.as_uri(), "book/instructors") as (page, _):
        assert ADDRESS in page.locator(".figure-frames pre").last.text_content()


def check_framed(browser, folder):
    """Check that the frame on another page shows a figure that is moved by keys."""
    with served(folder) as elsewhere:
        page = browser.new_page(viewport={"width": 800, "height": 1000})
        page.goto(f"{elsewhere}/slide.html")
        frame = page.frame_locator("iframe")
        frame.locator(".figure-tools").wait_for()
        figure = OnPage(frame.locator(FIGURE))
        slider = frame.locator("input[type=range]").first
        assert any(
            figure.moved_by(partial(slider.press, key)) for key in ("ArrowRight", "ArrowLeft")
        )
        page.close()


def test_copied_frame_shows_the_present_state(browser, address, tmp_path):
    with reading(browser, address, "book/softmax", permissions=ALLOWED) as (page, _):
        row = page.locator("#fig-softmax-shares .figure-tools")
        page.locator("#fig-softmax-shares input[type=range]").first.press("End")
        state = OnPage(page.locator("#fig-softmax-shares [data-figure]")).agrees()
        with clipboard(page) as copied:
            row.get_by_role("button", name="Copy frame").click()
            code = copied()
        row.get_by_role("link", name="Open alone").focus()
        alone = row.get_by_role("link", name="Open alone").get_attribute("href")
    assert f'src="{alone}"' in unescape(code)
    (tmp_path / "slide.html").write_text(FRAMED.format(code), encoding="utf-8")
    check_framed(browser, tmp_path)
    name = alone.removeprefix(f"{address}/").replace(".html#", "#").partition("#")
    with reading(browser, address, name[0], f"#{name[2]}") as (page, _):
        stands(page)
        page.wait_for_function(RESTORED)
        assert OnPage(page.locator(FIGURE)).agrees() == state
