"""The new digits of the figure ``reliability``: for each of 500, how far its logits lie apart.

A program, not a test::

    PYTHONPATH=tests/shared python tests/benchmarks/confidence.py --record FILE

Softmax regression learns the first 997 digits with each weight decay; the temperature is fitted
to the next 300, and the last 500 are recorded. For a digit that is ten letters: the place of the
true class among the ten, from the largest logit down, and by how much the other nine lie below
the largest, rounded to one of 64 steps that grow with the gap.
"""

import argparse
import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

from output_layer import SoftmaxRegression, fit_temperature
from output_layer.figures.reliability import DECAYS, LETTERS, gap_of

COMMAND = (
    "PYTHONPATH=tests/shared python tests/benchmarks/confidence.py "
    "--record output_layer/figures/reliability.json"
)
FIT, VALIDATE, NEW = slice(997), slice(997, 1297), slice(1297, None)
TOL = 1e-6  # of the gradient: without decay there is no minimum, and this is where it ends


def models(x, labels):
    """Yield for each decay the fitted model; the bias is decayed too."""
    for decay in DECAYS:
        model = SoftmaxRegression(weight_decay=decay, decay_bias=True, tol=TOL, max_iter=5000)
        yield model.fit(x[FIT], labels[FIT])


def gaps(z, labels):
    """Return for each row the place of the label from the top, and the nine gaps in order."""
    order = np.argsort(-z, axis=1, kind="stable")
    down = np.take_along_axis(z, order, axis=1)
    return (order == labels[:, np.newaxis]).argmax(axis=1), down[:, :1] - down[:, 1:]


def letters(places, below):
    """Return ten letters for each row."""
    steps = gap_of(np.arange(len(LETTERS)))
    nearest = abs(below[..., np.newaxis] - steps).argmin(axis=-1)
    rows = np.column_stack([places, nearest])
    return "".join(LETTERS[number] for number in rows.ravel())


def measured():
    """Return what the figure needs: for each decay the fitted temperature, and the letters."""
    digits = load_digits()
    x, labels = digits.data / 16, digits.target
    found = []
    for model in models(x, labels):
        z = model.decision_function(x)
        tau = fit_temperature(z[VALIDATE], labels[VALIDATE])
        found.append({"tau": round(tau, 2), "gaps": letters(*gaps(z[NEW], labels[NEW]))})
    return found


def record(path):
    """Write it to a file."""
    text = json.dumps({"command": COMMAND, "models": measured()}, indent=1)
    Path(path).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--record", required=True, metavar="FILE")
    warnings.simplefilter("ignore")
    record(parser.parse_args().record)
