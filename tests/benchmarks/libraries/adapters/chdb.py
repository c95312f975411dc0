"""chDB, ClickHouse's engine as a package, which has the sigmoid alone."""

import io

import numpy as np

PACKAGE = "chdb"
VARIANTS = {"ClickHouse (chDB)": {"pins": ["chdb==4.4.0", "numpy==2.5.5"]}}
CALLS = {"sigmoid": "SELECT sigmoid(x) FROM given"}


def names():
    """Return what the calls name."""
    import chdb

    return {"chdb": chdb}


def evaluate(call, names, arguments):
    """Return what a statement gives for a column."""
    x = arguments["x"].ravel()
    column = f"arrayJoin({x.tolist()}::Array({x.dtype.name.capitalize()}))"
    said = names["chdb"].query(call.replace("given", f"(SELECT {column} AS x)"), "Npy")
    return np.load(io.BytesIO(said.bytes()))
