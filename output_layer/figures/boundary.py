"""The boundary: points of the plane, a layer that learns them, and the regions it decides for."""

import numpy as np
import traitlets
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.cells import cells
from output_layer.figures.classifier import classified, logits, mean_cost, outputs, train
from output_layer.figures.clouds import CLOUDS
from output_layer.figures.matrix import Matrix
from output_layer.figures.numbers import fixed, number

__all__ = ["Boundary"]

SIGNS = "●■▲◆"  # the labels carry shapes, for whoever does not tell the colours apart
WORDS = {
    "title": "Points, and the regions that a layer decides for",
    "picture": (
        "Points of {classes} classes in the plane, and the regions of a layer after {epoch} "
        "epochs of training: {accuracy} points are classified right, the mean cost is {cost}. "
        "At the probe ({x1}, {x2}) the outputs are {shares}; their sum is {sum}."
    ),
    "spoken": (
        "epoch {epoch}: {accuracy} points right, cost {cost}; at the probe ({x1}, {x2}) the "
        "outputs are {shares}, their sum is {sum}"
    ),
    "spoken_point": "point {place} of {count}, class {label}, at ({across}, {up})",
    "sigmoids": "layer",
    "softmax": "softmax",
    "k_sigmoids": "K sigmoids",
    "classes": "classes *K*",
    "eta": "rate *η*",
    "preset": "points",
    "clouds": "three clouds",
    "middle": "one class in the middle",
    "overlap": "overlapping clouds",
    "selected": "selected point",
    "picked": "selected point, in the plane",
    "label": "its class",
    "add": "Add at the probe",
    "remove": "Remove",
    "play": "Play",
    "pause": "Pause",
    "step": "Step",
    "again": "Start over",
    "handle": "probe",
    "kind_of_handle": "two-dimensional slider",
    "none": "none",
    "note_point": (
        "Drag points, or press elsewhere to move the probe. Hollow: another class is ahead."
    ),
    "note_keys": (
        "Keys: arrows move the selected point, Page Up and Page Down select another, 1 to 4 give "
        "its class, Insert adds one, Delete removes it."
    ),
    "note_softmax": "Each place belongs to the class with the largest output.",
    "note_sigmoids": "Each place names the classes with an output above ½. Hatched: several.",
    "epoch": "epoch",
    "x1": "probe *x*₁",
    "x2": "*x*₂",
    "cost": "cost *J*",
    "accuracy": "points right",
    "sum": "their sum",
    "shares": "outputs at the probe:",
    **{f"a{j}": f"{sign} *a*{'₀₁₂₃₄'[j]}" for j, sign in enumerate(SIGNS, start=1)},
    "axis_x1": "*x*₁",
    "axis_x2": "*x*₂",
}
REACH = 3.0  # of the plane, on each side of zero
HEAVIEST = 1e5  # a weight: far more than the longest training can reach
PLACE = {"x1": (-REACH, REACH), "x2": (-REACH, REACH)}
WEIGHTS = dict.fromkeys(("w1", "w2", "b"), (-HEAVIEST, HEAVIEST))
MOST = 4  # classes
MARK = 0.11  # from the middle of a mark to its corners
CORNERS = {1: (8, 0.5), 2: (4, 0.5), 3: (3, 0.0), 4: (4, 0.0)}  # how many, and their turn


class Boundary(Figure):
    """Labelled points that are dragged, added and relabelled, and a layer trained on them.

    ``points`` holds 1 to 200 rows [x1, x2, label] with labels from 1; a label above ``classes``
    counts as the last class. ``sigmoids`` says which layer it is, K sigmoids or softmax.
    ``weights`` holds a row [w1, w2, b] for each of four classes, of which the first ``classes``
    are used; if they are not given, they are those after ``epoch`` epochs of training from 0.
    A later change of points, layer or η leaves them as they are: training goes on from there.

    >>> Boundary(epoch=0).readouts()["shares"]
    '0.3333, 0.3333, 0.3333'
    """

    SIZE = (6.4, 4.0)

    points = Matrix({**PLACE, "label": (1, MOST)}, most=200).tag(sync=True)
    weights = Matrix(WEIGHTS, least=MOST, most=MOST).tag(sync=True)
    classes = bounded(3, 2, MOST, 1)
    sigmoids = traitlets.Bool(False).tag(sync=True)
    eta = bounded(0.5, 0.05, 2.0, 0.05)
    epoch = bounded(50, 0, 5000, 1)
    x1 = bounded(1.2, -REACH, REACH, 0.01)
    x2 = bounded(-0.8, -REACH, REACH, 0.01)
    selected = bounded(1, 1, 200, 1)
    tables = traitlets.Dict({"points": points.limits(), "weights": weights.limits()}).tag(sync=True)
    presets = traitlets.Dict(CLOUDS).tag(sync=True)
    words = table(WORDS)

    @traitlets.default("points")
    def _first_points(self):
        return CLOUDS["clouds"]

    @traitlets.default("weights")
    def _first_weights(self):
        return self._trained(np.zeros((MOST, 3)), self.epoch)

    def train(self, epochs=1):
        """Train the layer for some epochs more, from its present weights.

        ``TraitError`` if that makes more epochs than there may be.
        """
        with self.hold_sync():
            self.epoch += epochs
            self.weights = self._trained(np.array(self.weights), epochs)

    def values(self):
        """Return epoch, cost, points right, and the outputs at the probe with their sum."""
        weights, points = self.weights[: self.classes], self.points
        probe = [[self.x1, self.x2]]
        shares = outputs(logits(weights, probe)[0], sigmoids=self.sigmoids)
        return {
            "epoch": str(self.epoch),
            "accuracy": f"{classified(weights, points).sum()}/{len(points)}",
            "cost": mean_cost(weights, points, sigmoids=self.sigmoids),
            "x1": fixed(self.x1, 2),
            "x2": fixed(self.x2, 2),
            **{f"a{j}": share for j, share in enumerate(shares, start=1)},
            "sum": shares.sum(),
            "shares": ", ".join(map(number, shares)),
        }

    def draw(self, figure):
        """Draw the cells, the points with the shapes of their classes, and the probe."""
        ends = (-REACH, REACH)
        words = {"xlabel": self.words["axis_x1"], "ylabel": self.words["axis_x2"]}
        axes = picture.axes(figure, **words, xlim=ends, ylim=ends, aspect="equal")
        axes.grid(False)
        weights = self.weights[: self.classes]
        for classes, polygon in cells(weights, sigmoids=self.sigmoids, reach=REACH):
            self._cell(axes, classes, np.array(polygon))
        self._marks(axes, weights)
        axes.plot(self.x1, self.x2, "+", color=picture.COLOURS["ink"], markersize=14)

    def _cell(self, axes, classes, polygon):
        """Fill a cell in the colour of its class; hatch it where it belongs to several."""
        colour = (picture.COLOURS[f"class_{classes[0] + 1}"], 0.25) if len(classes) == 1 else "none"
        hatch = "//" if len(classes) > 1 else None
        style = {"facecolor": colour, "edgecolor": picture.COLOURS["ink"], "linewidth": 0.8}
        axes.fill(*polygon.T, hatch=hatch, **style)

    def _marks(self, axes, weights):
        """Draw the points; hollow are those that are classified wrong."""
        points = np.array(self.points)
        labels = np.minimum(points[:, 2], self.classes)
        right = classified(weights, self.points)
        for label in range(1, self.classes + 1):
            colour = picture.COLOURS[f"class_{label}"]
            for these, fill in ((right, colour), (~right, "none")):
                places = points[(labels == label) & these, :2]
                style = {"facecolor": fill, "edgecolor": colour, "linewidth": 1.5}
                axes.add_patch(PathPatch(_outlines(places, label), **style))

    def _trained(self, weights, epochs):
        """Return the weights of all classes; only those that are used change."""
        used = weights[: self.classes]
        options = {"sigmoids": self.sigmoids, "eta": self.eta, "epochs": epochs}
        return np.vstack([train(used, self.points, **options), weights[self.classes :]])


def _outlines(places, label):
    """Return the shape of a class around each of the places, all as one path."""
    count, turn = CORNERS[label]
    angles = 2 * np.pi * (np.arange(count + 1) + turn) / count + np.pi / 2
    shape = MARK * np.column_stack([np.cos(angles), np.sin(angles)])
    vertices = (places[:, np.newaxis] + shape).reshape(-1, 2)
    codes = [Path.MOVETO, *[Path.LINETO] * (count - 1), Path.CLOSEPOLY]
    return Path(vertices, np.tile(codes, len(places)))
