"""Polars, which has none of these functions: the sigmoid as its readers write it."""

PACKAGE = "polars"
VARIANTS = {"Polars": {"pins": ["polars==2.1.0", "numpy==2.5.5"]}}
CALLS = {"sigmoid": "(1 + (-pl.col('x')).exp()).pow(-1)"}


def names():
    """Return what the calls name."""
    import polars

    return {"pl": polars}


def evaluate(call, names, arguments):
    """Return what an expression gives for a column."""
    column = names["pl"].Series("x", arguments["x"].ravel())
    return column.to_frame().select(eval(call, names)).to_series()


def taken(result):
    """Return a result as an array of NumPy."""
    return result.to_numpy()
