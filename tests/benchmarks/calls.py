"""What the calls of well-known libraries take and give: logits or shares, sum or mean.

A program, not a test::

    PYTHONPATH=tests/shared python tests/benchmarks/calls.py --record book/summary.json

Each call is written as a reader writes it, and run: what it takes is the kind of number with which
it returns this book's cost, and what it gives is that cost for each example, its mean or its sum.
Libraries that are not installed are left out. Reading the book needs scikit-learn alone of them, so
run it where the others are installed beside the package.
"""

import argparse
import contextlib
import importlib
import json
import os
import warnings

import numpy as np

from output_layer import (
    cross_entropy_cost,
    log_likelihood_cost,
    log_sigmoid,
    log_softmax,
    sigmoid,
    softmax,
)

COMMAND = "PYTHONPATH=tests/shared python tests/benchmarks/calls.py --record book/summary.json"
LABELS = np.array([0, 2, 1])
TARGETS = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
LOGITS = np.array([[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0], [0.0, 0.0, -2.0]])
# What a cost is told of the right answer, and the kinds of numbers that it may take as answers.
TOLD = {"label": LABELS, "one-hot": np.eye(3)[LABELS], "targets": TARGETS}
SOFTMAX = {"logits": LOGITS, "log-shares": log_softmax(LOGITS), "shares": softmax(LOGITS)}
SIGMOID = {"logits": LOGITS, "log-shares": log_sigmoid(LOGITS), "shares": sigmoid(LOGITS)}
REDUCED = {"each": lambda costs: costs, "mean": np.mean, "sum": np.sum}
NEAR = 1e-5  # in single precision, and where a library keeps shares away from 0 by 10⁻⁷

PYTORCH = {
    "torch.nn.CrossEntropyLoss()": "label",
    "torch.nn.functional.cross_entropy": "label",
    "torch.nn.CrossEntropyLoss(reduction='sum')": "label",
    "torch.nn.NLLLoss()": "label",
    "torch.nn.BCEWithLogitsLoss()": "targets",
    "torch.nn.BCELoss()": "targets",
}
KERAS = {
    "keras.losses.SparseCategoricalCrossentropy()": "label",
    "keras.losses.SparseCategoricalCrossentropy(from_logits=True)": "label",
    "keras.losses.CategoricalCrossentropy()": "one-hot",
    "keras.losses.CategoricalCrossentropy(from_logits=True)": "one-hot",
    "keras.losses.BinaryCrossentropy()": "targets",
    "keras.losses.BinaryCrossentropy(from_logits=True)": "targets",
}
OPTAX = {
    "optax.softmax_cross_entropy_with_integer_labels": "label",
    "optax.softmax_cross_entropy": "one-hot",
    "optax.sigmoid_binary_cross_entropy": "targets",
}
SKLEARN = {"sklearn.metrics.log_loss": "label"}
MODULES = {
    "PyTorch": "torch",
    "Keras": "keras",
    "optax": "optax",
    "JAX": "jax",
    "scikit-learn": "sklearn",
}
# What makes shares of logits in the same library: with it before a call that takes logits, the
# layer is applied twice.
LAYERS = {
    "PyTorch": ("torch.nn.Softmax(dim=-1)", "torch.nn.Sigmoid()"),
    "Keras": ("keras.layers.Softmax()", "keras.activations.sigmoid"),
    "optax": ("jax.nn.softmax", "jax.nn.sigmoid"),
    "scikit-learn": ("sklearn.utils.extmath.softmax", "scipy.special.expit"),
}


def costs(told):
    """Return what this book says: the cost of each example, or of each of its labels."""
    if told == "targets":
        return cross_entropy_cost(LOGITS, TARGETS)
    return log_likelihood_cost(LOGITS, LABELS)


def described(call, told):
    """Return what ``call(answers, right)`` takes and gives, and what it returns right and wrong.

    It is wrong to apply softmax before a call that takes logits, and to forget it before one that
    takes shares. ``ValueError`` if the call returns no cost of this book.
    """
    answers = SIGMOID if told == "targets" else SOFTMAX
    given = {kind: _returned(call, numbers, TOLD[told]) for kind, numbers in answers.items()}
    for kind, value in given.items():
        for name, reduce in REDUCED.items():
            if _same(value, reduce(costs(told))):
                mistaken = given["shares" if kind == "logits" else "logits"]
                shown = {"right": _mean(value), "mistaken": _mean(mistaken)}
                return {"told": told, "takes": kind, "gives": name, **shown}
    raise ValueError(f"it returns no cost of this book: {given}")


def _returned(call, numbers, right):
    """Return what a call returns, or None where it refuses the numbers."""
    try:
        return np.asarray(call(numbers, right), dtype=float)
    except (ValueError, RuntimeError):
        return None


def _same(value, cost):
    return (
        value is not None and value.shape == np.shape(cost) and np.allclose(value, cost, rtol=NEAR)
    )


def _mean(value):
    """Return the mean with four digits, or None where the call refused or made no number."""
    if value is None or not np.isfinite(value).all():
        return None
    return float(f"{np.mean(value):.4g}")


def libraries():
    """Return, for each library that is installed, its calls: text → (function, what it is told)."""
    os.environ.setdefault("KERAS_BACKEND", "jax")
    found = {}
    for names, (calls, adapt) in TABLES.items():
        with contextlib.suppress(ImportError):
            called = ", ".join(map(_named, names.split(", ")))
            found[called] = {text: (adapt(made(text)), told) for text, told in calls.items()}
    return found


def _named(name):
    """Return a library's name with its version; that of a build, as +cpu, changes nothing here."""
    module = importlib.import_module(MODULES[name])
    return f"{name} {module.__version__.partition('+')[0]}"


def made(text):
    """Return what a call's text makes; the modules that it names are imported."""
    path = text.partition("(")[0].split(".")
    for end in range(1, len(path)):
        with contextlib.suppress(ImportError):  # the rest are names in the last module
            importlib.import_module(".".join(path[:end]))
    return eval(text, {path[0]: importlib.import_module(path[0])})


def layers(library):
    """Return the texts of a library's softmax and sigmoid; ``AssertionError`` if they are none."""
    texts = LAYERS[library.split()[0]]
    for text, ours in zip(texts, (softmax, sigmoid), strict=True):
        numbers = LOGITS
        if text.startswith("torch"):
            numbers = importlib.import_module("torch").from_numpy(LOGITS)
        np.testing.assert_allclose(np.asarray(made(text)(numbers)), ours(LOGITS), rtol=NEAR)
    return dict(zip(("softmax", "sigmoid"), texts, strict=True))


def _right_first(loss):
    return lambda numbers, right: loss(right, numbers)


def _of_torch(loss):
    import torch

    return lambda numbers, right: loss(torch.from_numpy(numbers), torch.from_numpy(right))


TABLES = {
    "PyTorch": (PYTORCH, _of_torch),
    "Keras": (KERAS, _right_first),
    "optax, JAX": (OPTAX, lambda loss: loss),
    "scikit-learn": (SKLEARN, _right_first),
}


def record(found, path):
    """Write what each call takes and gives, for the page that summarises them."""
    measured = {
        library: {
            "layers": layers(library),
            "calls": {text: described(*call) for text, call in calls.items()},
        }
        for library, calls in found.items()
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"command": COMMAND, "libraries": measured}, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # what the libraries warn about is not measured here
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", required=True, help="where the page reads it")
    record(libraries(), parser.parse_args().record)
