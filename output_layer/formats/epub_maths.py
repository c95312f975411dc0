"""Formulas as EPUB allows them: MathML 3, which is narrower than what browsers read.

What a reader hears of a formula stands in ``alttext`` alone: an ``aria-label`` would take the
place of the formula in braille.
"""

from xml.etree.ElementTree import Element

from output_layer.formats.pages import MATHML, is_formula

# What EPUBCheck refuses, and what would be heard and felt instead of the formula.
_REFUSED = ("role", "intent", "arg", "title", "lang", "tabindex")
_FOREIGN = ("data-", "aria-")
# Where the attributes that set a size may stand; elsewhere an ``mstyle`` has to carry them.
_SIZES = {"scriptlevel": ("math", "mstyle"), "displaystyle": ("math", "mstyle", "mtable")}
# The space around a sign of relation. It is said where a line begins with one: MathJax, by which
# some reading systems show formulas, leaves none there.
_SPACE = {"lspace": "0.2778em", "rspace": "0.2778em"}
_RELATIONS = set("=≠<>≤≥≈≃∼∝→⟹⟺")


def mend(root, said):
    """Make every formula below an element valid in an EPUB, and give it its words.

    ``said`` maps a pair, the LaTeX and whether the formula is displayed, to words.
    """
    for frame in filter(is_formula, root.iter()):
        formula = frame.find(f".//{MATHML}math")
        mend_one(formula)
        words = said.get((frame.attrib.pop("data-tex", ""), frame.tag == "div"))
        if words:
            formula.set("alttext", words)


def mend_one(formula):
    """Make one formula valid in an EPUB; it looks as before."""
    for parent in list(formula.iter()):
        for name in [n for n in parent.attrib if n in _REFUSED or n.startswith(_FOREIGN)]:
            del parent.attrib[name]
        for place, child in enumerate(parent):
            parent[place] = _sized(child)
    for cell in formula.iter(f"{MATHML}mtd"):
        _space(cell)


def _space(cell):
    """Give a sign of relation at the beginning of a cell its space."""
    row = cell[0] if len(cell) == 1 else cell
    if len(row) and row[0].tag == f"{MATHML}mo" and row[0].text in _RELATIONS:
        row[0].attrib |= _SPACE


def _sized(element):
    """Return an element with its size where the size may stand."""
    tag = element.tag.removeprefix(MATHML)
    names = [name for name, tags in _SIZES.items() if name in element.attrib and tag not in tags]
    sizes = {name: element.attrib.pop(name) for name in names}
    if not sizes:
        return element
    style = Element(f"{MATHML}mstyle", sizes)
    style.append(element)
    return style
