"""The stylesheet of the figures, with what browsers need that do not know all of it."""

import re
from functools import cache
from pathlib import Path

__all__ = ["stylesheet"]

PAIR = re.compile(r"(--[\w-]+):\s*light-dark\(([^,]+), [^)]+\)")


@cache
def stylesheet():
    """Return the style of all figures.

    A browser without ``light-dark()``, from before 2024, drops each colour that is said by it,
    and with the colours all curves and borders. It gets the light ones, on a light ground.
    """
    text = Path(__file__).with_name("figure.css").read_text(encoding="utf-8")
    light = "".join(f"{name}:{colour};" for name, colour in PAIR.findall(text))
    rule = (
        f".figure[data-figure]{{{light}color-scheme:light!important;background:var(--ol-surface)}}"
    )
    return f"{text}@supports not (color:light-dark(#000,#fff)){{{rule}}}\n"
