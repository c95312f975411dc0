"""Accuracy and time of softmax and its logarithms, ours and other libraries', side by side.

A program, not a test: ``python tests/benchmark_softmax.py`` prints two tables. Libraries
that are not installed are left out. Every time is taken in turn with ours, and the median
of the quotients is shown, so that another program's load falls on both.
"""

import contextlib
import time
import warnings

import numpy as np
import scipy
import scipy.special

import output_layer
import truth_rows

NAMES = ("softmax", "log_softmax", "logsumexp")
SHAPES = ((1, 10), (1000, 10), (256, 50_257))
TYPES = (np.float32, np.float64)
LOGITS = {
    "spread 1": lambda random, shape: random.standard_normal(shape),
    "spread 10": lambda random, shape: random.standard_normal(shape) * 10,
    "spread 100": lambda random, shape: random.standard_normal(shape) * 100,
    "spread 3000": lambda random, shape: random.standard_normal(shape) * 3000,
    "±10⁴": lambda random, shape: random.uniform(-1e4, 1e4, shape),
    "offset 10⁴": lambda random, shape: random.standard_normal(shape) * 10 + 1e4,
    "dominant": lambda random, shape: -np.eye(1, shape[1])[:, ::-1] * random.uniform(0, 700),
}


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
    functions = {name: jax.jit(getattr(jax.nn, name)) for name in NAMES}

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
    print("\nTime in µs, and how many times ours it is")
    for name, library, dtype in _cases(found):
        parts = []
        for shape in SHAPES:
            z = (np.random.default_rng(0).standard_normal(shape) * 10).astype(dtype)
            times, micro = ratio(found[library][name], found["ours"][name], z)
            parts.append(f"{shape} {micro:.0f} ({times:.2f})")
        print(f"{name:12}{library:20}{dtype.__name__:9}{'  '.join(parts)}", flush=True)


def _cases(found):
    for name in NAMES:
        for library in found:
            for dtype in TYPES:
                if name in found[library]:
                    yield name, library, dtype


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # what the libraries warn about is not measured here
    print_accuracy(libraries())
    print_times(libraries())
