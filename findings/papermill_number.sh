#!/usr/bin/env bash
# papermill's -p makes the number 12345 of the student 0012345, and 123 of the group 12_3.
# Found with papermill 2.7.0. What follows -p is given to Python's own int and float, one after the
# other, so leading zeros go, underscores count as grouping, 3E5 is a float and nan is not a word.
# Guessed before the run: a number with leading zeros or an underscore stays what was typed.
# Documented is only that -r, unlike -p, takes a string as it is. Two students whose numbers differ
# in a leading zero become one: use -r for whatever is not counted.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check papermill==2.7.0 \
    nbclient==0.11.0 nbformat==5.11.1 click==8.5.1 pyyaml==6.0.4
"$folder/venv/bin/python" - <<'END'
import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import nbformat

values = ["0012345", "12_3", "3E5", "nan", "12-3"]
with tempfile.TemporaryDirectory() as folder:
    before, after = Path(folder) / "before.ipynb", Path(folder) / "after.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(metadata=kernel), before)
    options = [part for i, value in enumerate(values) for part in ("-p", f"v{i}", value)]
    command = [sys.executable, "-m", "papermill", before, after, "--prepare-only", *options]
    subprocess.run(command, check=True, capture_output=True)
    given = json.loads(after.read_text())["metadata"]["papermill"]["parameters"]
found = [repr(given[f"v{i}"]) for i in range(len(values))]
print(f"papermill {version('papermill')}: {values} become {', '.join(found)}")
sys.exit(int(found != ["12345", "123", "300000.0", "nan", "'12-3'"]))
END
