"""Parabolas: the cost of one neuron, the parabola that fits it at a point, and one that is safe."""

import numpy as np

from output_layer.crossentropy import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.curvature import cross_entropy_newton_step
from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed
from output_layer.sigmoid import sigmoid_derivative

__all__ = ["Parabolas"]

WORDS = {
    "title": "Two parabolas and where they lead",
    "picture": (
        "The cross-entropy over z for target {y}, and two parabolas that touch it at z = {z}, "
        "where the slope is {slope} and the curvature {curvature}. Newton's parabola has its "
        "lowest point at {newton}, where the cost is {newton_cost}; that of the bound ¼ has it at "
        "{bound}, where the cost is {bound_cost}. At z itself the cost is {cost}."
    ),
    "spoken": (
        "cost {cost}, slope {slope}, curvature {curvature}; Newton lands at {newton} with the "
        "cost {newton_cost}, the bound at {bound} with the cost {bound_cost}"
    ),
    "z": "*z*",
    "y": "target *y*",
    "cost": "cost here",
    "slope": "slope",
    "curvature": "curvature",
    "newton": "Newton: lands at",
    "bound": "bound: lands at",
    "newton_cost": "Newton: cost",
    "bound_cost": "bound: cost",
    "axis_z": "*z*",
    "axis_cost": "cost *C*",
    "take_newton": "Newton’s step",
    "take_bound": "the bound’s step",
}
WIDEST = 8.0
HEIGHTS = (-1.6, 8.2)
STEEPEST = 0.25  # no curvature of the cost is larger
LOOKS = {"newton": ("class_2", (0, (5, 2))), "bound": ("neuron", (0, (1, 1.5)))}


class Parabolas(Figure):
    """The cross-entropy over z, and the parabolas of Newton's step and of the bound ¼ at a point.

    Both have the cost and the slope of the point. Newton's has its curvature a(1 − a) too, the
    other one the curvature ¼, which the cost nowhere exceeds, so it lies nowhere below the cost.

    >>> Parabolas(z=4.0, y=0.0).readouts()["newton"]
    '−51.60'
    """

    SIZE = (6.4, 4.8)

    z = bounded(2.0, -WIDEST, WIDEST, 0.1)
    y = bounded(0.0, 0.0, 1.0, 0.5)
    words = table(WORDS)

    def steps(self):
        """Return name → curvature of the parabola and the step to its lowest point."""
        slope = cross_entropy_cost_gradient(self.z, self.y)
        newton = cross_entropy_newton_step(self.z, self.y)
        return {
            "newton": (sigmoid_derivative(self.z), newton),
            "bound": (STEEPEST, slope / STEEPEST),
        }

    def values(self):
        """Return cost, slope and curvature at z, and where both steps land, with the cost there."""
        landings = {name: self.z - step for name, (_, step) in self.steps().items()}
        costs = {f"{name}_cost": cross_entropy_cost(at, self.y) for name, at in landings.items()}
        here = {
            "z": fixed(self.z, 2),
            "cost": cross_entropy_cost(self.z, self.y),
            "slope": cross_entropy_cost_gradient(self.z, self.y),
            "curvature": sigmoid_derivative(self.z),
        }
        return here | {name: fixed(at, 2) for name, at in landings.items()} | costs

    def draw(self, figure):
        """Draw the cost, both parabolas, the point, and the places where the steps land."""
        labels = {"xlabel": self.words["axis_z"], "ylabel": self.words["axis_cost"]}
        axes = picture.axes(figure, **labels, xlim=(-WIDEST, WIDEST), ylim=HEIGHTS)
        z = np.linspace(-WIDEST, WIDEST, 161)
        here, slope = (
            of(self.z, self.y) for of in (cross_entropy_cost, cross_entropy_cost_gradient)
        )
        cost = {"color": picture.COLOURS["cross_entropy"]}
        axes.plot(z, cross_entropy_cost(z, self.y), **cost)
        for name, (curvature, step) in self.steps().items():
            colour, dashes = LOOKS[name]
            style = {"color": picture.COLOURS[colour], "linestyle": dashes}
            parabola = here + slope * (z - self.z) + curvature / 2 * (z - self.z) ** 2
            axes.plot(z, parabola, label=self.words[f"take_{name}"], **style)
            landing = self.z - step
            if abs(landing) <= WIDEST:
                below = cross_entropy_cost(landing, self.y)
                axes.plot([landing], [below], "o", color=style["color"], markersize=6)
        axes.plot([self.z], [here], "o", color=picture.COLOURS["ink"], markersize=7)
        figure.legend(frameon=False, loc="outside lower center", ncols=3)
