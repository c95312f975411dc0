"""One stylesheet for the site, without the rules that can match nothing in it."""

import os
import re

import tinycss2

# Without JavaScript the theme is neither light nor dark, and the theme's colours are not defined.
_LIGHT = re.compile(r"\[data-theme=['\"]?light['\"]?\]")
_NOT_DARK = ":not([data-theme=dark])"
_NAMES = re.compile(r'\b(?:class|id)="([^"]*)"')
_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")


def names(pages):
    """Return all classes and ids that the pages have."""
    return {name for page in pages for value in _NAMES.findall(page) for name in value.split()}


def trimmed(sheets, known, folder):
    """Return the sheets as one, for ``folder``: no rule needs a class or id outside ``known``.

    ``sheets`` maps the path of each sheet to its text.
    """
    texts = (_moved(_kept(text, known), path.parent, folder) for path, text in sheets.items())
    return _LIGHT.sub(_NOT_DARK, "\n".join(texts))


def _moved(text, source, folder):
    """Make relative addresses in ``text`` right for a sheet in another folder."""

    def move(match):
        address = match[1]
        if re.match(r"[a-z]+:|#|/", address):
            return match[0]
        return f"url({os.path.relpath(source / address, folder)})"

    return _URL.sub(move, text)


def _kept(text, known):
    rules = tinycss2.parse_stylesheet(text, skip_whitespace=True)
    return "".join(_rule(rule, known) for rule in rules)


def _rule(rule, known):
    """Return the text of a rule, "" if it can match nothing; of comments keep the licences."""
    if rule.type == "comment":
        return f"{rule.serialize()}\n" if rule.value.startswith("!") else ""
    if rule.type == "qualified-rule":
        selectors = [s for s in _selectors(rule.prelude) if _needed(s) <= known]
        body = tinycss2.serialize(rule.content).strip()
        prelude = ",".join(tinycss2.serialize(s).strip() for s in selectors)
        return f"{prelude}{{{body}}}" if selectors and body else ""
    if rule.type == "at-rule" and rule.lower_at_keyword == "charset":
        return ""  # only right as the very first words
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        body = "".join(_rule(each, known) for each in inner)
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


def _needed(selector):
    """Return the classes and ids without which the selector matches nothing.

    What stands in :not(), :is() and the like is left alone: it may match either way.
    """
    pairs = zip([None, *selector], selector, strict=False)
    classes = {t.value for before, t in pairs if t.type == "ident" and before == "."}
    return classes | {token.value for token in selector if token.type == "hash"}
