"""How a teacher of this subject says a formula: what an engine for all subjects cannot know.

`tree` is the formula as it is said. `elements` and `rows` put `phrases` in the place of what has
words of its own, `wording` mends what the engine says of the rest, and `braille` does what the
formula needs when it is felt.
"""

from output_layer.site.saying.elements import OF_STYLE, RULES
from output_layer.site.saying.rows import ROW_RULES


def read(part, style):
    """Give an element the teacher's reading in a style, from the inside outwards."""
    part[:] = [read(child, style) for child in part]
    if part.tag == "mrow":
        part[:] = _row(list(part))
    for rule in (*RULES, *OF_STYLE[style]):
        part = rule(part)
    return part


def _row(parts):
    for rule in ROW_RULES:
        parts = rule(parts)
    return parts
