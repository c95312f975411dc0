"""A figure's script with all that it imports, as one text: what anywidget and the page need."""

import re
from functools import cache
from pathlib import Path

__all__ = ["bundle", "classic", "imported"]

IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "(\.[./\w]*/)(\w+)\.mjs";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
DEFAULT = "\nexport default { render };\n"


@cache
def bundle(path, without=frozenset()):
    """Return the script at ``path``, its imports included, as one module without imports.

    Each imported module becomes a function that is called at once and returns its exports,
    so names never clash. A module may import others beside it; each is taken once. Those named
    in ``without`` are left out: whoever runs the script has their exports as ``module_NAME``.

    The imports are single statements ``import { a, b } from "./plot.mjs";``, the exports
    ``export function``, ``export const`` or ``export class``, and the script ends with
    ``export default { render };``. ``ValueError`` names the file that is otherwise.
    """
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    if not text.endswith(DEFAULT):
        raise ValueError(f"{path.name} must end with {DEFAULT.strip()!r}")
    body = _linked(path.name, text.removesuffix(DEFAULT))
    modules = (text for stem, text in _modules(path, {}) if stem not in without)
    return "".join(modules) + EXPORT.sub("", body) + DEFAULT


def classic(path):
    """Return the script at ``path``, its imports included, as one classic script.

    A page opened from disk may load no module. The modules are joined as in `bundle`, and may
    also be taken whole, ``import * as plot from "./plot.mjs";``; the script itself needs no
    default export, and its names stay its own.
    """
    path = Path(path)
    body = EXPORT.sub("", _linked(path.name, path.read_text(encoding="utf-8")))
    return "(() => {\n" + "".join(text for _, text in _modules(path, {})) + body + "})();\n"


def imported(path):
    """Return the names of all modules that the script at ``path`` needs, each after its own."""
    return [stem for stem, _ in _modules(Path(path), {})]


def _modules(path, ready):
    """Yield name and text of the modules that a script imports, each after those it needs."""
    for _, folder, name in IMPORT.findall(path.read_text(encoding="utf-8")):
        module = (path.parent / folder / f"{name}.mjs").resolve()
        if ready.get(name) is False:
            raise ValueError(f"{path.name} and {name}.mjs import each other")
        if ready.get(name, module) != module:
            raise ValueError(f"{module} and {ready[name]} have one name")
        if name in ready:
            continue
        ready[name] = False
        yield from _modules(module, ready)
        ready[name] = module
        yield name, _module(module)


def _module(path):
    """Return the module at ``path`` as a constant that holds its exports."""
    text = path.read_text(encoding="utf-8")
    names = ", ".join(match[1] for match in EXPORT.finditer(text))
    body = EXPORT.sub("", _linked(path.name, text))
    return f"const {_constant(path.stem)} = (() => {{\n{body}return {{ {names} }};\n}})();\n\n"


def _linked(name, text):
    """Return ``text`` with its imports taken from the constants of the modules."""
    text = IMPORT.sub(lambda m: f"const {_renamed(m[1])} = {_constant(m[3])};\n", text)
    for line in EXPORT.sub("", text).splitlines():
        if re.match(r"\s*(import(?!\()|export)\b", line):
            raise ValueError(f"{name}: the bundler does not know the statement {line.strip()!r}")
    return text


def _renamed(clause):
    """Return what a constant is called that takes the place of an import."""
    return re.sub(r"(\w+) as (\w+)", r"\1: \2", clause.removeprefix("* as "))


def _constant(stem):
    return f"module_{stem}"
