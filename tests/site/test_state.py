"""The widget state of a page, made small: what is left of it, and that it says the same."""

import json
import re
from base64 import b64encode
from collections import Counter
from itertools import chain

import matplotlib.image
import numpy as np
import pytest
from PIL import Image

import nodejs
from output_layer import figures
from output_layer.figures import Landscape, Race, Slopes
from output_layer.figures.bundle import imported
from output_layer.site import state

STATE = re.compile(r'<script type="application/vnd.jupyter.widget-state\+json">(.*?)</script>')
FIGURES = [getattr(figures, name) for name in figures.__all__]


def compacted(*models, folder=None):
    named = {str(i): {"state": each} for i, each in enumerate(models)}
    return json.loads(state.compact(json.dumps({"state": named}), named, folder, "../_images"))


def whole(document):
    """Return the traits of each model as the host puts them together."""
    return [
        model["state"] | {k: document["texts"][i] for k, i in model.get("texts", {}).items()}
        for model in document["state"].values()
    ]


def traits(figure):
    return {key: value for key, value in figure.get_state().items() if key != "layout"}


def test_state_stays_valid_and_cannot_end_its_script():
    given = '{"state": {"m": {"state": {"a": null, "_esm": "</script><!-- \\u00e9"}}}}'
    text = state.compact(given, ["m"], None, None)
    assert "</script" not in text
    assert "<!--" not in text
    expected = {"state": {"m": {"state": {"_esm": "</script><!-- é"}}}, "texts": []}
    assert json.loads(text) == expected


def test_a_model_that_no_view_needs_is_left_out():
    models = {
        "shown": {"state": {"layout": "IPY_MODEL_of-shown", "children": ["IPY_MODEL_child"]}},
        "of-shown": {"state": {}},
        "child": {"state": {"style": "IPY_MODEL_of-child"}},
        "of-child": {"state": {}},
        "asked": {"state": {"layout": "IPY_MODEL_of-asked"}},
        "of-asked": {"state": {}},
        "link": {
            "model_name": "LinkModel",
            "state": {"source": ["IPY_MODEL_child", "value"], "target": ["IPY_MODEL_far", "value"]},
        },
        "far": {"state": {}},
        "other link": {
            "model_name": "LinkModel",
            "state": {"source": ["IPY_MODEL_asked", "x"], "target": ["IPY_MODEL_asked", "y"]},
        },
    }
    left = json.loads(state.compact(json.dumps({"state": models}), ["shown"], None, None))
    assert left["state"].keys() == {"shown", "of-shown", "child", "of-child", "link", "far"}


def test_a_page_holds_no_model_that_nobody_sees(site):
    """Each figure once, with its layout: the page of regression asks two dozen for numbers."""
    text = (site / "book/regression.html").read_text(encoding="utf-8")
    held = json.loads(STATE.search(text)[1])["state"]
    assert [each["model_name"] for each in held.values()] == ["LayoutModel", "AnyModel"]


def test_long_text_of_several_models_stands_once():
    long, other = "a" * 500, "b" * 500
    document = compacted({"t": long, "u": other}, {"t": long}, {"u": long, "n": 1})
    assert json.dumps(document).count(long) == 1
    assert whole(document) == [{"u": other, "t": long}, {"t": long}, {"n": 1, "u": long}]


def test_shared_modules_are_those_that_most_figures_need():
    scripts = [state.FIGURES / f"{cls.__module__.rpartition('.')[2]}.mjs" for cls in FIGURES]
    needs = [set(imported(script)) for script in scripts]
    asked = Counter(chain.from_iterable(needs))
    assert {name for name, times in asked.items() if times > len(needs) / 2} == state.SHARED


@pytest.mark.parametrize("cls", FIGURES)
def test_figure_keeps_its_own_script_and_nothing_that_the_page_has(cls):
    given = json.loads(json.dumps(traits(cls())))
    (left,) = whole(compacted(given))
    assert len(left["_esm"]) < 0.4 * len(given["_esm"])
    assert "const module_view" not in left["_esm"]
    assert "module_view" in left["_esm"]
    assert "_css" not in left
    same = {key: value for key, value in left.items() if key != "_esm"}
    rest = {key: value for key, value in given.items() if value is not None}
    assert same == {key: rest[key] for key in rest if key not in ("_esm", "_css")}


def test_figures_of_one_kind_share_a_script():
    document = compacted(*map(traits, (Race(), Race(), Landscape())))
    scripts = [model["_esm"] for model in whole(document)]
    assert scripts[0] == scripts[1] != scripts[2]
    assert json.dumps(document).count(json.dumps(scripts[0])) == 1


def test_script_of_somebody_else_is_left_alone():
    own = {"_esm": "export default { render() {} };", "_css": "a {}"}
    assert whole(compacted(own)) == [own]
    styled = traits(Slopes()) | {"_css": "a {}"}
    assert whole(compacted(styled))[0]["_css"] == "a {}"


def test_picture_of_an_output_becomes_a_file(tmp_path):
    given = np.random.default_rng(0).integers(0, 256, (30, 40, 3), dtype=np.uint8)
    matplotlib.image.imsave(tmp_path / "given.png", given)
    png = b64encode((tmp_path / "given.png").read_bytes()).decode()
    output = {"data": {"image/png": f"{png}\n", "text/plain": "a picture"}}
    (left,) = whole(compacted({"outputs": [output]}, folder=tmp_path / "images"))
    picture = left["outputs"][0]["data"].pop("picture")
    assert left["outputs"][0]["data"] == {"text/plain": "a picture"}
    assert (picture["width"], picture["height"]) == (40, 30)
    folder, name = picture["src"].rsplit("/", 1)
    assert folder == "../_images"
    with Image.open(tmp_path / "images" / name) as kept:
        assert np.array_equal(np.asarray(kept.convert("RGB")), given)


@pytest.mark.parametrize("cls", FIGURES)
def test_minified_script_is_still_one(cls):
    (left,) = whole(compacted(traits(cls())))
    nodejs.node("--input-type=module", "--check", given=left["_esm"])
