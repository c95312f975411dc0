"""What costs, steps and targets make of the digits: many fits, each on several splits.

A program, not a test::

    PYTHONPATH=tests/shared python tests/benchmarks/training.py --record book/training.json

It takes some minutes, and writes the part of 500 new digits that each fit reads right, split by
split, for the chapter `training`; also what PyTorch returns for class weights and smoothing, so run
it where PyTorch is installed beside the package. Reading the book needs none of this.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.datasets import load_digits

from output_layer import (
    focal_cost,
    focal_cost_gradient,
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    sigmoid,
    softmax,
    softmax_jacobian_product,
    softmax_quadratic_cost,
    softmax_quadratic_cost_gradient,
)

COMMAND = "PYTHONPATH=tests/shared python tests/benchmarks/training.py --record book/training.json"
CLASSES, RARE, WRONG, SMOOTHING = 10, 3, 0.2, 0.1
SPLITS = 10
LEARNED, CHOSEN_ON = slice(0, 997), slice(997, 1297)
FIT, NEW = slice(0, 1297), slice(1297, 1797)
DECAYS = (0.0, 1e-4, 1e-3, 1e-2)
RATES = {
    "descent": (0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    "Adam": (0.001, 0.003, 0.01, 0.03, 0.1, 0.3),
}
BATCH, HIDDEN = 32, 32
DIGITS = load_digits()
INPUTS, LABELS = np.column_stack([DIGITS.data / 16, np.ones(1797)]), DIGITS.target


# Costs: pairs of a function and its gradient over the logits


def one_minus(z, labels):
    """Return 1 − a_y."""
    return 1 - softmax(z)[np.arange(len(labels)), labels]


def one_minus_gradient(z, labels):
    """Return ∂(1 − a_y)/∂z."""
    return -softmax_jacobian_product(z, np.eye(CLASSES)[labels])


def twice(z, labels):
    """Return the log-likelihood cost of shares that are taken for logits."""
    return log_likelihood_cost(softmax(z), labels)


def twice_gradient(z, labels):
    """Return its gradient, through both softmaxes."""
    return softmax_jacobian_product(z, log_likelihood_cost_gradient(softmax(z), labels))


def smoothed(smoothing):
    """Return the log-likelihood cost of smoothed labels, and its gradient."""
    return (
        lambda z, labels: log_likelihood_cost(z, labels, smoothing=smoothing),
        lambda z, labels: log_likelihood_cost_gradient(z, labels, smoothing=smoothing),
    )


LOG_LIKELIHOOD = log_likelihood_cost, log_likelihood_cost_gradient
QUADRATIC = softmax_quadratic_cost, softmax_quadratic_cost_gradient
TWO = {"log-likelihood": LOG_LIKELIHOOD, "quadratic": QUADRATIC}
COSTS = {
    **TWO,
    "smoothed": smoothed(WRONG),
    "focal": (focal_cost, focal_cost_gradient),
    "1 − a": (one_minus, one_minus_gradient),
    "softmax twice": (twice, twice_gradient),
}


# Learning


def order(split):
    """Return the pictures in the order of a split; split 0 is that of the file, by writers."""
    return np.random.default_rng(split).permutation(1797) if split else np.arange(1797)


def fit(cost, x, labels, decay, *, steps=300, parts=None):
    """Return the weights after so many steps of L-BFGS from 0; ``parts`` of the mean sum to 1."""
    parts = np.full(len(x), 1 / len(x)) if parts is None else parts
    value, slope = cost

    def objective(flat):
        theta = flat.reshape(CLASSES, -1)
        z = x @ theta.T
        gradient = (parts[:, np.newaxis] * slope(z, labels)).T @ x + decay * theta
        return parts @ value(z, labels) + decay / 2 * flat @ flat, gradient.ravel()

    start = np.zeros(CLASSES * x.shape[1])
    options = {"maxiter": steps, "maxfun": 10 * steps, "gtol": 1e-9, "ftol": 0}
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options=options)
    return found.x.reshape(CLASSES, -1)


def right(z, labels):
    """Return the part of the rows of logits whose largest is that of the label."""
    return float(np.mean(z.argmax(axis=1) == labels))


def moves(rule, eta, count):
    """Return the function that turns the gradients of ``count`` tables into steps."""
    if rule == "descent":
        return lambda gradients: [-eta * gradient for gradient in gradients]
    means, squares, steps = [0.0] * count, [0.0] * count, 0

    def adam(gradients):
        nonlocal steps
        steps += 1
        for place, gradient in enumerate(gradients):
            means[place] = 0.9 * means[place] + 0.1 * gradient
            squares[place] = 0.999 * squares[place] + 0.001 * gradient**2
        return [
            -eta * mean / (1 - 0.9**steps) / (np.sqrt(square / (1 - 0.999**steps)) + 1e-8)
            for mean, square in zip(means, squares, strict=True)
        ]

    return adam


def layer(parts, x):
    """Return what is needed of a softmax layer on its own: its inputs, and the logits."""
    return [x], x @ parts[0].T


def network(parts, x):
    """Return the inputs of both layers, and the logits, with a layer of hidden sigmoids."""
    hidden = np.column_stack([sigmoid(x @ parts[0].T), np.ones(len(x))])
    return [x, hidden], hidden @ parts[1].T


def gradients(inputs, parts, slopes):
    """Return the gradients of all tables from the slopes over the logits."""
    last = slopes.T @ inputs[-1]
    if len(parts) == 1:
        return [last]
    h = inputs[1][:, :-1]
    return [(slopes @ parts[1][:, :-1] * h * (1 - h)).T @ inputs[0], last]


def in_batches(run, slope, parts, x, labels, *, rule, eta, epochs, seed):
    """Return the tables after so many epochs of batches, drawn without replacement."""
    random, step = np.random.default_rng(seed), moves(rule, eta, len(parts))
    for _ in range(epochs):
        drawn = random.permutation(len(x))
        for first in range(0, len(x) - BATCH + 1, BATCH):
            chosen = drawn[first : first + BATCH]
            inputs, z = run(parts, x[chosen])
            slopes = slope(z, labels[chosen]) / BATCH
            changes = step(gradients(inputs, parts, slopes))
            parts = [table + change for table, change in zip(parts, changes, strict=True)]
    return parts


# Experiments: each returns the part read right, split by split


def race(kind, rule, cost, splits):
    """Return what is read right with the rate that is best on 300 other pictures, and that rate."""
    found = {"right": [], "rate": []}
    for split in splits:
        rows = order(split)
        x, labels = INPUTS[rows], LABELS[rows]
        tried = {}
        for eta in RATES[rule]:
            parts, run, epochs = _start(kind, split)
            settings = {"rule": rule, "eta": eta, "epochs": epochs, "seed": split}
            parts = in_batches(run, cost[1], parts, x[LEARNED], labels[LEARNED], **settings)
            z = run(parts, x)[1]
            tried[eta] = [right(z[part], labels[part]) for part in (CHOSEN_ON, NEW)]
        best = max(tried, key=lambda eta: tried[eta][0])
        found["right"].append(tried[best][1])
        found["rate"].append(best)
    return found


def _start(kind, split):
    if kind == "layer":
        return [np.zeros((CLASSES, 65))], layer, 20
    random = np.random.default_rng(split)
    shapes = (HIDDEN, 65), (CLASSES, HIDDEN + 1)
    return [random.normal(size=s) / np.sqrt(s[1]) for s in shapes], network, 30


def dead(size, rule, cost, splits):
    """Return, for the better of three rates, what is read right and how many digits never are."""
    found = {"right": [], "dead": []}
    for split in splits:
        random = np.random.default_rng(split)
        start, rows = size * random.normal(size=(CLASSES, 65)), order(split)
        x, labels = INPUTS[rows], LABELS[rows]
        ends = []
        for eta in RATES[rule][-3:]:
            settings = {"rule": rule, "eta": eta, "epochs": 20, "seed": split}
            parts = in_batches(layer, cost[1], [start], x[FIT], labels[FIT], **settings)
            z = x[NEW] @ parts[0].T
            named = [right(z[labels[NEW] == k], k) for k in range(CLASSES)]
            ends.append((right(z, labels[NEW]), sum(part < 0.1 for part in named)))
        found["right"].append(max(ends)[0])
        found["dead"].append(max(ends)[1])
    return found


def misled(rule, eta, cost, steps):
    """Return what is read right of 400 pictures, from a start that learned shifted labels."""
    x, labels = INPUTS[:400], LABELS[:400]
    theta = np.zeros((CLASSES, 65))
    for _ in range(500):
        theta -= log_likelihood_cost_gradient(x @ theta.T, (labels + 1) % 10).T @ x / 400
    step = moves(rule, eta, 1)
    for _ in range(steps):
        theta = theta + step([cost[1](x @ theta.T, labels).T @ x / 400])[0]
    return right(x @ theta.T, labels)


def redrawn(labels, split):
    """Return labels of which a fifth is drawn anew."""
    random = np.random.default_rng(1000 + split)
    changed = random.random(len(labels)) < WRONG
    return np.where(changed, random.integers(0, CLASSES, len(labels)), labels)


def noise(cost, splits):
    """Return what is read right for each decay, and for the best one on other noisy pictures.

    Split 0 learns from some writers and is tried on others.
    """
    found = {str(decay): [] for decay in DECAYS} | {"chosen": []}
    for split in splits:
        rows = order(split)
        x, labels, noisy = INPUTS[rows], LABELS[rows], redrawn(LABELS[rows], split)
        tried = {}
        for decay in DECAYS:
            z = x @ fit(cost, x[LEARNED], noisy[LEARNED], decay).T
            found[str(decay)].append(right(z[NEW], labels[NEW]))
            tried[right(z[CHOSEN_ON], noisy[CHOSEN_ON])] = found[str(decay)][-1]
        found["chosen"].append(tried[max(tried)])
    return found


def without_most(labels, split):
    """Return the rows that are left when nine tenths of the digit 3 are taken away."""
    threes = np.flatnonzero(labels == RARE)
    kept = np.random.default_rng(2000 + split).permutation(threes)[: len(threes) // 10]
    return np.sort(np.append(np.flatnonzero(labels != RARE), kept))


def rare(decay, splits):
    """Return the recall of the rare digit, its precision, and all that is read right, by rule."""
    found = {
        rule: {"recall": [], "precision": [], "right": []} for rule in ("plain", "weights", "shift")
    }
    for split in splits:
        rows = order(split)
        x, labels = INPUTS[rows], LABELS[rows]
        left = without_most(labels[FIT], split)
        counts = np.bincount(labels[left], minlength=CLASSES)
        parts = 1 / counts[labels[left]] / CLASSES
        plain = x[NEW] @ fit(LOG_LIKELIHOOD, x[left], labels[left], decay).T
        weighted = fit(LOG_LIKELIHOOD, x[left], labels[left], decay, parts=parts)
        answers = {"plain": plain, "weights": x[NEW] @ weighted.T, "shift": plain - np.log(counts)}
        for rule, z in answers.items():
            named, true = z.argmax(axis=1) == RARE, labels[NEW] == RARE
            found[rule]["recall"].append(float(named[true].mean()))
            found[rule]["precision"].append(float(true[named].mean()) if named.any() else 1.0)
            found[rule]["right"].append(right(z, labels[NEW]))
    return found


def smoothing(rows, decay, splits):
    """Return what is read right after learning from so many rows, with and without smoothing."""
    found = {"one-hot": [], "smoothed": []}
    for split in splits:
        chosen = order(split)
        x, labels = INPUTS[chosen], LABELS[chosen]
        for name, cost in (("one-hot", LOG_LIKELIHOOD), ("smoothed", smoothed(SMOOTHING))):
            theta = fit(cost, x[:rows], labels[:rows], decay, steps=200)
            found[name].append(right(x[NEW] @ theta.T, labels[NEW]))
    return found


def pytorch():
    """Return what PyTorch makes of class weights and smoothing, for labels and for shares."""
    import torch

    z = torch.tensor(EXAMPLE["logits"], dtype=torch.float64)
    labels, weights = torch.tensor(EXAMPLE["labels"]), torch.tensor(EXAMPLE["weights"]).double()
    shares = torch.nn.functional.one_hot(labels, 3).double()
    settings = {"weight": weights, "label_smoothing": SMOOTHING}
    cost = torch.nn.functional.cross_entropy
    return {
        f"PyTorch {torch.__version__}": {
            **EXAMPLE,
            "smoothing": SMOOTHING,
            "each": cost(z, labels, reduction="none", **settings).tolist(),
            "mean of labels": cost(z, labels, **settings).item(),
            "mean of shares": cost(z, shares, **settings).item(),
        }
    }


EXAMPLE = {
    "logits": [[2.0, 0.5, -1.0], [0.0, 1.0, 0.3], [-2.0, 0.0, 3.0], [1.0, 1.0, 1.0]],
    "labels": [0, 2, 1, 2],
    "weights": [1.0, 2.0, 5.0],
}


def measured(splits):
    """Return all experiments: name → numbers."""
    return {
        "race": {
            kind: {
                rule: {name: race(kind, rule, cost, splits) for name, cost in TWO.items()}
                for rule in RATES
            }
            for kind in ("layer", "network")
        },
        "dead": {
            str(size): {
                rule: {name: dead(size, rule, cost, splits) for name, cost in TWO.items()}
                for rule in RATES
            }
            for size in (0.1, 1.0, 2.0)
        },
        "misled": {
            name: {
                str(eta): {str(steps): misled("Adam", eta, cost, steps) for steps in (300, 1000)}
                for eta in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
            }
            for name, cost in TWO.items()
        },
        "noise": {name: noise(cost, splits) for name, cost in COSTS.items()},
        "writers": {name: noise(cost, [0]) for name, cost in COSTS.items()},
        "rare": {str(decay): rare(decay, splits) for decay in (0.0, 0.001, 0.01)},
        "smoothing": {
            str(rows): {str(decay): smoothing(rows, decay, splits) for decay in (0.0, 0.001, 0.01)}
            for rows in (100, 300, 1000)
        },
    }


def record(libraries, path):
    """Write all numbers."""
    splits = range(1, SPLITS + 1)
    found = {"command": COMMAND, "libraries": libraries, **rounded(measured(splits))}
    Path(path).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def rounded(value):
    """Return the numbers with four decimals."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


def main():
    """Measure, and write the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--record", required=True, type=Path)
    record(pytorch(), parser.parse_args().record)


if __name__ == "__main__":
    main()
