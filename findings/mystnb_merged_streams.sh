#!/usr/bin/env bash
# With `nb_merge_streams`, the executed notebook that MyST-NB writes has printed lines twice.
# Found with myst-nb 1.4.0, nbclient 0.11.0 and Sphinx 7.4.7. A cell that prints three lines with a
# little time between them sends three pieces. The page shows three lines. The notebook beside it,
# which `{nb-download}` offers to readers, has five: the first piece holds all three by then, since
# merging changes it in place, and the second and the third piece are still there.
# Guessed before the run: three lines in both, for the setting is described as one of rendering. A
# comparison of pages with these notebooks was written on that guess, and met the doubled lines.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check myst-nb==1.4.0 \
    nbclient==0.11.0 ipykernel==7.4.0 sphinx==7.4.7 docutils==0.21.2
mkdir "$folder/book"
cd "$folder"
cat >"$folder/book/conf.py" <<'END'
extensions = ["myst_nb"]
nb_merge_streams = True
END
cat >"$folder/book/index.md" <<'END'
---
file_format: mystnb
kernelspec: {name: python3}
---
# Lines
```{code-cell} ipython3
import time

for word in ("one", "two", "three"):
    print(word, flush=True)
    time.sleep(0.3)
```
END
"$folder/venv/bin/python" -m sphinx -q "$folder/book" "$folder/out"
"$folder/venv/bin/python" - "$folder/out" <<'END'
import re
import sys
from pathlib import Path

import nbformat

out = Path(sys.argv[1])
page = re.sub("<[^>]+>", "", (out / "index.html").read_text(encoding="utf-8"))
(executed,) = Path(sys.argv[1]).parent.rglob("jupyter_execute/index.ipynb")
cell = next(c for c in nbformat.read(executed, as_version=4).cells if c.cell_type == "code")
kept = "".join(output.text for output in cell.outputs).split()
shown = re.findall(r"^(one|two|three)$", page, re.MULTILINE)
print(f"the page shows {shown}, the notebook holds {kept}")
sys.exit(int(shown != ["one", "two", "three"] or kept != ["one", "two", "three", "two", "three"]))
END
