"""Softmax by threads, streams of blocks and a vocabulary's cost: time and memory, side by side.

A program, not a test::

    python tests/benchmarks/scale.py [--table]

Every time is taken in turn with what it is compared with, and the median of the quotients is
shown. PyTorch is left out where it is not installed. ``--table`` also sums up 10⁵ rows of 10⁵
classes, 80 GB that are made block by block.
"""

import argparse
import threading
import time

import numpy as np
import psutil

from output_layer import softmax, streaming_logsumexp, streaming_softmax, vocabulary_cost_gradient

THREADS = 2
EXAMPLES, CLASSES, INPUTS = 4096, 50_257, 512
EVERY = 0.005  # seconds between two looks at the memory


def quotient(function, other, rounds=15):
    """Return the medians of time/other time, and of the time in ms."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        other()
        middle = time.perf_counter()
        function()
        times.append((middle - start, time.perf_counter() - middle))
    first, second = np.array(times).T
    return np.median(second / first), np.median(second) * 1e3


def threads():
    """Compare softmax of long rows with PyTorch's, both with two threads."""
    z = np.random.default_rng(0).standard_normal((256, CLASSES)) * 10
    ours = lambda: softmax(z, workers=THREADS)  # noqa: E731
    times, one = quotient(ours, lambda: softmax(z))
    print(f"softmax of {z.shape}, {THREADS} threads: {times:.2f} × one thread, {one:.0f} ms")
    try:
        import torch
    except ModuleNotFoundError:
        return
    torch.set_num_threads(THREADS)
    times, _ = quotient(ours, lambda: torch.softmax(torch.from_numpy(z), -1))
    print(f"  {times:.2f} × PyTorch {torch.__version__} with {THREADS} threads")


def streams():
    """Compare streams with a copy and NumPy's bare exponential, and show how they grow."""
    z = np.random.default_rng(0).standard_normal((256, CLASSES)) * 10

    def bare():
        copy = z.copy()
        np.exp(copy, out=copy)

    for function in (streaming_logsumexp, streaming_softmax):
        times, taken = quotient(lambda function=function: function(z), bare)
        print(f"{function.__name__}: {times:.2f} × copy and exponential, {taken:.0f} ms")
        for classes in (10**3, 10**4, 10**5, 10**6):
            row = np.random.default_rng(0).standard_normal((8, classes)) * 10
            taken = quotient(lambda function=function, row=row: function(row), bare)[1]
            print(f"  {classes:>8} classes: {taken / row.size * 1e6:.2f} ns a logit")


def vocabulary(kind):
    """Compare cost and gradient over a vocabulary with the way that keeps the table of logits."""
    random = np.random.default_rng(0)
    x = random.standard_normal((EXAMPLES, INPUTS)).astype(kind)
    weights = (random.standard_normal((CLASSES, INPUTS)) * 0.05).astype(kind)
    labels = random.integers(0, CLASSES, EXAMPLES)
    shown = {}
    for name, function in (("plain", plain), ("ours", vocabulary_cost_gradient)) * 2:
        seconds, room = measured(lambda function=function: function(x, weights, labels))
        shown.setdefault(name, []).append((seconds, room - x.nbytes - weights.nbytes))
    seconds, room = (
        {name: min(one[at] for one in several) for name, several in shown.items()} for at in (0, 1)
    )
    print(
        f"vocabulary, {kind.__name__}: {seconds['ours']:.1f} s, plain {seconds['plain']:.1f} s",
        end="",
    )
    print(f" ({seconds['ours'] / seconds['plain']:.2f} ×); memory ", end="")
    print(f"{room['ours'] / 2**20:.0f} MiB, plain {room['plain'] / 2**20:.0f} MiB", end="")
    print(f" (1/{room['plain'] / room['ours']:.0f})")


def plain(x, weights, labels):
    """Return cost and gradient with the table of all logits, in NumPy's usual words."""
    rows = np.arange(len(x))
    z = x @ weights.T
    z -= z.max(axis=1, keepdims=True)
    own = z[rows, labels]
    np.exp(z, out=z)
    total = z.sum(axis=1, keepdims=True)
    cost = (np.log(total[:, 0]) - own).mean()
    z /= total
    z[rows, labels] -= 1.0
    z /= len(x)
    return cost, z @ weights, z.T @ x


def measured(function):
    """Return the seconds that a call takes, and by how many bytes the process grows meanwhile."""
    process, over = psutil.Process(), threading.Event()
    before = process.memory_info().rss
    peak = [before]

    def watch():
        while not over.wait(EVERY):
            peak[0] = max(peak[0], process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    result = function()
    seconds = time.perf_counter() - start
    over.set()
    watcher.join()
    del result
    return seconds, peak[0] - before


def table():
    """Sum up a table that fits into no memory, its blocks made as they are needed."""
    import dask.array

    size = 10**5
    z = dask.array.random.default_rng(0).standard_normal((size, size), chunks=(2500, 2000))
    start = time.perf_counter()
    result = streaming_logsumexp(z, block=2000, scheduler="threads")
    seconds = time.perf_counter() - start
    print(
        f"{size} × {size}: {seconds:.0f} s, {psutil.Process().memory_info().rss / 2**20:.0f} MiB",
        end="",
    )
    print(f", mean {result.mean():.6f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", action="store_true", help="also the table of 80 GB")
    chosen = parser.parse_args()
    threads()
    streams()
    for kind in (np.float32, np.float64):
        vocabulary(kind)
    if chosen.table:
        table()
