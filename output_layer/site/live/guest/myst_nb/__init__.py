"""What a chapter keeps for its text: in a live page it replaces what stands there."""

import live_session

from output_layer.algebra.kept import Kept

__all__ = ["glue"]


def glue(name, value, display=True):
    """Keep a value under a name, and show it if ``display``.

    An equation of the ledger stands in the page already, and no cell can change it: it is derived
    when a cell shows it, since to derive all equations of a chapter takes ten seconds.
    """
    if isinstance(value, Kept) and not display:
        return
    data, metadata = live_session.bundle(value)
    live_session.emit({"output_type": "glue", "name": name, "data": data})
    if display:
        live_session.show(data, metadata)
