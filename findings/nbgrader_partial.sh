#!/usr/bin/env bash
# nbgrader takes half a point in NumPy's float for full marks: np.float64(0.5) of 2 points gives 2.
# Found with nbgrader 0.9.6, NumPy 2.4.6 and IPython 9.18.1; 0.5 as Python's own float gives 0.5.
# Partial credit is the number that a test cell shows last, read back from its text. Since NumPy 2
# that text is "np.float64(0.5)"; what is no number counts as passed, with a line in the log.
# Guessed before the run: 0.5, as a NumPy float is a float to Python.
# That other output is full credit stands in the code; of NumPy's floats nothing was found. A cell
# that ends in a mean, or a share of tests passed, gives all of them full marks: put `float` around.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check nbgrader==0.9.6 \
    nbformat==5.11.1 ipython==9.18.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys
from importlib.metadata import version

import numpy as np
from IPython.core.formatters import PlainTextFormatter
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import compute_checksum, determine_grade

shown = PlainTextFormatter()
found = []
for value in (0.5, np.float64(0.5), np.mean([0, 1])):
    output = new_output("execute_result", {"text/plain": shown(value)}, execution_count=1)
    cell = new_code_cell("share", outputs=[output])
    cell.metadata.nbgrader = {"grade_id": "test", "grade": True, "solution": False, "points": 2}
    cell.metadata.nbgrader |= {"locked": True, "schema_version": 3, "cell_type": "code"}
    cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    found.append(determine_grade(cell))
    print(f"nbgrader {version('nbgrader')}: {shown(value)} gives {found[-1][0]} of {found[-1][1]}")
sys.exit(int(found != [(0.5, 2), (2, 2), (2, 2)]))
END
