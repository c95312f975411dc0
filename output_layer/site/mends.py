"""What an engine sets badly of a formula, written so that all engines set it alike.

Each mend was found by comparing the places of all signs in Chromium, Firefox and WebKit.
"""

from xml.etree.ElementTree import Element

# What makes the content of a pair of parentheses taller than they are.
TALL = {"mfrac", "mover", "mroot", "msqrt", "mtable", "munder", "munderover"}
ROWS = {"math", "mrow", "mstyle", "mtd"}  # all others have a number of children that is given
PARENTHESES = "()[]{}"
THIN = "0.1667em"


def mend(formula):
    """Mend the MathML element ``formula`` in place."""
    for row in [each for each in formula.iter() if each.tag in ROWS]:
        fit_fences(row)
        space_limits(row)


def fit_fences(row):
    r"""Give ``\left(…\right)`` around short content the size of a plain parenthesis.

    Chromium keeps room for the widest parenthesis beside all that may stretch. A fence without
    a sign, as ``\right.`` leaves one, takes room in WebKit and goes.
    """
    fences = [each for each in row if each.tag == "mo" and each.get("stretchy") == "true"]
    tall = any(part.tag in TALL for part in row.iter())
    for fence in fences:
        if not fence.text:
            row.remove(fence)
        elif not tall and fence.text in PARENTHESES:
            fence.set("stretchy", "false")


def space_limits(row):
    """Put the space of an operator with limits around both.

    Firefox forgets it when it measures a column, so the next column covers the end of this one,
    and WebKit leaves it out.
    """
    for place, part in reversed(list(enumerate(row))):
        if part.tag in ("munder", "munderover") and part[0].get("movablelimits"):
            part[0].set("lspace", "0")
            part[0].set("rspace", "0")
            row[place : place + 1] = [_space(), part, _space()]


def _space():
    return Element("mspace", width=THIN)
