#!/usr/bin/env bash
# river's CrossEntropy gives a class the model has never heard of the loss 0: the best there is.
# Found with river 0.26.1; where the class is there with the probability 0, it gives 34.5.
# The metric goes through the classes of the prediction and adds what belongs to the true one; where
# that is missing, nothing is added. LogLoss of the same package takes a missing one for 0.
# Guessed before the run: a large loss, the logarithm of a clipped 0.
# No documentation was found to say so. In a stream new classes are the rule, and the running mean
# gets better by exactly those observations of which the model knew nothing.
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

from river.metrics import CrossEntropy

predictions = {
    "there, with 0.5": {"a": 0.5, "b": 0.5},
    "there, with 0": {"a": 0.0, "b": 1.0},
    "missing": {"b": 0.5, "c": 0.5},
    "missing, as all are": {},
}
found = {}
for name, prediction in predictions.items():
    metric = CrossEntropy()
    metric.update("a", prediction)
    found[name] = round(metric.get(), 3)
print(f"river {version('river')}: the loss where the true class is {found}")
sys.exit(int(list(found.values()) != [0.693, 34.539, 0, 0]))
END
