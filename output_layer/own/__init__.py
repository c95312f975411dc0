"""Derive your own: a cost that a reader types is read, derived, checked, drawn and judged.

`derive_cost` is all that readers call. A text is read by `reading` and never run; `slope` derives
it with the engine of the ledger; `limits` and `minimum` judge it.
"""

from output_layer.own.cost import derive_cost

__all__ = ["derive_cost"]
