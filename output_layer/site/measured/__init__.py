"""What libraries return, as tables: the directives ``{measured}``, ``{calls}`` and their like.

They read ``libraries.json`` beside the page, which ``tests/benchmarks/libraries`` writes, and lay
it out. ``later/measured.mjs`` sorts and filters the rows in the reader's browser; without it they
stand in the order of the alphabet.

- `record`: the record is read, for all of them
- `cells`: numbers with their verdicts, and the tables that they stand in
- `calls`: the calls of every library, and the names that lead there
- `tables`: the answers to some questions, and how many are right
- `controls`: the place of the search
"""

from output_layer.site.measured import calls, controls, tables
from output_layer.site.measured.calls import OPERATIONS
from output_layer.site.measured.cells import SIGNS, short
from output_layer.site.measured.record import OURS

__all__ = ["OPERATIONS", "OURS", "SIGNS", "register", "short"]


def register(app):
    """Tell Sphinx."""
    app.add_directive("measured", tables.Measured)
    app.add_directive("measured-totals", tables.Totals)
    app.add_directive("measured-controls", controls.Controls)
    app.add_directive("calls", calls.Calls)
    app.add_node(controls.controls, html=(controls.visit_controls, None))
