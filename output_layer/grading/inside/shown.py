"""What a student's cell shows: its text and its plots, both bounded.

Like ``values.py`` it runs inside the sandbox, where the package is not.
"""

import base64
import io
import sys

import values


class Output(io.TextIOBase):
    """What a cell prints, up to a length."""

    def __init__(self, room):
        self.parts, self.room = [], room

    def writable(self):
        """Return that text can be written."""
        return True

    def write(self, text):
        """Keep what there is room for."""
        kept = str(text)[: self.room]
        self.parts.append(kept)
        self.room -= len(kept)
        if not self.room and kept:
            self.parts.append(" … (the rest is left out)")
        return len(text)


def plots():
    """Return the open plots as PNG, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    try:
        pictures = [_png(pyplot.figure(at)) for at in pyplot.get_fignums()[: values.FIGURES]]
        pyplot.close("all")
    except BaseException:
        return []
    return [picture for picture in pictures if len(picture) <= values.PICTURE]


def _png(figure):
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=72)
    return base64.b64encode(data.getvalue()).decode("ascii")
