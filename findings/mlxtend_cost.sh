#!/usr/bin/env bash
# mlxtend's SoftmaxRegression notes a cost of nan for a model that has everything right.
# Found with mlxtend 0.25.0 and NumPy 2.4.6, on four points at -4, -3, 3 and 4, times 100.
# It multiplies the one-hot labels by the logarithm of all probabilities; as soon as another class
# has exactly 0, that is 0 times minus infinity. The weights do not depend on it and are right.
# Guessed before the run: finite and near 0, as the probability of the labels' own class is 1.
# No documentation was found to say so. Features without scaling are enough; who stops at nan, or
# looks at the cost to see whether training worked, throws a right model away.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    mlxtend==0.25.0 scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6 joblib==1.6.0 \
    cloudpickle==3.1.3 threadpoolctl==3.8.0 narwhals==2.29.0
"$folder/venv/bin/python" - <<'END'
import sys
import warnings
from importlib.metadata import version

import numpy as np
from mlxtend.classifier import SoftmaxRegression

warnings.simplefilter("ignore")
x, y = np.array([[-4.0], [-3.0], [3.0], [4.0]]), np.array([0, 0, 1, 1])
found = []
for times in (1, 100):
    model = SoftmaxRegression(eta=0.1, epochs=200, random_seed=0).fit(times * x, y)
    found.append((float(model.score(times * x, y)), float(model.cost_[-1])))
    print(f"mlxtend {version('mlxtend')}: times {times}: accuracy and cost are {found[-1]}")
(right, small), (also_right, none) = found
sys.exit(int(not (right == also_right == 1 and 0 < small < 1e-3 and np.isnan(none))))
END
