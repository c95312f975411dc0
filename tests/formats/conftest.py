"""What the tests of the other forms share: the pages of the site, read once."""

from copy import deepcopy

import pytest

from output_layer.formats.pages import is_formula, read
from output_layer.formats.plain import plain


@pytest.fixture(scope="session")
def pages(site):
    """Return all pages of the built site; nobody may change them."""
    return read(site)


@pytest.fixture(scope="session")
def formulas(pages):
    """Return page → the LaTeX of its formulas, in their order."""
    return {
        page.name: [e.get("data-tex") for e in page.article.iter() if is_formula(e)]
        for page in pages
    }


@pytest.fixture(scope="session")
def plain_pages(pages):
    """Return page → the page made plain."""
    return {page.name: plain(deepcopy(page)) for page in pages}
