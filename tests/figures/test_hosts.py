"""All figures in each host of notebooks: shown, moved by keys, and followed by their Python."""

import json
import subprocess
import sys
from importlib.metadata import version
from types import SimpleNamespace

import nbformat
import pytest
from nbconvert import HTMLExporter

from echo import all_figures, stem
from hosts import (
    HOSTS,
    NOTEBOOK,
    await_,
    environment,
    opened,
    started,
    write_app,
    write_notebook,
)
from output_layer.figures import base
from reader import reading
from stage import blank

*FIGURES, ECHO = all_figures()
SHOW = "from echo import all_figures; figures = all_figures()"
CELLS = [f"{SHOW}; display(*figures[1:])", "figures[0]"]
ORDER = [*FIGURES[1:], FIGURES[0]]  # on the page of these cells
READ = """(figures) => Object.fromEntries(figures.map((figure) => [figure.dataset.figure,
  Object.fromEntries([...figure.querySelectorAll('[data-readout]')]
    .map((node) => [node.dataset.readout, node.textContent]))]))"""
# What a reader sees of an image: its size on the page, or nothing where it could not be shown.
SEEN = "(images) => images.filter((i) => i.naturalWidth && i.checkVisibility()).map((i) => i.alt)"


def move(figure):
    """Move the first slider of a figure by keys; return the trait that it sets, and its value."""
    slider = figure.locator("input[type=range]:enabled").first
    slider.focus()
    slider.page.keyboard.press("Home")
    said = slider.get_attribute("aria-valuetext")
    slider.page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") != said
    return slider.evaluate("""(node) => {
      const control = node.closest('[data-control]');
      return [control.dataset.control, control.querySelector('[type=number]').valueAsNumber];
    }""")


@pytest.mark.parametrize("host", HOSTS)
def test_every_figure_is_shown_and_moved_by_keys_and_python_follows(browser, tmp_path, host):
    write_notebook(tmp_path, *CELLS)
    write_app(tmp_path, SHOW)
    with started(host, tmp_path) as address, opened(browser, host, address) as page:
        found, echo = page.locator("[data-figure]"), page.locator(".echo")
        echo.wait_for()
        await_(lambda: found.count() == len(FIGURES))
        moved = {each.get_attribute("data-figure"): move(each) for each in found.all()}

        def agree():
            python = json.loads(echo.text_content())
            followed = all(python[f]["state"][name] == to for f, (name, to) in moved.items())
            shown = {figure: known["readouts"] for figure, known in python.items()}
            return followed and found.evaluate_all(READ) == shown

        await_(agree)
        assert moved.keys() == set(map(stem, FIGURES))
        assert page.locator("[data-still]").count() == 0


def test_the_book_names_the_versions_that_ran(browser, address):
    ran = {name: host.module for name, host in HOSTS.items()} | {"nbconvert": "nbconvert"}
    with reading(browser, address, "book/instructors") as (page, _):
        for name, module in ran.items():
            row = page.get_by_role("row").filter(has_text=name)
            assert row.get_by_role("cell").nth(1).text_content() == version(module)


# What nbconvert makes of them: pages that fetch from elsewhere what runs the figures.


def pictures(browser, path):
    """Return the alternative texts of the pictures on a page that reaches no other host."""
    with blank(browser, offline=True) as (page, _):
        page.goto(path.as_uri())
        return page.locator("img").evaluate_all(SEEN)


def test_an_executed_page_without_network_shows_the_picture_of_every_figure(browser, tmp_path):
    write_notebook(tmp_path, *CELLS)
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", NOTEBOOK]
    subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), check=True)
    expected = [figure.sentence() for figure in ORDER]
    assert pictures(browser, tmp_path / "a.html") == expected


def test_a_page_of_saved_outputs_shows_the_picture_of_every_figure(browser, tmp_path):
    bundles = [figure._repr_mimebundle_() for figure in FIGURES]
    outputs = [nbformat.v4.new_output("display_data", d, metadata=m) for d, m in bundles]
    cell = nbformat.v4.new_code_cell(outputs=outputs)
    text, _ = HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert len(pictures(browser, tmp_path / "a.html")) == len(FIGURES)


@pytest.mark.parametrize(
    ("request_", "pictures", "expected"),
    [
        ({"content": {"allow_stdin": True}}, None, False),
        ({"content": {"allow_stdin": False}}, None, True),
        ({"content": {"allow_stdin": False}}, "svg", False),  # the builder of the book
        ({"content": {}}, None, False),
        ({}, None, False),
    ],
)
def test_a_kernel_is_unattended_where_its_request_says_so(
    monkeypatch, request_, pictures, expected
):
    kernel = SimpleNamespace(get_parent=lambda: request_)
    monkeypatch.setattr(base, "get_ipython", lambda: SimpleNamespace(kernel=kernel))
    monkeypatch.delenv("OUTPUT_LAYER_PICTURES", raising=False)
    if pictures:
        monkeypatch.setenv("OUTPUT_LAYER_PICTURES", pictures)
    assert base.unattended() is expected


@pytest.mark.parametrize("shell", [None, SimpleNamespace(), SimpleNamespace(kernel=object())])
def test_without_a_kernel_nothing_is_unattended(monkeypatch, shell):
    monkeypatch.setattr(base, "get_ipython", lambda: shell)
    assert not base.unattended()
