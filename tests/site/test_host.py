"""The static host: its parts in Node, and what it draws in a browser from a page of its own."""

import json
from pathlib import Path

import pytest

from nodejs import node
from output_layer.site.own_scripts import host_script
from stage import blank

FIGURE = """
function render({ model, el, signal }) {
  window.life = [...(window.life ?? []), `width ${el.clientWidth > 0}`];
  const out = document.createElement("output");
  const paint = () => (out.textContent = `z is ${model.get("z")}`);
  model.on("change:z", paint);
  paint();
  el.append(out);
  signal.addEventListener("abort", () => window.life.push("signal"));
  return () => window.life.push("cleanup");
}
export default { render };
"""
LATE = """
export const answer = 42;
export default async () => ({
  async initialize({ model }) { model.set("z", answer); },
  render({ model, el }) { el.textContent = `late ${model.get("z")}`; },
});
"""
OPTIONS = {"_options_labels": ["one", "two", "three"], "index": 0, "description": "pick"}
SLIDER = {"min": -5, "max": 5, "step": 0.5, "value": 1, "readout_format": ".2f"}
LOG = {"min": -3, "max": 2, "base": 10, "step": 1, "value": 0.1, "readout_format": ".3g"}
PLOT = {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>", "text/plain": "a"}}


def test_parts_without_a_page_pass_their_tests_in_node():
    assert "pass 15" in node("--test", Path(__file__).with_name("host.test.mjs"))


def widget(view, **state):
    return {"model_name": view.replace("View", "Model"), "state": {"_view_name": view, **state}}


def figure(source, **state):
    return widget("AnyView", _esm=source, _css="output { color: rgb(1, 2, 3); }", **state)


def box(*children, view="VBoxView"):
    return widget(view, children=[f"IPY_MODEL_{child}" for child in children])


@pytest.fixture
def show(browser):
    """Return a function that shows widgets on a page; it fails on an error of the page."""

    def show(state, *mounted):
        text = json.dumps({"state": state}).replace("</", "<\\/")
        views = "".join(
            f'<widget-view class="widget-view" data-model="{m}"><img class="widget-picture" '
            'alt="picture"></widget-view>'
            for m in mounted
        )
        page.set_content(
            '<script type="application/vnd.jupyter.widget-state+json">'
            f"{text}</script><script>{host_script()}</script><body>{views}"
            '<p id="run">Here it runs.</p>'
        )
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        return page

    with blank(browser) as (page, show.errors):
        yield show


def test_figure_is_drawn_while_the_page_is_parsed(show):
    page = show({"f": figure(FIGURE, z=3)}, "f")
    assert page.locator(".widget-view.mounted output").text_content() == "z is 3"
    assert page.evaluate("life") == ["width true"]
    assert page.evaluate("getComputedStyle(document.querySelector('output')).color") == (
        "rgb(1, 2, 3)"
    )
    assert show.errors == []


def test_test_tools_and_figure_share_one_model(show):
    page = show({"f": figure(FIGURE, z=3)}, "f", "f")
    page.evaluate("document.querySelector('.widget-view').widgetModel.set('z', 4)")
    assert page.locator("output").all_text_contents() == ["z is 4", "z is 4"]


def test_leaving_the_page_cleans_up(show):
    page = show({"f": figure(FIGURE, z=3)}, "f")
    page.evaluate("document.querySelector('.widget-view').remove()")
    assert sorted(page.evaluate("life")) == ["cleanup", "signal", "width true"]


def test_figure_that_comes_back_is_drawn_again(show):
    page = show({"f": figure(FIGURE, z=3)}, "f")
    page.evaluate(
        "{ const v = document.querySelector('.widget-view'); v.remove(); document.body.append(v); }"
    )
    assert page.locator(".widget-view.mounted output").count() == 1


def test_script_with_other_exports_and_a_late_start_is_drawn_too(show):
    page = show({"f": figure(LATE, z=0)}, "f")
    page.wait_for_function("document.querySelector('.widget-any').textContent === 'late 42'")
    assert show.errors == []


def test_broken_figure_shows_its_picture_and_says_so(show):
    page = show({"f": figure("export default { render() { throw Error('oh') } };", z=0)}, "f")
    page.wait_for_selector(".widget-view:not(.mounted) >> text=could not be drawn")
    assert any("oh" in error for error in show.errors)


def test_broken_figure_leaves_the_others_alone(show):
    broken = figure("export default { render() { throw Error('oh') } };", z=0)
    page = show({"f": broken, "g": figure(FIGURE, z=3)}, "f", "g")
    assert page.locator(".mounted output").text_content() == "z is 3"


def test_unknown_widget_keeps_its_picture_and_leads_to_where_it_runs(show):
    page = show({"b": widget("ButtonView"), "v": box("b")}, "v", "nowhere")
    assert page.locator(".widget-view.mounted").count() == 0
    assert page.locator(".widget-note a[href='#run']").count() == 2
    assert show.errors == []


def test_linked_slider_moves_the_figure(show):
    link = {"source": ["IPY_MODEL_s", "value"], "target": ["IPY_MODEL_f", "z"]}
    slider = widget("FloatSliderView", description="alpha", **SLIDER)
    state = {"s": slider, "f": figure(FIGURE, z=3), "v": box("s", "f")}
    page = show({**state, "l": {"model_name": "LinkModel", "state": link}}, "v")
    handle = page.get_by_label("alpha")
    handle.press("ArrowRight")
    assert page.locator(".widget-row output").text_content() == "1.50"
    assert page.locator(".widget-any output").text_content() == "z is 1.5"
    assert handle.get_attribute("aria-valuetext") == "1.50"


def value(page, name="value"):
    return page.evaluate(f"document.querySelector('.widget-view').widgetModel.get('{name}')")


@pytest.mark.parametrize(
    ("view", "state", "key", "name", "expected"),
    [
        ("IntSliderView", {**SLIDER, "step": 1, "readout_format": "d"}, "ArrowLeft", "value", 0),
        ("FloatLogSliderView", LOG, "ArrowRight", "value", 1),
        ("CheckboxView", {"value": False}, "Space", "value", True),
        ("SelectionSliderView", OPTIONS, "ArrowRight", "index", 1),
        ("DropdownView", OPTIONS, "ArrowDown", "index", 1),
    ],
)
def test_core_control_is_moved_by_the_keyboard(show, view, state, key, name, expected):
    page = show({"c": widget(view, **{"description": "pick", **state})}, "c")
    page.get_by_label("pick").press(key)
    assert value(page, name) == pytest.approx(expected)


@pytest.mark.parametrize("view", ["RadioButtonsView", "ToggleButtonsView"])
def test_choice_is_moved_by_keyboard_and_click(show, view):
    page = show({"c": widget(view, **OPTIONS)}, "c")
    page.get_by_label("one").press("ArrowDown")
    assert value(page, "index") == 1
    page.get_by_label("three").click()
    assert value(page, "index") == 2


def test_control_follows_its_model_and_can_be_disabled(show):
    page = show({"c": widget("FloatSliderView", description="pick", **SLIDER)}, "c")
    page.evaluate(
        "document.querySelector('.widget-view').widgetModel.set({ value: -2, disabled: true })"
    )
    assert page.get_by_label("pick").input_value() == "-2"
    assert page.get_by_label("pick").is_disabled()


def test_texts_are_shown(show):
    state = {
        "a": widget("LabelView", value="1 < 2"),
        "b": widget("HTMLView", value="<b>bold</b>"),
        "v": box("a", "b", view="HBoxView"),
    }
    page = show(state, "v")
    assert page.locator(".widget-text").all_text_contents() == ["1 < 2", "bold"]


def test_what_interact_left_behind_rests_and_says_so(show):
    stream = {"output_type": "stream", "name": "stdout", "text": "printed"}
    state = {
        "s": widget("FloatSliderView", description="w", **SLIDER),
        "o": widget("OutputView", outputs=[PLOT, stream]),
        "v": box("s", "o"),
    }
    page = show(state, "v")
    assert page.get_by_label("w").is_disabled()
    assert page.locator(".widget-output img").get_attribute("alt")
    assert page.locator(".widget-output pre").text_content() == "printed"
    assert "needs Python" in page.locator(".widget-note").text_content()
    assert show.errors == []
