#!/usr/bin/env bash
# SciPy's log_softmax loses every digit of a class that dominates: log(1 + s) where log1p(s) belongs.
# Found with SciPy 1.17.1; the same library's logsumexp keeps the digits.
# Ends with 1 if that is no longer so: then the chapter `stability` has something new to say.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-.venv/bin/python}" - <<'END'
import sys

import numpy as np
import scipy

from output_layer import log_softmax

z = np.array([0.0, -40.0])
found = scipy.special.log_softmax(z)[0]
print(f"SciPy {scipy.__version__}: log_softmax of 0 and -40 is {found}")
print(f"the truth is {log_softmax(z)[0]}, and logsumexp gives {-scipy.special.logsumexp(z)}")
sys.exit(int(found != 0))
END
