"""The results of the book, derived by SymPy: one module a chapter, or several that begin with it.

The ledger holds what the modules here enter: take it from here, where it is filled.
"""

from importlib import import_module
from pkgutil import iter_modules

from output_layer.algebra.appendix import listing
from output_layer.algebra.ledger import LEDGER, derive, equations

for _module in iter_modules(__path__):  # importing a module enters its equations
    import_module(f"{__name__}.{_module.name}")

__all__ = ["LEDGER", "derive", "equations", "listing"]
