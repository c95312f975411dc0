#!/usr/bin/env bash
# LightGBM's Newton step for softmax is not (y - p)/(p(1 - p)), but (K - 1)/K times as long.
# Found with LightGBM 4.7.0: three classes, all p = 1/3, one tree, a learning rate of 1 and no
# penalties; a leaf with nothing but its own class gets 2 where the diagonal of the Hessian gives 3.
# Its source multiplies p(1 - p) by K/(K - 1), which for two classes is what a sigmoid needs.
# Guessed before the run: 3, as gradient and curvature are those of the cross-entropy.
# The parameters' documentation does not name the factor. A hand-made objective with p(1 - p) learns
# half again as fast at three classes, and reads otherwise in min_sum_hessian_in_leaf as well.
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
options = {
    "objective": "multiclass",
    "num_class": 3,
    "learning_rate": 1.0,
    "num_leaves": 2,
    "min_data_in_leaf": 1,
    "min_sum_hessian_in_leaf": 0,
    "boost_from_average": False,
    "verbose": -1,
}
booster = lightgbm.train(options, lightgbm.Dataset(y[:, None].astype(float), y), 1)
found = round(float(booster.predict([[0.0]], raw_score=True)[0, 0]), 6)
p = 1 / 3
print(f"LightGBM {lightgbm.__version__}: the leaf is {found}; (1 - p)/(p(1 - p)) is {1 / p:.6f}")
sys.exit(int(found != 2.0))
END
