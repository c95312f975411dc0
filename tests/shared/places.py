r"""Finds displayed formulas, and the place of each in the ledger.

In the built pages a formula is what the ledger printed, letter by letter. Labs and assignments
stand alone and type their formulas: there the sides of an equation must all be sides of one
entry, or of its steps. What has no place has a mark, which readers see: ``\tag{quoted}``.
"""

import json
import re
from functools import cache

from bs4 import BeautifulSoup

from built import ROOT
from output_layer.algebra import kept
from output_layer.derivations import derive_cost

OWN = re.compile(r'^derive_cost\("(.+)"\)$', re.MULTILINE)
DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
MARK = re.compile(r"\s*\\tag\{([^{}]+)\}")
REASON = re.compile(r"&\{\\footnotesize\\text\{.*\}\}")
SIGNS = {r"\iff": "⇔", r"\leftarrow": "←", r"\approx": "≈", r"\le ": "≤", r"\ge ": "≥"}
SIGNS |= {r"\{": "⟨", r"\}": "⟩", r"\quad": ";", r"\qquad": ";", r"\\": ";"}
NO_INK = re.compile(r"\\(?:left|right|Big)\b|\\[,;!]|\\(?:begin|end)\{aligned\}|\[0\.6em\]|[&\s]")
ONE = re.compile(r"(?<=[_^])\{(\w)\}")
OPENING, CLOSING, RELATIONS = "({⟨", ")}⟩", "=←≈≤≥<>"


def mark(latex):
    """Return the mark of a formula, or None."""
    found = MARK.search(latex)
    return found and found[1]


def bare(latex):
    """Return a formula without the dollars and the white space around it."""
    return latex.strip().strip("$").strip()


@cache
def printed():
    """Return all that the ledger prints: every equation, and every entry with its steps."""
    found = map(kept.printed, kept.entries())
    return {bare(text) for entry in found for text in (entry["equation"], entry["entry"])}


@cache
def derived_on(page):
    """Return the steps that the cells of a page ask `derive_cost` for, derived here once more."""
    text = (ROOT / f"{page}.md").read_text(encoding="utf-8")
    return {bare(derive_cost(cost).steps) for cost in OWN.findall(text)}


def displayed(site, page):
    """Return the LaTeX of the displayed formulas that a built page shows.

    A paragraph that is a formula and nothing else counts as one.
    """
    path = site / "_latex" / f"{page}.js"
    html = BeautifulSoup((site / f"{page}.html").read_text("utf-8"), "html.parser")
    formulas = html.select(".bd-article .math")
    assert len(html.select('math[display="block"]')) == len(html.select("div.math > .formula"))
    if not formulas:
        return []
    sources = json.loads(path.read_text("utf-8").partition("=")[2].rstrip(";\n"))
    pairs = zip(sources, formulas, strict=True)
    return [latex for latex, each in pairs if _stands_alone(each) and not _answer(latex, each)]


def _stands_alone(formula):
    """Tell whether a formula has a line of its own, outside of tables and lists."""
    if formula.name == "div":
        return True
    paragraph = formula.find_parent("p")
    if paragraph is None or paragraph.find_parent(["table", "li"]):
        return False
    return paragraph.text.strip(" .,:;\n") == formula.text.strip(" .,:;\n")


def _answer(latex, formula):
    """Tell whether SymPy wrote a formula, as the answer of a cell."""
    return latex.startswith(r"\displaystyle") and formula.find_parent(class_="cell_output")


def placed(latex):
    """Tell whether each equation in a typed formula has all its sides in one of the ledger."""
    return all(any(chain <= known for known in _known()) for chain in chains(latex))


@cache
def _known():
    found = map(kept.printed, kept.entries())
    return [chain for e in found for text in (e["equation"], e["entry"]) for chain in chains(text)]


def chains(latex):
    """Return of each chain of equations in a formula the set of its sides.

    A side after another sign than = has that sign before it. A line that begins with a sign
    goes on with the chain before.
    """
    text = MARK.sub("", REASON.sub("", latex)).replace("$$", "")
    for name, sign in SIGNS.items():
        text = text.replace(name, sign)
    found = []
    for line in _split(ONE.sub(r"\1", NO_INK.sub("", text)), "⇔;"):
        sides = {side.strip("=.,") for side in _split(line, RELATIONS)} - {""}
        if found and line[:1] in RELATIONS and sides:
            found[-1] |= sides
        elif sides:
            found.append(sides)
    return found


def _split(text, signs):
    """Cut a text before the signs that stand in no bracket; a semicolon goes, as ⇔ does."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in OPENING) - (letter in CLOSING)
        cut = letter in signs and not depth
        if cut:
            parts.append("")
        if not cut or letter not in "⇔;":
            parts[-1] += letter
    return parts
