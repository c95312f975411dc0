"""The bipolar output: its curve from −1 to 1, and the point of one input on it."""

import numpy as np

from output_layer.bipolar import bipolar, bipolar_derivative
from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed

__all__ = ["Bipolar"]

WORDS = {
    "title": "The bipolar output",
    "picture": "A curve from −1 to 1; at z = {z} its height is {output} and its slope {slope}.",
    "spoken": "z {z}, bipolar output {output}, slope {slope}",
    "z": "*z*",
    "output": "bipolar output",
    "slope": "slope",
    "axis_z": "*z*",
    "axis_output": "2*a* − 1",
}


class Bipolar(Figure):
    """The bipolar output of one input z, which is dragged along the curve.

    >>> Bipolar(z=0.0).readouts()["slope"]
    '0.5000'
    """

    z = bounded(1.0, -10, 10, 0.1)
    words = table(WORDS)

    def values(self):
        """Return z, the output and the slope."""
        output, slope = bipolar(self.z), bipolar_derivative(self.z)
        return {"z": fixed(self.z, 2), "output": output, "slope": slope}

    def draw(self, figure):
        """Draw the curve and the point."""
        labels = {"xlabel": self.words["axis_z"], "ylabel": self.words["axis_output"]}
        axes = picture.axes(figure, **labels, xlim=(-10, 10), ylim=(-1.08, 1.08))
        z, colour = np.linspace(-10, 10, 101), picture.COLOURS["neuron"]
        axes.plot(z, bipolar(z), color=colour)
        axes.plot([self.z], [bipolar(self.z)], "o", color=colour, markersize=8)
