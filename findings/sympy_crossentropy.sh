#!/usr/bin/env bash
# SymPy reads the binary cross-entropy that it has printed itself as another function: a product.
# Found with SymPy 1.14.0 and lark 1.3.1: of -y log p - (1 - y) log(1 - p) the Lark parser makes
# -y log(1 - p) log(p + y - 1); at y = 1, p = 0.5 that is -0.48 instead of 0.69, and no error comes.
# A name before a bracket may be a factor or a function, and it decides for one reading in silence.
# Guessed before the run: it comes back equal, as both ends are SymPy's and the brackets are there.
# Where it keeps several readings it returns a tree of them; here it returns one. And e^x comes back
# as a power of a symbol named e. Compare numbers before an answer that was read so is graded.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check sympy==1.14.0 \
    lark==1.3.1 mpmath==1.3.0
"$folder/venv/bin/python" - <<'END'
import sys

from sympy import __version__, exp, latex, log, symbols
from sympy.parsing.latex import parse_latex

p, x, y = symbols("p x y")
loss = -y * log(p) - (1 - y) * log(1 - p)
found = parse_latex(latex(loss), backend="lark")
values = [round(float(each.subs({y: 1, p: 0.5})), 2) for each in (loss, found)]
print(f"SymPy {__version__}: {latex(loss)} is read as {found}; at y = 1, p = 0.5: {values}")
power = parse_latex(latex(exp(x)), backend="lark")
print(f"and {latex(exp(x))} as {power}, where e is {type(power.base).__name__} {power.base}")
sys.exit(int(values != [0.69, -0.48] or not power.base.is_Symbol))
END
