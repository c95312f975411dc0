"""How a build uses all cores, and no time for nothing: processes, their pages, their memory.

Sphinx cuts the list of pages into slices and reads and writes each in a process of its own; a
page's kernel runs while it is read.
"""

import atexit
import gc
import os
from pathlib import Path

import psutil
from joblib import cpu_count
from sphinx.util.parallel import make_chunks

GIGABYTE = 2**30
PLENTY = 4 * GIGABYTE
LIMIT = Path("/sys/fs/cgroup/memory.max")  # what a container may use, if it is limited
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# Jupyter Book loads these two, which say nothing of it: one changes LaTeX only, the other
# numbers the sections when all pages have been read.
SAFE = ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering")


def processes():
    """Return how many pages are worked on at once: one more than cores, and one a gigabyte.

    A kernel that begins or ends is waited for a third of a second, in which a core has time.
    """
    return max(1, min(cpu_count() + 1, _memory() // GIGABYTE))


def keep_all():
    """Never look for garbage, at the end neither: a third of a build would be spent on it.

    The largest process grows to a gigabyte; where there is little memory, nothing is changed.
    """
    if _memory() >= PLENTY:
        gc.disable()
        atexit.register(gc.freeze)


def _memory():
    """Return the memory that there is in bytes: that of the machine, or of the container."""
    whole = psutil.virtual_memory().total
    limit = LIMIT.read_text(encoding="ascii").strip() if LIMIT.is_file() else "max"
    return min(whole, int(limit)) if limit.isdecimal() else whole


def slices(names, count):
    """Return the pages in slices, small enough that ``count`` processes end at about one time.

    Sphinx's own are of ten pages and more: the last of them would keep one process busy alone.
    """
    return make_chunks(names, count, maxbatch=1)


def share_out(app, env, docnames):
    """Order the pages so that all processes are busy to the end; `env-before-read-docs`."""
    sizes = {name: Path(env.doc2path(name)).stat().st_size for name in docnames}
    docnames[:] = balanced(sizes, [len(each) for each in slices(docnames, app.parallel)])
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True


def balanced(sizes, lengths):
    """Return the names of ``sizes`` in slices of these lengths with about equal sums of sizes.

    Each slice begins with its largest page.
    """
    shared = [[] for _ in lengths]
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        open_ones = [n for n, each in enumerate(shared) if len(each) < lengths[n]]
        least = min(open_ones, key=lambda n: sum(sizes[each] for each in shared[n]))
        shared[least].append(name)
    return [name for each in shared for name in each]


def one_thread_each(app):
    """Tell the kernels to come to use one thread: there is a kernel for each core already."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
