"""Accuracy and time of softmax and its logarithms, ours and other libraries', side by side.

A program, not a test::

    PYTHONPATH=tests/shared python tests/benchmarks/softmax.py

It prints two tables. Libraries that are not installed are left out. Every time is taken in turn
with ours, and the median of the quotients is shown, so that another program's load falls on both.

``--record book/stability.json`` measures instead what the chapter `stability` says of PyTorch and
JAX. Reading the book does not need these two, so run it where they are installed beside the
package.
"""

import argparse
import contextlib
import json
import time
import warnings
from functools import partial

import numpy as np
import scipy
import scipy.special

import output_layer
import truth_rows

NAMES = ("softmax", "log_softmax", "logsumexp")
SHAPES = ((1, 10), (1000, 10), (256, 50_257))
TYPES = (np.float32, np.float64)
OFFSETS = (0, 800)  # of the logits that are timed: 800 needs a shift
LOGITS = {
    "spread 1": lambda random, shape: random.standard_normal(shape),
    "spread 10": lambda random, shape: random.standard_normal(shape) * 10,
    "spread 100": lambda random, shape: random.standard_normal(shape) * 100,
    "spread 3000": lambda random, shape: random.standard_normal(shape) * 3000,
    "±10⁴": lambda random, shape: random.uniform(-1e4, 1e4, shape),
    "offset 10⁴": lambda random, shape: random.standard_normal(shape) * 10 + 1e4,
    "dominant": lambda random, shape: -np.eye(1, shape[1])[:, ::-1] * random.uniform(0, 700),
}

COMMAND = "PYTHONPATH=tests/shared python tests/benchmarks/softmax.py --record book/stability.json"
RECORDED = ("PyTorch", "JAX")
SPREADS, GAPS = (1, 10, 100, 1000), (10, 20, 30, 40)  # the chapter measures at the same ones


def libraries():
    """Return, for each library, the versions of its functions that take an array of rows."""
    found = {"ours": {name: getattr(output_layer, name) for name in NAMES}}
    found[f"SciPy {scipy.__version__}"] = {name: _scipy(name) for name in NAMES}
    for add in (_sklearn, _torch, _jax):
        with contextlib.suppress(ImportError):
            found.update([add()])
    return found


def _scipy(name):
    return lambda z: getattr(scipy.special, name)(z, axis=-1)


def _sklearn():
    import sklearn
    from sklearn.utils.extmath import softmax

    return f"scikit-learn {sklearn.__version__}", {"softmax": softmax}


def _torch():
    import torch

    def taken(name):
        return lambda z: getattr(torch, name)(torch.from_numpy(z), dim=-1).numpy()

    return f"PyTorch {torch.__version__}", {name: taken(name) for name in NAMES}


def _jax():
    import jax

    jax.config.update("jax_enable_x64", True)
    functions = {name: jax.jit(partial(getattr(jax.nn, name), axis=-1)) for name in NAMES}

    def taken(name):
        return lambda z: np.asarray(functions[name](z))

    return f"JAX {jax.__version__}", {name: taken(name) for name in NAMES}


def worst(name, function, logits, dtype):
    """Return the largest error in ULP over rows of 1, 2, 10 and 400 classes."""
    errors, random = [], np.random.default_rng(0)
    for classes, rows in ((1, 1), (2, 100), (10, 100), (400, 5)):
        z = LOGITS[logits](random, (rows, classes)).astype(dtype)
        least = abs(z).max(axis=1) if name == "logsumexp" else 0.0
        errors.append(truth_rows.worst_error(name, function(z), z, least))
    return max(errors)


def ratio(function, ours, z):
    """Return the median of the quotients time/ours, and the median of the times in µs."""
    times = []
    for _ in range(9 if z.size > 1e6 else 2000):
        start = time.perf_counter()
        ours(z)
        middle = time.perf_counter()
        function(z)
        times.append((middle - start, time.perf_counter() - middle))
    first, second = np.array(times).T
    return np.median(second / first), np.median(second) * 1e6


def print_accuracy(found):
    print("\nLargest error in units in the last place")
    for name, library, dtype in _cases(found):
        errors = [worst(name, found[library][name], logits, dtype) for logits in LOGITS]
        shown = "  ".join(
            f"{logits} {error:.3g}" for logits, error in zip(LOGITS, errors, strict=True)
        )
        print(f"{name:12}{library:20}{dtype.__name__:9}{shown}", flush=True)


def print_times(found):
    print("\nTime in µs, and how many times ours it is: spread 10, then with an offset")
    print(f"{'':41}" + "".join(f"{f'{shape} + {at}':>25}" for at in OFFSETS for shape in SHAPES))
    for name, library, dtype in _cases(found):
        parts = [
            _shown_time(found[library][name], found["ours"][name], shape, at, dtype)
            for at in OFFSETS
            for shape in SHAPES
        ]
        print(f"{name:12}{library:20}{dtype.__name__:9}{''.join(parts)}", flush=True)


def _shown_time(function, ours, shape, offset, dtype):
    z = (np.random.default_rng(0).standard_normal(shape) * 10 + offset).astype(dtype)
    times, micro = ratio(function, ours, z)
    return f"{f'{micro:.0f} ({times:.2f})':>25}"


def record(found, path):
    """Write what the libraries that the book does not install return, for its chapter."""
    measured = {
        library: {
            "softmax": {dtype.__name__: _spread_errors(of["softmax"], dtype) for dtype in TYPES},
            "log_softmax": {gap: _top_logarithm(of["log_softmax"], gap) for gap in GAPS},
        }
        for library, of in found.items()
        if library.startswith(RECORDED)
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"command": COMMAND, "libraries": measured}, file, indent=2)
        file.write("\n")


def _spread_errors(function, dtype):
    """Return the largest error in ULP on 100 rows of ten classes, for each spread."""
    rows = np.random.default_rng(0).standard_normal((100, 10))
    scaled = {spread: (rows * spread).astype(dtype) for spread in SPREADS}
    return {
        spread: round(truth_rows.worst_error("softmax", function(z), z), 2)
        for spread, z in scaled.items()
    }


def _top_logarithm(function, gap):
    return float(function(np.array([[0.0, -gap]]))[0, 0])


def _cases(found):
    for name in NAMES:
        for library in found:
            for dtype in TYPES:
                if name in found[library]:
                    yield name, library, dtype


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # what the libraries warn about is not measured here
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the numbers of the chapter here")
    target = parser.parse_args().record
    if target:
        record(libraries(), target)
    else:
        print_accuracy(libraries())
        print_times(libraries())
