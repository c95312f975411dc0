"""Shares: logits of up to eight classes as bars, and the share that softmax gives each of them."""

import numpy as np

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed, number
from output_layer.softmax import softmax

__all__ = ["Shares"]

CLASSES = list(enumerate("₁₂₃₄₅₆₇₈", start=1))
LOOKS = {"logits": "muted", "shares": "neuron"}
WORDS = {
    "title": "Shares of the layer",
    "picture": (
        "Bars of {classes} logits, all shifted by {shift}, and bars of their shares at "
        "temperature {temperature}. The shares are {shares}; their sum is {sum}."
    ),
    "spoken": "shares {shares}; their sum is {sum}",
    "formula": "shares *a* = softmax((*z* + *c*)/*τ*)",
    "now_shift": "*c* =",
    "now_temperature": "*τ* =",
    "shares": "all shares:",
    "sum": "sum of all shares",
    "classes": "classes *K*",
    "shift": "shift all by *c*",
    "temperature": "temperature *τ*",
    "axis_logits": "logits *z* + *c*",
    "axis_shares": "shares *a*",
    **{f"z{j}": f"*z*{index}" for j, index in CLASSES},
    **{f"a{j}": f"*a*{index}" for j, index in CLASSES},
}


class Shares(Figure):
    """The shares a = softmax((z + c)/τ) of 2 to 8 classes.

    The shift c moves every logit and no share; the temperature τ moves the shares.

    >>> Shares(classes=2, z1=1.0, z2=0.0, shift=5.0).readouts()["shares"]
    '0.7311, 0.2689'
    """

    SIZE = (7.2, 3.4)

    classes = bounded(4, 2, 8, 1)
    z1 = bounded(2.0, -5.0, 5.0, 0.1)
    z2 = bounded(1.0, -5.0, 5.0, 0.1)
    z3 = bounded(-1.0, -5.0, 5.0, 0.1)
    z4 = bounded(0.5, -5.0, 5.0, 0.1)
    z5 = bounded(-2.0, -5.0, 5.0, 0.1)
    z6 = bounded(1.5, -5.0, 5.0, 0.1)
    z7 = bounded(-0.5, -5.0, 5.0, 0.1)
    z8 = bounded(0.0, -5.0, 5.0, 0.1)
    shift = bounded(0.0, -10.0, 10.0, 0.1)
    temperature = bounded(1.0, 0.1, 10.0, 0.1)
    words = table(WORDS)

    def logits(self):
        """Return the logits of the classes that take part, each with the shift added."""
        return np.array([getattr(self, f"z{j}") for j, _ in CLASSES[: self.classes]]) + self.shift

    def shares(self):
        """Return the shares of the classes, an array with the sum 1."""
        return softmax(self.logits() / self.temperature)

    def values(self):
        """Return shift, temperature, each share, their sum, and all shares as one text."""
        shares = self.shares()
        settings = {name: fixed(getattr(self, name), 2) for name in ("shift", "temperature")}
        each = {f"a{j}": share for j, share in enumerate(shares, start=1)}
        return {**settings, **each, "sum": shares.sum(), "shares": ", ".join(map(number, shares))}

    def draw(self, figure):
        """Draw the bars of the logits beside those of the shares."""
        ends = min(-5, self.shift - 5), max(5, self.shift + 5)
        self._bars(figure, 1, "logits", self.logits(), xlim=ends)
        self._bars(figure, 2, "shares", self.shares(), xlim=(0, 1.2), xticks=(0, 0.5, 1))

    def _bars(self, figure, place, name, values, **options):
        """Draw one bar a class, the first on top, each with its number."""
        words = [self.words[f"{'za'[place - 1]}{j}"].replace("*", "") for j, _ in CLASSES]
        rows = range(self.classes)
        options |= {"yticks": rows, "yticklabels": words[: self.classes]}
        options |= {"ylim": (self.classes - 0.5, -0.5), "position": (1, 2, place)}
        axes = picture.axes(figure, xlabel="", ylabel=self.words[f"axis_{name}"], **options)
        axes.grid(False, axis="y")
        axes.barh(rows, values, color=picture.COLOURS[LOOKS[name]], height=0.6)
        for row, value in enumerate(values):
            # A share's number stands behind its bar, a logit's on the other side of zero.
            start = value if name == "shares" else 0.0
            left = name == "logits" and value >= 0
            style = {"ha": "right" if left else "left", "va": "center", "fontsize": 9}
            offset = {"xytext": (-4 if left else 4, 0), "textcoords": "offset points"}
            axes.annotate(fixed(value, 2), (start, row), **offset, **style)
