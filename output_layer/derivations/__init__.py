"""The results of the book, derived by SymPy: one module a chapter, or several that begin with it.

The ledger holds what the modules here enter: take it from here, where it is filled.
"""

from output_layer.algebra.appendix import listing
from output_layer.algebra.kept import derive, equations, tried
from output_layer.algebra.ledger import enter_from, filled

enter_from(__name__, __path__)

__all__ = ["LEDGER", "derive", "derive_cost", "equations", "listing", "tried"]


def __getattr__(name):
    """Fill the ledger where it is asked for first: SymPy and all derivations take a second."""
    if name == "LEDGER":
        return filled()
    if name == "derive_cost":
        from output_layer.own import derive_cost  # which stands on the derivations

        return derive_cost
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
