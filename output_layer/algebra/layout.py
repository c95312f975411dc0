"""Brackets, spaces and indices of printed formulas."""

from output_layer.algebra.symbols import each, is_quantity, label, lamda, logits


def index_of(letter):
    """Return the index that a quantity depends on: its own, or that of one it is made of.

    A cost with weight decay has λ for an index, and the a of one logit has that of the logit.
    The cost C of the share a_y is not the cost of class y: a label is no index of others.
    """
    for part in letter.args:
        if part.is_Atom and (part.is_integer or part == lamda):
            return part
        if part.is_Indexed and part.base == logits and each not in part.indices:
            return part.indices[0]
        if is_quantity(part) and index_of(part) not in (None, label):
            return index_of(part)
    return None


def bracketed(text):
    """Put a formula in brackets, of its own height if it is taller than a line."""
    tall = any(name in text for name in (r"\frac", r"\sum", r"\int"))
    return rf"\left({text}\right)" if tall else f"({text})"


def spaced(before, text):
    """Set a thin space between factors that would run into each other."""
    if not before:
        return text
    if text.startswith(r"\frac") or (before[-1] in ")}" and not text.startswith(("(", r"\l"))):
        return rf"\,{text}"
    return text if text[0] == "(" else f" {text}"
