"""Code that starts processes and threads, and code that fills memory, disk and pipes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hostile_toy import HONEST, MEMORY, grade, grade_own, lost
from output_layer.grading.limits import Limits

HERE = Path(__file__).parent
DOUBLE = HONEST["double"]
FORBIDDEN = "Operation not permitted"
STARTS = {
    "fork bomb": ("import os\nwhile True:\n    os.fork()", FORBIDDEN),
    "forkpty": ("import os\nos.forkpty()", "Error"),
    "spawn": ("import os\nos.posix_spawn('/bin/true', ['true'], {})", "Error"),
    "thread": ("import threading\nthreading.Thread(target=print).start()", "new thread"),
    "raw thread": ("import _thread\n_thread.start_new_thread(print, ())", "new thread"),
    "subprocess": ("import subprocess\nsubprocess.run(['true'])", "Error"),
    "system": ("import os\nassert os.system('touch x') == 0", "AssertionError"),
    "pool": ("import multiprocessing\nmultiprocessing.Pool(2)", "Error"),
    "executor": (
        "from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit(print)",
        "new thread",
    ),
    "clone": (
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "if libc.syscall(56 if ctypes.sizeof(ctypes.c_long) == 8 else 0, 17, 0, 0, 0, 0) < 0:\n"
        "    raise OSError(ctypes.get_errno(), 'refused')",
        "refused",
    ),
}


@pytest.fixture(scope="module")
def starts():
    return grade_own({name: source for name, (source, _) in STARTS.items()})


@pytest.mark.parametrize("name", STARTS)
def test_no_process_and_no_thread_can_be_started(starts, name):
    assert lost(starts.points) == set()
    assert STARTS[name][1] in starts.said(name)


def test_a_function_that_forks_earns_nothing():
    result = grade(double="def double(x):\n    import os\n    os.fork()\n    return 2 * x")
    assert lost(result.points) == {"double"}
    assert FORBIDDEN in result.said("check-double")


COUNT = "import os\nmade = 0\ntry:\n    while True:\n        os.fork()\n        made += 1\n"
COUNT += "except PermissionError:\n    print('made', made)\n"


def test_processes_are_limited_also_where_root_grades():
    # Here the tests run as whoever runs them; where that is root, this is the proof for root.
    result = grade(double=COUNT + DOUBLE)
    assert result["double"]["output"].strip() == "made 0"
    assert lost(result.points) == set()


AS_NOBODY = f"""
import os, sys
sys.path[:0] = {[str(HERE), str(HERE.parent / "shared"), str(HERE.parent.parent)]!r}
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
from hostile_toy import *
result = grade(double={COUNT!r} + HONEST["double"], level="import os\\nos.kill(-1, 9)")
print(os.getuid(), result["double"]["output"].strip(), *lost(result.points))
"""


def test_processes_are_limited_also_where_another_user_grades():
    start = ["bwrap", *readable()] if os.getuid() == 0 else []
    command = [*start, sys.executable, "-c", AS_NOBODY]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    uid = os.getuid() or 65534
    assert (done.stdout.strip(), done.stderr) == (f"{uid} made 0 level", "")


def readable():
    """Return the arguments that let everybody read Python and the book, also in root's home."""
    home = Path.home()
    arguments = ["--dev-bind", "/", "/", "--cap-add", "ALL", "--tmpfs", str(home)]
    for place in (Path(sys.base_prefix), HERE.parent.parent):
        above = [part for part in reversed(place.parents) if home in part.parents]
        for part in above:
            arguments += ["--perms", "0755", "--dir", str(part)]
        arguments += ["--ro-bind", str(place), str(place)]
    return arguments


def test_another_program_takes_the_limits_along_and_answers_nothing():
    again = "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', {!r}])"
    inner = "import os, time\ntry:\n    os.fork()\nexcept OSError:\n    print('no')\ntime.sleep(9)"
    result = grade(Limits(seconds=1, memory=MEMORY), double=again.format(inner))
    assert lost(result.points) == {"double"}
    assert re.search("ended the program|ran for more", result.said("double"))


SMALL = Limits(seconds=10, memory=MEMORY, files_memory=2**22, files=100)
FILLS = {
    "list": ("x = []\nwhile True:\n    x.append(bytearray(2**20))", "more memory than it may"),
    "numpy": ("def double(x):\n    return np.ones(10**9)", "MemoryError"),
    "text": ("def double(x):\n    return 'a' * 2**33", "more memory than it may"),
    "mmap": ("import mmap\nx = mmap.mmap(-1, 2**33)", "Cannot allocate memory"),
    "memfd": ("import os\nos.memfd_create('x')", FORBIDDEN),
    "shared memory": (
        "from multiprocessing import shared_memory\nshared_memory.SharedMemory('x', True, 2**20)",
        "Error",
    ),
    "one file": (  # bubblewrap 0.13 keeps a page of /tmp: the disk is full before the file is
        "with open('/tmp/x', 'wb') as file:\n    while True:\n        file.write(bytes(2**20))",
        "File too large|No space left",
    ),
    "files": (
        "for i in range(10**5):\n    with open(f'/tmp/{i}', 'wb') as file:\n"
        "        file.write(bytes(2**19))",
        "No space left",
    ),
    "empty files": ("for i in range(10**5):\n    open(f'/tmp/{i}', 'w').close()", "No space left"),
    "folders": (
        "import os\np = '/tmp'\nfor i in range(10**4):\n    p += '/d'\n    os.mkdir(p)",
        "No space left",
    ),
    "sparse": ("import os\nos.truncate(os.open('/tmp/x', 66), 2**40)", "File too large"),
    "open files": ("x = [open('/dev/zero') for _ in range(10**4)]", "Too many open files"),
    "pipes": ("import os\nx = [os.pipe() for _ in range(10**4)]", "Too many open files"),
    "stack": ("import sys\nsys.setrecursionlimit(10**8)\nx = [0]\nx *= 2**30", "more memory"),
    "elsewhere": (
        "import os\nplaces = [p for p, _, _ in os.walk('/') if os.access(p, os.W_OK)]\n"
        "assert all(p.startswith('/tmp') for p in places), places\nraise KeyError('nowhere')",
        "nowhere",
    ),
}


@pytest.mark.parametrize(("source", "sentence"), FILLS.values(), ids=FILLS)
def test_what_fills_memory_or_disk_costs_its_own_points(source, sentence):
    result = grade(SMALL, double=source)
    assert lost(result.points) == {"double"}
    said = result.said("double") + result.said("check-double")
    assert any(part in said for part in sentence.split("|"))


def test_memory_is_limited_in_total_not_for_each_process():
    # With one process, what it has is all there is; half the limit twice is too much.
    half = MEMORY // 2
    source = (
        f"import os\nfirst = bytearray({half})\ntry:\n    os.fork()\nexcept OSError:\n    pass\n"
    )
    result = grade(double=f"{source}second = bytearray({half})\n{DOUBLE}")
    assert lost(result.points) == {"double"}
    assert "MemoryError. It used more memory than it may." in result.said("double")


def test_limits_cannot_be_lifted():
    source = "import resource\nfor kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):\n"
    source += "    resource.setrlimit(kind, (resource.RLIM_INFINITY,) * 2)\n"
    result = grade(double=source)
    assert lost(result.points) == {"double"}
    assert "not allowed to raise maximum limit" in result.said("double")


def test_no_system_can_be_mounted_and_no_capability_is_left():
    source = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
    source += "done = [libc.mount(b'x', b'/tmp', b'tmpfs', 0, None), libc.unshare(0x10000000),\n"
    source += "        libc.chroot(b'/tmp'), libc.umount(b'/tmp')]\nprint(done)\n"
    result = grade(double=source + DOUBLE)
    assert lost(result.points) == set()
    assert result["double"]["output"].strip() == "[-1, -1, -1, -1]"


FLOODS = {
    "print": "while len(str(7)):\n    print('x' * 1000)",
    "one line": "print('x' * 10**8)",
    "stderr": "import sys\nfor _ in range(10**5):\n    print('x' * 100, file=sys.stderr)",
    "descriptors": "import os\nfor _ in range(1000):\n    os.write(1, b'x' * 10**5)\n"
    "    os.write(2, b'x' * 10**5)",
    "repr": "'x' * 10**8",
    "warnings": "import warnings\nfor i in range(10**4):\n    warnings.warn(f'{i}' * 100)",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_output_is_cut_and_changes_no_points_of_others(flood):
    result = grade(Limits(seconds=1, memory=MEMORY), double=flood)
    assert lost(result.points) == {"double"}
    assert all(len(one["output"]) < 21_000 for one in result.outcomes)


def test_a_correct_answer_that_prints_much_earns_its_points():
    source = (
        "def double(x):\n    print('x' * 10**6)\n    return 2 * x\n\n\nfor i in range(10**5):\n    "
    )
    result = grade(double=f"{source}print(i)")
    assert lost(result.points) == set()
    assert "(the rest is left out)" in result["double"]["output"]


def test_plots_are_bounded_in_number_and_size():
    source = "import matplotlib.pyplot as plt\nfor i in range(30):\n    plt.figure()\n" + DOUBLE
    assert len(grade(double=source)["double"]["figures"]) == 3
    large = "import matplotlib.pyplot as plt\nplt.figure(figsize=(3000, 3000))\n" + DOUBLE
    assert grade(double=large)["double"]["figures"] == []
