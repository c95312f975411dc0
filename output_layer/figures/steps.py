"""Steps: the derivation of ∂C/∂z_j = a_j − δ_jy as a walk over a small network with its numbers."""

import numpy as np

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed, number
from output_layer.gradient import (
    log_likelihood_cost,
    log_likelihood_cost_gradient,
    softmax_jacobian,
)
from output_layer.softmax import softmax

__all__ = ["Steps"]

CLASSES = list(enumerate("₁₂₃", start=1))
WORDS = {
    "title": "The gradient, step by step",
    "picture": (
        "A network of three logits, their shares {a1}, {a2}, {a3} and the cost {cost} of label "
        "{label}. Its gradient in the logits is {g1}, {g2}, {g3}."
    ),
    "spoken": "shares {a1}, {a2}, {a3}; cost {cost}",
    "forward": "Forward. Three logits make three shares. The cost sees only *a*{y}.",
    "last_link": "The last link. A larger *a*{y} lowers the cost, most where *a*{y} is small.",
    "same_link": "The first link, *j* = *y*. A larger *z*{j} raises its own share *a*{y}.",
    "other_link": "The first link, *j* ≠ *y*. A larger *z*{j} takes from the share *a*{y}.",
    "chain": "The chain rule multiplies both links. The factor *a*{y} cancels.",
    "result": "What is left: the share minus the target, with no factor that could vanish.",
    "cost": "*C* = −log *a*{y}",
    "outer": "∂*C*/∂*a*{y} = −1/*a*{y}",
    "same": "*j* = *y*: ∂*a*{y}/∂*z*{y} = *a*{y} · (1 − *a*{y})",
    "other": "*j* ≠ *y*: ∂*a*{y}/∂*z*{l} = −*a*{y} · *a*{l}",
    "product": "∂*C*/∂*z*{j} = ∂*C*/∂*a*{y} · ∂*a*{y}/∂*z*{j} = ({outer}) · ({slope})",
    "gradient": "∂*C*/∂*z*{j} = *a*{j} − *δ*{j}{y} = {share} − {delta}",
    "step": "step",
    "back": "Back",
    "next": "Next",
    "label": "label *y*",
    "component": "component *j*",
    "node_cost": "*C*",
    **{f"z{j}": f"*z*{index}" for j, index in CLASSES},
    **{f"a{j}": f"*a*{index}" for j, index in CLASSES},
    **{f"g{j}": f"∂*C*/∂*z*{index}" for j, index in CLASSES},
}


class Steps(Figure):
    """The chain z_j → a_y → C for a label y and a component j, each link with its numbers.

    Step 0 is the way forward, 1 the link from a_y to C, 2 that from z_j to a_y, 3 their
    product and 4 what it comes to. On a screen each result is hidden until its step.

    >>> Steps(z1=0.0, z2=0.0, z3=0.0).readouts()["cost"]
    '1.099'
    """

    SIZE = (7.2, 3.4)

    z1 = bounded(0.5, -5.0, 5.0, 0.1)
    z2 = bounded(2.0, -5.0, 5.0, 0.1)
    z3 = bounded(-1.0, -5.0, 5.0, 0.1)
    label = bounded(1, 1, 3, 1)
    component = bounded(1, 1, 3, 1)
    step = bounded(0, 0, 4, 1)
    words = table(WORDS)

    def logits(self):
        """Return the three logits."""
        return np.array([self.z1, self.z2, self.z3])

    def values(self):
        """Return the shares, the cost, each factor of the chain rule, their product, ∂C/∂z.

        ``same`` is the link of y itself, ``other`` that of component j; for j = y, where
        there is no other, that of the class after y.
        """
        z, y, j = self.logits(), self.label - 1, self.component - 1
        a, gradient = softmax(z), log_likelihood_cost_gradient(z, y)
        links, outer = softmax_jacobian(z)[y], -1 / a[y]
        return {
            **{f"a{i}": share for i, share in enumerate(a, start=1)},
            **{f"g{i}": slope for i, slope in enumerate(gradient, start=1)},
            "cost": log_likelihood_cost(z, y),
            "outer": outer,
            "same": links[y],
            "other": links[j if j != y else (y + 1) % 3],
            "product": outer * links[j],
            "gradient": gradient[j],
        }

    def draw(self, figure):
        """Draw the network: the chain from z_j to C stands out, every node has its number."""
        axes = figure.add_subplot()
        axes.set(xlim=(-0.8, 2.3), ylim=(-2.6, 0.5))
        axes.set_axis_off()
        heights, y, j = [0, -1, -2], 1 - self.label, 1 - self.component
        chain = {"color": picture.COLOURS["cross_entropy"], "linewidth": 2.5}
        link = {"color": picture.COLOURS["muted"], "linewidth": 0.6, "alpha": 0.5}
        for start in heights:
            for end in heights:
                axes.plot([0, 1], [start, end], **link)
        axes.plot([0, 1, 2], [j, y, -1], **chain)
        self._nodes(axes, heights)

    def _nodes(self, axes, heights):
        """Draw the nodes with their names, and write their numbers beneath."""
        numbers, cost = self.values(), self.words["node_cost"]
        colours = {"z": "muted", "a": "neuron"}
        for (i, _), height in zip(CLASSES, heights, strict=True):
            z, share = fixed(self.logits()[i - 1], 2), fixed(numbers[f"a{i}"], 2)
            for x, name, text in ((0, f"z{i}", z), (1, f"a{i}", share)):
                _node(axes, (x, height), self.words[name], text, colours[name[0]])
            slope = f"{self.words[f'g{i}']} = {fixed(numbers[f'g{i}'], 2)}".replace("*", "")
            axes.text(-0.2, height, slope, ha="right", va="center")
        _node(axes, (2, -1), cost, number(numbers["cost"]), "cross_entropy")


def _node(axes, place, name, text, colour):
    axes.plot(*place, "o", color=picture.COLOURS[colour], markersize=13)
    style = {"textcoords": "offset points", "ha": "center"}
    axes.annotate(f"{name} = {text}".replace("*", ""), place, xytext=(0, -21), **style)
