"""Cells and widgets have numbers in place of random names, wherever the names stand."""

import json

import nbformat
import pytest
from myst_nb.core.render import WIDGET_STATE_MIMETYPE

from output_layer.site import numbering

SLIDER, LAYOUT = "5f0a" * 8, "0b1c" * 8


@pytest.fixture
def notebook():
    """Return an executed notebook with two widgets, one of which names the other."""
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": SLIDER}}
    output = nbformat.v4.new_output("display_data", data=view)
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Title"),
            nbformat.v4.new_code_cell("slider", outputs=[output]),
        ]
    )
    state = {SLIDER: {"state": {"layout": f"IPY_MODEL_{LAYOUT}"}}, LAYOUT: {"state": {}}}
    made.metadata["widgets"] = {WIDGET_STATE_MIMETYPE: {"state": state}}
    return made


def state_of(notebook):
    return json.dumps(notebook.metadata["widgets"][WIDGET_STATE_MIMETYPE])


def test_widgets_are_numbered_in_the_order_in_which_they_were_made(notebook):
    assert numbering.widget_names(state_of(notebook)) == {SLIDER: "w1", LAYOUT: "w2"}


def test_a_name_is_replaced_wherever_it_stands(notebook):
    text = numbering.renamed(nbformat.writes(notebook), numbering.widget_names(state_of(notebook)))
    assert SLIDER not in text
    assert LAYOUT not in text
    state = json.loads(text)["metadata"]["widgets"][WIDGET_STATE_MIMETYPE]["state"]
    assert state["w1"]["state"]["layout"] == "IPY_MODEL_w2"


def test_a_page_without_widgets_has_no_names():
    assert numbering.widget_names("{}") == {}
