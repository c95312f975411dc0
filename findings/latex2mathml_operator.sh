#!/usr/bin/env bash
# latex2mathml turns \operatorname{arg\,max} into an empty operator and the product a r g m a x.
# Found with latex2mathml 3.81.1; with the star it adds an asterisk, a times sign to a reader.
# Letters and blanks alone are one operator, as in \operatorname{softmax}; a thin space or a hyphen
# (log-softmax) is enough for the other way. The unknown \softmax becomes a name with its backslash.
# Guessed before the run: one operator, and an error for the unknown command. Nothing is raised.
# No documentation was found to say so. It looks almost right and is read out letter by letter:
# search the MathML for an empty `mo` and for backslashes; \argmax is one operator.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check latex2mathml==3.81.1
"$folder/venv/bin/python" - <<'END'
import sys
from importlib.metadata import version

from latex2mathml.converter import convert

found = {}
for formula in (
    r"\operatorname{softmax}",
    r"\argmax",
    r"\operatorname{arg\,max}",
    r"\operatorname*{arg\,max}",
    r"\operatorname{log-softmax}",
    r"\softmax",
):
    text = convert(formula)
    found[formula] = "<mo />" in text
    print(f"latex2mathml {version('latex2mathml')}: {formula} is {text[text.index('><') + 1 :]}")
kept = list(found.values()) == [False, False, True, True, True, False]
sys.exit(int(not (kept and r"<mi>\softmax</mi>" in convert(r"\softmax"))))
END
