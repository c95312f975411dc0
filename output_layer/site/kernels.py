"""Starts a page's kernel by forking a process that has the libraries loaded already.

A kernel of its own for each page keeps pages apart, but each would spend two seconds of computing
on importing the same libraries. A fork has them at once, and otherwise starts as empty as any: no
kernel sees what another has done. On Linux only: elsewhere a fork after imports is not safe.
"""

import os
import signal
import sys
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from multiprocessing import forkserver, get_context

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "output-layer-forked"
SAFE = "PYTHONSAFEPATH"
LAUNCHER = ["-m", "ipykernel_launcher"]
# What pages and labs import, and what a kernel needs itself.
LOADED = (
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "myst_nb",
    "output_layer.algebra.ledger",
    "output_layer.derivations",
    "output_layer.figures",
    "output_layer.site.kernels",  # where `_serve` is looked up
    "scipy.integrate",
    "scipy.optimize",
    "sklearn.datasets",
    "sklearn.linear_model",
    "sympy",
)


def fork_kernels(*_):
    """Let every kernel that this process and its children start be a fork; `builder-inited`."""
    if sys.platform == "linux":
        factory = KernelProvisionerFactory.instance()
        place = f"{__name__}:{ForkedKernels.__name__}"
        factory.provisioners[NAME] = EntryPoint(NAME, place, factory.GROUP_NAME)
        factory.default_provisioner_name = NAME


class Forked:
    """A kernel's process, with what Jupyter asks of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, process):
        self.process, self.pid = process, process.pid

    def poll(self):
        """Return the process's exit code, None while it runs."""
        return self.process.exitcode

    def wait(self):
        """Return the exit code when there is one."""
        self.process.join()
        return self.process.exitcode

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

    async def launch_kernel(self, cmd, **options):
        """Start the kernel and return how to reach it."""
        if cmd[1:3] != LAUNCHER:
            return await super().launch_kernel(cmd, **options)
        context = get_context("forkserver")
        context.set_forkserver_preload(list(LOADED))
        with _path_without_folder():
            forkserver.ensure_running()
        process = context.Process(
            target=_serve, args=(cmd[3:], options.get("cwd"), options["env"]), daemon=True
        )
        process.start()
        self.process, self.pid = Forked(process), process.pid
        return self.connection_info


@contextmanager
def _path_without_folder():
    """Let a Python started meanwhile not look into the current folder; no kernel's Python does."""
    before = os.environ.get(SAFE)
    os.environ[SAFE] = "1"
    try:
        yield
    finally:
        del os.environ[SAFE]
        if before is not None:
            os.environ[SAFE] = before


def _serve(arguments, folder, variables):
    """Be the kernel, in a process of its own."""
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder or ".")
    # A kernel ends when the process is no more that it was forked from.
    IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
