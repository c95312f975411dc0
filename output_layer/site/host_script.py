"""Puts the modules of the static host into one classic script.

A page opened from disk may load no module, and a script that waits for others
would draw its figures after the first paint.
"""

import re
from pathlib import Path

HOST = Path(__file__).parent / "host"
MODULES = ("model", "anywidget", "controls", "views", "page")  # each imports earlier ones only

_NAMED = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.mjs";$', re.MULTILINE)
_WHOLE = re.compile(r'^import \* as (\w+) from "\./(\w+)\.mjs";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:const|function|class) (\w+)", re.MULTILINE)


def host_script():
    """Return the script: every module a function of its own that returns its exports."""
    return "(() => {\n" + "".join(_closed(name) for name in MODULES) + "})();\n"


def _closed(name):
    text = (HOST / f"{name}.mjs").read_text(encoding="utf-8")
    exported = ", ".join(_EXPORT.findall(text))
    text = _NAMED.sub(r"const \1 = $\2;", text)
    text = _WHOLE.sub(r"const \1 = $\2;", text)
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    return f"const ${name} = (() => {{\n{text}\nreturn {{ {exported} }};\n}})();\n"
