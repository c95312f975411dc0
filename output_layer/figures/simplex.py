"""The simplex: three classes, one point among the logits and among the shares, two descents."""

import numpy as np

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.gradient import log_likelihood_cost_gradient
from output_layer.saturation import softmax_quadratic_cost_gradient
from output_layer.softmax import softmax

__all__ = ["Simplex"]

WORDS = {
    "title": "Three classes, two costs",
    "picture": (
        "A point in the plane of the logits and in the triangle of the shares {a1}, {a2}, {a3}, "
        "label {label}. The gradient's size is {log_likelihood_size} with the log-likelihood "
        "and {quadratic_size} with the quadratic cost. Descent ends where the label's share is "
        "{log_likelihood_end} with the first and {quadratic_end} with the second."
    ),
    "spoken": (
        "shares {a1}, {a2}, {a3}; gradient {log_likelihood_size} with the log-likelihood and "
        "{quadratic_size} with the quadratic cost; after the descent the label's share is "
        "{log_likelihood_end} and {quadratic_end}"
    ),
    "logits": "logits, up to a common shift",
    "shares": "shares, whose sum is 1",
    "note": (
        "Arrows: −∂*C*/∂*z*, drawn {stretch} times as long. Dots: {steps} steps of descent at "
        "*η* = {eta}. Shaded: another class than *y* has the largest share."
    ),
    "handle": "point, all three logits",
    "kind_of_handle": "two-dimensional slider",
    "z1": "logit *z*₁",
    "z2": "logit *z*₂",
    "z3": "logit *z*₃",
    "label": "label *y*",
    "a1": "share *a*₁",
    "a2": "share *a*₂",
    "a3": "share *a*₃",
    "log_likelihood": "log-likelihood",
    "quadratic": "quadratic cost",
    "log_likelihood_size": "size of ∂*C*/∂*z*",
    "quadratic_size": "size of ∂*C*/∂*z*",
    "log_likelihood_end": "final share of *y*",
    "quadratic_end": "final share of *y*",
}
GRADIENTS = {
    "log_likelihood": log_likelihood_cost_gradient,
    "quadratic": softmax_quadratic_cost_gradient,
}
LOOKS = {"log_likelihood": "cross_entropy", "quadratic": "quadratic"}
ETA = 1.0
STEPS = 20
STRETCH = 3  # how many times as long as the gradient its arrow is
# One direction for each class; they sum to zero, so what three numbers have in common cancels.
DIRECTIONS = np.array([[0.0, 1.0], [-np.sqrt(0.75), -0.5], [np.sqrt(0.75), -0.5]])


def place(three):
    """Return three numbers, along the last axis, as a point of the plane."""
    return np.asarray(three) @ DIRECTIONS


class Simplex(Figure):
    """Three logits as a point that is dragged, in their plane or in the triangle of shares.

    >>> Simplex(z1=0.0, z2=0.0, z3=0.0).readouts()["a1"]
    '0.3333'
    """

    SIZE = (7.2, 3.7)

    z1 = bounded(-3.0, -5.0, 5.0, 0.1)
    z2 = bounded(2.5, -5.0, 5.0, 0.1)
    z3 = bounded(0.5, -5.0, 5.0, 0.1)
    label = bounded(1, 1, 3, 1)
    words = table(WORDS)

    def logits(self):
        """Return the three logits as one vector."""
        return np.array([self.z1, self.z2, self.z3])

    def descent(self, stem):
        """Return the logits of the start and of each step of gradient descent on this cost."""
        path = [self.logits()]
        for _ in range(STEPS):
            path.append(path[-1] - ETA * GRADIENTS[stem](path[-1], self.label - 1))
        return np.array(path)

    def values(self):
        """Return the shares, and for each cost the gradient's size and a_y after the descent."""
        values = {f"a{j}": share for j, share in enumerate(softmax(self.logits()), start=1)}
        for stem, gradient in GRADIENTS.items():
            values[f"{stem}_size"] = np.linalg.norm(gradient(self.logits(), self.label - 1))
            values[f"{stem}_end"] = softmax(self.descent(stem)[-1])[self.label - 1]
        return values

    def draw(self, figure):
        """Draw the plane of the logits, with arrows, beside the triangle of the shares."""
        logits = self._plane(figure, 1, tip=10, tie=10)
        shares = self._plane(figure, 2, tip=1, tie=0.5)
        for stem in GRADIENTS:
            path = self.descent(stem)
            self._course(logits, place(path), stem)
            self._course(shares, place(softmax(path)), stem)
            self._arrow(logits, stem)
        for axes, point in ((logits, self.logits()), (shares, softmax(self.logits()))):
            axes.plot(*place(point), "o", color=picture.COLOURS["ink"], markersize=8)

    def _plane(self, figure, position, *, tip, tie):
        """Draw the edge, the ties, the names, and a shade where another class is on top."""
        name, letter = (("logits", "z"), ("shares", "a"))[position - 1]
        edges = np.array([-1.15, 1.15]) * tip
        options = {"position": (1, 2, position), "aspect": "equal", "xlim": edges, "ylim": edges}
        axes = picture.axes(figure, xlabel="", ylabel=self.words[name], **options)
        axes.set_axis_off()
        colour = picture.COLOURS["muted"]
        for j, direction in enumerate(DIRECTIONS):
            others = np.delete(DIRECTIONS, j, axis=0)
            kite = np.array([[0, 0], -tie * others[0], tip * direction, -tie * others[1]])
            shade = 0.0 if j == self.label - 1 else 0.12
            axes.fill(*kite.T, color=colour, alpha=shade, linewidth=0)
            axes.plot(*kite[1:].T, color=colour, linewidth=0.8)
            axes.plot(*np.outer(direction, [0, -tie]), ":", color=colour, linewidth=0.8)
            axes.text(*(1.09 * tip * direction), letter + "₁₂₃"[j], ha="center", va="center")
        return axes

    def _course(self, axes, points, stem):
        """Draw a path with a dot for each step."""
        look = LOOKS[stem]
        style = {"color": picture.COLOURS[look], "linestyle": picture.LINES[look]}
        axes.plot(*points.T, linewidth=1, marker="o", markersize=2.5, **style)
        axes.plot(*points[-1], "o", color=style["color"], markersize=6)

    def _arrow(self, axes, stem):
        start = place(self.logits())
        step = -STRETCH * place(GRADIENTS[stem](self.logits(), self.label - 1))
        style = {"color": picture.COLOURS[LOOKS[stem]], "width": 0.12, "linewidth": 0}
        head = min(0.9, np.linalg.norm(step))
        sizes = {"head_width": 0.75 * head, "head_length": head, "length_includes_head": True}
        axes.arrow(*start, *step, **sizes, **style)
