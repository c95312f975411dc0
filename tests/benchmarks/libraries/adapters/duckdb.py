"""DuckDB, which has none of these functions: the sigmoid as its readers write it."""

PACKAGE = "duckdb"
VARIANTS = {"DuckDB": {"pins": ["duckdb==2.0.1", "numpy==2.5.5"]}}
CALLS = {"sigmoid": "SELECT 1 / (1 + exp(-x)) AS result FROM given"}


def names():
    """Return what the calls name."""
    import duckdb

    return {"duckdb": duckdb}


def evaluate(call, names, arguments):
    """Return what a statement gives for a column."""
    with names["duckdb"].connect() as connection:
        connection.register("given", {"x": arguments["x"].ravel()})
        return connection.execute(call).fetchnumpy()["result"]
