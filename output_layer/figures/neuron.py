"""One sigmoid neuron: from its input over z = w·x + b to a = σ(z), with the curve's tangent."""

import numpy as np

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed
from output_layer.sigmoid import logit, sigmoid, sigmoid_derivative

__all__ = ["Neuron"]

WORDS = {
    "title": "One sigmoid neuron",
    "picture": "The sigmoid curve; at z = {z} its height is {a} and its slope {slope}.",
    "spoken": "z {z}, output {a}, slope {slope}",
    "w": "weight *w*",
    "b": "bias *b*",
    "x": "input *x*",
    "z": "*z* = *w* · *x* + *b*",
    "a": "output *a*",
    "slope": "slope *σ*′(*z*)",
    "log_odds": "log-odds of *a*",
    "tangent": "slope {slope}",
    "axis_z": "*z*",
    "axis_a": "*a* = *σ*(*z*)",
    "arrow_input": "*w* · *x*",
    "arrow_bias": "*b*",
    "node_x": "*x*",
    "node_sum": "sum",
    "node_sigmoid": "sigmoid",
    "node_a": "*a*",
}


class Neuron(Figure):
    """One neuron: its numbers, the sigmoid curve, and the tangent at the neuron's point.

    Dragging the point along the curve changes the bias b, as far as b goes.

    >>> Neuron(w=0.6, b=0.9).readouts()["a"]
    '0.8176'
    """

    w = bounded(0.6, -4, 4, 0.1)
    b = bounded(0.9, -4, 4, 0.1)
    x = bounded(1.0, -2, 2, 0.1)
    words = table(WORDS)

    def values(self):
        """Return z, the output a, the slope σ′(z) and the log-odds of a."""
        z = self.w * self.x + self.b
        a = sigmoid(z)
        slope = sigmoid_derivative(z)
        return {"z": fixed(z, 2), "a": a, "slope": slope, "log_odds": fixed(logit(a), 2)}

    def draw(self, figure):
        """Draw the curve, the point and its tangent."""
        ranges = {"xlim": (-12, 12), "ylim": (-0.18, 1.18), "yticks": np.linspace(0, 1, 6)}
        axes = picture.axes(
            figure, xlabel=self.words["axis_z"], ylabel=self.words["axis_a"], **ranges
        )
        z = self.w * self.x + self.b
        a, slope = sigmoid(z), sigmoid_derivative(z)
        curve = np.linspace(-12, 12, 97)
        near = np.array([-2.5, 2.5])
        axes.plot(curve, sigmoid(curve), color=picture.COLOURS["neuron"])
        axes.plot(z + near, a + slope * near, color=picture.COLOURS["ink"], linewidth=1.2)
        axes.plot([z], [a], "o", color=picture.COLOURS["neuron"], markersize=8)
