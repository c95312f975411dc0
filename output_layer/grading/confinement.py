"""The commands that start students' processes, inside bubblewrap or, if told so, without it.

Inside, a first process forks one for each submission, see `inside.server`. There are Python,
NumPy, matplotlib and what these two need, all read-only, and an empty folder for files. No other
file of the machine is there: no home, no solutions, no other submission.
"""

import json
import os
import py_compile
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path

from output_layer.grading import seccomp
from output_layer.grading.limits import DEVICES
from output_layer.grading.scratch import own

HERE = Path(__file__).parent
LIBRARIES = ("numpy", "matplotlib")
SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")
# What a distribution puts into /usr/lib for its own Python; the sandbox has no use for it.
HIDDEN = "/usr/lib/python3"
INNER = HERE / "inside"  # the grader's part beside a student's code
METADATA = ".dist-info"  # of use to installers; each folder that is let in costs time
INSIDE = "/grader"
SHELF = f"{INSIDE}/shelf"  # the files that stand in the folder of each
PYTHON = [os.path.realpath(sys.executable), "-I", "-S"]
KIT = "OUTPUT_LAYER_KIT"
INSTALL = "apt-get install bubblewrap"


class UnconfinedError(Exception):
    """The machine cannot confine a student's code; the message says what it lacks."""


@cache
def lacking():
    """Return a sentence that says why students' code cannot be confined here, or ``None``."""
    if not sys.platform.startswith("linux"):
        return "Students' code is confined by Linux; on this system it cannot be."
    if shutil.which("bwrap") is None:
        return f"bubblewrap is not installed ({INSTALL})."
    try:
        seccomp.program()
    except NotImplementedError as error:
        return f"{error}."
    trial = ["bwrap", "--unshare-all", "--unshare-user", "--ro-bind", "/", "/", sys.executable]
    tried = subprocess.run([*trial, "-c", ""], capture_output=True, text=True, check=False)
    return f"bubblewrap does not work here: {tried.stderr.strip()}" if tried.returncode else None


@cache
def packages():
    """Return the files and folders of NumPy, matplotlib and what they need, as installed."""
    found, waiting = {}, list(LIBRARIES)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = metadata.distribution(name)
            needed = [line for line in found[name].requires or [] if ";" not in line]
            waiting += [re.match(r"[\w.-]+", line)[0] for line in needed]
    tops = set()
    for distribution in found.values():
        parts = {file.parts[0] for file in distribution.files} - {"..", "__pycache__"}
        tops |= {
            Path(distribution.locate_file(part)) for part in parts if not part.endswith(METADATA)
        }
    return sorted(tops)


@cache
def kit():
    """Return a folder with what every sandbox is given: a list of fonts, and the inner programs.

    matplotlib takes a thread and seconds to list the fonts, and `INNER` is compiled here, so both
    are made once. A process that starts others hands it to them in the environment variable `KIT`.
    """
    if KIT in os.environ:
        return Path(os.environ[KIT])
    folder = Path(tempfile.mkdtemp(prefix="kit-", dir=own()))
    environment = os.environ | {"MPLCONFIGDIR": str(folder)}
    command = [sys.executable, "-c", "import matplotlib.font_manager"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    for program in INNER.glob("[!_]*.py"):
        target = folder / "inner" / f"{program.name}c"
        py_compile.compile(program, target, program.name, doraise=True)
    return folder


def variables(plots):
    """Return the whole environment of a student's process."""
    return {
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": str(plots),
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }


@cache
def walls():
    """Return bubblewrap's arguments: what is shut out, and the few files that are let in."""
    arguments = ["--unshare-all", "--unshare-user", "--die-with-parent"]
    arguments += ["--new-session", "--uid", "65534", "--gid", "65534", "--hostname", "sandbox"]
    arguments += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
    arguments += ["--clearenv"]
    arguments += [*_system(), *_python()]
    for name in DEVICES:  # not --dev: behind it no capability over /tmp is left
        arguments += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    for top in packages():
        arguments += ["--ro-bind", str(top), f"{INSIDE}/packages/{top.name}"]
    arguments += ["--ro-bind", str(kit() / "inner"), f"{INSIDE}/inner"]
    fonts = next(kit().glob("fontlist-*.json"))
    arguments += ["--ro-bind", str(fonts), f"{SHELF}/matplotlib/{fonts.name}"]
    arguments += ["--tmpfs", "/tmp", "--remount-ro", "/tmp", "--chdir", "/tmp"]
    for name, value in variables("/tmp/matplotlib").items():
        arguments += ["--setenv", name, value]
    return arguments


def _system():
    arguments = []
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            arguments += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            arguments += ["--ro-bind", str(path), str(path)]
    return arguments + (_emptied(HIDDEN) if Path(HIDDEN).is_dir() else [])


def _emptied(folder):
    """Return the arguments for an empty folder; left writable, it would hold much memory."""
    return ["--tmpfs", folder, "--remount-ro", folder]


def _python():
    """Return the arguments for the interpreter and its standard library, without site-packages."""
    library = Path(sysconfig.get_config_var("LIBDIR") or "/")
    shared = library / (sysconfig.get_config_var("INSTSONAME") or "-")
    compiled = sysconfig.get_config_var("DESTSHARED") or os.__file__
    folders = {os.path.dirname(os.__file__), os.path.dirname(compiled)}
    files = [os.path.realpath(sys.executable), *([str(shared)] if shared.is_file() else [])]
    arguments = []
    for path in [*sorted(folders), *files]:
        arguments += ["--ro-bind", path, path]
    for folder in folders:
        if (Path(folder) / "site-packages").is_dir():
            arguments += _emptied(f"{folder}/site-packages")
    return arguments


def unconfined(limits, folder):
    """Return the command of a student's process without walls, in a folder that it may write."""
    own = json.dumps(limits.inside(confined=False))
    return [*PYTHON, str(INNER / "child.py"), str(INNER), str(shelf(folder)), own]


def confined(limits, data=()):
    """Return the command of the process that forks one for each submission.

    ``data`` are the files that each finds in its working folder and cannot change.
    """
    start = ["bwrap", *walls()]
    for file in data:
        start += ["--ro-bind", str(file), f"{SHELF}/{file.name}"]
    inner, own = f"{INSIDE}/inner", limits.inside(confined=True)
    own |= {"shelf": SHELF, "filter": seccomp.program().hex()}
    start += ["--remount-ro", "/", *PYTHON, f"{inner}/child.pyc", inner]
    return [*start, f"{INSIDE}/packages", json.dumps(own)]


def shelf(folder):
    """Return a folder with links to the packages that a student may import."""
    place = Path(folder) / "packages"
    place.mkdir(exist_ok=True)
    for top in packages():
        (place / top.name).symlink_to(top)
    return place
