"""Builds the book on all cores, and the same sources always to the same bytes.

This is ``jupyter-book build`` with its options, and with the number of processes, which Jupyter
Book's own function takes and its command lacks. In a copy of the book::

    python -m output_layer.site . --all -n -W --keep-going

Without ``--all`` it builds only the pages whose own text has changed, and leaves the others.
"""

import os
import sys
from functools import partial

from jupyter_book import sphinx
from jupyter_book.cli.main import main as jupyter_book
from sphinx import builders
from sphinx.errors import SphinxParallelError

from output_layer.site.cores import keep_all, processes, slices

# The order of a set, and with it some of what libraries write, depends on this.
FIXED = {"PYTHONHASHSEED": "0"}


def main(arguments):
    """Build with the arguments of ``jupyter-book build``; end the program with its status."""
    sphinx.build_sphinx = partial(sphinx.build_sphinx, jobs=processes())
    builders.make_chunks = slices
    keep_all()
    try:
        jupyter_book(["build", *arguments])
    except RuntimeError as error:
        if isinstance(error.__cause__, SphinxParallelError):
            print(error.__cause__.traceback, file=sys.stderr)  # names the cell that failed
        raise


if __name__ == "__main__":
    if os.environ.items() >= FIXED.items():
        main(sys.argv[1:])
    else:  # Python reads it once, when it starts
        program = [sys.executable, "-m", "output_layer.site", *sys.argv[1:]]
        os.execve(sys.executable, program, {**os.environ, **FIXED})
