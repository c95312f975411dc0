"""A build uses the cores and the memory that there are, and shares the pages out evenly."""

import os

import pytest

from built import ROOT
from output_layer.site import cores
from reader import toc


@pytest.mark.parametrize(
    ("count", "gigabytes", "limit", "expected"),
    [
        (2, 16, "max", 3),
        (8, 16, "max", 9),
        (16, 7, "max", 7),
        (16, 64, str(3 * 2**30), 3),
        (4, 2, str(9 * 2**30), 2),
        (4, 0.5, "max", 1),
    ],
)
def test_a_page_a_core_and_one_more_but_one_a_gigabyte(
    monkeypatch, tmp_path, count, gigabytes, limit, expected
):
    (tmp_path / "memory.max").write_text(f"{limit}\n", encoding="ascii")
    monkeypatch.setattr(cores, "LIMIT", tmp_path / "memory.max")
    monkeypatch.setattr(cores, "cpu_count", lambda: count)
    memory = type("Memory", (), {"total": int(gigabytes * 2**30)})
    monkeypatch.setattr(cores.psutil, "virtual_memory", lambda: memory)
    assert cores.processes() == expected


def test_without_a_limit_the_machine_counts(monkeypatch, tmp_path):
    monkeypatch.setattr(cores, "LIMIT", tmp_path / "none")
    monkeypatch.setattr(cores, "cpu_count", lambda: 1)
    assert cores.processes() == 2


@pytest.mark.parametrize("processes", [2, 3, 4, 8, 40])
def test_pages_are_shared_out_evenly_and_each_is_read_once(processes):
    ends = {"book": "md", "notebooks": "ipynb"}
    files = {name: ROOT / f"{name}.{ends[name.partition('/')[0]]}" for name in toc()}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    lengths = [len(each) for each in cores.slices(sorted(sizes), processes)]
    order = cores.balanced(sizes, lengths)
    assert sorted(order) == sorted(sizes)
    loads = [0] * processes  # whoever is ready takes the next slice
    for each in cores.slices(order, processes):
        loads[loads.index(min(loads))] += sum(sizes[name] for name in each)
    best = max(sum(sizes.values()) / processes, max(sizes.values()))
    assert max(loads) <= 1.15 * best
    assert len(lengths) >= min(2 * processes, len(sizes))


@pytest.mark.parametrize(("gigabytes", "collects"), [(2, True), (16, False)])
def test_garbage_is_left_where_there_is_memory(monkeypatch, gigabytes, collects):
    done = []
    monkeypatch.setattr(cores, "_memory", lambda: gigabytes * 2**30)
    monkeypatch.setattr(cores.gc, "disable", lambda: done.append("disabled"))
    monkeypatch.setattr(cores.atexit, "register", done.append)
    cores.keep_all()
    assert (done == []) is collects


def test_the_kernels_compute_with_one_thread(monkeypatch):
    for name in cores.ONE_THREAD:
        monkeypatch.setenv(name, "7")
    cores.one_thread_each(None)
    assert {os.environ[name] for name in cores.ONE_THREAD} == {"1"}
