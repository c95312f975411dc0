"""The gap: the gradient's size against how wrong the output is, for two layers and two costs."""

import numpy as np
import traitlets

from output_layer.crossentropy import cross_entropy_cost_gradient
from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed
from output_layer.gradient import log_likelihood_cost_gradient
from output_layer.saturation import softmax_quadratic_cost_gradient
from output_layer.slowdown import quadratic_cost_gradient
from output_layer.softmax import softmax

__all__ = ["Gap"]

WORDS = {
    "title": "The gradient against the gap",
    "picture": (
        "The size of the gradient over the gap, with {classes} classes. At a gap of {gap} it is "
        "{softmax_log_likelihood} for softmax with the log-likelihood, {softmax_quadratic} for "
        "softmax with the quadratic cost, {sigmoid_cross_entropy} for sigmoid with the "
        "cross-entropy, and {sigmoid_quadratic} for sigmoid with the quadratic cost."
    ),
    "spoken": (
        "gradient {softmax_log_likelihood} for softmax with the log-likelihood, "
        "{softmax_quadratic} with the quadratic cost; {sigmoid_cross_entropy} for sigmoid with "
        "the cross-entropy, {sigmoid_quadratic} with the quadratic cost"
    ),
    "gap": "gap",
    "classes": "classes *K*",
    "rises": "how it is wrong",
    "way_sinks": "true class sinks",
    "way_rises": "wrong class rises",
    "softmax_sinks": "Softmax: the logit −gap for the true class, 0 for all others.",
    "softmax_rises": "Softmax: the logit +gap for a wrong class, 0 for all others.",
    "sigmoid_sinks": "Sigmoid: the neuron of the true class alone, at *z* = −gap.",
    "sigmoid_rises": "Sigmoid: the neuron of a wrong class alone, at *z* = +gap.",
    "log_scale": "logarithmic scale",
    "share": "true class's softmax share",
    "softmax_log_likelihood": "softmax, log-likelihood",
    "softmax_quadratic": "softmax, quadratic cost",
    "sigmoid_cross_entropy": "sigmoid, cross-entropy",
    "sigmoid_quadratic": "sigmoid, quadratic cost",
    "axis_gap": "gap",
    "axis_gradient": "size of the gradient, |∂*C*/∂*z*|",
    "log_classes": "log *K*",
}
SOFTMAX = {
    "softmax_log_likelihood": log_likelihood_cost_gradient,
    "softmax_quadratic": softmax_quadratic_cost_gradient,
}
SIGMOID = {
    "sigmoid_cross_entropy": cross_entropy_cost_gradient,
    "sigmoid_quadratic": quadratic_cost_gradient,
}
LOOKS = {
    "softmax_log_likelihood": ("cross_entropy", "solid"),
    "softmax_quadratic": ("quadratic", (0, (5, 2.5))),
    "sigmoid_cross_entropy": ("cross_entropy", (0, (1, 1.5))),
    "sigmoid_quadratic": ("quadratic", (0, (5, 1.5, 1, 1.5))),
}
WIDEST = 15.0
FLOOR = 1e-10  # of the logarithmic axis: below all that happens up to the widest gap


class Gap(Figure):
    """The norm of ∂C/∂z over the gap by which a softmax layer or a sigmoid neuron is wrong.

    With softmax, either the true class has the logit −gap and all others 0, or one wrong class
    has the logit +gap and all others 0. With sigmoid it is the neuron of that class alone.

    >>> Gap(gap=0.0, classes=2).readouts()["share"]
    '0.5000'
    """

    gap = bounded(5.0, 0.0, WIDEST, 0.1)
    classes = bounded(10, 2, 1000, 1)
    rises = traitlets.Bool(False).tag(sync=True)
    log_scale = traitlets.Bool(True).tag(sync=True)
    words = table(WORDS)

    def logits(self, gap):
        """Return the K logits for a gap, or a row of them for each; the true class is first."""
        gap = np.asarray(gap)
        z = np.zeros((*gap.shape, self.classes))
        z[..., int(self.rises)] = gap if self.rises else -gap
        return z

    def sizes(self, gap):
        """Return the gradient's size for a gap, or for each of several: name → size."""
        z = self.logits(gap)
        labels = np.zeros(z.shape[:-1], int)
        own, target = (gap, 0) if self.rises else (np.negative(gap), 1)
        layers = {name: np.linalg.norm(of(z, labels), axis=-1) for name, of in SOFTMAX.items()}
        return layers | {name: abs(of(own, target)) for name, of in SIGMOID.items()}

    def values(self):
        """Return the gap, the true class's share with softmax, and all four sizes."""
        share = softmax(self.logits(self.gap))[0]
        return {"gap": fixed(self.gap, 1), "share": share, **self.sizes(self.gap)}

    def draw(self, figure):
        """Draw the four curves, each with its point."""
        labels = {"xlabel": self.words["axis_gap"], "ylabel": self.words["axis_gradient"]}
        axes = picture.axes(figure, **labels, xlim=(0, WIDEST))
        scale = {"yscale": "log", "ylim": (FLOOR, 3)} if self.log_scale else {"ylim": (0, 1.5)}
        axes.set(**scale)
        if self.rises:
            axes.axvline(np.log(self.classes), color=picture.COLOURS["muted"], linewidth=0.8)
        gaps = np.linspace(0, WIDEST, 76)
        now = self.sizes(self.gap)
        for name, sizes in self.sizes(gaps).items():
            colour, dashes = LOOKS[name]
            style = {"color": picture.COLOURS[colour], "linestyle": dashes}
            axes.plot(gaps, sizes, label=self.words[name], **style)
            axes.plot([self.gap], [now[name]], "o", color=style["color"], markersize=6)
        figure.legend(frameon=False, loc="outside lower center", ncols=2)
