"""The landscape: each cost over (w, b) as contours, with the descent from one start."""

import numpy as np

from output_layer.figures import picture
from output_layer.figures.base import table
from output_layer.figures.contours import bands, contours
from output_layer.figures.learner import KINDS, Learner
from output_layer.figures.learner import WORDS as SHARED
from output_layer.figures.numbers import fixed
from output_layer.sigmoid import sigmoid

__all__ = ["Landscape"]

WORDS = {
    **SHARED,
    "title": "The landscape of the two costs",
    "picture": (
        "Contours of both costs over w and b, target {y}, and {epochs} epochs of descent from "
        "w = {w}, b = {b} at learning rate {eta}. The quadratic cost ends at {quadratic_cost} "
        "with output {quadratic_a}, the cross-entropy at {cross_entropy_cost} with output "
        "{cross_entropy_a}."
    ),
    "spoken": (
        "start w {w}, b {b}, output {start_a}; after {epochs} epochs the output is "
        "{quadratic_a} with the quadratic cost and {cross_entropy_a} with the cross-entropy"
    ),
    "begin": "start",
    "start_a": "output *a*",
    "dots": "One dot every {every} epochs, the last after {epochs}: where dots crowd, it is slow.",
    "handle": "start, both w and b",
    "kind_of_handle": "two-dimensional slider",
    "plateau": "plateau",
    "quadratic_a": "final output *a*",
    "quadratic_cost": "final cost *C*",
    "cross_entropy_a": "final output *a*",
    "cross_entropy_cost": "final cost *C*",
    "axis_w": "*w*",
    "axis_b": "*b*",
}
EVERY = 25  # epochs from dot to dot along a path
EDGES = np.array([-5.0, 5.0])  # of both axes


class Landscape(Learner):
    """Both costs over (w, b), and gradient descent on each from the same start.

    >>> Landscape(w=2.0, b=2.0).readouts()["quadratic_a"]
    '0.2028'
    """

    SIZE = (7.2, 3.9)

    words = table(WORDS)

    def values(self):
        """Return the start, its output, and each cost's output and value after the descent."""
        start = {"w": fixed(self.w, 2), "b": fixed(self.b, 2)}
        start["start_a"] = sigmoid(self.w * self.x + self.b)
        for stem, run in self.runs().items():
            start |= {f"{stem}_a": run.a[-1], f"{stem}_cost": run.cost[-1]}
        return start

    def draw(self, figure):
        """Draw one landscape beside the other, each with its descent."""
        for place, (stem, run) in enumerate(self.runs().items(), start=1):
            limits = {"xlim": EDGES, "ylim": EDGES, "aspect": "equal"}
            axes = picture.axes(figure, xlabel="w", ylabel="b", position=(1, 2, place), **limits)
            axes.set_title(self.words[stem])
            axes.grid(False)
            self._terrain(axes, stem)
            ink = picture.COLOURS["ink"]
            axes.plot(run.w[[0, -1]], run.b[[0, -1]], color=ink, linewidth=1.5)
            axes.plot(run.w[::EVERY], run.b[::EVERY], "o", color=ink, markersize=3)
            axes.plot(self.w, self.b, "o", color=ink, markersize=8, markerfacecolor="none")
            axes.plot(run.w[-1], run.b[-1], "o", color=picture.COLOURS[stem], markersize=7)

    def _terrain(self, axes, stem):
        """Draw the bands, darker where the cost is higher, and the contours between them."""
        colour, reach = picture.COLOURS[stem], EDGES[1] * (1 + abs(self.x))
        lines = [z - self.x * EDGES for _, z in contours(KINDS[stem], self.y, reach)]
        # All in one path: a gap of NaN between each line and the next.
        between = np.full((len(lines), 1), np.nan)
        heights = np.hstack([np.array(lines), between]).ravel()
        axes.plot(np.tile([*EDGES, np.nan], len(lines)), heights, color=colour, linewidth=0.6)
        for low, high, height in bands(KINDS[stem], self.y, reach):
            below, above = low - self.x * EDGES, high - self.x * EDGES
            corners = (*EDGES, *EDGES[::-1]), (*below, *above[::-1])
            axes.fill(*corners, facecolor=colour, alpha=0.03 + 0.37 * height)
