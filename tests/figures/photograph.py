"""Takes the picture of the README: the race of two costs, as a browser draws it.

A program, not a test::

    PYTHONPATH=tests/shared python tests/figures/photograph.py book/race.png

The picture carries this command, the state of the figure and the numbers in it, as texts of the
PNG; ``test_photograph.py`` compares all of that, and the picture itself, with what is made now.
"""

import argparse
import io
import json
from pathlib import Path

from PIL import Image, PngImagePlugin
from playwright.sync_api import sync_playwright

import browser as browsers
from output_layer.figures import Race
from stage import stage

COMMAND = "PYTHONPATH=tests/shared python tests/figures/photograph.py book/race.png"
STATE = {"w": 2.0, "b": 2.0, "epoch": 120}
SCREEN = {"viewport": {"width": 760, "height": 900}, "device_scale_factor": 1.5}


def photograph(browser, **state):
    """Return the picture of the race in a state, as bytes of a PNG with its texts."""
    with stage(browser, Race(**state), **SCREEN) as (actor,):
        actor.agrees()
        drawn = Image.open(io.BytesIO(actor.root.screenshot()))
        texts = {"Command": COMMAND, "State": json.dumps(state)}
        return with_texts(drawn, {**texts, "Readouts": json.dumps(actor.readouts())})


def with_texts(image, texts):
    """Return the bytes of a PNG in few colours that carries ``texts``: name → text."""
    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    for name, text in texts.items():
        info.add_itxt(name, text)
    image.convert("RGB").quantize(64).save(out, "PNG", optimize=True, pnginfo=info)
    return out.getvalue()


def main():
    """Write the picture into the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**browsers.options(playwright))
        path.write_bytes(photograph(chromium, **STATE))
        chromium.close()


if __name__ == "__main__":
    main()
