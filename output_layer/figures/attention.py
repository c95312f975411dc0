"""Attention: the shares of the keys, and the size of the Jacobian of softmax over the width."""

import math

import numpy as np
import traitlets

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.lehmer import normals
from output_layer.scale import jacobian_norm
from output_layer.softmax import softmax

__all__ = ["Attention"]

WORDS = {
    "title": "Softmax inside: attention",
    "picture": (
        "The shares of {classes} keys for query {query} at width {width}, the largest {largest}. "
        "Over {queries} queries the median size of the Jacobian is {divided} where the products "
        "are divided by the root of the width, and {plain} where they are not."
    ),
    "spoken": (
        "largest share {largest}; median size of the Jacobian {divided} divided, {plain} not"
    ),
    "width": "width *d*",
    "classes": "keys *K*",
    "query": "query",
    "scaled": "divided by √*d*",
    "largest": "largest share",
    "divided": "size, divided",
    "plain": "size, not divided",
    "queries": "queries",
    "axis_key": "key",
    "axis_share": "share",
    "axis_width": "width *d*",
    "axis_size": "size of the Jacobian",
}
ROWS, WIDEST, MOST = 201, 1024, 128
WIDTHS = [2**power for power in range(11)]
# A query whose length is √d has with normal keys products that are √d times standard normal.
PRODUCTS = np.reshape(normals(1, ROWS * MOST), (ROWS, MOST))
FLOOR = 1e-6  # of the logarithmic axis


class Attention(Figure):
    """The shares that a query of length √d gives to K random keys, with and without √d.

    >>> shown = Attention(width=1, classes=8).readouts()
    >>> shown["divided"] == shown["plain"]
    True
    """

    SIZE = (7.2, 3.4)

    width = bounded(64, 1, WIDEST, 1)
    classes = bounded(32, 2, MOST, 1)
    query = bounded(1, 1, ROWS, 1)
    scaled = traitlets.Bool(False).tag(sync=True)
    words = table(WORDS)

    def shares(self, width, *, scaled):
        """Return the shares of the keys, a row for each query."""
        return softmax(PRODUCTS[:, : self.classes] * (1.0 if scaled else math.sqrt(width)))

    def size(self, width, *, scaled):
        """Return the median of the norm of the Jacobian over the queries."""
        return np.median(jacobian_norm(self.shares(width, scaled=scaled)))

    def values(self):
        """Return the largest share of the query, both sizes and the number of queries."""
        row = self.shares(self.width, scaled=self.scaled)[self.query - 1]
        return {
            "largest": row.max(),
            "divided": self.size(self.width, scaled=True),
            "plain": self.size(self.width, scaled=False),
            "queries": str(ROWS),
        }

    def draw(self, figure):
        """Draw the shares at the left, and both sizes over the width at the right."""
        words = {name: word.replace("*", "") for name, word in self.words.items()}
        left = picture.axes(
            figure, xlabel=words["axis_key"], ylabel=words["axis_share"], position=(1, 2, 1)
        )
        row = self.shares(self.width, scaled=self.scaled)[self.query - 1]
        edges = np.arange(self.classes + 1) + 0.5
        left.stairs(row, edges, fill=True, color=picture.COLOURS["neuron"])
        left.set_ylim(0, 1)
        right = picture.axes(
            figure, xlabel=words["axis_width"], ylabel=words["axis_size"], position=(1, 2, 2)
        )
        right.set(xscale="log", yscale="log", ylim=(FLOOR, 1))
        for name, stem in (("divided", "cross_entropy"), ("plain", "quadratic")):
            sizes = [self.size(width, scaled=name == "divided") for width in WIDTHS]
            style = {"color": picture.COLOURS[stem], "linestyle": picture.LINES[stem]}
            right.plot(WIDTHS, sizes, label=words[name], **style)
            now = self.size(self.width, scaled=name == "divided")
            right.plot([self.width], [now], "o", color=style["color"], markersize=6)
        right.legend(frameon=False, loc="lower left")
