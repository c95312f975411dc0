"""The drawings of a page, such as the map of its chapters, as pictures that stand alone."""

from output_layer.formats.pages import SVG

# What the site's stylesheet says of a drawing in the page, which a picture has to say itself.
_DRAWN = {
    "part": {"fill": "#5a5a5a", "font-size": "14"},
    "name": {"fill": "#1f4e79", "font-size": "16"},
    "circle": {"fill": "#1f4e79"},
    "road": {"fill": "none", "stroke": "#5a5a5a", "stroke-width": "1.5"},
}
_FONT = "system-ui, sans-serif"


def draw(svg):
    """Make a drawing of the page a picture: its own colours, nothing to press, all in words."""
    told = [link.get("aria-label") for link in svg.iter(f"{SVG}a")]
    svg.attrib |= {"role": "img", "aria-label": f"{svg.get('aria-label')}: {'; '.join(told)}."}
    svg.set("font-family", _FONT)
    for part in svg.iter():
        kind = part.attrib.pop("class", part.tag.removeprefix(SVG))
        part.attrib |= _DRAWN.get(kind, {})
        if part.tag == f"{SVG}a":
            part.tag = f"{SVG}g"
            part.attrib.clear()
