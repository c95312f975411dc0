#!/usr/bin/env bash
# DuckDB reads the student 0012345 as text, and the student 1012345 of the next file as a number.
# Found with DuckDB 2.0.1; Polars 2.1.0 makes numbers of both, so the first loses its zeros there.
# A leading zero anywhere in its sample makes the whole column text, which keeps the number right.
# Guessed before the run: a BIGINT without its zeros, as in the other readers of CSV.
# No documentation was found to say so. The type of a column now depends on who sat the examination:
# two sheets of one course differ in it, and a table from one reader does not match a table from the
# other. Name the type of such a column in both.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 \
    polars==2.1.0
"$folder/venv/bin/python" - <<'END'
import sys
import tempfile
from pathlib import Path

import duckdb
import polars

found = []
with tempfile.TemporaryDirectory() as folder:
    for number in ("0012345", "1012345"):
        path = Path(folder) / f"{number}.csv"
        path.write_text(f"id,grade\n{number},93.5\n2012346,88\n", encoding="utf-8")
        rows = duckdb.read_csv(str(path)).fetchall()
        found.append([rows[0][0], polars.read_csv(path)["id"][0]])
        print(f"{number}: DuckDB {duckdb.__version__} {found[-1][0]!r}, ", end="")
        print(f"Polars {polars.__version__} {found[-1][1]!r}")
sys.exit(int(found != [["0012345", 12345], [1012345, 1012345]]))
END
