"""A process that has the libraries of the pages loaded, and forks itself for each kernel.

A program, that `kernels` starts and asks through a pipe. It stands apart from the package of the
site, so that it loads what pages need and nothing of what builds them.
"""

import gc
import os
import signal
import sys
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection

# What pages and labs import, and what a kernel needs itself.
LOADED = (
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "myst_nb.ext.glue",
    "output_layer.figures",
    "scipy.integrate",
    "scipy.optimize",
    "sklearn.datasets",
    "sklearn.linear_model",
    "sympy",
)


def load():
    """Import it all, and draw once: a first picture takes Matplotlib longer than all others."""
    for name in LOADED:
        import_module(name)
    ledger = import_module("output_layer.algebra.ledger")
    import_module("output_layer.derivations")
    ledger.filled()
    picture = import_module("output_layer.figures.picture")
    picture.svg(lambda figure: picture.axes(figure, xlabel="$z$", ylabel="a"))
    gc.freeze()  # what is there stays, and no kernel need look through it


def serve(pipe):
    """Start kernels and tell how they fare, until nobody is left to ask."""
    kernels = {}
    while True:
        try:
            ask, *arguments = pipe.recv()
        except EOFError:
            return
        if ask == "start":
            kernel = get_context("fork").Process(target=run_kernel, args=arguments)
            kernel.start()
            kernels[kernel.pid] = kernel
            pipe.send(kernel.pid)
        else:  # "poll"
            pipe.send(kernels[arguments[0]].exitcode)


def run_kernel(arguments, folder, variables):
    """Be a kernel, in a process of its own."""
    from ipykernel.kernelapp import IPKernelApp

    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder or ".")
    # A kernel ends when the process is no more that it was forked from.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    # It would warn that others on this machine could listen, on every page.
    IPKernelApp.launch_instance([*arguments, parent, "--log-level=ERROR"])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who ends the build ends this too, by its pipe
    load()
    serve(Connection(int(sys.argv[1])))
