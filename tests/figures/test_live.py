"""A figure in JupyterLab with a live kernel: the view moves Python, and Python the view."""

import ast

import pytest
from jupyter_client import BlockingKernelClient

from hosts import PATIENCE, await_, opened, started, write_notebook

SOURCES = [
    "from output_layer.figures import Slopes\nfigure = Slopes(z=3.0, y=0)\nfigure",
    "figure",  # a second view of the same figure
]
FIGURE = "[data-figure=slopes]"
READ = """figure => Object.fromEntries([...figure.querySelectorAll('[data-readout]')]
  .map((node) => [node.dataset.readout, node.textContent]))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder of one small notebook."""
    folder = tmp_path_factory.mktemp("lab")
    write_notebook(folder, *SOURCES)
    return folder


@pytest.fixture(scope="module")
def page(browser, folder):
    """Return the page of the notebook in JupyterLab, with its cells run."""
    with (
        started("JupyterLab", folder) as address,
        opened(browser, "JupyterLab", address) as page,
    ):
        page.locator(FIGURE).nth(1).wait_for()
        yield page


@pytest.fixture(scope="module")
def python(folder, page):
    """Return a function that evaluates an expression in the notebook's own kernel."""
    (connection,) = (folder / "RUNTIME").glob("kernel-*.json")
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(PATIENCE)

    def evaluate(expression, code=""):
        reply = client.execute(code, user_expressions={"it": expression}, reply=True)
        return ast.literal_eval(reply["content"]["user_expressions"]["it"]["data"]["text/plain"])

    yield evaluate
    client.stop_channels()


def slider(page):
    return page.locator(f"{FIGURE} input[type=range]").first


def agree(page, python):
    """Wait until both views and Python show the same numbers, as messages take their time."""
    views = page.locator(FIGURE)
    expected = [python("figure.readouts()")] * 2
    await_(lambda: [view.evaluate(READ) for view in views.all()] == expected, 20)


def test_view_shows_what_python_has(page, python):
    assert python("figure.z") == 3.0
    agree(page, python)


def test_keyboard_in_the_view_changes_the_trait(page, python):
    before = python("figure.z")
    slider(page).press("ArrowRight")
    await_(lambda: python("figure.z") > before, 20)
    agree(page, python)


def test_mouse_in_the_view_changes_the_trait(page, python):
    before = python("figure.z")
    box = slider(page).bounding_box()
    slider(page).click(position={"x": box["width"] * 0.2, "y": box["height"] / 2})
    await_(lambda: python("figure.z") < before, 20)
    agree(page, python)


def test_trait_changed_in_python_moves_the_view(page, python):
    python("None", "figure.z = -2.5; figure.y = 1")
    await_(lambda: slider(page).input_value() == "-2.5", 20)
    agree(page, python)
