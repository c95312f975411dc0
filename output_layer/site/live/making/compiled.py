"""Compiles the sources in an archive. It runs in the Python of the page (`made.mjs`)."""

import io
import sys
import tarfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

PLACE = sys.path[0]


def main():
    """Compile each file; its name stays, and its file is never compared with a source."""
    with tarfile.open("/given/given.tar") as given, tarfile.open("/made/made.tar", "w") as made:
        for entry in given:
            text = given.extractfile(entry).read()
            code = compile(text, f"{PLACE}/{entry.name}", "exec", dont_inherit=True, optimize=0)
            data = _code_to_hash_pyc(code, source_hash(text), False)
            entry.size = len(data)
            made.addfile(entry, io.BytesIO(data))


if __name__ == "__main__":
    main()
