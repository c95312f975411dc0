#!/usr/bin/env bash
# LightGBM's multiclassova returns rows of probabilities that add up to 1.04 and 1.01, not to 1.
# Found with LightGBM 4.7.0: it has one sigmoid for each class and hands on what they give.
# Guessed before the run: normalised, as one-versus-rest is in scikit-learn.
# The documentation says one-versus-all and nothing about the sum. The largest is still the largest,
# but a cross-entropy, a threshold or a calibration from these rows takes them for a distribution
# that they are not: divide by the sum first.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check lightgbm==4.7.0 \
    scipy==1.17.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys

import lightgbm
import numpy as np

y = np.repeat([0, 1, 2], [60, 30, 10])
found = {}
for objective in ("multiclass", "multiclassova"):
    options = {"objective": objective, "num_class": 3, "min_data_in_leaf": 1, "verbose": -1}
    booster = lightgbm.train(options, lightgbm.Dataset(y[:, None].astype(float), y), 5)
    rows = booster.predict([[0.0], [1.0], [2.0]])
    found[objective] = np.round(rows.sum(axis=1), 2).tolist()
print(f"LightGBM {lightgbm.__version__}: the rows add up to {found}")
one, other = found.values()
sys.exit(int(one != [1.0, 1.0, 1.0] or max(other) < 1.02))
END
