"""The state of a page's widgets as the static host reads it: nothing twice, nothing unused.

A figure's class has one self-contained script, as Jupyter needs it. Here the modules that come
with the host are left out of it, and so is the style that the site's sheet has already.
"""

import json
import re
from base64 import b64decode
from collections import Counter
from functools import cache
from pathlib import Path

from output_layer.figures.bundle import DEFAULT, bundle, imported
from output_layer.figures.style import stylesheet
from output_layer.site import pictures
from output_layer.site.own_scripts import minified

SHARED = frozenset(imported(Path(__file__).parent / "host" / "shared.mjs"))
FIGURES = Path(__file__).parents[1] / "figures"
REFERENCE = re.compile(r'"IPY_MODEL_(\w[\w-]*)"')
LINKS = ("LinkModel", "DirectionalLinkModel")  # nothing refers to them: they refer to two models
LONG = 100  # characters of a text that is worth a place of its own


def compact(state, shown, folder, address):
    """Return the text of a widget state as small as it goes.

    Left out are models for which no view of those named in ``shown`` has any use, as a figure that
    a page only asks for numbers; nulls; and the shared modules and the style of our figures. A long
    text that several models have stands once, in the list ``texts``: each model's own ``texts``
    says which of its traits has which. Pictures among the outputs become files in ``folder``,
    which the page finds under ``address``: a browser loads them when they are near.
    """
    document = json.loads(state)
    document["state"] = _needed(document["state"], shown)
    models = document["state"].values()
    for model in models:
        kept = {key: value for key, value in model["state"].items() if value is not None}
        model["state"] = _lean(kept)
        for output in kept.get("outputs", ()):
            _put_out(output.get("data", {}), folder, address)
    document["texts"] = _take_out(models)
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
    return text.replace("</", "<\\/").replace("<!--", "<\\u0021--")


def _needed(models, shown):
    """Return the models that are shown, those that they refer to, and what links any of these."""
    refers = {name: set(REFERENCE.findall(json.dumps(each))) for name, each in models.items()}
    links = {name for name, each in models.items() if each.get("model_name") in LINKS}
    needed, more = set(), set(shown) & refers.keys()
    while more:
        needed |= more
        linked = {name for name in links if refers[name] & needed}
        more = linked.union(*(refers[name] for name in needed)) & refers.keys() - needed
    return {name: each for name, each in models.items() if name in needed}


def _lean(traits):
    """Return the traits of one of our figures without what the page has anyway."""
    own = _remainders().get(traits.get("_esm"))
    if own is None:
        return traits
    styled = traits.get("_css") == stylesheet()
    return {k: v for k, v in traits.items() if k != "_css" or not styled} | {"_esm": own}


@cache
def _remainders():
    """Return for the script of each figure what is left of it without the shared modules."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(FIGURES.glob("*.mjs")))
    figures = [path for path, text in texts if text.endswith(DEFAULT)]
    return {bundle(path): _minified(bundle(path, SHARED)) for path in figures}


def _minified(script):
    return minified(script.removesuffix(DEFAULT)) + DEFAULT


def _put_out(data, folder, address):
    """Replace a picture in the data of an output by the attributes of its element."""
    if "image/png" in data:
        name, width, height = pictures.keep(b64decode(data.pop("image/png")), folder)
        data["picture"] = {"src": f"{address}/{name}", "width": width, "height": height}


def _take_out(models):
    """Take texts that several models have out of them, and return these texts."""
    long = Counter(
        value
        for model in models
        for value in model["state"].values()
        if isinstance(value, str) and len(value) > LONG
    )
    texts = [text for text, count in long.items() if count > 1]
    for model in models:
        found = {k: v for k, v in model["state"].items() if isinstance(v, str) and v in texts}
        if found:
            model["texts"] = {key: texts.index(text) for key, text in found.items()}
            model["state"] = {k: v for k, v in model["state"].items() if k not in found}
    return texts
