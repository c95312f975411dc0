"""The formulas of a page, each one piece, and none hidden from those who listen."""

from xml.etree.ElementTree import Element

from output_layer.formats.pages import MATHML, has_class


def show_formula(header):
    """Let a header that is a formula be read as one; a page of the site says it in letters too."""
    if len(header) == 2 and has_class(header[0], "visually-hidden"):
        header.remove(header[0])
        header[0].attrib.pop("aria-hidden")


def join(formula):
    """Make one formula of the pieces between which a browser may break a line."""
    for frame in [formula, *formula.iter()]:
        pieces = [child for child in frame if child.tag == f"{MATHML}math"]
        for piece in pieces[1:]:
            pieces[0].extend(piece)
            frame.remove(piece)
        if pieces and len(pieces[0]) > 1:
            _unite(pieces[0])
        for gap in frame.findall("wbr"):
            frame.remove(gap)
        if pieces:
            pieces[0].tail = None
    for number in formula.iter("span"):
        for link in number.findall("a"):
            number.remove(link)


def _unite(math):
    """Make one row of the rows of a formula: a sign at the end of one stands between two again."""
    row = Element(f"{MATHML}mrow")
    for part in list(math):
        row.extend(list(part) if part.tag == row.tag and not part.attrib else [part])
        math.remove(part)
    math.append(row)
