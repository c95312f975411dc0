#!/usr/bin/env bash
# SymPy's MathML of e^x is no XML: a parser stops at it with "undefined entity".
# Found with SymPy 1.14.0 and Python's own XML parser, for any formula with exp, so the sigmoid too.
# The presentation printer writes the entity ExponentialE, which only HTML knows by itself; XML
# would need a document type that declares it, and SymPy gives none. Its content printer does not.
# Guessed before the run: well-formed, as MathML is an application of XML.
# No documentation was found to say so. In a page of HTML all is well; in EPUB, in SVG or for a tool
# that reads XML, one such formula stops the whole file: put `html.unescape` in between.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check sympy==1.14.0 \
    mpmath==1.3.0
"$folder/venv/bin/python" - <<'END'
import html
import sys
from xml.etree import ElementTree

from sympy import __version__, exp, log, mathml, symbols

x = symbols("x")
found = []
for name, text in (
    ("log x", mathml(log(x), printer="presentation")),
    ("e^x", mathml(exp(x), printer="presentation")),
    ("e^x, content", mathml(exp(x), printer="content")),
    ("e^x, unescaped", html.unescape(mathml(exp(x), printer="presentation"))),
):
    try:
        ElementTree.fromstring(text)
        found.append("well-formed")
    except ElementTree.ParseError as error:
        found.append(str(error).partition(":")[0])
    print(f"SymPy {__version__}: {name} is {found[-1]}: {text}")
sys.exit(int(found != ["well-formed", "undefined entity", "well-formed", "well-formed"]))
END
