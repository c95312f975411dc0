"""Starts a page's kernel by forking a process that has the libraries loaded already.

A kernel of its own for each page keeps pages apart, but each would spend two seconds of computing
on importing the same libraries. A fork has them at once, and otherwise starts as empty as any: no
kernel sees what another has done. On Linux only: elsewhere a fork after imports is not safe.
"""

import atexit
import os
import signal
import subprocess
import sys
from functools import cache
from importlib.metadata import EntryPoint
from multiprocessing import Lock, Pipe
from pathlib import Path
from secrets import token_hex
from time import sleep

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "output-layer-forked"
LAUNCHER = ["-m", "ipykernel_launcher"]
PROGRAM = Path(__file__).with_name("fork_server.py")
AGAIN = 0.02  # seconds after which a kernel that is to end is asked about again


def fork_kernels(*_):
    """Let every kernel that this process and its children start be a fork; `builder-inited`."""
    if sys.platform == "linux":
        fork_server()  # it loads while other things are done, and the children share it
        factory = KernelProvisionerFactory.instance()
        place = f"{__name__}:{ForkedKernels.__name__}"
        factory.provisioners[NAME] = EntryPoint(NAME, place, factory.GROUP_NAME)
        factory.default_provisioner_name = NAME


@cache
def fork_server():
    """Return what this process and those forked from it ask for kernels; it ends with them."""
    return ForkServer()


class ForkServer:
    """The process that is forked, and the way to ask it."""

    def __init__(self):
        self._pipe, theirs = Pipe()
        self._turn = Lock()  # of the processes that ask
        with theirs:
            # -P: what lies in the folder of the build or beside the program is no library.
            command = [sys.executable, "-P", PROGRAM, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
        atexit.register(self.end)

    def ask(self, *request):
        """Return the answer; ``RuntimeError`` if there is nobody any more to give one."""
        with self._turn:
            try:
                self._pipe.send(request)
                return self._pipe.recv()
            except (EOFError, OSError) as error:
                raise RuntimeError("the process that starts kernels has ended") from error

    def end(self):
        """End the process."""
        self._process.kill()  # nothing is lost, and to tidy up takes it a second
        self._process.wait()


class Forked:
    """A kernel's process, with what Jupyter asks of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        """Return the process's exit code, None while it runs."""
        return fork_server().ask("poll", self.pid)

    def wait(self):
        """Return the exit code when there is one."""
        while (code := self.poll()) is None:
            sleep(AGAIN)
        return code

    def send_signal(self, number):
        """Send a signal to the process, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self):
        """End the process at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)


class ForkedKernels(LocalProvisioner):
    """Starts IPython's kernel as a fork; every other kernel as Jupyter always does."""

    async def pre_launch(self, **options):
        """Prepare the start of the kernel.

        A fork is reached under a name of this machine (Linux's abstract sockets): a port can be
        taken by another program after Jupyter has chosen it, and the kernel dies.
        """
        kernel = self.parent
        if self.kernel_spec.argv[1:3] == LAUNCHER and kernel.transport == "tcp":
            kernel.transport, kernel.ip = "ipc", f"@output-layer-{token_hex(8)}"
        return await super().pre_launch(**options)

    async def launch_kernel(self, cmd, **options):
        """Start the kernel and return how to reach it."""
        if cmd[1:3] != LAUNCHER:
            return await super().launch_kernel(cmd, **options)
        pid = fork_server().ask("start", cmd[3:], options.get("cwd"), dict(options["env"]))
        self.process, self.pid = Forked(pid), pid
        return self.connection_info
