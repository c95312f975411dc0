"""What all figures share on a page: their inputs, their voice, a finger's touch, their colours."""

import json
import re
from contextlib import contextmanager

import pytest
from ipywidgets.embed import dependency_state

import nodejs
from output_layer.figures import Neuron, Slopes, picture
from output_layer.site.own_scripts import host_script
from stage import blank

PHONE = {"viewport": {"width": 375, "height": 667}, "has_touch": True, "is_mobile": True}
STYLE = (nodejs.FIGURES / "figure.css").read_text(encoding="utf-8")
GROUNDS = {"light": "#ffffff", "dark": "#121212"}


def html(*figures):
    """Return a page that shows the figures as the book does, without a kernel."""
    state = dependency_state(figures, drop_defaults=False)
    text = json.dumps({"state": state}).replace("</", "<\\/")
    mounts = "".join(f'<widget-view data-model="{f.model_id}"></widget-view>' for f in figures)
    return (
        '<!doctype html><meta name="viewport" content="width=device-width">'
        f'<script type="application/vnd.jupyter.widget-state+json">{text}</script>'
        f"<script>{host_script()}</script><style>widget-view {{ display: block }}</style>{mounts}"
    )


@contextmanager
def shown(browser, *figures, **options):
    """Yield a page with the figures; an error of its scripts fails the test."""
    with blank(browser, **options) as (page, errors):
        page.set_content(html(*figures))
        yield page
        assert errors == []


def state(page, name, index=0):
    return page.evaluate(
        "([name, i]) => document.querySelectorAll('widget-view')[i].widgetModel.get(name)",
        [name, index],
    )


def readout(page, name):
    return page.locator(f"[data-readout={name}]").text_content()


def test_a_change_from_python_is_painted_everywhere(browser):
    with shown(browser, Neuron()) as page:
        before = page.locator(".curve").inner_html()
        page.evaluate("document.querySelector('widget-view').widgetModel.set('w', -2)")
        assert readout(page, "z") == Neuron(w=-2).readouts()["z"]
        assert page.get_by_role("slider", name="weight w").input_value() == "-2"
        assert page.get_by_role("spinbutton", name="weight w").input_value() == "-2"
        assert page.locator(".curve").get_attribute("aria-label") == Neuron(w=-2).sentence()
        assert page.locator(".curve").inner_html() != before


def test_a_living_figure_takes_the_place_of_its_own_pictures(browser):
    pictures = "".join(f'<i data-still="{key}"></i>' for key in ("mine", "mine", "another's"))
    with blank(browser) as (page, errors):
        page.set_content(pictures + html(Slopes(still="mine")))
        page.locator(".figure").wait_for()
        left = page.locator("[data-still]").evaluate_all("(all) => all.map((i) => i.dataset.still)")
        assert left == ["another's"]
        assert errors == []


@pytest.mark.parametrize(
    ("typed", "taken"), [("2.55", 2.55), ("99", 4), ("-99", -4), ("", 0.9), ("1e-3", 0.001)]
)
def test_the_number_field_takes_any_number_within_the_limits(browser, typed, taken):
    with shown(browser, Neuron()) as page:
        field = page.get_by_role("spinbutton", name="bias b")
        field.fill(typed)
        field.press("Enter")
        field.blur()
        assert state(page, "b") == taken
        assert float(field.input_value()) == taken


def test_a_slider_speaks_its_value_and_the_results(browser):
    with shown(browser, Slopes(z=3)) as page:
        slider = page.get_by_role("slider")
        slider.press("End")
        said = slider.get_attribute("aria-valuetext")
        assert said.startswith("10.0. output 1.000; gradient 4.539 times ten to the power −5 with")
        assert page.get_by_role("status").text_content() == "", "the slider has said it already"


def test_what_a_switch_cannot_say_is_announced_once(browser):
    with shown(browser, Slopes(z=3)) as page:
        page.get_by_role("radio", name="1").press("Space")
        announced = page.get_by_role("status").text_content()
        assert Slopes(z=3, y=1).readouts()["quadratic"] in announced
        assert page.locator("[aria-live], [role=status], output").count() == 1


def test_the_logarithmic_scale_moves_no_other_part(browser):
    with shown(browser, Slopes()) as page:
        boxes = "[...document.querySelectorAll('.figure *')].filter((n) => !n.closest('svg'))" + (
            ".map((n) => JSON.stringify(n.getBoundingClientRect()))"
        )
        before = page.evaluate(boxes)
        page.get_by_role("switch").press("Space")
        assert state(page, "log_scale") is True
        assert page.locator(".gradient .tick", has_text="10⁻").count() > 2
        assert page.evaluate(boxes) == before


def test_dragging_the_point_moves_the_bias_as_far_as_it_goes(browser):
    with shown(browser, Neuron(w=1)) as page:
        box = page.locator(".curve").bounding_box()
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] / 2, middle)
        page.mouse.down()
        assert abs(state(page, "b") + 1 - float(readout(page, "z").replace("−", "-"))) < 1e-9
        page.mouse.move(box["x"] + box["width"] + 300, middle, steps=3)
        page.mouse.up()
        assert state(page, "b") == 4
        page.mouse.move(box["x"] + 100, middle)
        assert state(page, "b") == 4, "the mouse was let go"


def swipe(page, across, down):
    """Move one finger from the middle of the plot."""
    box = page.locator(".plot").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for step, kind in enumerate(["touchStart", *["touchMove"] * 8, "touchEnd"]):
        point = {"x": x + across * step / 8, "y": y + down * step / 8}
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [] if kind == "touchEnd" else [point]},
        )


def test_a_finger_drags_the_point_sideways(browser):
    with shown(browser, Slopes(z=3), **PHONE) as page:
        swipe(page, 90, 3)
        assert state(page, "z") > 3


def test_a_finger_scrolls_the_page_up_and_down(browser):
    with shown(browser, Slopes(z=3), Neuron(), **PHONE) as page:
        swipe(page, 0, -120)
        page.wait_for_function("scrollY > 50")
        assert state(page, "z") == 3


@pytest.mark.parametrize("width", [320, 375, 768])
def test_no_figure_is_wider_than_its_column(browser, width):
    options = {"viewport": {"width": width, "height": 700}}
    with shown(browser, Neuron(w=-4, b=-4, x=2), Slopes(z=10), **options) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        outside = page.locator(".figure text").evaluate_all(
            "(all) => all.filter((n) => n.textContent && (n.getBoundingClientRect().left < 0 ||"
            " n.getBoundingClientRect().right > innerWidth)).map((n) => n.textContent)"
        )
        assert outside == []


def test_two_of_a_kind_have_no_id_in_common_and_move_alone(browser):
    with shown(browser, Slopes(z=1), Slopes(z=2)) as page:
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
        assert len(ids) == len(set(ids)) > 4
        page.get_by_role("radio", name="1").first.press("Space")
        assert [state(page, "y", i) for i in (0, 1)] == [1, 0]


def test_a_figure_that_leaves_the_page_stops_listening(browser):
    with shown(browser, Slopes()) as page:
        listening = page.evaluate(
            "(() => { const view = document.querySelector('widget-view');"
            " view.remove(); view.widgetModel.set('z', 1);"
            " return view.widgetModel.listeners.length + view.querySelectorAll('.figure').length;"
            " })()"
        )
        assert listening == 0


@pytest.mark.parametrize(
    ("attribute", "light", "dark"),
    [("data-theme", "light", "dark"), ("data-jp-theme-light", "true", "false")],
)
def test_the_theme_of_the_page_wins_over_that_of_the_system(browser, attribute, light, dark):
    for system, wanted in (("light", dark), ("dark", light)):
        with shown(browser, Slopes(), color_scheme=system) as page:
            colour = "getComputedStyle(document.querySelector('.figure')).color"
            before = page.evaluate(colour)
            page.evaluate(f"document.documentElement.setAttribute('{attribute}', '{wanted}')")
            assert page.evaluate(colour) != before


# Colours: what is read has a contrast of 4.5, what is only seen 3 (WCAG 2.2, 1.4.3 and 1.4.11).


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_the_one_of_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("ink", 4.5),
        ("muted", 4.5),
        ("quadratic", 4.5),
        ("cross-entropy", 4.5),
        ("neuron", 4.5),
        ("class-1", 4.5),
        ("class-2", 4.5),
        ("class-3", 4.5),
        ("class-4", 4.5),
        ("axis", 3),
        ("focus", 3),
    ],
)
def test_the_colours_are_seen_on_both_grounds(name, least):
    found = re.search(rf"--ol-{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", STYLE)
    for colour, ground in zip(found.groups(), GROUNDS.values(), strict=True):
        assert contrast(colour, ground) >= least


@pytest.mark.parametrize("name", picture.COLOURS)
def test_the_pictures_colours_are_seen_on_either_ground(name):
    for ground in GROUNDS.values():
        assert contrast(picture.COLOURS[name], ground) >= (4 if name == "ink" else 3)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_browser_without_light_dark_gets_the_light_colours(browser, colours):
    page = browser.new_page(color_scheme=colours)
    page.set_content(html(Neuron()).replace("light-dark(", "unknown("))
    figure = page.locator(".figure[data-figure]")
    named = dict(re.findall(r"(--ol-[\w-]+): light-dark\(([^,]+),", STYLE))
    assert "--ol-grid" in named
    read = "(el, names) => names.map((name) => getComputedStyle(el).getPropertyValue(name))"
    assert figure.evaluate(read, list(named)) == list(named.values())
    assert figure.evaluate("el => getComputedStyle(el).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.locator(".curve .line").first.evaluate("el => getComputedStyle(el).stroke") != "none"
    )
    assert (
        page.locator(".track").first.evaluate("el => getComputedStyle(el).backgroundImage")
        != "none"
    )
    page.close()
