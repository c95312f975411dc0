"""Slopes: the size of ∂C/∂z over z, for the quadratic cost and for the cross-entropy."""

import numpy as np
import traitlets

from output_layer.crossentropy import cross_entropy_cost_gradient
from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed
from output_layer.sigmoid import sigmoid
from output_layer.slowdown import quadratic_cost_gradient

__all__ = ["Slopes"]

WORDS = {
    "title": "The size of the gradient",
    "picture": (
        "The size of the gradient over z for target {y}; at z = {z} it is {quadratic} "
        "with the quadratic cost and {cross_entropy} with the cross-entropy."
    ),
    "spoken": (
        "output {a}; gradient {quadratic} with the quadratic cost, "
        "{cross_entropy} with the cross-entropy, {ratio} times as large"
    ),
    "z": "*z*",
    "y": "target *y*",
    "log_scale": "logarithmic scale",
    "a": "output *a*",
    "quadratic": "quadratic cost",
    "cross_entropy": "cross-entropy",
    "ratio": "ratio",
    "axis_z": "*z*",
    "axis_gradient": "size of the gradient, |∂*C*/∂*z*|",
    "right": "right and sure",
    "wrong": "wrong and sure",
}
COSTS = {"quadratic": quadratic_cost_gradient, "cross_entropy": cross_entropy_cost_gradient}
FLOOR = 1e-9  # of the logarithmic axis: below all that happens between −10 and 10


class Slopes(Figure):
    """|∂C/∂z| over z for both costs, at target 0 or 1; the point z is dragged.

    >>> Slopes(z=4.0).readouts()["ratio"]
    '56.62'
    """

    z = bounded(3.0, -10, 10, 0.1)
    y = bounded(0, 0, 1, 1)
    log_scale = traitlets.Bool(False).tag(sync=True)
    words = table(WORDS)

    def values(self):
        """Return z, the output a, both gradients' sizes, and how many times one is the other."""
        sizes = {name: abs(gradient(self.z, self.y)) for name, gradient in COSTS.items()}
        ratio = sizes["cross_entropy"] / sizes["quadratic"]
        return {"z": fixed(self.z, 2), "a": sigmoid(self.z), **sizes, "ratio": ratio}

    def draw(self, figure):
        """Draw both curves and both points, and shade the wrong side."""
        labels = {"xlabel": self.words["axis_z"], "ylabel": self.words["axis_gradient"]}
        axes = picture.axes(figure, **labels, xlim=(-10, 10))
        axes.set_xticks(range(-10, 11, 5))
        axes.set(yscale="log", ylim=(FLOOR, 1)) if self.log_scale else axes.set(ylim=(0, 1.04))
        wrong = (0, 10) if self.y == 0 else (-10, 0)
        axes.axvspan(*wrong, color=picture.COLOURS["muted"], alpha=0.12, linewidth=0)
        z = np.linspace(-10, 10, 101)
        for name, gradient in COSTS.items():
            style = {"color": picture.COLOURS[name], "linestyle": picture.LINES[name]}
            axes.plot(z, abs(gradient(z, self.y)), label=self.words[name], **style)
            size = abs(gradient(self.z, self.y))
            axes.plot([self.z], [size], "o", color=style["color"], markersize=7)
        axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.76, 1.0), ncols=2)
