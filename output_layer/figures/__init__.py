"""The interactive figures of the book, each a pair: traits in Python, drawing in JavaScript."""

from output_layer.figures.attention import Attention
from output_layer.figures.boundary import Boundary
from output_layer.figures.costs import Costs
from output_layer.figures.digits import Digits
from output_layer.figures.entropies import Entropies
from output_layer.figures.gap import Gap
from output_layer.figures.landscape import Landscape
from output_layer.figures.letters import Letters
from output_layer.figures.neuron import Neuron
from output_layer.figures.parabolas import Parabolas
from output_layer.figures.race import Race
from output_layer.figures.reliability import Reliability
from output_layer.figures.shares import Shares
from output_layer.figures.simplex import Simplex
from output_layer.figures.slopes import Slopes
from output_layer.figures.steps import Steps
from output_layer.figures.targets import Targets

__all__ = [
    "Attention",
    "Boundary",
    "Costs",
    "Digits",
    "Entropies",
    "Gap",
    "Landscape",
    "Letters",
    "Neuron",
    "Parabolas",
    "Race",
    "Reliability",
    "Shares",
    "Simplex",
    "Slopes",
    "Steps",
    "Targets",
]
