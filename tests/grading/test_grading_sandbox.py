"""The walls: the filter of system calls, the limits, and refusal where they cannot stand."""

import os
import platform
import shutil
import stat
import subprocess
import sys
import time

import pytest

from output_layer.grading import confinement, forkserver, seccomp
from output_layer.grading.confinement import UnconfinedError
from output_layer.grading.limits import Limits
from output_layer.grading.sandbox import GoneError, Sandbox

pytestmark = pytest.mark.usefixtures("confined")


@pytest.fixture
def fresh():
    """Forget what is known about this machine, before and after."""
    confinement.lacking.cache_clear()
    yield
    confinement.lacking.cache_clear()


def test_a_machine_without_a_filter_is_refused_by_name(monkeypatch, fresh):
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(NotImplementedError, match="x86_64 or aarch64, not on riscv64"):
        seccomp.program()
    assert "riscv64" in confinement.lacking()


def test_without_bubblewrap_nothing_runs_and_the_command_to_install_it_is_told(monkeypatch, fresh):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnconfinedError, match="apt-get install bubblewrap"):
        Sandbox()


def test_on_another_system_nothing_runs(monkeypatch, fresh):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(UnconfinedError, match="confined by Linux"):
        Sandbox()


def test_a_bubblewrap_that_is_not_allowed_to_work_is_refused(monkeypatch, fresh, tmp_path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'No permissions to create a new namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(UnconfinedError, match="does not work here: No permissions to create"):
        Sandbox()


BROKEN_STARTS = {
    "dies": "import sys\nsys.exit('no walls')",
    "is silent and ends": "",
    "says something else": "print('x' * 100)",
}


@pytest.mark.parametrize("program", BROKEN_STARTS.values(), ids=BROKEN_STARTS)
def test_a_process_that_does_not_confine_itself_runs_nothing(monkeypatch, tmp_path, program):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    started = lambda *args: [sys.executable, "-c", program]  # noqa: E731
    monkeypatch.setattr(forkserver, "confined", started)
    with pytest.raises(UnconfinedError, match="does not start"):
        Sandbox()
    assert list(tmp_path.iterdir()) == []


def test_a_refused_limit_ends_the_process_before_any_code_of_a_student(monkeypatch):
    inside = Limits.inside
    monkeypatch.setattr(
        Limits, "inside", lambda self, confined: inside(self, confined=True) | {"tmp": "x"}
    )
    with pytest.raises(UnconfinedError, match="/tmp cannot be limited"):
        Sandbox()


def test_unsafe_is_without_walls_but_with_limits():
    loose = Sandbox(Limits(memory=2**29), unsafe=True)
    try:
        source = "import resource\nprint(resource.getrlimit(resource.RLIMIT_AS)[1])"
        answer = loose.ask({"do": "run", "source": source, "name": "cell"})
        assert answer["output"] == f"{2**29}\n"
    finally:
        loose.close()


@pytest.mark.parametrize("unsafe", [False, True])
def test_data_are_there_and_can_be_read(tmp_path, unsafe):
    (tmp_path / "digits.csv").write_text("1,2")
    inside = Sandbox(unsafe=unsafe, data=tmp_path)
    try:
        source = "print(open('digits.csv').read())"
        assert inside.ask({"do": "run", "source": source, "name": "c"})["output"] == "1,2\n"
        if not unsafe:
            source = "open('digits.csv', 'w')"
            answer = inside.ask({"do": "run", "source": source, "name": "c"})
            assert "Read-only" in answer["error"]["message"]
    finally:
        inside.close()
    assert (tmp_path / "digits.csv").read_text() == "1,2"


def test_closing_twice_does_nothing_and_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    box = Sandbox()
    process = box.process
    box.close()
    box.close()
    assert process.poll() is not None
    assert list(tmp_path.iterdir()) == []


LIMITS = ["seconds", "total_seconds", "cpu_seconds", "memory", "files_memory", "files", "restarts"]


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_limits_are_positive(name, value):
    with pytest.raises(ValueError, match=f"{name} must be positive"):
        Limits(**{name: value})


ENDS = {
    "import os\nos._exit(3)": "It ended the program that it ran in.",
    "import os\nos.kill(os.getpid(), 24)": "It used more processor time than it may",
    "import os\nos.kill(os.getpid(), 9)": "too much memory or processor time",
    "import os\nos.kill(os.getpid(), 11)": "Python itself broke down",
}


@pytest.mark.parametrize(("source", "sentence"), ENDS.items())
@pytest.mark.parametrize("unsafe", [False, True])
def test_the_end_of_a_process_is_said_in_a_sentence(source, sentence, unsafe):
    with pytest.raises(GoneError, match=sentence):
        Sandbox(unsafe=unsafe).ask({"do": "run", "source": source, "name": "cell"})


def test_grading_leaves_the_machines_devices_alone():
    box = Sandbox()
    source = "import os\nos.chmod('/dev/null', 0)"
    answer = box.ask({"do": "run", "source": source, "name": "cell"})
    box.close()
    assert answer["error"]["type"] in ("OSError", "PermissionError")
    assert stat.S_IMODE(os.stat(os.devnull).st_mode) & 0o666 == 0o666


def test_the_grader_needs_nothing_of_the_student_to_end(tmp_path):
    code = (
        "from output_layer.grading.sandbox import Sandbox\nimport os\n"
        "box = Sandbox()\nprint(box.process.pid, flush=True)\nos.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the student's process outlived its grader")
