"""Code that does not end, ends the program, or raises what it should not."""

import sys
import time

import pytest

from hostile_toy import HONEST, MEMORY, SHORT, grade, lost
from output_layer.grading.limits import Limits

LATE = "ran for more than 0.4 seconds"
DOUBLE = HONEST["double"]
ENDLESS = {
    "cell": "while True:\n    pass",
    "function": "def double(x):\n    while True:\n        pass",
    "sleep": "import time\ntime.sleep(1e6)",
    "numpy": "def double(x):\n    return np.linalg.svd(np.random.rand(2000, 2000))[1]",
    "regex": "import re\nre.match('(a+)+$', 'a' * 50 + 'b')",
    "integer": "x = 3 ** (3 ** 30)",
    "repr": "class R:\n    def __repr__(self):\n        while True:\n            pass\n\nR()",
    "swallowed": "while True:\n    try:\n        while True:\n            pass\n"
    "    except BaseException:\n        pass",
    "signals": "import signal\nfor n in (signal.SIGTERM, signal.SIGXCPU, signal.SIGALRM):\n"
    "    signal.signal(n, signal.SIG_IGN)\nwhile True:\n    pass",
    "stopped": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "deleted": "class D:\n    def __del__(self):\n        while True:\n            pass\n\n"
    "d = D()\ndel d",
    "str": "class E(Exception):\n    def __str__(self):\n        while True:\n            pass\n\n"
    "raise E",
    "no limit": "import sys\nsys.setrecursionlimit(10**9)\ndef double(x):\n    double(x + 1)",
    "input": "import sys\nwhile True:\n    sys.stdin.read()",
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_what_does_not_end_is_stopped_and_costs_its_own_points(source):
    result = grade(SHORT, double=source)
    assert lost(result.points) == {"double"}
    assert LATE in result.said("double") + result.said("check-double")


def test_an_endless_import_hook_costs_its_own_points():
    hook = "import sys\nclass Hook:\n    def find_spec(self, *args):\n        while True: pass\n"
    result = grade(SHORT, double=f"{hook}sys.meta_path.insert(0, Hook())\nimport colorsys")
    assert lost(result.points) == {"double"}
    assert LATE in result.said("double")


def test_an_endless_atexit_function_does_not_hold_the_grader_up():
    source = "import atexit\n\n@atexit.register\ndef never():\n    while True:\n        pass\n\n"
    assert lost(grade(SHORT, double=source + DOUBLE).points) == set()


def test_processor_time_is_limited_by_itself():
    result = grade(Limits(seconds=30, cpu_seconds=1), double="while True:\n    pass")
    assert lost(result.points) == {"double"}
    assert result.said("double") == "It used more processor time than it may and was stopped."


def test_when_the_time_of_a_submission_is_used_up_the_rest_says_so():
    limits = Limits(seconds=1, total_seconds=1)
    result = grade(limits, double="while True:\n    pass")
    assert lost(result.points) == {"double", "level", "slope", "total"}
    for name in ("level", "check-level", "check-slope", "check-total"):
        assert result.said(name) == "The submission took more than 1 seconds."


def test_a_process_that_is_broken_too_often_is_given_up():
    limits = Limits(seconds=5, restarts=2)
    ends = "import os\nos._exit(0)"
    result = grade(limits, double=ends, level=ends)
    assert lost(result.points) == {"double", "level", "slope", "total"}
    assert "broke its process too often" in result.said("check-total")


# From 3.14 on, Python watches its stack whatever limit a program sets.
BROKEN_STACK = "RecursionError" if sys.version_info >= (3, 14) else "Python itself broke down"
RECURSION = {
    "python": ("def double(x):\n    return double(x)", "RecursionError"),
    "repr": ("a = []\nfor _ in range(10**5):\n    a = [a]\nrepr(a)", "RecursionError"),
    "stack": (
        "import sys\nsys.setrecursionlimit(10**9)\nf = lambda x: sorted([x], key=f)\nf(1)",
        BROKEN_STACK,
    ),
    "parser": ("x = " + "-" * 100_000 + "1", "MemoryError|RecursionError|SyntaxError"),
    "brackets": ("(" * 100_000, "SyntaxError|MemoryError"),
    "attributes": ("a" + ".a" * 60_000, "RecursionError|MemoryError"),
    "null pointer": ("import ctypes\nctypes.string_at(0)", "Python itself broke down"),
}


@pytest.mark.parametrize(("source", "sentence"), RECURSION.values(), ids=RECURSION)
def test_what_breaks_python_costs_its_own_points(source, sentence):
    result = grade(double=source)
    assert lost(result.points) == {"double"}
    said = result.said("double") + result.said("check-double")
    assert any(part in said for part in sentence.split("|"))


ENDED = "It ended the program that it ran in."
ENDS = {
    "_exit": ("import os\nos._exit(0)", ENDED),
    "_exit in a call": ("def double(x):\n    import os\n    os._exit(0)", ENDED),
    "abort": ("import os\nos.abort()", ENDED),
    "terminate": ("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)", ENDED),
    "alarm": ("import signal, time\nsignal.setitimer(0, 0.01)\ntime.sleep(4)", ENDED),
    "kill all": ("import os\nos.kill(-1, 9)", "ProcessLookupError"),  # nobody else is there
    "sys.exit": ("import sys\nsys.exit(0)", "SystemExit: 0."),
    "SystemExit": ("def double(x):\n    raise SystemExit('done')", "SystemExit: done."),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt."),
    "SIGINT": ("import os, signal\nos.kill(os.getpid(), signal.SIGINT)", "KeyboardInterrupt"),
    "GeneratorExit": ("def double(x):\n    raise GeneratorExit", "GeneratorExit."),
    "base": ("class B(BaseException):\n    pass\n\n\nraise B('x')", "B: x."),
    "str raises": (
        "class B(Exception):\n    def __str__(self):\n        raise self\n\n\nraise B",
        "B.",
    ),
    "str is endless": (
        "class B(Exception):\n    def __str__(self):\n        return 'z' * 10**8\n\n\nraise B",
        "zzz",
    ),
    "traceback": (
        "import sys\nsys.excepthook = None\nsys.settrace(lambda *a: 1/0)\n1/0",
        "ZeroDiv",
    ),
}


@pytest.mark.parametrize(("source", "sentence"), ENDS.values(), ids=ENDS)
def test_what_ends_the_program_or_raises_costs_its_own_points(source, sentence):
    result = grade(double=source)
    assert lost(result.points) == {"double"}
    said = result.said("double") + " " + result.said("check-double")
    assert sentence in said


def test_raising_not_implemented_is_not_done_and_earns_nothing():
    result = grade(double="def double(x):\n    raise NotImplementedError('correct: 40 points')")
    assert lost(result.points) == {"double"}
    assert result["check-double"]["verdict"] == "not done"


def test_signals_cannot_reach_the_first_process_nor_the_parent():
    source = "import os\nfor number in (os.getppid(), 1, 2**20):\n    try:\n"
    source += "        os.kill(number, 9)\n    except OSError:\n        pass\n"
    result = grade(double=source + DOUBLE)
    assert lost(result.points) == set()


def test_a_cell_that_breaks_only_when_it_runs_again_is_left_out_from_then_on():
    until = time.time() + 2
    again = f"import os, time\nif time.time() > {until}:\n    os._exit(0)\n{DOUBLE}"
    late = f"import time\ntime.sleep(max(0, {until} - time.time()))\nwhile True:\n    pass"
    result = grade(Limits(seconds=3, memory=MEMORY), double=again, level=late)
    assert lost(result.points) == {"level"}
