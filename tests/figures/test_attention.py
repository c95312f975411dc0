"""Attention: the size of the Jacobian with and without the root, and the drawing that follows."""

import numpy as np
import pytest

from output_layer import softmax, softmax_jacobian
from output_layer.figures import Attention
from output_layer.figures.attention import PRODUCTS
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 1000}}


def test_the_size_is_the_median_norm_of_the_jacobian():
    shares = PRODUCTS[:, :8] * np.sqrt(30)
    norms = np.linalg.norm(softmax_jacobian(shares), axis=(-2, -1))
    found = Attention(classes=8, width=30).values()
    np.testing.assert_allclose(found["plain"], np.median(norms), rtol=1e-9)
    np.testing.assert_allclose(found["largest"], softmax(shares)[0].max(), rtol=1e-12)


def test_with_the_root_no_width_changes_anything():
    for scaled in (True, False):
        found = [Attention(width=w, scaled=scaled).values() for w in (1, 64, 1024)]
        assert len({each["divided"] for each in found}) == 1
        assert (len({each["largest"] for each in found}) == 1) == scaled


@pytest.mark.parametrize("keys", [8, 32, 128])
def test_narrow_vectors_are_better_off_without_the_root_and_broad_ones_with_it(keys):
    narrow, broad = (Attention(classes=keys, width=w).values() for w in (keys // 4, 8 * keys))
    assert narrow["plain"] > narrow["divided"]
    assert broad["plain"] < broad["divided"]


@pytest.fixture
def attention(browser):
    with stage(browser, Attention(), **BROAD) as (actor,):
        yield actor


@pytest.mark.parametrize("scaled", [True, False])
@pytest.mark.parametrize("classes", [8, 32, 128])
def test_every_combination_is_drawn(attention, classes, scaled):
    for width in (1, 1024):
        attention.set(classes=classes, scaled=scaled, width=width, query=201)
        attention.agrees()


def test_the_root_is_switched_and_the_keys_are_chosen(attention):
    attention.root.get_by_role("switch").press("Space")
    assert attention.get("scaled") is True
    attention.root.get_by_role("radio", name="128").press("Space")
    assert attention.get("classes") == 128
    assert attention.root.locator(".keys .bar").count() == 128
    attention.agrees()


def test_the_drawing_is_dragged_to_a_width_and_keys_go_on(attention):
    box = attention.root.locator(".sizes").bounding_box()
    attention.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 100)
    assert attention.get("width") == 1024
    attention.root.get_by_role("slider", name="width").press("ArrowLeft")
    assert attention.get("width") == 512
    attention.agrees()


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_nothing_moves_on_the_page_when_the_root_comes(browser, options):
    with stage(browser, Attention(), **options) as (actor,):
        before = actor.root.bounding_box()
        actor.set(scaled=True)
        assert actor.root.bounding_box() == before
        assert actor.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
