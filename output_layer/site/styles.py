"""One stylesheet for the site, without the rules that can match nothing in it.

And the few of its rules that the first lines of a page need, for the head of each page.
"""

import os
import re
from functools import cache

import tinycss2

# Without JavaScript the theme is neither light nor dark, and the theme's colours are not defined.
_LIGHT = re.compile(r"\[data-theme=['\"]?light['\"]?\]")
_NOT_DARK = ":not([data-theme=dark])"
_NAMES = re.compile(r'\b(?:class|id)="([^"]*)"')
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^>]*)?)>")
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_ICONS = "Awesome"
_FILE = re.compile(r"url\((?!data:)")
_POINTED = {"hover", "active", "focus", "focus-visible", "focus-within"}
_NOT_FIRST = re.compile(r"@media\s*print|@(?:-\w+-)?keyframes|@container")
_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")


def elements(pages):
    """Return what elements the pages have: of each its ``<name``, its classes and its id."""
    tags = {tag for page in pages for tag in _TAG.findall(_COMMENT.sub("", page))}
    return {frozenset(_parts(name.lower(), rest)) for name, rest in tags}


def _parts(name, rest):
    yield f"<{name}"
    for value in _NAMES.findall(rest):
        yield from value.split()


def trimmed(sheets, known, dynamic, folder):
    """Return the sheets as one, for ``folder``: no rule needs an element that is not ``known``.

    ``sheets`` maps the path of each sheet to its text. Any element may have classes that are
    ``dynamic``.
    """
    fits = _fitting(known, dynamic)
    texts = (_moved(_kept(text, fits), path.parent, folder) for path, text in sheets.items())
    return _LIGHT.sub(_NOT_DARK, "\n".join(texts))


def _fitting(known, dynamic=frozenset()):
    """Return a function that tells whether a selector may match."""

    @cache
    def exists(compound):
        return any(compound <= element for element in known)

    return lambda selector: all(exists(part - dynamic) for part in _compounds(selector))


def opening(sheet, tops):
    """Return the rules of the sheet that can match anything in ``tops``, the pages' first lines.

    Of the fonts those of icons are among them, if they come inside the sheet. What a reader points
    at looks as ever when the sheet is there.
    """
    may_match = _fitting(elements(tops))

    def fits(selector):
        return may_match(selector) and not _pointed(selector)

    kept = _kept(sheet, fits, without=_NOT_FIRST)
    return _FACE.sub(lambda face: face[0] if _comes_first(face[0]) else "", kept)


def without_icons(sheet):
    """Return the sheet without the fonts that `opening` has already."""
    return _FACE.sub(lambda face: "" if _comes_first(face[0]) else face[0], sheet)


def _comes_first(face):
    """Tell whether a font of icons is whole in its rule: an address is right in the sheet only."""
    return _ICONS in face and not _FILE.search(face)


def _moved(text, source, folder):
    """Make relative addresses in ``text`` right for a sheet in another folder."""

    def move(match):
        address = match[1]
        if re.match(r"[a-z]+:|#|/", address):
            return match[0]
        return f"url({os.path.relpath(source / address, folder)})"

    return _URL.sub(move, text)


def _kept(text, fits, without=None):
    rules = tinycss2.parse_stylesheet(text, skip_whitespace=True)
    texts = (_rule(rule, fits) for rule in rules)
    return "".join(text for text in texts if not (without and without.match(text)))


def _rule(rule, fits):
    """Return the text of a rule, "" if no selector fits; of comments keep the licences."""
    if rule.type == "comment":
        return f"{rule.serialize()}\n" if rule.value.startswith("!") else ""
    if rule.type == "qualified-rule":
        selectors = [s for s in _selectors(rule.prelude) if fits(s)]
        body = tinycss2.serialize(rule.content).strip()
        prelude = ",".join(tinycss2.serialize(s).strip() for s in selectors)
        return f"{prelude}{{{body}}}" if selectors and body else ""
    if rule.type == "at-rule" and rule.lower_at_keyword == "charset":
        return ""  # only right as the very first words
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        body = "".join(_rule(each, fits) for each in inner)
        head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
        return f"{head}{{{body}}}" if body else ""
    return "" if rule.type == "error" else rule.serialize()


def _selectors(prelude):
    """Split a prelude at its commas."""
    selectors = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        elif token.type != "comment":
            selectors[-1].append(token)
    return selectors


def _compounds(selector):
    """Return for each element that a selector names what it must have, as in `elements`.

    What stands in :not(), :is() and the like is left alone: it may match either way.
    """
    compounds = [set()]
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "whitespace" or token in (">", "+", "~"):
            compounds.append(set())
        elif token.type == "hash" or (token.type == "ident" and before == "."):
            compounds[-1].add(token.value)
        elif token.type == "ident" and before != ":":
            compounds[-1].add(f"<{token.lower_value}")
    return [frozenset(compound) for compound in compounds]


def _pointed(selector):
    """Tell whether the selector matches only what a reader points at."""
    pairs = zip([None, *selector], selector, strict=False)
    return bool(_POINTED & {t.value for before, t in pairs if t.type == "ident" and before == ":"})
