"""The stylesheet of an EPUB: its own few rules, and the fonts of formulas that the site has."""

import re
from base64 import b64decode
from pathlib import Path

_OWN = Path(__file__).with_name("epub.css")
_FACE = re.compile(
    r"@font-face\s*\{(?=[^}]*(?:Latin Modern Math|Temml))[^}]*"
    r"font-family:\s*\"?([^;\"]+)\"?[^}]*url\(data:font/woff2;base64,([^)\"]+)\)[^}]*\}"
)
_RULE = '@font-face {{ font-family: "{}"; src: url({}) format("woff2"); }}\n'


def look(site):
    """Return the files of the look: name → bytes.

    The site has cut the fonts of mathematics to what its formulas show, and packed them into its
    stylesheet; here each is a file.
    """
    sheet = Path(site, "_static", "site.css").read_text(encoding="utf-8")
    files, rules = {}, ""
    for family, packed in _FACE.findall(sheet):
        name = f"fonts/{family.replace(' ', '')}.woff2"
        files[name] = b64decode(packed)
        rules += _RULE.format(family, name)
    if len(files) != 2:
        raise ValueError(f"The stylesheet of {site} has {len(files)} fonts of mathematics, not 2")
    return files | {"style.css": (rules + _OWN.read_text(encoding="utf-8")).encode()}
