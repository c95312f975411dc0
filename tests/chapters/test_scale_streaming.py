"""Log-sum-exp and softmax over blocks: the truth, the same bits anywhere, and little memory."""

import os
import signal
import subprocess
import sys
import threading
import time

import dask.array as da
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import truth_rows
from output_layer import logsumexp, softmax, streaming_logsumexp, streaming_softmax
from output_layer.numerics.streaming import logarithm, merged, pair, tree

STREAMING = {"logsumexp": streaming_logsumexp, "softmax": streaming_softmax}
PLAIN = {"logsumexp": logsumexp, "softmax": softmax}
BLOCKS = [1, 7, 100, 10**6]
SPREADS = {
    "narrow": (1, 0),
    "wide": (300, 0),
    "high": (10, 800),
    "low": (10, -800),
    "at 3": (30, 3),
}
both = pytest.mark.parametrize("name", STREAMING)


def drawn(shape, scale=10.0, offset=0.0, seed=0):
    return np.random.default_rng(seed).standard_normal(shape) * scale + offset


# Against the truth


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(("scale", "offset"), SPREADS.values(), ids=SPREADS)
def test_streams_are_right_to_a_few_units(scale, offset, block):
    z = drawn((4, 400), scale, offset)
    sums, shares = streaming_logsumexp(z, block=block), streaming_softmax(z, block=block)
    assert truth_rows.worst_error("logsumexp", sums, z, abs(z).max(axis=1)) <= 2
    assert truth_rows.worst_error("softmax", shares, z) <= 5


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_lesser_types_are_rounded_once(dtype):
    z = drawn((3, 300)).astype(dtype)
    assert streaming_softmax(z, block=64).dtype == streaming_logsumexp(z).dtype == dtype
    assert truth_rows.worst_error("softmax", streaming_softmax(z, block=64), z) <= 0.51


logits = st.floats(-1e4, 1e4) | st.sampled_from([np.inf, -np.inf, np.nan, 1e308, -1e308, 0.0])


@given(hnp.arrays(float, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9), elements=logits))
def test_streams_agree_with_the_functions_of_whole_rows(z):
    for block in (1, 2, 5):
        found = streaming_softmax(z, block=block)
        np.testing.assert_allclose(found, softmax(z), rtol=1e-13, atol=0)
        np.testing.assert_allclose(
            streaming_logsumexp(z, block=block), logsumexp(z), rtol=1e-15, atol=2e-12
        )


@both
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_any_axis_holds_the_classes(name, axis):
    z = drawn((3, 4, 5))
    found = STREAMING[name](z, axis=axis, block=2)
    np.testing.assert_allclose(found, PLAIN[name](z, axis=axis), rtol=1e-14)
    lazily = STREAMING[name](da.from_array(z, chunks=2), axis=axis, block=2)
    assert lazily.shape == found.shape
    np.testing.assert_array_equal(lazily.compute(), found)


def test_reduced_axes_can_be_kept():
    z = drawn((3, 4))
    assert streaming_logsumexp(z, keepdims=True).shape == (3, 1)
    assert streaming_logsumexp(da.from_array(z), axis=0, keepdims=True).compute().shape == (1, 4)


def test_rows_without_classes_have_the_sum_0():
    assert streaming_logsumexp(np.empty((2, 0))).tolist() == [-np.inf] * 2
    with pytest.raises(ValueError, match="at least one class along axis -1"):
        streaming_softmax(np.empty((2, 0)))


def test_a_row_alone_gives_a_number():
    assert isinstance(streaming_logsumexp([1, 2, 3]), np.float64)


def test_pairs_merge_in_any_grouping():
    parts = [pair(drawn((2, size), seed=size)) for size in (3, 1, 4, 2)]
    left = merged(merged(merged(parts[0], parts[1]), parts[2]), parts[3])
    for other in (merged(parts[0], merged(parts[1], merged(*parts[2:]))), tree(parts)):
        np.testing.assert_allclose(logarithm(other), logarithm(left), rtol=1e-15)


def test_what_is_empty_changes_nothing():
    some, none = pair(drawn((2, 5))), pair(np.empty((2, 0)))
    for merge in (merged(some, none), merged(none, some)):
        np.testing.assert_array_equal(merge, some)


# Bad input


@both
@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"z": 1.0}, ValueError, "classes along an axis, but has none"),
        ({"z": ["a"]}, TypeError, "z must be integers, booleans"),
        ({"z": [1j]}, TypeError, "z must be integers, booleans"),
        ({"z": [[1.0, 2.0]], "axis": 2}, ValueError, "axis 2 is out of bounds"),
        ({"z": [1.0], "block": 0}, ValueError, "block must be at least 1, not 0"),
        ({"z": [1.0], "block": 1.5}, TypeError, "block must be an integer, not 1.5"),
    ],
)
def test_what_is_wrong_is_named(name, wrong, error, words):
    with pytest.raises(error, match=words):
        STREAMING[name](**wrong)


def test_lazy_arrays_of_other_kinds_are_refused():
    with pytest.raises(TypeError, match="z must be integers, booleans"):
        streaming_logsumexp(da.ones(3, dtype=complex))
    assert streaming_logsumexp(da.ones(3, dtype=int)).dtype == float


# The same bits, wherever


@both
@pytest.mark.parametrize("scheduler", ["synchronous", "threads"])
def test_a_scheduler_changes_no_bit(name, scheduler):
    z = drawn((50, 1000), 100)
    here = STREAMING[name](z, block=64)
    np.testing.assert_array_equal(STREAMING[name](z, block=64, scheduler=scheduler), here)
    lazily = STREAMING[name](da.from_array(z, chunks=(13, 64)), block=64)
    np.testing.assert_array_equal(lazily.compute(scheduler=scheduler), here)


@both
def test_memory_in_another_order_changes_no_bit(name):
    z = drawn((40, 500), 100)
    for other in (np.asfortranarray(z), z[::-1][::-1], np.ascontiguousarray(z.T).T):
        np.testing.assert_array_equal(
            STREAMING[name](other, block=64), STREAMING[name](z, block=64)
        )


@both
def test_one_row_alone_has_the_bits_that_it_has_among_others(name):
    z = drawn((40, 500), 100)
    np.testing.assert_array_equal(STREAMING[name](z[7], block=64), STREAMING[name](z, block=64)[7])


@pytest.fixture(scope="module")
def workers():
    """Give a cluster of two processes whose memory is less than the table of the test below."""
    from distributed import LocalCluster

    limits = {"n_workers": 2, "threads_per_worker": 1, "memory_limit": "380MiB"}
    with LocalCluster(**limits, dashboard_address=None) as cluster:
        yield cluster


def table(rows, classes, block):
    """Return logits that are made block by block where they are needed."""
    blocks = (rows // 4, block)
    return da.random.default_rng(3).standard_normal((rows, classes), chunks=blocks) * 10


def test_a_table_that_fits_nowhere_is_summed_up_though_a_worker_dies(workers):
    rows = classes = 10_000  # 800 MB
    lazily = streaming_logsumexp(table(rows, classes, 1000), block=1000)
    done = []
    address = workers.scheduler_address
    thread = threading.Thread(
        target=lambda: done.append(
            streaming_logsumexp(table(rows, classes, 1000), block=1000, scheduler=address)
        )
    )
    thread.start()
    time.sleep(0.5)
    victim = next(iter(workers.workers.values()))
    os.kill(victim.process.pid, signal.SIGKILL)
    thread.join()
    np.testing.assert_array_equal(done[0], lazily.compute(scheduler="threads", num_workers=2))


def test_shares_come_from_a_cluster_with_the_same_bits(workers):
    z = drawn((30, 400), 100)
    there = streaming_softmax(z, block=50, scheduler=workers.scheduler_address)
    np.testing.assert_array_equal(there, streaming_softmax(z, block=50))


def test_a_stream_takes_no_memory_that_grows_with_the_classes():
    code = (
        "import tracemalloc, numpy as np\nfrom output_layer import streaming_logsumexp\n"
        "z = np.zeros((2, 10**6))\nstreaming_logsumexp(z[:, :10])\ntracemalloc.start()\n"
        "streaming_logsumexp(z)\nprint(tracemalloc.get_traced_memory()[1])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 2**21  # of 16 MB


def test_without_dask_a_scheduler_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "dask.array", None)
    with pytest.raises(ModuleNotFoundError, match="a scheduler needs Dask"):
        streaming_logsumexp([1.0, 2.0], scheduler="threads")
