"""The built pages, read back: all of them, in their order, each with its LaTeX."""

import pytest

from output_layer.formats.pages import LEFT_OUT, Place, parsed, places, read, target
from reader import toc

CONTENTS = """<nav class="bd-links"><p class="caption">Part</p><ul>
<li><a href="sigmoid.html">One</a><details><ul><li><a href="../notebooks/sigmoid.html">Lab</a></li>
</ul></details></li></ul></nav>"""
TARGETS = {
    "#here": ("book/x", "here"),
    "y.html": ("book/y", ""),
    "../notebooks/y.html#task": ("notebooks/y", "task"),
    "../_downloads/y.ipynb": None,
    "https://example.org/y.html": None,
}


@pytest.mark.parametrize(("href", "found"), TARGETS.items())
def test_a_link_leads_to_a_page_and_a_label_or_elsewhere(href, found):
    assert target(href, "book/x") == found


def test_places_have_their_part_and_their_depth(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(CONTENTS, encoding="utf-8")
    assert places(parsed(page)) == [
        Place("book/sigmoid", "Part", 0),
        Place("notebooks/sigmoid", "Part", 1),
    ]


def test_without_a_site_the_command_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="make book"):
        read(tmp_path)


def test_all_pages_come_in_the_order_of_the_contents(pages):
    assert [page.name for page in pages] == [name for name in toc() if name not in LEFT_OUT]
    assert all(page.title and not page.title.endswith("#") for page in pages)
