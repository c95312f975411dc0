"""Every displayed formula has its place in the ledger, or a mark that says what it is."""

import json
import re

import pytest

from built import ROOT
from places import DISPLAYED, derived_on, displayed, mark, placed, printed
from reader import toc

CHAPTERS = [name for name in toc() if name.startswith("book/")]
LABS = [name for name in toc() if name.startswith("notebooks/")]
ASSIGNMENTS = sorted((ROOT / "assignments").glob("*/*.ipynb"))
CELL = re.compile(r"^(`{3,})\{code-cell\}(.*?)^\1$", re.DOTALL | re.MULTILINE)
ON_PAGES = {"quoted"}  # definitions of the chapters stand in the ledger
ALONE = ON_PAGES | {"definition", "approximation"}


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_displayed_formula_of_a_page_was_printed_by_the_ledger_or_has_a_mark(site, page):
    known = printed() | derived_on(page)
    others = [text for text in displayed(site, page) if text not in known]
    assert [text for text in others if mark(text) not in ON_PAGES] == []


@pytest.mark.parametrize("page", CHAPTERS)
def test_no_cell_types_a_formula_that_it_displays(page):
    text = (ROOT / f"{page}.md").read_text(encoding="utf-8")
    cells = "".join(cell for _, cell in CELL.findall(text))
    assert not re.search(r"\b(?:Math|Latex)\(|\$\$|\\displaystyle", cells)


@pytest.mark.parametrize("page", LABS)
def test_a_displayed_formula_of_a_lab_has_its_place_or_a_mark(site, page):
    assert [text for text in displayed(site, page) if _astray(text)] == []


@pytest.mark.parametrize("path", ASSIGNMENTS, ids=lambda path: path.stem)
def test_a_displayed_formula_of_an_assignment_has_its_place_or_a_mark(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    found = [text for cell in cells for text in DISPLAYED.findall("".join(cell["source"]))]
    assert [text for text in found if _astray(text)] == []


def _astray(text):
    return mark(text) not in ALONE if mark(text) else not placed(text)


# The finder itself


@pytest.mark.parametrize(
    "right",
    [
        r"a_j = \frac{e^{z_j}}{\sum_{l=1}^K e^{z_l}},",
        r"\frac{\partial C}{\partial z_j} = a_j - \delta_{jy}.",
        r"C = -y \log a - (1 - y) \log(1 - a), \qquad a = \sigma(z)",
        r"\log a_j = -\log\Big(1 + \sum_{l \ne j} e^{z_l - z_j}\Big)",
    ],
)
def test_a_formula_of_the_ledger_has_its_place_however_it_is_spaced(right):
    assert placed(right)


@pytest.mark.parametrize(
    "wrong",
    [
        r"a_j = \frac{e^{z_j}}{\sum_{l=1}^K e^{z_j}},",
        r"\frac{\partial C}{\partial z_j} = a_j + \delta_{jy}.",
        r"a = z",  # both are sides of the log-odds, and not of one equation
        r"\frac{1}{a(1 - a)} = 4",  # and so is this bound
        r"C = -y \log a - (1 - y) \log(1 - a), \qquad a = \sigma(-z)",
    ],
)
def test_a_formula_that_is_off_by_a_sign_or_an_index_has_no_place(wrong):
    assert not placed(wrong)


@pytest.mark.parametrize(
    "formula", ['<div class="math"><div class="formula">', '<p><span class="math">']
)
def test_a_formula_typed_by_hand_is_seen_on_a_page(tmp_path, formula):
    block = ' display="block"' if "div" in formula else ""
    html = f"<article class='bd-article'><p>So <span class='math'>b</span></p>{formula}"
    (tmp_path / "x.html").write_text(f"{html}<math{block}>a = b</math>", encoding="utf-8")
    (tmp_path / "_latex").mkdir()
    (tmp_path / "_latex" / "x.js").write_text('window.latexOfFormulas=["b","a = b"];\n')
    assert displayed(tmp_path, "x") == ["a = b"]
    assert "a = b" not in printed()
