#!/usr/bin/env bash
# Sphinx cuts 25 pages for two processes into slices of 11, 11 and 3, not of 13 and 12.
# Found with Sphinx 7.4.7. Whoever is ready first reads the third slice while the other waits, so
# heavy pages at the end of the list keep one core idle, and the order of the list decides.
# Guessed before the run: as many slices as processes, equal to one page.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check sphinx==7.4.7
"$folder/venv/bin/python" - <<'END'
import sys

import sphinx
from sphinx.util.parallel import make_chunks

sizes = [len(each) for each in make_chunks(list(range(25)), 2)]
print(f"Sphinx {sphinx.__version__}: 25 pages for 2 processes in slices of {sizes}")
sys.exit(int(sizes != [11, 11, 3]))
END
