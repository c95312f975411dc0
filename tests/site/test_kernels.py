"""A page's kernel is a fork that has the libraries loaded, and is otherwise a kernel like any."""

import os
import signal
import socket
import subprocess
import sys

import psutil
import pytest
from jupyter_client import KernelManager
from jupyter_client.manager import start_new_kernel
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalPortCache

from built import ROOT
from output_layer.site.kernels import Forked, ForkServer, fork_kernels

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
PROGRAM = """
from jupyter_client.manager import start_new_kernel
from output_layer.site.kernels import fork_kernels

if __name__ == "__main__":
    fork_kernels()
    manager, client = start_new_kernel(kernel_name="python3")
    say = lambda message: print(message["content"].get("text", ""), end="")
    client.execute_interactive("import sys; print('sympy' in sys.modules)", output_hook=say)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
"""
STATE = "import os, sys; print('sympy' in sys.modules, 'secret' in dir(), os.getcwd())"


@pytest.fixture
def factory():
    """Yield what starts kernels; afterwards it starts them as before."""
    factory = KernelProvisionerFactory.instance()
    usual = factory.default_provisioner_name
    yield factory
    factory.default_provisioner_name = usual


@pytest.fixture
def start(factory):
    """Return a function that starts a forked kernel, which ends with the test."""
    fork_kernels()
    started = []

    def begin(**options):
        started.append(start_new_kernel(kernel_name="python3", **options))
        return started[-1]

    yield begin
    for manager, client in started:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def said(client, code):
    """Run code in a kernel and return what it prints."""
    printed = []

    def keep(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(code, output_hook=keep, timeout=60)
    assert reply["content"]["status"] == "ok", reply["content"]
    return "".join(printed).strip()


def test_kernels_start_loaded_and_empty_where_they_are_told(start, tmp_path, capfd):
    _, first = start(cwd=str(tmp_path))
    assert said(first, STATE) == f"True False {tmp_path}"
    said(first, "secret = 1")
    _, second = start()
    assert said(second, STATE) == f"True False {os.getcwd()}"
    assert "NOTE" not in capfd.readouterr().out  # what a kernel says that nobody started


def test_kernel_has_the_variables_it_is_given_and_no_others(start, monkeypatch):
    start()  # the process that is forked has its variables from now
    monkeypatch.setenv("LATER", "1")
    _, client = start(env={**os.environ, "GIVEN": "2"})
    assert said(client, "import os; print(os.environ['LATER'], os.environ['GIVEN'])") == "1 2"


def test_kernel_is_interrupted_and_ends(start):
    manager, client = start()
    # "execute_input" comes before the cell runs, and a kernel that does not run one is not stopped.
    asked = client.execute(
        "import time; print('runs'); time.sleep(600)",
        stop_on_error=False,  # else what is asked at once after the error may be put aside
    )
    while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    while (reply := client.get_shell_msg(timeout=60))["parent_header"]["msg_id"] != asked:
        pass
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert said(client, "print('here')") == "here"
    process = manager.provisioner.process
    assert isinstance(process, Forked)
    assert process.poll() is None
    manager.shutdown_kernel(now=True)
    assert process.poll() is not None


def test_kernel_needs_no_port_that_another_program_could_take_first(start, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(LocalPortCache, "find_available_port", lambda *_: port)
        (_, first), (_, second) = start(), start()
    assert [said(client, "print(1 + 1)") for client in (first, second)] == ["2", "2"]


def test_kernel_starts_again_where_it_was(start):
    manager, client = start()
    said(client, "secret = 1")
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=60)
    assert said(client, STATE) == f"True False {os.getcwd()}"


def test_another_kernel_starts_as_jupyter_starts_it(start, tmp_path):
    manager = KernelManager(kernel_name="python3")
    manager.kernel_spec.argv = [
        sys.executable,
        "-c",
        "import time; time.sleep(60)",
        "{connection_file}",
    ]
    manager.start_kernel()
    try:
        assert not isinstance(manager.provisioner.process, Forked)
    finally:
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_process_that_is_forked_ends_with_who_asks_it(number):
    waits = (
        "from output_layer.site.kernels import fork_kernels; fork_kernels(); print('asks'); input()"
    )
    command = [sys.executable, "-u", "-c", waits]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    asker = subprocess.Popen(command, **pipes, text=True)
    assert asker.stdout.readline() == "asks\n"
    (forked,) = psutil.Process(asker.pid).children()
    asker.send_signal(number)
    asker.communicate(timeout=60)
    forked.wait(timeout=60)


def test_who_asks_when_nobody_answers_is_told():
    server = ForkServer()
    server.end()
    with pytest.raises(RuntimeError, match="the process that starts kernels has ended"):
        server.ask("poll", 1)


def test_only_linux_forks(factory, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    fork_kernels()
    assert factory.default_provisioner_name == "local-provisioner"


def test_kernel_takes_no_library_from_the_folder_of_the_build(tmp_path):
    wrong, program = tmp_path / "build" / "sympy", tmp_path / "program.py"
    wrong.mkdir(parents=True)
    (wrong / "__init__.py").write_text("raise ImportError('the wrong one')")
    program.write_text(PROGRAM)
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(program)]
    done = subprocess.run(command, cwd=wrong.parent, env=settings, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == ["True"], done.stderr
