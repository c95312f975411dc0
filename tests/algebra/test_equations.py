"""Every numbered equation of a page comes from the ledger, and all of the ledger is shown once."""

import re
from pathlib import Path

import pytest

from output_layer.derivations import LEDGER

PAGES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "book").glob("*.md"))
}
GLUED = re.compile(r"^`{3,}\{glue:math\} (\S+)\n((?::.*\n)*)`{3,}$", re.MULTILINE)
LABEL = re.compile(r"^:(?:label|name): (\S+)$", re.MULTILINE)
REFERENCE = re.compile(r"\{(?:eq|math:numref)\}`(?:[^`<]*<)?([^`<>]+)>?`")

# Ways to number an equation by hand: none of them may be used.
TYPED = re.compile(
    r"\{math\}|^\$\$[^$\n]*\$\$[ \t]*\(|^\$\$[ \t]*\("
    r"|\\label\{|\\tag\*?\{(?!quoted\})|\\begin\{(?:equation|align)\}",
    re.MULTILINE,
)


def shown(text):
    """Return pairs (key of the ledger, label or None) for the equations that a page glues."""
    found = ((key, LABEL.search(options)) for key, options in GLUED.findall(text))
    return [(key, label and label[1]) for key, label in found]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_glued_is_in_the_ledger(page):
    assert {key for key, _ in shown(PAGES[page])} <= set(LEDGER)
    assert len(shown(PAGES[page])) == PAGES[page].count("{glue:math}")


@pytest.mark.parametrize("page", PAGES)
def test_a_label_is_that_of_the_entry_and_stands_in_its_chapter(page):
    for key, label in shown(PAGES[page]):
        if label is not None:
            assert label == key
            assert LEDGER[key].chapter == page


@pytest.mark.parametrize("page", PAGES)
def test_no_equation_is_numbered_by_hand(page):
    assert not TYPED.findall(PAGES[page])


@pytest.mark.parametrize("page", PAGES)
def test_every_reference_is_to_an_entry(page):
    assert set(REFERENCE.findall(PAGES[page])) <= set(LEDGER)


def test_every_entry_is_shown_under_its_label_exactly_once():
    labels = [label for text in PAGES.values() for _, label in shown(text) if label]
    assert sorted(labels) == sorted(LEDGER)


@pytest.mark.parametrize(
    "text",
    [
        "```{math}\n:label: eq-mine\na = b\n```",
        "$$\na = b\n$$ (eq-mine)",
        "$$ a = b $$ (mine)",
        "$$\na = b \\label{eq-mine}\n$$",
        "$$\na = b \\tag{7}\n$$",
        "\\begin{equation}\na = b\n\\end{equation}",
    ],
)
def test_equations_numbered_by_hand_are_found(text):
    assert TYPED.search(text)


def test_plain_mathematics_is_no_numbered_equation():
    assert not TYPED.search(
        "Here $(a - y)$ and\n\n$$\na = \\begin{aligned} b \\end{aligned}\n$$\n\n(so it is)"
    )


def test_glued_equations_are_found_with_and_without_label():
    text = "```{glue:math} eq-a\n:label: eq-a\n```\n\n````{glue:math} eq-b\n````\n"
    assert shown(text) == [("eq-a", "eq-a"), ("eq-b", None)]
