#!/usr/bin/env bash
# A matrix of 2 rows and 3 columns, written to GGUF, is read back with the shape [3 2].
# Found with gguf 0.19.0 and NumPy 2.4.6; the `data` of the same tensor has the shape (2, 3).
# GGUF lists the fastest dimension first, and the reader hands that list on as `shape`, unturned,
# while the writer has taken a NumPy array in NumPy's order: the two are not each other's inverse.
# Guessed before the run: (2, 3) in both places, since it is the reader of the same package.
# The docstrings do not say so. Whoever checks W of an output layer by `shape` sees features and
# classes exchanged, and with a square W nothing at all: ask `data.shape`.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check gguf==0.19.0 \
    numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import gguf
import numpy as np

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "weights.gguf"
    writer = gguf.GGUFWriter(path, "none")
    writer.add_tensor("W", np.arange(6, dtype=np.float32).reshape(2, 3))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    tensor = gguf.GGUFReader(path).tensors[0]
    shape, data = tensor.shape.tolist(), tensor.data.tolist()
print(f"gguf {version('gguf')}: the shape is {shape}, the data are {data}")
sys.exit(int(shape != [3, 2] or data != [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]))
END
