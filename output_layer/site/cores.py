"""How a build uses all cores: how many kernels at once, and which pages each process reads.

Sphinx cuts the list of pages into slices and reads them in processes of their own; a page's
kernel runs while it is read.
"""

import os
from pathlib import Path

import psutil
from joblib import cpu_count
from sphinx.util.parallel import make_chunks

GIGABYTE = 2**30
LIMIT = Path("/sys/fs/cgroup/memory.max")  # what a container may use, if it is limited
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# Jupyter Book loads these two, which say nothing of it: one changes LaTeX only, the other
# numbers the sections when all pages have been read.
SAFE = ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering")


def processes():
    """Return how many pages are worked on at once: one a core, and one a gigabyte of memory."""
    return max(1, min(cpu_count(), _memory() // GIGABYTE))


def _memory():
    """Return the memory that there is in bytes: that of the machine, or of the container."""
    whole = psutil.virtual_memory().total
    limit = LIMIT.read_text(encoding="ascii").strip() if LIMIT.is_file() else "max"
    return min(whole, int(limit)) if limit.isdecimal() else whole


def share_out(app, env, docnames):
    """Order the pages so that all processes are busy to the end; `env-before-read-docs`."""
    sizes = {name: Path(env.doc2path(name)).stat().st_size for name in docnames}
    lengths = [len(each) for each in make_chunks(docnames, app.parallel)]
    docnames[:] = balanced(sizes, lengths, app.parallel)
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True


def balanced(sizes, lengths, count):
    """Return the names of ``sizes`` in slices of these lengths, for ``count`` processes.

    Their first slices have about equal sums of sizes, large pages first. The slices that are
    left for whoever is ready have the smallest pages.
    """
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    slices = [[] for _ in lengths[:count]]
    for name in names[: sum(lengths[:count])]:
        open_ones = [n for n, each in enumerate(slices) if len(each) < lengths[n]]
        least = min(open_ones, key=lambda n: sum(sizes[each] for each in slices[n]))
        slices[least].append(name)
    return [name for each in slices for name in each] + names[sum(lengths[:count]) :]


def one_thread_each(app):
    """Tell the kernels to come to use one thread: there is a kernel for each core already."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
