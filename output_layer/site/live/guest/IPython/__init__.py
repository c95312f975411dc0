"""What the book's cells use of IPython, in a page; most submodules are IPython's own."""

from importlib.metadata import version

from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

__all__ = ["InteractiveShell", "display", "get_ipython"]

__version__ = version("ipython")
version_info = tuple(map(int, __version__.split(".")[:3]))
