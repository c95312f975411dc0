"""Leaves out of a stylesheet the variables and animations that nothing asks for.

The theme defines every colour and size of its parts, used or not, and a browser hands each of
them down to every element of the page.
"""

import re

import tinycss2

_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_MENTIONED = re.compile(r"--[a-zA-Z][\w-]*")
_WITH_RULES = ("media", "supports", "container", "layer")


def used_only(sheet, others):
    """Return the sheet without custom properties and keyframes that nothing uses.

    ``others`` are the texts of pages and scripts: a property that one of them names stays.
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_whitespace=True)
    properties, asked = {}, set()
    for declaration in _declarations(rules):
        text = tinycss2.serialize(declaration)
        needs = set(_ASKED.findall(text))
        if name := _property(declaration):
            properties.setdefault(name, set()).update(needs)
        else:
            asked |= needs
    asked |= {name for text in others for name in _MENTIONED.findall(text)}
    used = _closure(asked, properties)
    used |= {word for d in _declarations(rules) for word in _animations(d)}
    return "".join(_kept(rule, used) for rule in rules)


def _closure(asked, properties):
    """Return the names that are asked for, and those that their values ask for in their turn."""
    used, rest = set(), list(asked)
    while rest:
        name = rest.pop()
        if name not in used:
            used.add(name)
            rest += properties.get(name, ())
    return used


def _declarations(rules):
    """Yield the tokens of each declaration within the rules."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _split(rule.content)
        elif rule.type == "at-rule" and rule.content is not None:
            yield from _declarations(_inner(rule)) if _has_rules(rule) else _split(rule.content)


def _has_rules(rule):
    return rule.lower_at_keyword in _WITH_RULES or "keyframes" in rule.lower_at_keyword


def _inner(rule):
    return tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)


def _split(tokens):
    """Split what stands between the braces of a rule at its semicolons."""
    parts = [[]]
    for token in tokens:
        if token == ";":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return [part for part in parts if tinycss2.serialize(part).strip()]


def _text(declaration):
    return tinycss2.serialize(declaration).strip() + ";"


def _property(declaration):
    """Return the name of the custom property that is declared, None if it is another."""
    first = next(token for token in declaration if token.type != "whitespace")
    return first.value if first.type == "ident" and first.value.startswith("--") else None


def _animations(declaration):
    """Return the words of a declaration that may name an animation."""
    words = [token.value for token in declaration if token.type == "ident"]
    return words[1:] if words[0].startswith("animation") else []


def _kept(rule, used):
    """Return the text of a rule without what is unused, "" if nothing is left."""
    if rule.type == "qualified-rule":
        stays = (d for d in _split(rule.content) if _property(d) in {None, *used})
        body = "".join(map(_text, stays)).removesuffix(";")
        return f"{tinycss2.serialize(rule.prelude).strip()}{{{body}}}" if body else ""
    if rule.type != "at-rule" or rule.content is None or not _has_rules(rule):
        return rule.serialize()
    if "keyframes" in rule.lower_at_keyword:
        return rule.serialize() if tinycss2.serialize(rule.prelude).strip() in used else ""
    body = "".join(_kept(each, used) for each in _inner(rule))
    return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}" if body else ""
