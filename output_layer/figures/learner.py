"""What figures of a learning neuron share: its traits, the words for them, both training runs."""

from output_layer.figures.base import Figure, bounded
from output_layer.slowdown import train_neuron

__all__ = ["KINDS", "WORDS", "Learner"]

# The stem of a cost's readouts, and the name by which `train_neuron` knows it.
KINDS = {"quadratic": "quadratic", "cross_entropy": "cross-entropy"}

WORDS = {
    "quadratic": "quadratic cost",
    "cross_entropy": "cross-entropy",
    "start": "start (*w*, *b*)",
    "x": "*x*",
    "w": "weight *w*",
    "b": "bias *b*",
    "y": "target *y*",
    "eta": "rate *η*",
    "epochs": "epochs",
}


class Learner(Figure):
    """A neuron trained on one example from one start (w, b), at one rate η, by both costs."""

    w = bounded(2.0, -5.0, 5.0, 0.1)
    b = bounded(2.0, -5.0, 5.0, 0.1)
    x = bounded(1.0, -2.0, 2.0, 0.1)
    y = bounded(0, 0, 1, 1)
    eta = bounded(0.15, 0.005, 2.0, 0.005)
    epochs = bounded(300, 10, 1000, 10)

    def runs(self):
        """Return the two training runs: stem of the cost → `Trajectory`."""
        start = {name: getattr(self, name) for name in ("w", "b", "x", "y", "eta", "epochs")}
        return {stem: train_neuron(**start, cost=cost) for stem, cost in KINDS.items()}
