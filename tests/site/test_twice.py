"""Two builds of the same sources are the same, byte for byte, in folders of different names.

A small book has all that makes builds differ: cells, figures, widgets of Jupyter, pictures, the
order of a set. ``tests/benchmarks/twice.py`` compares the whole book.
"""

import shutil

import pytest

from built import build, hashes
from test_extension import FIGURE, small_book

PAGE = (
    FIGURE
    + """
```{code-cell}
from ipywidgets import FloatSlider, HBox

HBox([FloatSlider(description="z"), FloatSlider(description="b")])
```

```{code-cell}
from IPython.display import SVG

from output_layer.figures.picture import axes, svg


def draw(figure):
    axes(figure, xlabel="z", ylabel="a").plot([0, 1], [1, 0])


SVG(svg(draw))
```

```{code-cell}
print({"softmax", "sigmoid", "cost", "logit", "share", "label"})
```
"""
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """Return the folders of two builds of one book."""
    first, second = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("another, longer name")
    site = small_book(first, page=PAGE)
    shutil.copytree(first, second, ignore=shutil.ignore_patterns("out"), dirs_exist_ok=True)
    return [site, build(second, second / "out")]


def test_all_files_are_the_same(builds):
    first, second = map(hashes, builds)
    assert len(first) > 20
    assert first == second


def test_the_executed_notebooks_are_the_same(builds):
    first, second = (hashes(each.parent / "jupyter_execute") for each in builds)
    assert "book/plain.ipynb" in first
    assert first == second


def test_the_page_has_what_could_differ(builds):
    text = (builds[0] / "book" / "plain.html").read_text(encoding="utf-8")
    assert text.count("widget-view") > 1
    assert 'data-model="w' in text
    assert "IPY_MODEL_w" in text
    assert "logit" in text


def test_no_file_names_the_folder_it_was_built_in(builds):
    for path in builds[0].rglob("*"):
        if path.is_file():
            assert str(builds[0].parents[2]).encode() not in path.read_bytes(), path
