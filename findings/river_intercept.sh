#!/usr/bin/env bash
# river's SoftmaxRegression has no bias: of classes in shares of 90 and 10 % it says 50 : 50.
# Found with river 0.26.1, whose LogisticRegression, on the same stream, says 88 : 12.
# Its step multiplies the gradient by the features alone, so where they are 0 the answer is uniform.
# Guessed before the run: about 0.9 and 0.1, as LogisticRegression beside it learns an intercept.
# The documentation names no intercept and does not say that there is none. After a StandardScaler,
# which the example puts before it, the mean observation always gets 1/K for each class: add a
# feature that is 1 after the scaler.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check river==0.26.1 \
    numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
"$folder/venv/bin/python" - <<'END'
import sys
from importlib.metadata import version

from river.linear_model import LogisticRegression, SoftmaxRegression

found = {}
for name, model, x in (
    ("softmax", SoftmaxRegression(), {"x": 0.0}),
    ("logistic", LogisticRegression(), {"x": 0.0}),
    ("softmax with a feature of ones", SoftmaxRegression(), {"x": 0.0, "one": 1.0}),
):
    for i in range(2000):
        model.learn_one(x, bool(i % 10))
    found[name] = round(model.predict_proba_one(x)[True], 2)
print(f"river {version('river')}: 90 % of the stream are True, and P(True) is {found}")
sys.exit(int(found["softmax"] != 0.5 or min(list(found.values())[1:]) < 0.85))
END
