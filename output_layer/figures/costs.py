"""Costs: C over z, for the quadratic cost and for the cross-entropy, in one plot."""

import numpy as np

from output_layer.crossentropy import cross_entropy_cost
from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed
from output_layer.sigmoid import sigmoid
from output_layer.slowdown import quadratic_cost

__all__ = ["Costs"]

WORDS = {
    "title": "Two costs of one answer",
    "picture": (
        "Both costs over z for target {y}; at z = {z} the quadratic cost is {quadratic} and the "
        "cross-entropy {cross_entropy}. The quadratic cost stays below a ceiling of one half, "
        "the cross-entropy follows a ramp."
    ),
    "spoken": "output {a}; quadratic cost {quadratic}, cross-entropy {cross_entropy}",
    "z": "*z*",
    "y": "target *y*",
    "a": "output *a*",
    "quadratic": "quadratic cost",
    "cross_entropy": "cross-entropy",
    "axis_z": "*z*",
    "axis_cost": "cost *C*",
    "right": "right and sure",
    "wrong": "wrong and sure",
    "ceiling": "ceiling ½",
    "half": "log 2",
    "ramp_zero": "ramp *C* = *z*",
    "ramp_one": "ramp *C* = −*z*",
}
COSTS = {"quadratic": quadratic_cost, "cross_entropy": cross_entropy_cost}
WIDEST = 6.0
CEILING = 0.5


class Costs(Figure):
    """C over z for both costs, at target 0 or 1, with what bounds each; the point z is dragged.

    The ceiling ½ bounds the quadratic cost. The ramp, |z| on the wrong side, is what the
    cross-entropy tends to; at z = 0 it is log 2.

    >>> Costs(z=0.0).readouts()["cross_entropy"]
    '0.6931'
    """

    SIZE = (6.4, 4.8)

    z = bounded(4.0, -WIDEST, WIDEST, 0.1)
    y = bounded(0, 0, 1, 1)
    words = table(WORDS)

    def values(self):
        """Return z, the output a, and both costs."""
        costs = {name: cost(self.z, self.y) for name, cost in COSTS.items()}
        return {"z": fixed(self.z, 2), "a": sigmoid(self.z), **costs}

    def draw(self, figure):
        """Draw both curves and both points, the ceiling, the ramp and the mark at log 2."""
        labels = {"xlabel": self.words["axis_z"], "ylabel": self.words["axis_cost"]}
        ranges = {"xlim": (-WIDEST, WIDEST), "ylim": (0, WIDEST + 0.2)}
        axes = picture.axes(figure, **labels, **ranges)
        self._marks(axes, -1 if self.y else 1)
        z = np.linspace(-WIDEST, WIDEST, 121)
        for name, cost in COSTS.items():
            style = {"color": picture.COLOURS[name], "linestyle": picture.LINES[name]}
            axes.plot(z, cost(z, self.y), label=self.words[name], **style)
            axes.plot([self.z], [cost(self.z, self.y)], "o", color=style["color"], markersize=7)
        axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.76, 1.0), ncols=2)

    def _marks(self, axes, wrong):
        """Draw what bounds the costs, with its name; the wrong side has this sign."""
        muted = {"color": picture.COLOURS["muted"], "linewidth": 1, "linestyle": ":"}
        outer, inner = ("right", "left") if wrong > 0 else ("left", "right")
        near = {"xytext": (0, 4), "textcoords": "offset points"}
        axes.axvspan(0, wrong * WIDEST, color=muted["color"], alpha=0.12, linewidth=0)
        axes.axhline(CEILING, **muted)
        axes.annotate(self.words["ceiling"], (-wrong * WIDEST, CEILING), ha=inner, **near)
        axes.plot([0, wrong * WIDEST], [0, WIDEST], **muted)
        ramp = self.words["ramp_one" if self.y else "ramp_zero"].replace("*", "")
        axes.annotate(ramp, (wrong * 3.4, 2.8), ha=inner)
        axes.plot([0], [np.log(2)], "o", color=picture.COLOURS["cross_entropy"], markersize=4)
        axes.annotate(self.words["half"], (-wrong * 0.2, np.log(2)), ha=outer, **near)
