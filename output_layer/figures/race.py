"""The race: one neuron, trained from one start at one learning rate by both costs side by side."""

from output_layer.figures import picture
from output_layer.figures.base import bounded, table
from output_layer.figures.learner import KINDS, Learner
from output_layer.figures.learner import WORDS as SHARED
from output_layer.figures.numbers import fixed

__all__ = ["Race"]

WORDS = {
    **SHARED,
    "title": "The race of the two costs",
    "picture": (
        "The output a and the cost C over {epochs} epochs from w = {w}, b = {b} at learning "
        "rate {eta}, target {y}. At epoch {epoch} the output is {quadratic_a} with the "
        "quadratic cost and {cross_entropy_a} with the cross-entropy."
    ),
    "spoken": (
        "epoch {epoch}: output {quadratic_a} with the quadratic cost, "
        "{cross_entropy_a} with the cross-entropy"
    ),
    "fair": "Same start, same example, same learning rate: only the cost differs.",
    "epoch": "epoch",
    "play": "Play",
    "pause": "Pause",
    "step": "Step",
    "again": "Start over",
    "quadratic_w": "*w*",
    "quadratic_b": "*b*",
    "quadratic_a": "*a*",
    "quadratic_cost": "*C*",
    "cross_entropy_w": "*w*",
    "cross_entropy_b": "*b*",
    "cross_entropy_a": "*a*",
    "cross_entropy_cost": "*C*",
    "axis_epoch": "epoch",
    "axis_a": "output *a*",
    "axis_quadratic": "quadratic cost *C*",
    "axis_cross_entropy": "cross-entropy *C*",
}
LONGEST = 120  # points to a curve in the picture
TOPS = {"quadratic": [0.5], "cross_entropy": [1, 2, 5, 10, 20]}  # of the axes of the costs


class Race(Learner):
    """Both costs train the neuron at once; ``epoch`` is the moment that is shown.

    The race from the start of the classic experiment, after one update:

    >>> Race(w=0.6, b=0.9, epoch=1).readouts()["quadratic_a"]
    '0.8121'
    """

    SIZE = (7.2, 3.6)

    epoch = bounded(0, 0, 1000, 1)
    words = table(WORDS)

    def values(self):
        """Return the epoch, at most the last one, and each neuron's w, b, a and cost at it."""
        now = min(self.epoch, self.epochs)
        numbers = {"epoch": str(now)}
        for stem, run in self.runs().items():
            numbers[f"{stem}_w"] = fixed(run.w[now], 2)
            numbers[f"{stem}_b"] = fixed(run.b[now], 2)
            numbers[f"{stem}_a"] = run.a[now]
            numbers[f"{stem}_cost"] = run.cost[now]
        return numbers

    def draw(self, figure):
        """Draw the outputs over the epochs at the left, the two costs at the right."""
        runs = self.runs()
        grid = figure.add_gridspec(2, 2, width_ratios=(1.4, 1))
        outputs = self._axes(figure, grid[:, 0], self.words["axis_a"])
        outputs.set_ylim(0, 1.04)
        for row, stem in enumerate(KINDS):
            costs = self._axes(figure, grid[row, 1], self.words[f"axis_{stem}"])
            self._curve(costs, stem, runs[stem].cost)
            costs.set_ylim(0, 1.04 * _top(stem, runs[stem].cost.max()))
            self._curve(outputs, stem, runs[stem].a)
        outputs.legend(frameon=False, loc="best")

    def _axes(self, figure, place, ylabel):
        xlabel, title = self.words["axis_epoch"], ylabel.replace("*", "")
        axes = picture.axes(
            figure, xlabel=xlabel, ylabel=title, position=(place,), xlim=(0, self.epochs)
        )
        axes.locator_params(nbins=4)
        if 0 < self.epoch < self.epochs:
            axes.axvline(self.epoch, color=picture.COLOURS["ink"], linewidth=1)
        return axes

    def _curve(self, axes, stem, series):
        stride = 1 + self.epochs // LONGEST
        style = {"color": picture.COLOURS[stem], "linestyle": picture.LINES[stem]}
        epochs = range(0, self.epochs + 1, stride)
        axes.plot(epochs, series[::stride], label=self.words[stem], **style)


def _top(stem, highest):
    return next(top for top in TOPS[stem] if top >= highest)
