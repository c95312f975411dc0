"""Stands for IPython where a student's cell imports it: what shows something prints it.

It has a name that students import, and is IPython as far as a cell needs that has no screen:
there is nobody to ask, no shell, and no magic.
"""  # noqa: N999 (the name is not ours)

import importlib
import sys
import types

version_info, __version__ = (9, 0, 0), "9.0.0"
SHOWN = ("Audio", "Code", "FileLink", "FileLinks", "GeoJSON", "HTML", "IFrame", "Image", "JSON")
SHOWN += ("Javascript", "Latex", "Markdown", "Math", "Pretty", "ProgressBar", "SVG")
SHOWN += ("Video", "VimeoVideo", "YouTubeVideo")


class Quiet:
    """Something with every attribute and method, of which none does anything."""

    average = best = worst = stdev = 0.0  # what %timeit -o has measured
    loops = repeat = 1

    def __getattr__(self, name):
        """Return another one, unless Python itself asks."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Quiet()

    def __call__(self, *args, **kwargs):
        """Do nothing."""


class Shell(Quiet):
    """What `get_ipython` returns."""

    def getoutput(self, command, *args, **kwargs):
        """Return the lines of a command, which is not run."""
        return []

    def save(self, file, text, mode):
        """Write a file, as %%writefile does; it may be a module."""
        with open(file, mode) as stream:
            stream.write(text)
        importlib.invalidate_caches()

    def run_line_magic(self, name, line, *args, **kwargs):
        """Return what a magic measures, if it measures."""
        return Quiet() if name == "timeit" and "-o" in line else None


class Shown:
    """Something to be shown: HTML, mathematics, a picture. It is printed as what it was made of."""

    def __init__(self, data=None, *args, **kwargs):
        self.data = data

    def __repr__(self):
        """Return it as it prints."""
        return self.data if isinstance(self.data, str) else f"<{type(self).__name__}>"


def show(*shown, **kwargs):
    """Print what would be shown."""
    print(*map(repr, shown), sep="\n")


def nothing(*args, **kwargs):
    """Do nothing."""


def get_ipython():
    """Return what stands for the shell."""
    return SHELL


def _module(name, **content):
    made = sys.modules[name] = types.ModuleType(name)
    vars(made).update(content)
    return made


SHELL = Shell()
KINDS = {name: type(name, (Shown,), {}) for name in SHOWN}
KINDS |= {f"display_{kind}": show for kind in ("html", "latex", "markdown", "png", "svg")}
KINDS |= {"display": show, "clear_output": nothing, "set_matplotlib_formats": nothing}
if __name__ == "IPython":  # imported by a student's cell
    display = _module("IPython.display", **KINDS)
    _module("IPython.core", display=display)
    sys.modules["IPython.core.display"] = display
    sys.modules["IPython.core.display_functions"] = display
    _module("IPython.core.getipython", get_ipython=get_ipython)
