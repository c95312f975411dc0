"""Time and memory of SoftmaxRegression and of scikit-learn's LogisticRegression, side by side.

A program, not a test, best with one thread::

    OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 python tests/benchmarks/regression.py

Each model is fitted in a process of its own, on the same data with the same objective, for a
few steps; the fits take turns. CPU time is divided by the evaluations of the objective, and
memory is the peak beyond what the process had with the data loaded. ``--agree`` fits both to
the end on smaller data instead, and prints how far apart their minima are, relative to J.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
import warnings

import numpy as np

DECAY = 1e-3


def data(rows, inputs, classes):
    """Return random inputs, and labels, each of which moves its examples a little."""
    random = np.random.default_rng(0)
    x, labels = random.standard_normal((rows, inputs)), random.integers(0, classes, rows)
    labels[:classes] = np.arange(classes)
    x[:, 0] += labels / classes
    return x, labels


def ours(x, labels, steps, tol):
    """Return a fitted model, and how often its objective was evaluated, counted by a wrapper."""
    from output_layer import SoftmaxRegression
    from output_layer.numerics.objective import Objective

    count = counted(Objective, "__call__")
    return SoftmaxRegression(weight_decay=DECAY, max_iter=steps, tol=tol).fit(x, labels), count


def library(x, labels, steps, tol):
    """Return the same of scikit-learn."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.linear_model._linear_loss import LinearModelLoss

    count = counted(LinearModelLoss, "loss_gradient")
    c = 1 / (len(labels) * DECAY)
    return LogisticRegression(C=c, max_iter=steps, tol=tol).fit(x, labels), count


def counted(owner, name):
    """Count the calls of a method from now on."""
    original, count = getattr(owner, name), [0]

    def counting(*arguments, **named):
        count[0] += 1
        return original(*arguments, **named)

    setattr(owner, name, counting)
    return count


MODELS = {"ours": ours, "library": library}


def measure(name, shape, steps):
    """Fit in this process; return CPU seconds for each evaluation and megabytes beyond the data."""
    warnings.simplefilter("ignore")  # a few steps do not converge
    x, labels = data(*shape)
    MODELS[name](x[:4000], labels[:4000] % 3, 2, 1e-5)  # imports
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    _, count = MODELS[name](x, labels, steps, 1e-12)
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"seconds": spent / count[0], "megabytes": memory / 1024, "evaluations": count[0]}


def separately(name, shape, steps):
    """Return what ``measure`` finds in a process of its own."""
    settings = [name, *map(str, shape), str(steps)]
    command = [sys.executable, __file__, "--measure", *settings]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def table(rows, inputs, classes, steps, turns):
    print(f"{rows} rows, {inputs} inputs; CPU seconds an evaluation, megabytes beyond the data")
    print(
        f"{'K':>7}{'ours':>10}{'library':>10}{'ratio':>8}{'ours MB':>10}{'library':>10}{'ratio':>8}"
    )
    for number in classes:
        found = {name: [] for name in MODELS}
        for _ in range(turns):
            for name in MODELS:
                found[name].append(separately(name, (rows, inputs, number), steps))
        cells = [f"{number:>7}"]
        for what, digits in (("seconds", 4), ("megabytes", 0)):
            us, them = (np.median([run[what] for run in found[name]]) for name in MODELS)
            cells.append(f"{us:>10.{digits}f}{them:>10.{digits}f}{us / them:>8.2f}")
        print("".join(cells), flush=True)


def agreement():
    """Print the objective of both at their minimum, and the difference relative to it."""
    x, labels = data(2000, 10, 20)
    model, _ = ours(x, labels, 20_000, 1e-9)
    other, _ = library(x, labels, 20_000, 1e-9)
    costs = [objective(x, labels, found) for found in (model, other)]
    print(
        f"J: ours {costs[0]!r}, library {costs[1]!r}, ours - library {1 - costs[1] / costs[0]:.1e}"
    )


def objective(x, labels, model):
    from output_layer import log_likelihood_cost

    z = x @ model.coef_.T + model.intercept_
    return log_likelihood_cost(z, labels).mean() + DECAY / 2 * (model.coef_**2).sum()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs=5, metavar="X", help="used by the program itself")
    parser.add_argument("--agree", action="store_true", help="compare the minima")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--inputs", type=int, default=50)
    parser.add_argument("--classes", type=int, nargs="+", default=[10, 100, 1000, 10_000])
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--turns", type=int, default=3)
    given = parser.parse_args()
    if given.measure:
        name, *numbers = given.measure
        *shape, steps = map(int, numbers)
        print(json.dumps(measure(name, shape, steps)))
    elif given.agree:
        agreement()
    else:
        table(given.rows, given.inputs, given.classes, given.steps, given.turns)
