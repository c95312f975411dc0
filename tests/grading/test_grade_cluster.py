"""A Dask cluster grades as one machine does, also when a worker is killed in the middle."""

import builtins
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from distributed import Client, LocalCluster

import classroom
from output_layer.grading import cluster as clusters
from output_layer.grading import grade
from output_layer.grading.cluster import ClusterError
from output_layer.grading.command import main

pytestmark = pytest.mark.usefixtures("confined")

COUNT = 10
SLOW = "import time\ntime.sleep(0.2)\n" + classroom.SQUARE


@pytest.fixture(scope="module")
def cluster():
    """Return a cluster of two worker processes, each of which is started anew if it dies."""
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True}
    quiet = {
        "dashboard_address": ":0",
        "worker_dashboard_address": ":0",
        "silence_logs": "CRITICAL",
    }
    with LocalCluster(**options, **quiet, host="127.0.0.1") as made:
        yield made


@pytest.fixture
def course(tmp_path):
    """Return a folder with an assignment that has data, and submissions that differ."""
    classroom.write_toy(tmp_path, **{"data.csv": b"1,2"})
    averages = [classroom.AVERAGE, "average = max", "1 / 0"]
    made = {
        f"s{at:02}": classroom.handed_in(square=f"{SLOW}  # {at}", average=averages[at % 3])
        for at in range(COUNT)
    }
    classroom.write_submissions(tmp_path / "class", made | {"empty": b""})
    return tmp_path


def graded(course, out, **how):
    grade(course / "toy", course / "class", course / out, progress=False, **how)
    files = [file for file in (course / out).rglob("*") if file.is_file()]
    return {file.name: file.read_bytes() for file in files if file.name != "log.txt"}


def kill_a_worker(client, folder):
    """Kill one worker process as soon as some submissions are graded, while it is at others."""
    end = time.monotonic() + 30
    while len([*folder.glob("results/*.json")]) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    busy = {address for address, keys in client.processing().items() if keys}
    pids = client.run(os.getpid)
    os.kill(next(pids[address] for address in sorted(busy)), signal.SIGKILL)


def test_a_worker_that_is_killed_costs_nothing_and_nobody_is_graded_twice(course, cluster):
    address = cluster.scheduler_address
    with Client(address, set_as_default=False) as client:
        before = set(client.run(os.getpid).values())
        killer = threading.Thread(target=kill_a_worker, args=(client, course / "cluster"))
        killer.start()
        on_cluster = graded(course, "cluster", scheduler=address)
        killer.join()
        client.wait_for_workers(2, timeout=20)
        assert set(client.run(os.getpid).values()) != before
    log = (course / "cluster" / "log.txt").read_text()
    assert all(log.count(f" s{at:02}: ") == 1 for at in range(COUNT))
    assert "not graded" not in log
    assert on_cluster == graded(course, "local", workers=1)


def test_a_cluster_whose_workers_cannot_confine_is_refused(course, cluster, monkeypatch):
    monkeypatch.setattr(clusters, "lacking", os.getcwd)  # a function that says something there
    with pytest.raises(ClusterError, match="cannot confine students' code"):
        graded(course, "out", scheduler=cluster.scheduler_address)


def test_a_cluster_without_workers_is_refused(course):
    quiet = {"dashboard_address": ":0", "processes": False, "silence_logs": "CRITICAL"}
    with (
        LocalCluster(n_workers=0, **quiet) as empty,
        pytest.raises(ClusterError, match="no workers"),
    ):
        graded(course, "out", scheduler=empty.scheduler_address)


def command(course, address):
    folders = [str(course / name) for name in ("toy", "class", "out")]
    return main(["grade", *folders[:2], "--out", folders[2], "--scheduler", address])


def test_a_scheduler_that_does_not_answer_is_named(course, monkeypatch, capsys):
    monkeypatch.setattr(clusters, "SECONDS", 0.5)
    assert command(course, "tcp://127.0.0.1:9") == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err


def test_without_distributed_the_command_says_what_to_install(course, monkeypatch, capsys):
    ordinary = builtins.__import__

    def without(name, *rest):
        if name == "distributed":
            raise ImportError(name)
        return ordinary(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert command(course, "tcp://127.0.0.1:9") == 2
    assert "pip install -e '.[cluster]'" in capsys.readouterr().err


def test_distributed_is_imported_on_demand_alone():
    code = "import sys, output_layer.grading; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
