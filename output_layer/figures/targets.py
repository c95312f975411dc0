"""Targets: how hard each kind of target pushes the right class, and the gap where it stops."""

import numpy as np

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed, number
from output_layer.softmax import softmax
from output_layer.training import asked_gap, focal_cost_gradient

__all__ = ["Targets"]

WORDS = {
    "title": "What each target asks for",
    "picture": (
        "The push on a class over its gap, with {classes} classes, where {truth} of the labels "
        "name it. At a gap of {gap} the push is {one_hot} for one-hot labels, {smoothed} for "
        "smoothed ones, {weighted} with a class weight and {focal} for the focal cost. The push "
        "is 0 at the gaps {one_hot_gap}, {smoothed_gap}, {weighted_gap} and {focal_gap}."
    ),
    "spoken": (
        "push {one_hot} one-hot, {smoothed} smoothed, {weighted} weighted, {focal} focal; "
        "asked for: {one_hot_gap}, {smoothed_gap}, {weighted_gap}, {focal_gap}"
    ),
    "gap": "gap *g*",
    "share": "share *a*",
    "truth": "truth *p*",
    "classes": "classes *K*",
    "smoothing": "smoothing *ε*",
    "weight": "weight *w*",
    "gamma": "focal *γ*",
    "one_hot": "one-hot",
    "smoothed": "smoothed",
    "weighted": "weighted",
    "focal": "focal",
    "one_hot_gap": "asks for",
    "smoothed_gap": "asks for",
    "weighted_gap": "asks for",
    "focal_gap": "asks for",
    "axis_gap": "gap *g*",
    "axis_push": "push, −∂*C*/∂*z*",
}
LOOKS = {
    "one_hot": ("cross_entropy", "solid"),
    "smoothed": ("class_3", (0, (5, 2.5))),
    "weighted": ("class_2", (0, (5, 1.5, 1, 1.5))),
    "focal": ("class_4", (0, (1, 1.5))),
}
LOWEST, HIGHEST = -6.0, 12.0
NOTHING = 1e-12  # a push that rounding leaves of 0


class Targets(Figure):
    """The push on one class over its gap to all others, for four kinds of target.

    A part p of the labels names the class, and the others equally often; the push is minus the
    slope of the mean cost over its logit. It is 0 at the gap that the target asks for.

    >>> Targets().readouts()["smoothed_gap"]
    '4.511'
    """

    gap = bounded(2.0, LOWEST, HIGHEST, 0.1)
    classes = bounded(10, 2, 1000, 1)
    truth = bounded(1.0, 0.5, 1.0, 0.01)
    smoothing = bounded(0.1, 0.0, 0.5, 0.01)
    weight = bounded(2.0, 0.2, 5.0, 0.1)
    gamma = bounded(2.0, 0.0, 5.0, 0.1)
    words = table(WORDS)

    def settings(self):
        """Return what each kind of target adds to the log-likelihood, as ``asked_gap`` has it."""
        return {
            "one_hot": {},
            "smoothed": {"smoothing": self.smoothing},
            "weighted": {"weight": self.weight},
            "focal": {"gamma": self.gamma},
        }

    def pushes(self, gap):
        """Return the push for a gap, or for each of several: name → push."""
        gap = np.asarray(gap)
        z = np.zeros((*gap.shape, self.classes))
        z[..., 0] = gap
        shares = np.full(z.shape, (1 - self.truth) / (self.classes - 1))
        shares[..., 0] = self.truth
        return {name: self._push(z, shares, **own) for name, own in self.settings().items()}

    def _push(self, z, shares, weight=1.0, **settings):
        weights = np.ones(self.classes)
        weights[0] = weight
        options = {"gamma": 0.0, **settings}
        push = -focal_cost_gradient(z, shares, weights=weights, **options)[..., 0]
        return np.where(abs(push) < NOTHING, 0.0, push)[()]

    def asked(self):
        """Return the gap that each kind of target asks for: name → gap."""
        kinds = self.settings().items()
        gaps = {name: asked_gap(self.truth, self.classes, **own) for name, own in kinds}
        return {name: 0.0 if abs(gap) < NOTHING else gap for name, gap in gaps.items()}

    def values(self):
        """Return the gap, the share, and each push with the gap that is asked for."""
        share = softmax([self.gap, *np.zeros(self.classes - 1)])[0]
        asked = {f"{name}_gap": number(gap) for name, gap in self.asked().items()}
        return {"gap": fixed(self.gap, 1), "share": share, **self.pushes(self.gap), **asked}

    def draw(self, figure):
        """Draw the four curves, the points at the gap, and where each push is 0."""
        labels = {"xlabel": self.words["axis_gap"], "ylabel": self.words["axis_push"]}
        ends = {"xlim": (LOWEST, HIGHEST), "ylim": (-0.6, 1.05 * max(1, self.weight))}
        axes = picture.axes(figure, **labels, **ends)
        axes.axhline(0, color=picture.COLOURS["muted"], linewidth=0.8)
        gaps = np.linspace(LOWEST, HIGHEST, 91)
        now, asked = self.pushes(self.gap), self.asked()
        for name, pushes in self.pushes(gaps).items():
            colour, dashes = LOOKS[name]
            style = {"color": picture.COLOURS[colour], "linestyle": dashes}
            axes.plot(gaps, pushes, label=self.words[name], **style)
            axes.plot([self.gap], [now[name]], "o", color=style["color"], markersize=6)
            axes.plot([asked[name]], [0], "o", color=style["color"], markersize=4)
        figure.legend(frameon=False, loc="outside lower center", ncols=4)
