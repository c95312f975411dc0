"""The letters: what can be picked, the text that grows, and the drawing that follows."""

import re

import numpy as np
import pytest

from output_layer import scale_text
from output_layer.figures import Letters
from output_layer.figures.lehmer import normals, uniforms
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 1000}}
NARROW = {"viewport": {"width": 320, "height": 1000}}


def test_the_numbers_are_spread_and_seeds_differ():
    draws = {seed: [next(each) for each in [uniforms(seed)] * 500] for seed in (1, 2, 99)}
    for found in draws.values():
        assert abs(np.mean(found) - 0.5) < 0.05
        assert 0 < min(found) < max(found) < 1
    assert draws[1] != draws[2]
    found = np.array(normals(1, 5000))
    assert abs(found.mean()) < 0.05
    assert abs(found.std() - 1) < 0.05


def test_the_text_has_the_pairs_of_the_model():
    text = "".join(Letters(seed=seed, length=160).values()["text"] for seed in range(1, 60))
    pairs = Letters().shares()[1][scale_text.LETTERS.index("t")]
    after = np.array([text.count(f"t{letter}") for letter in scale_text.LETTERS])
    np.testing.assert_allclose(after / after.sum(), pairs, atol=0.05)


def test_a_longer_text_begins_with_the_shorter_one():
    long = Letters(length=90, seed=5).written()
    assert Letters(length=40, seed=5).written() == long[:41]


def test_top_k_of_one_runs_in_a_circle():
    text = Letters(k=1, length=60).values()["text"]
    assert re.search(r"(.{1,12})\1{3}", text)


def test_the_same_classes_stay_for_every_temperature_with_top_k_but_not_with_top_p():
    kept = {tau: Letters(first=20, temperature=tau, k=3).values()["kept"] for tau in (0.5, 3.0)}
    assert set(kept.values()) == {"3"}
    inside = [int(Letters(first=20, temperature=tau, p=0.9).values()["kept"]) for tau in (0.5, 3.0)]
    assert inside[0] < inside[1]


# In the browser.


@pytest.fixture
def letters(browser):
    with stage(browser, Letters(), **BROAD) as (actor,):
        yield actor


@pytest.mark.parametrize("state", [{"k": 1, "p": 0.05}, {"temperature": 0.1}, {"length": 160}])
def test_every_combination_is_drawn(letters, state):
    letters.set(**state)
    letters.agrees()


def test_writing_adds_letters_one_by_one_and_starts_over(letters):
    letters.root.get_by_role("button", name="One letter").click()
    assert letters.get("length") == 1
    letters.root.get_by_role("button", name="Write").click()
    letters.page.wait_for_function(
        "document.querySelector('[data-readout=text]').textContent.length > 6"
    )
    letters.root.get_by_role("button", name="Pause").click()
    letters.agrees()
    letters.root.get_by_role("button", name="Start over").click()
    assert letters.get("length") == 0
    letters.agrees()


def test_the_first_letter_is_picked_from_a_list_or_from_the_drawing(letters):
    letters.root.get_by_label("first letter").select_option("17")
    assert letters.get("first") == 17
    box = letters.root.locator(".plot").bounding_box()
    letters.page.mouse.click(box["x"] + box["width"] - 16, box["y"] + 60)
    assert (letters.get("first"), letters.get("length")) == (26, 0)
    letters.agrees()


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_nothing_moves_on_the_page_while_the_text_grows(browser, options):
    with stage(browser, Letters(), **options) as (actor,):
        before = actor.root.bounding_box()
        actor.set(length=160, seed=3)
        assert actor.root.bounding_box() == before
        assert actor.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
