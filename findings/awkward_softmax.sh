#!/usr/bin/env bash
# Awkward Array's softmax of two equal logits of 1000 is nan, with no more than a warning.
# Found with awkward 2.14.0 and NumPy 2.4.6; at -1000 it is nan as well, without an overflow.
# Its documentation gives the formula, exp(x) / sum(exp(x)), and that is what runs: no maximum is
# taken off, so float64 ends at 709 and float32 at 88, and one such list spoils only itself.
# Guessed before the run: 0.5 and 0.5, for what is called softmax elsewhere takes off the maximum.
# Ragged logits need `x - ak.max(x, axis=-1, keepdims=True)` first, after which all is right.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check awkward==2.14.0 \
    awkward-cpp==57 numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys
import warnings

import awkward as ak
import numpy as np

warnings.simplefilter("ignore")
logits = ak.Array([[1000.0, 1000.0], [0.0, 0.0, 0.0, 0.0], [-1000.0, -1000.0]])
plain = ak.softmax(logits, axis=-1).to_list()
shifted = ak.softmax(logits - ak.max(logits, axis=-1, keepdims=True), axis=-1).to_list()
print(f"awkward {ak.__version__}: {plain}, and with the maximum taken off {shifted}")
bad = [bool(np.isnan(row).all()) for row in plain]
sys.exit(int(bad != [True, False, True] or shifted != [[0.5] * 2, [0.25] * 4, [0.5] * 2]))
END
