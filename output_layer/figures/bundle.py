"""A figure's script with all that it imports, as one text: what anywidget and the page need."""

import re
from functools import cache
from pathlib import Path

__all__ = ["bundle", "classic"]

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.mjs";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
DEFAULT = "\nexport default { render };\n"


@cache
def bundle(path):
    """Return the script at ``path``, its imports included, as one module without imports.

    Each imported module becomes a function that is called at once and returns its exports,
    so names never clash. A module may import others beside it; each is taken once.

    The imports are single statements ``import { a, b } from "./plot.mjs";``, the exports
    ``export function``, ``export const`` or ``export class``, and the script ends with
    ``export default { render };``. ``ValueError`` names the file that is otherwise.
    """
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    if not text.endswith(DEFAULT):
        raise ValueError(f"{path.name} must end with {DEFAULT.strip()!r}")
    body = _linked(path.name, text.removesuffix(DEFAULT))
    return "".join(_modules(path, {})) + EXPORT.sub("", body) + DEFAULT


def classic(path):
    """Return the script at ``path``, its imports included, as one classic script.

    A page opened from disk may load no module. The modules are joined as in `bundle`; the
    script itself needs no default export, and its names stay its own.
    """
    path = Path(path)
    body = EXPORT.sub("", _linked(path.name, path.read_text(encoding="utf-8")))
    return "(() => {\n" + "".join(_modules(path, {})) + body + "})();\n"


def _modules(path, ready):
    """Yield the modules that the script at ``path`` imports, each after those it needs."""
    for name in [match[2] for match in IMPORT.finditer(path.read_text(encoding="utf-8"))]:
        if ready.get(name) is False:
            raise ValueError(f"{path.name} and {name}.mjs import each other")
        if name in ready:
            continue
        ready[name] = False
        yield from _modules(path.with_name(f"{name}.mjs"), ready)
        ready[name] = True
        yield _module(path.with_name(f"{name}.mjs"))


def _module(path):
    """Return the module at ``path`` as a constant that holds its exports."""
    text = path.read_text(encoding="utf-8")
    names = ", ".join(match[1] for match in EXPORT.finditer(text))
    body = EXPORT.sub("", _linked(path.name, text))
    return f"const {_constant(path.stem)} = (() => {{\n{body}return {{ {names} }};\n}})();\n\n"


def _linked(name, text):
    """Return ``text`` with its imports taken from the constants of the modules."""
    text = IMPORT.sub(lambda m: f"const {{{_renamed(m[1])}}} = {_constant(m[2])};\n", text)
    for line in EXPORT.sub("", text).splitlines():
        if re.match(r"\s*(import(?!\()|export)\b", line):
            raise ValueError(f"{name}: the bundler does not know the statement {line.strip()!r}")
    return text


def _renamed(names):
    return re.sub(r"(\w+) as (\w+)", r"\1: \2", names)


def _constant(stem):
    return f"module_{stem}"
