#!/usr/bin/env bash
# Numba's np.sum and np.mean of 20 million ones in float32 are 16,777,216 and 0.84.
# Found with Numba 0.68.1 and NumPy 2.4.6, whose own are 20,000,000 and 1.
# NumPy adds in pairs of blocks; Numba compiles the same call to one running total of the array's
# type, which at 2^24 cannot get larger by 1. Neither fastmath nor threads are needed for that.
# Guessed before the run: 20,000,000, since the compiled call is meant to be NumPy's.
# Known to its authors since 2018 (issues 2855 and 3702, open where seen). A mean loss over many
# rows comes out too small, and loses digits long before that: sum in float64.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check numba==0.68.1 \
    numpy==2.4.6
"$folder/venv/bin/python" - <<'END'
import sys

import numba
import numpy as np

ones = np.ones(20_000_000, dtype=np.float32)
found = []
compiled = [numba.njit(lambda a: np.sum(a)), numba.njit(lambda a: np.mean(a))]
for name, (total, mean) in (
    (f"NumPy {np.__version__}", (np.sum, np.mean)),
    (f"Numba {numba.__version__}", compiled),
):
    found.append((float(total(ones)), round(float(mean(ones)), 2)))
    print(f"{name}: the sum is {found[-1][0]:,.0f}, and the mean {found[-1][1]}")
sys.exit(int(found != [(20_000_000, 1), (2**24, 0.84)]))
END
