"""The picture of the README: made by its command, of the state and with the numbers it claims."""

import io
import json
import re
import shlex

import numpy as np
import pytest
from PIL import Image

import photograph
from built import ROOT
from output_layer.figures import Race

PICTURE = ROOT / "book" / "race.png"
# Letters are grey and differ from machine to machine; what is coloured are the curves, the points
# and the fill of the neurons. Colourfulness, of 255, in squares of 24 pixels: set in another font
# a picture differs by 4, of a state twenty epochs later or with w = 2.2 by 24 and 15.
SQUARE, SAME = 24, 8


def texts(data):
    return Image.open(io.BytesIO(data)).text


def colourful(data, shape=None):
    """Return how colourful each square of a picture is, and how many there are each way."""
    pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    image = Image.fromarray(np.ptp(pixels, axis=2))
    shape = shape or [length // SQUARE for length in image.size]
    return np.asarray(image.resize(shape, Image.Resampling.BOX), dtype=int), shape


def far(data):
    """Return the largest difference of a picture from the one in the README."""
    wanted, shape = colourful(PICTURE.read_bytes())
    return abs(colourful(data, shape)[0] - wanted).max()


def test_the_picture_names_the_command_that_makes_it():
    *_, program, target = shlex.split(texts(PICTURE.read_bytes())["Command"])
    assert ROOT / target == PICTURE
    assert ROOT / program == ROOT / "tests" / "figures" / "photograph.py"
    assert photograph.COMMAND in (ROOT / program).read_text(encoding="utf-8").split('"""')[1]


def test_the_numbers_in_the_picture_are_those_of_the_package():
    found = texts(PICTURE.read_bytes())
    state = json.loads(found["State"])
    assert state == photograph.STATE
    assert json.loads(found["Readouts"]) == Race(**state).readouts()


def test_the_readme_says_what_the_picture_shows():
    words = re.search(r"!\[(.*?)\]\(book/race\.png\)", (ROOT / "README.md").read_text())[1]
    shown = Race(**photograph.STATE)
    assert f"after {shown.epoch} epochs" in words
    outputs = [float(shown.readouts()[f"{cost}_a"]) for cost in ("quadratic", "cross_entropy")]
    assert re.search("quadratic cost .* close to 1, .* cross-entropy .* close to 0", words)
    np.testing.assert_allclose(outputs, [1, 0], atol=0.05)


def test_the_picture_is_what_a_browser_draws_now(browser):
    now = photograph.photograph(browser, **photograph.STATE)
    assert texts(now) == texts(PICTURE.read_bytes())
    assert far(now) < SAME


@pytest.mark.parametrize("change", [{"epoch": 140}, {"y": 1}, {"w": 2.2}])
def test_a_picture_of_another_state_is_told_apart(browser, change):
    other = photograph.photograph(browser, **{**photograph.STATE, **change})
    assert far(other) > SAME
