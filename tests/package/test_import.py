"""What the package loads when it is imported: nothing that takes longer than itself."""

import subprocess
import sys

LATER = {"dask", "matplotlib", "scipy.optimize", "scipy.sparse", "sklearn", "sympy"}
LOADED = "import sys, {}; print(*sys.modules)"


def loaded(module):
    program = [sys.executable, "-c", LOADED.format(module)]
    return set(subprocess.run(program, capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_loads_no_library_that_few_functions_need():
    assert loaded("output_layer") & LATER == set()


def test_grading_loads_none_either_so_that_a_run_begins_at_once():
    assert loaded("output_layer.grading.jobs") & LATER == set()


def test_a_function_that_needs_one_would_be_seen():
    assert "scipy.optimize" in loaded("output_layer.numerics.search")
