"""The interactive figures of the book, each a pair: traits in Python, drawing in JavaScript."""

from output_layer.figures.landscape import Landscape
from output_layer.figures.neuron import Neuron
from output_layer.figures.race import Race
from output_layer.figures.saturation import Saturation

__all__ = ["Landscape", "Neuron", "Race", "Saturation"]
