#!/usr/bin/env bash
# A workbook gives 0.3 back for 0.1 + 0.2, whichever of Python's two usual writers has made it.
# Found with openpyxl 3.1.5 and XlsxWriter 3.3.1, written and read back without any spreadsheet.
# Both write 16 significant digits, and a float64 needs 17; the format itself would hold them.
# Guessed before the run: the same number to the last bit, as in CSV, JSON and repr.
# XlsxWriter promises 15 digits; of openpyxl no such word was found. Probabilities that differ in
# the last place become a tie, and a test for equality fails: write text, or compare within 1e-15.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5 \
    xlsxwriter==3.3.1 et-xmlfile==2.0.0
"$folder/venv/bin/python" - <<'END'
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import openpyxl
import xlsxwriter

values = [0.1 + 0.2, 1.1 + 2.2, 0.5, 1 / 3]
found = {}
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "by.xlsx"
    book = openpyxl.Workbook()
    book.active.append(values)
    book.save(path)
    found["openpyxl"] = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, values)
    found["xlsxwriter"] = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
for name, back in found.items():
    print(f"{name} {version(name)}: {values} come back as {back}")
same = [[a == b for a, b in zip(values, back)] for back in found.values()]
sys.exit(int(same != [[False, False, True, True]] * 2))
END
