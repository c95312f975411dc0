#!/usr/bin/env bash
# numexpr's max leaves out a nan, so a softmax written with it hides where the logits went wrong.
# Found with numexpr 2.14.2 and NumPy 2.4.6: max and min skip nan at any place, sum does not.
# The reduction keeps the larger of two by a comparison, and no comparison with nan is true.
# Guessed before the run: nan, as NumPy's own max and numexpr's own sum give it.
# No documentation was found to say so. A guard such as "is the largest logit finite?" passes;
# NumPy's name for what happens here is `nanmax`.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check numexpr==2.14.2 \
    numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys

import numexpr
import numpy as np

found = []
for place in (0, 5, 9):
    z = np.arange(10.0)
    z[place] = np.nan
    found.append([float(numexpr.evaluate(f"{name}(z)")) for name in ("max", "min", "sum")])
print(f"numexpr {numexpr.__version__}: max, min, sum of 0 to 9 with a nan at 0, 5, 9: {found}")
print(f"NumPy {np.__version__}: {[float(f(z)) for f in (np.max, np.min, np.sum)]} for the last")
kept = [row[:2] for row in found] == [[9.0, 1.0], [9.0, 0.0], [8.0, 0.0]]
sys.exit(int(not (kept and all(np.isnan(row[2]) for row in found))))
END
