#!/usr/bin/env bash
# A thousand ones of the type bfloat16 add up to 256 in NumPy, so 1000 equal classes get 1/256 each.
# Found with ml_dtypes 0.6.0 and NumPy 2.4.6, along any axis; the mean is 0.256, and `@` is right.
# NumPy adds float16 pairwise and in float32; a type registered from outside gets neither, and a
# running sum in 8 bits stands still as soon as the next term is below half its last place.
# Guessed before the run: 1000, since bfloat16 is as much a type of NumPy there as float16 is.
# The package's own description warns of it, under quirks; nothing does at run time. Softmax, means
# and losses over many classes need `sum(dtype=np.float32)`, which is right.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ml_dtypes==0.6.0 \
    numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys

import ml_dtypes
import numpy as np

exponentials = np.exp(np.zeros(1000, ml_dtypes.bfloat16))
softmax = exponentials / exponentials.sum()
found = {
    "bfloat16": float(exponentials.sum()),
    "float16": float(exponentials.astype(np.float16).sum()),
    "bfloat16 in float32": float(exponentials.sum(dtype=np.float32)),
    "softmax": float(softmax.sum(dtype=np.float32)),
}
print(f"ml_dtypes {ml_dtypes.__version__}, NumPy {np.__version__}: 1000 ones add up to {found}")
sys.exit(int(list(found.values()) != [256, 1000, 1000, 3.90625]))
END
