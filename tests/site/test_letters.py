"""Each letter of a formula is said once on the notation page, and means that wherever it stands."""

import json
import re

import pytest

from built import ROOT
from reader import toc

GREEK = re.compile(
    r"\\(?:alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma"
    r"|tau|(?:var)?phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega)(?![A-Za-z])"
)
WORDS = re.compile(r"\\(?:text|operatorname|mathrm|mathbb|begin|end|tag)\s*\{[^{}]*\}|\[0\.6em\]")
REASON = re.compile(r"\\footnotesize\\text\{.*\}")
DIFFERENTIAL = re.compile(r"(?<=\\frac\{)d(?=[ ^}])|(?<=\}\{)d(?= [a-z])|(?<=\\,)d(?=[a-z]\b)")
SET_APART = re.compile(r"\\mathtt\{(\w)\}")  # 𝙲 is no C
COMMAND = re.compile(r"\\[A-Za-z]+")
LETTER = re.compile(r"[A-Za-z]|𝙲")
ROW = re.compile(r"^\| (\$.+?\$) \|(.*)\|$", re.MULTILINE)
LINK = re.compile(r"\]\((\w+)\.md\)")
LOCAL = "## Letters of single chapters"
LABS = [name for name in toc() if name.startswith("notebooks/")]
CHAPTERS = [name.replace("notebooks/", "book/") for name in LABS]
OTHERS = [name for name in toc() if name not in CHAPTERS and name not in LABS]


def letters(latex):
    """Return the one-letter names of a formula: no words, no operators, no d of a derivative."""
    latex = WORDS.sub(" ", REASON.sub(" ", SET_APART.sub("𝙲", latex)))
    names = COMMAND.sub(" ", DIFFERENTIAL.sub(" ", latex))
    return set(GREEK.findall(latex)) | set(LETTER.findall(names))


def shown(site, page):
    """Return the letters of all formulas of a built page."""
    path = site / "_latex" / f"{page}.js"
    if not path.is_file():
        return set()
    text = path.read_text(encoding="utf-8").partition("=")[2].rstrip(";\n")
    return set().union(*map(letters, json.loads(text)))


def said():
    """Return the letters that all may use, and for each row of the last table letters and pages."""
    text = (ROOT / "book" / "notation.md").read_text(encoding="utf-8")
    everywhere, _, rest = text.partition(LOCAL)
    local = rest.partition("\n## ")[0]
    rows = [
        (letters(symbol), re.findall(r"\]\((\w+)\.md\)", rest))
        for symbol, rest in ROW.findall(local)
    ]
    return set().union(*(letters(symbol) for symbol, _ in ROW.findall(everywhere))), rows


def known(topic):
    """Return the letters that the notation page says for a chapter."""
    everywhere, rows = said()
    return everywhere.union(*(names for names, where in rows if topic in where))


@pytest.mark.parametrize("page", CHAPTERS)
def test_every_letter_of_a_chapter_is_said(site, page):
    assert shown(site, page) - known(page.partition("/")[2]) == set()


@pytest.mark.parametrize("page", [*LABS, *OTHERS])
def test_every_letter_of_another_page_is_said_somewhere(site, page):
    everywhere, rows = said()
    assert shown(site, page) - everywhere.union(*(names for names, _ in rows)) == set()


def test_no_letter_of_a_single_chapter_is_said_where_it_does_not_stand(site):
    for names, where in said()[1]:
        for topic in where:
            assert names & shown(site, f"book/{topic}"), (names, topic)


def test_no_symbol_is_said_twice():
    text = (ROOT / "book" / "notation.md").read_text(encoding="utf-8")
    symbols = [symbol for symbol, _ in ROW.findall(text)]
    assert len(symbols) == len(set(symbols))


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        (
            r"\frac{\partial C}{\partial z_j} = a_j - \delta_{jy}",
            {"C", "z", "j", "a", r"\delta", "y"},
        ),
        (r"\int_{0}^{z} e^{-u}\,du", {"z", "e", "u"}),
        (r"\frac{d a}{d z} + d\,\lVert w\rVert", {"a", "z", "d", "w"}),
        (r"\operatorname{softmax}(z) \quad \mathtt{C} = 2 \tag{quoted}", {"z", "𝙲"}),
    ],
)
def test_letters_are_names_and_no_words(latex, names):
    assert letters(latex) == names
