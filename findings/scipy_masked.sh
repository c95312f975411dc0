#!/usr/bin/env bash
# SciPy's softmax gives a masked class its full share: the mask is dropped, and nothing says so.
# Found with SciPy 1.17.1 and NumPy 2.4.6: logits 1, 2, 3 with the last masked get 0.09, 0.24, 0.67.
# The array is turned into a plain one, which keeps the number under the mask; so does logsumexp.
# Guessed before the run: nothing for that class, or an error; exp and sum of np.ma leave it out.
# The docstrings of the two do not mention masks. Where classes are barred by a mask (moves of a
# game, padding), take `z.filled(-np.inf)` first.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check scipy==1.17.1 \
    numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys

import numpy as np
import scipy
from scipy.special import softmax

z = np.ma.masked_array([1.0, 2.0, 3.0], mask=[False, False, True])
own = np.ma.exp(z) / np.ma.exp(z).sum()
found = [np.round(each, 2).tolist() for each in (softmax(z), own, softmax(z.filled(-np.inf)))]
print(f"SciPy {scipy.__version__}: of {z} it makes {found[0]}")
print(f"NumPy {np.__version__}: exp and sum of np.ma make {found[1]}; filled it is {found[2]}")
sys.exit(int(found != [[0.09, 0.24, 0.67], [0.27, 0.73, None], [0.27, 0.73, 0.0]]))
END
