"""Entropies: an arrow of three logits, and the shares that softmax and sparsemax make of it."""

import numpy as np
import traitlets

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.simplex import DIRECTIONS, place
from output_layer.principle import entropy, sparsemax
from output_layer.softmax import softmax

__all__ = ["Entropies"]

WORDS = {
    "title": "Two entropies",
    "picture": (
        "An arrow of three logits from the middle of the triangle of shares, {length} long, in "
        "the direction of {angle} degrees. The answer has the "
        "shares {a1}, {a2}, {a3}: their mean logit is {mean}, their entropy {bonus}, and no other "
        "shares have a larger sum of the two, {best}. Beside it, the shares as the arrow grows."
    ),
    "spoken": "shares {a1}, {a2}, {a3}; mean logit {mean}, entropy {bonus}, sum {best}",
    "triangle": "the arrow *z* and both answers",
    "growth": "shares, as the arrow grows",
    "axis_length": "length of the arrow",
    "axis_share": "share",
    "note": "Dotted: from the tip to the nearest point of the triangle, which sparsemax answers.",
    "handle": "tip of the arrow",
    "kind_of_handle": "two-dimensional slider",
    "square": "entropy",
    "shannon": "Shannon's",
    "squares": "the square",
    "softmax": "softmax",
    "sparsemax": "sparsemax",
    "length": "length",
    "angle": "direction in degrees",
    "a1": "share *a*₁",
    "a2": "share *a*₂",
    "a3": "share *a*₃",
    "mean": "mean logit *a*·*z*",
    "bonus": "entropy",
    "best": "sum",
}
ANSWERS = {"cross_entropy": softmax, "quadratic": sparsemax}
LONGEST = 6.0  # how far the curves go
SIDES = "₁₂₃"


class Entropies(Figure):
    """The shares a with the largest a·z + entropy: Shannon's entropy, or ½ Σ a(1 − a).

    The arrow is the part of the logits that counts: they sum to 0.

    >>> Entropies(angle=90, length=1.0, square=True).readouts()["a1"]
    '1.000'
    """

    SIZE = (7.2, 3.7)

    angle = bounded(130, 0, 360, 1)
    length = bounded(1.0, 0.0, 1.3, 0.02)
    square = traitlets.Bool(False).tag(sync=True)
    words = table(WORDS)

    def logits(self, length=None):
        """Return the three logits of the arrow, or a row of them for each of several lengths."""
        turn = np.radians(self.angle)
        way = DIRECTIONS @ [np.cos(turn), np.sin(turn)] * 2 / 3
        return np.multiply.outer(self.length if length is None else length, way)

    def answer(self):
        """Return the function from logits to shares that belongs to the chosen entropy."""
        return sparsemax if self.square else softmax

    def values(self):
        """Return the shares of the chosen entropy, and what the sum that is largest is made of."""
        z = self.logits()
        a = self.answer()(z)
        bonus = a @ (1 - a) / 2 if self.square else entropy(a)
        shares = {f"a{j}": share for j, share in enumerate(a, start=1)}
        return {**shares, "mean": a @ z, "bonus": bonus, "best": a @ z + bonus}

    def draw(self, figure):
        """Draw the triangle with the arrow beside the curves of the shares."""
        self._triangle(figure)
        axes = picture.axes(
            figure,
            xlabel=self.words["axis_length"],
            ylabel=self.words["growth"],
            position=(1, 2, 2),
            xlim=(0, LONGEST),
            ylim=(0, 1),
        )
        lengths, now = np.linspace(0, LONGEST, 101), self.answer()(self.logits())
        for j, curve in enumerate(self.answer()(self.logits(lengths)).T):
            colour = picture.COLOURS[f"class_{j + 1}"]
            axes.plot(lengths, curve, color=colour)
            axes.plot([self.length], [now[j]], "o", color=colour, markersize=6)
            axes.text(LONGEST, curve[-1], f" a{SIDES[j]}", color=colour, va="center")

    def _triangle(self, figure):
        options = {"position": (1, 2, 1), "aspect": "equal", "xlim": (-1.4, 1.4)}
        axes = picture.axes(figure, xlabel="", ylabel=self.words["triangle"], **options)
        axes.set(ylim=(-1.4, 1.4))
        axes.set_axis_off()
        muted, z = picture.COLOURS["muted"], self.logits()
        axes.fill(*DIRECTIONS.T, facecolor=muted, alpha=0.12)
        axes.plot(*DIRECTIONS[[0, 1, 2, 0]].T, color=muted, linewidth=0.8)
        for j, corner in enumerate(1.12 * DIRECTIONS):
            axes.text(*corner, "a" + SIDES[j], ha="center", va="center")
        tip = place(z)
        axes.plot(*np.transpose([tip, place(sparsemax(z))]), ":", color=muted)
        axes.annotate("", tip, (0, 0), arrowprops={"arrowstyle": "->", "color": muted})
        for look, answer in ANSWERS.items():
            axes.plot(*place(answer(z)), "o", color=picture.COLOURS[look], markersize=7)
