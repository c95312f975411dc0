"""What a reader takes along from a figure: a link to its state, and its picture as SVG and PNG."""

import io
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image, ImageFilter

from clipboard import ALLOWED, clipboard
from engines import NAMES
from nodejs import node
from onpage import OnPage
from reader import CHAPTERS, LABS, RESTORED, open_folds, reading, show_figures
from states import settings

TOOLS = ".figure-tools"
WIDTHS = (320, 375, 768, 1280)
SET = "(figure, state) => figure.closest('.widget-any').widgetModel.set(state)"
SETTINGS = "?classes=3&z1=2.5&temperature=0.5"
UNTIL_RESTORED = f"""async () => {{
  while (!({RESTORED})()) await new Promise(requestAnimationFrame);
}}"""
SHOWN = """() => [...document.querySelectorAll("#fig-softmax-shares [data-readout]")].map(
  ({ dataset, textContent }) => [dataset.readout, textContent])"""
# Presses a button of the tools, and reads what would be saved: name, type and content.
DOWNLOADED = """async (place, content) => {
  const read = {
    text: (blob) => blob.text(),
    pixels: async (blob) => {
      const image = await createImageBitmap(blob);
      const { width, height } = image;
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, width, height);
      return [width, height, new Set(new Uint32Array(data.buffer)).size];
    },
  };
  const { click } = HTMLAnchorElement.prototype;
  const got = new Promise((resolve) => {
    HTMLAnchorElement.prototype.click = function () {
      resolve(fetch(this.href).then((answer) => answer.blob()).then(
        async (blob) => [this.download, blob.type, await read[content](blob)]));
    };
  });
  document.querySelectorAll(".figure-tools button")[place].click();
  const found = await got;
  HTMLAnchorElement.prototype.click = click;
  return found;
}"""
# The row of tools covers nothing that is used or read: the overlaps, in pixels, with what does.
COVERED = """row => {
  const box = row.getBoundingClientRect();
  const near = document.querySelectorAll(
    "figcaption, .figure :is(input, button, select, label, text, dt, dd, p, li), .bd-article p");
  return [...near].filter((node) => !row.contains(node)).map((node) => {
    const { left, right, top, bottom, width } = node.getBoundingClientRect();
    const across = Math.min(right, box.right) - Math.max(left, box.left);
    const down = Math.min(bottom, box.bottom) - Math.max(top, box.top);
    return width > 1 && across > 1 && down > 3 ? [node.outerHTML.slice(0, 80), down] : null;
  }).filter(Boolean);
}"""
# Leaves on the page what a saved picture has, the rest keeping its place.
WITHOUT_CONTROLS = """figure => figure.querySelectorAll(
  "button, input, select, fieldset, label, .range, .toggle, .track, .note"
).forEach((node) => node.style.setProperty("visibility", "hidden", "important"))"""
SAME = 0.03  # of what is drawn: a canvas is drawn anew with other edges
SVG = "{http://www.w3.org/2000/svg}"


def test_addresses_hold_settings():
    assert "fail 0" in node("--test", Path(__file__).with_name("addresses.test.mjs"))


def tools(page):
    """Return each row of tools on a page with its figure, all folds open."""
    open_folds(page)
    show_figures(page)
    page.locator(TOOLS).last.wait_for()
    rows = page.locator(TOOLS).all()
    figures = [page.locator(f"#{name} [data-figure]") for name in map(place_of, rows)]
    return list(zip(rows, figures, strict=True))


def place_of(row):
    return row.evaluate("row => (row.closest('figure') ?? row.closest('widget-view')).id")


@pytest.mark.parametrize("name", [*CHAPTERS, *LABS])
def test_link_opens_each_figure_as_it_was(browser, address, name):
    with reading(browser, address, name, permissions=ALLOWED) as (page, problems):
        found = tools(page)
        assert len(found) == page.locator(".mounted > .widget-root > .widget-any").count()
        for place, (row, locator) in enumerate(found):
            figure = OnPage(locator)
            state = settings(figure.kind, place % 3)
            locator.evaluate(SET, state)
            before = figure.agrees()
            with clipboard(page) as copied:
                row.get_by_role("button", name="Copy link").click()
                link = copied()
            assert urlsplit(link).fragment.startswith(f"{place_of(row)}?")
            assert page.url == link  # a reload keeps it
            with reading(browser, address, name, f"#{urlsplit(link).fragment}") as (other, wrong):
                tools(other)
                other.wait_for_function(RESTORED)
                assert OnPage(other.locator(f"#{place_of(row)} [data-figure]")).agrees() == before
                assert wrong == []
        assert problems == []


def test_link_leads_to_its_figure_and_a_reload_stays_there(browser, address):
    hash_ = "#fig-saturation-gap?gap=9.5&rises=true"
    with reading(browser, address, "book/saturation", hash_) as (page, problems):
        gap = page.locator("#fig-saturation-gap [data-figure]")
        page.wait_for_function("document.querySelector('#fig-saturation-gap .figure-tools')")
        page.wait_for_function(
            "document.querySelector('#fig-saturation-gap [data-readout=gap]').textContent === '9.5'"
        )
        assert gap.evaluate("figure => figure.getBoundingClientRect().top < innerHeight")
        assert OnPage(gap).agrees()["rises"] is True
        page.reload()
        page.wait_for_function(
            "document.querySelector('#fig-saturation-gap [data-readout=gap]')?.textContent==='9.5'"
        )
        page.goto(f"{address}/book/saturation.html#fig-saturation-gap?gap=3")
        page.wait_for_function(
            "document.querySelector('#fig-saturation-gap [data-readout=gap]').textContent === '3.0'"
        )
        assert OnPage(gap).agrees()["rises"] is False  # what a link leaves out is as it was
        page.go_back()
        page.wait_for_function(
            "document.querySelector('#fig-saturation-gap [data-readout=gap]').textContent === '9.5'"
        )
        assert problems == []


def test_bad_values_are_left_aside(browser, address):
    hash_ = "#fig-softmax-shares?z1=99&z2=x&classes=3.5&temperature=2&shift=&words=no&z9=1"
    with reading(browser, address, "book/softmax", hash_) as (page, problems):
        ((_, locator),) = tools(page)
        page.wait_for_function(RESTORED)
        state = OnPage(locator).agrees()
        assert (state["z1"], state["z2"], state["classes"], state["shift"]) == (2.0, 1.0, 4, 0.0)
        assert state["temperature"] == 2.0
        assert problems == []


@pytest.mark.parametrize("engine", NAMES)
def test_every_engine_opens_a_link(engines, engine):
    tab = engines.tab(engine)
    tab.open("book/softmax.html")
    at_first = tab.ask(SHOWN)
    tab.open(f"book/softmax.html#fig-softmax-shares{SETTINGS}")
    tab.ask(UNTIL_RESTORED)
    shown = dict(tab.ask(SHOWN))
    assert shown["temperature"] == "0.50"
    assert "a4" not in shown
    assert shown != dict(at_first)
    assert tab.problems == []


@pytest.mark.parametrize("name", [*CHAPTERS, "notebooks/softmax"])
def test_tools_cover_nothing(browser, address, name):
    with reading(browser, address, name, viewport={"width": 1280, "height": 900}) as (page, _):
        rows = [row for row, _ in tools(page)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            for row in rows:
                assert row.evaluate(COVERED) == [], width
                box = row.bounding_box()
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("engine", NAMES)
def test_every_engine_saves_both_pictures(engines, engine):
    tab = engines.tab(engine)
    tab.open("book/softmax.html")
    tab.ask("""async () => {
      while (!document.querySelector(".figure-tools")) await new Promise(requestAnimationFrame);
    }""")
    name, kind, text = tab.ask(DOWNLOADED, 1, "text")
    assert (name, kind) == ("fig-softmax-shares.svg", "image/svg+xml")
    root = ElementTree.fromstring(text)
    words = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert {"0.6095", "2.00", "1.000"} <= {word.strip() for word in words}
    name, kind, (width, height, colours) = tab.ask(DOWNLOADED, 2, "pixels")
    assert (name, kind) == ("fig-softmax-shares.png", "image/png")
    assert [width, height] == [2 * int(root.get(side)) for side in ("width", "height")]
    assert colours > 10  # a picture that could not be drawn has one
    assert tab.problems == []


def saved(page, row, name):
    with page.expect_download() as download:
        row.get_by_role("button", name=name).click()
    return download.value


def as_shown(page, locator):
    """Return the figure as the page shows it without its controls, as grey values from 0 to 1."""
    locator.evaluate(WITHOUT_CONTROLS)
    return grey(Image.open(io.BytesIO(locator.screenshot())))


def grey(image):
    """Return an image as grey values, a little out of focus: a font's edges may lie between."""
    return np.asarray(image.convert("L").filter(ImageFilter.GaussianBlur(1.5)), dtype=float) / 255


def drawn(browser, text, width, height):
    """Return the picture that a browser makes of an SVG alone."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(f"<style>body {{ margin: 0 }}</style>{text}")
    made = grey(Image.open(io.BytesIO(page.screenshot())))
    page.close()
    return made


def difference(first, second, reach=3):
    """Return how many places differ for each that is drawn, as two pictures lie best."""
    rows, columns = (min(sizes) for sizes in zip(first.shape, second.shape, strict=True))
    inner = second[reach : rows - reach, reach : columns - reach]
    shifted = (
        first[down : down + inner.shape[0], across : across + inner.shape[1]]
        for down in range(2 * reach + 1)
        for across in range(2 * reach + 1)
    )
    ink = np.sum(np.abs(inner - np.median(inner)) > 0.2)
    return min(np.sum(np.abs(each - inner) > 0.2) for each in shifted) / ink


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_saved_picture_is_what_the_page_shows(browser, address, name, scheme):
    options = {"viewport": {"width": 1280, "height": 1400}, "color_scheme": scheme}
    with reading(browser, address, name, **options) as (page, problems):
        for row, locator in tools(page):
            file = saved(page, row, "Save SVG")
            assert file.suggested_filename == f"{place_of(row)}.svg"
            text = Path(file.path()).read_text(encoding="utf-8")
            root = ElementTree.fromstring(text)
            assert root.find(f"{SVG}title").text == locator.get_attribute("aria-label")
            assert len(root.find(f"{SVG}desc").text) > 40
            left, top, width, height = map(float, root.get("viewBox").split())
            shown = as_shown(page, locator)
            whole = drawn(browser, text, int(width), int(height))
            picture = whole[int(max(0, -top)) :, int(-left) :]
            assert difference(picture, shown[int(max(0, top)) :]) <= SAME
            pixels = Image.open(saved(page, row, "Save PNG").path())
            assert pixels.size == (2 * int(width), 2 * int(height))
            assert difference(grey(pixels.resize(whole.shape[::-1])), whole) <= SAME
        assert problems == []


def test_comparison_of_pictures_sees_a_lost_curve(browser, address):
    with reading(browser, address, "book/saturation") as (page, _):
        row = page.locator("#fig-saturation-gap .figure-tools")
        text = Path(saved(page, row, "Save SVG").path()).read_text(encoding="utf-8")
    curve = max(re.findall(r"<path[^>]*>", text), key=len)
    size = [int(float(part)) for part in re.search(r'viewBox="([^"]*)"', text)[1].split()[2:]]
    assert difference(*(drawn(browser, each, *size) for each in (text, text))) == 0
    fewer = text.replace(curve, curve.replace(' d="', ' data-d="'))
    assert difference(drawn(browser, fewer, *size), drawn(browser, text, *size)) > SAME


def test_saved_picture_stands_for_the_present_state(browser, address):
    with reading(browser, address, "book/softmax", "#fig-softmax-shares?z1=5&classes=2") as (
        page,
        _,
    ):
        ((row, locator),) = tools(page)
        page.wait_for_function(RESTORED)
        OnPage(locator).agrees()
        root = ElementTree.parse(saved(page, row, "Save SVG").path()).getroot()
        words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
        assert "0.9820" in words
        assert "temperature" not in words  # a label of a control


def test_picture_of_python_is_saved_by_its_ending(tmp_path):
    from output_layer.figures import Shares

    figure = Shares(z1=3.0)
    for ending, beginning in ((".svg", b"<"), (".PNG", b"\x89PNG"), (".pdf", b"%PDF")):
        path = tmp_path / f"shares{ending}"
        figure.save(path)
        assert path.read_bytes().startswith(beginning)
    assert (tmp_path / "shares.svg").read_text(encoding="utf-8") == figure.picture()
    with pytest.raises(ValueError, match=r"shares.gif must end in .svg, .png, .pdf"):
        figure.save(tmp_path / "shares.gif")
    assert not (tmp_path / "shares.gif").exists()


def test_tools_are_named_and_reached_by_keys(browser, address):
    with reading(browser, address, "book/softmax", viewport={"width": 375, "height": 800}) as (
        page,
        _,
    ):
        ((row, locator),) = tools(page)
        names = ["Copy link", "Save SVG", "Save PNG", "Copy frame"]
        locator.locator("input[type=range]").last.focus()
        for name in names:  # the verb is heard, also where it is not seen
            page.keyboard.press("Tab")
            focused = row.get_by_role("button", name=name, exact=True)
            assert focused.evaluate("button => button === document.activeElement")
        page.keyboard.press("Tab")
        alone = row.get_by_role("link", name="Open alone", exact=True)
        assert alone.evaluate("link => link === document.activeElement")


def test_tools_are_english_in_chinese_text_and_stay_off_the_paper(browser, address):
    with reading(browser, address, "book/zh") as (page, _):
        ((row, _),) = tools(page)
        assert row.get_attribute("lang") == "en"
        assert row.evaluate("row => row.closest('section').lang") == "zh-Hans"
        assert row.is_visible()
        page.emulate_media(media="print")
        assert not row.is_visible()
