"""Two builds of the same sources are the same, byte for byte, in folders of different names.

It does not matter whether a build finds a folder that is empty, or the site of the one before.

A small book has all that makes builds differ: cells, figures, widgets of Jupyter, pictures, the
order of a set. ``tests/benchmarks/twice.py`` compares the whole book.
"""

import shutil

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


def test_two_builds_are_the_same_in_every_byte(tmp_path):
    first, second = tmp_path / "a", tmp_path / "another, longer name"
    first.mkdir()
    site = small_book(first, page=PAGE)
    shutil.copytree(first, second, ignore=shutil.ignore_patterns("out"))
    shutil.copytree(site, second / "out" / "_build" / "html")
    again = build(second, second / "out")
    assert len(hashes(site)) > 20
    assert hashes(site) == hashes(again)
    notebooks = [hashes(each.parent / "jupyter_execute") for each in (site, again)]
    assert "book/plain.ipynb" in notebooks[0]
    assert notebooks[0] == notebooks[1]
    has_what_could_differ((site / "book" / "plain.html").read_text(encoding="utf-8"))
    names_no_folder(site, tmp_path)


def test_a_build_of_what_is_out_of_date_leaves_the_site_whole(tmp_path):
    site = small_book(tmp_path, page=PAGE)
    before = hashes(site)
    for changed in ((), (), ("book/sigmoid.md",)):
        for name in changed:
            (tmp_path / name).touch()
        build(tmp_path, tmp_path / "out", pages=())
        after = hashes(site)
        assert [name for name in before if after.get(name) != before[name]] == []


def has_what_could_differ(page):
    """Check that the widgets of the page are there, under numbers, and so is the set."""
    assert page.count('data-model="w') == 2
    assert "IPY_MODEL_w" in page
    assert "logit" in page


def names_no_folder(site, folder):
    """Check that no file of the site says where it was built."""
    for path in site.rglob("*"):
        assert path.is_dir() or str(folder).encode() not in path.read_bytes(), path
