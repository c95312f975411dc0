"""Reliability: of answers that a layer gives with a certain share, how many are right."""

import json
from pathlib import Path

import numpy as np
import traitlets

from output_layer.confidence import expected_calibration_error, reliability
from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed

__all__ = ["Reliability"]

WORDS = {
    "title": "Confidence and accuracy on 500 new digits",
    "picture": (
        "The share of right answers over the share that the layer gives them, for 500 new digits, "
        "with a weight decay of {strength} and a temperature of {tau}. The mean confidence is "
        "{confidence}, {accuracy} are right, the calibration error is {error} and the mean cost "
        "{cost}. From a threshold of {threshold} on {answered} are answered, {correct} of them "
        "right."
    ),
    "spoken": (
        "weight decay {strength}, temperature {tau}: confidence {confidence}, accuracy {accuracy}, "
        "calibration error {error}, cost {cost}; above the threshold {answered}, of which "
        "{correct} are right"
    ),
    "decay": "weight decay *λ*",
    "tau": "temperature *τ*",
    "threshold": "threshold",
    "fit": "Fit *τ*",
    "untouched": "*τ* = 1",
    "strength": "weight decay",
    "confidence": "mean confidence",
    "accuracy": "right",
    "error": "calibration error",
    "cost": "mean cost",
    "answered": "above the threshold",
    "correct": "of these, right",
    "note": (
        "Each point is the answers of one bin, of the width 0.1, with its interval of 95%; above "
        "it their number. *τ* is fitted to 300 other digits, never to these 500. Their logits "
        "are rounded to 64 steps."
    ),
    "axis_confidence": "confidence: the largest share",
    "axis_accuracy": "share of right answers",
    "calibrated": "calibrated",
}
DECAYS = (0.0, 0.0001, 0.001, 0.01)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
MODELS = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))["models"]
BINS = 10
SURE = 1.96  # standard deviations to either side hold 95 %


def gap_of(letter):
    """Return the gap that a letter's place in the alphabet stands for."""
    return 0.05 * (1.15**letter - 1)


def decoded(letters):
    """Return the place of the true class of each digit, from the top, and the ten gaps."""
    rows = np.array([LETTERS.index(letter) for letter in letters]).reshape(-1, 10)
    gaps = gap_of(rows.astype(float))
    gaps[:, 0] = 0.0
    return rows[:, 0], gaps


def interval(rate, count):
    """Return the ends of Wilson's interval for a rate among so many."""
    square = SURE**2 / count
    middle = (rate + square / 2) / (1 + square)
    half = np.sqrt(rate * (1 - rate) * square + square**2 / 4) / (1 + square)
    return middle - half, middle + half


class Reliability(Figure):
    """The reliability diagram of softmax regression on 500 new digits, by decay and temperature.

    ``decay`` is 0 to 3, for a weight decay of 0, 0.0001, 0.001 or 0.01. The logits are divided by
    ``tau``. Answers whose share is ``threshold`` or more are given, the others are held back.

    >>> Reliability(decay=0).readouts()["confidence"]
    '0.993'
    """

    decay = bounded(0, 0, len(DECAYS) - 1, 1)
    tau = bounded(1.0, 0.1, 20.0, 0.01)
    threshold = bounded(0.5, 0.0, 1.0, 0.01)
    none, little, more, much = (traitlets.Dict(model).tag(sync=True) for model in MODELS)
    words = table(WORDS)

    def answers(self):
        """Return confidence, rightness and cost of all digits."""
        model = (self.none, self.little, self.more, self.much)[self.decay]
        places, gaps = decoded(model["gaps"])
        total = np.exp(-gaps / self.tau).sum(axis=1)
        below = gaps[np.arange(len(places)), places]
        return 1 / total, places == 0, np.log(total) + below / self.tau

    def values(self):
        """Return the means of the answers, the calibration error, and what the threshold does."""
        confidence, right, cost = self.answers()
        above = confidence >= self.threshold
        kept = right[above]
        return {
            "strength": f"{DECAYS[self.decay]:g}",
            "confidence": fixed(confidence.mean(), 3),
            "accuracy": fixed(right.mean(), 3),
            "error": fixed(expected_calibration_error(confidence, right, BINS), 3),
            "cost": cost.mean(),
            "answered": fixed(above.mean(), 3),
            "correct": fixed(kept.mean() if kept.size else np.nan, 3),
        }

    def draw(self, figure):
        """Draw the point of each bin with its interval and its number, and the threshold."""
        labels = {
            "xlabel": self.words["axis_confidence"],
            "ylabel": self.words["axis_accuracy"],
        }
        axes = picture.axes(figure, **labels, xlim=(0, 1), ylim=(0, 1.08))
        muted, colour = picture.COLOURS["muted"], picture.COLOURS["cross_entropy"]
        axes.plot([0, 1], [0, 1], ":", color=muted, linewidth=1.2)
        axes.axvspan(self.threshold, 1, color=picture.COLOURS["neuron"], alpha=0.08, linewidth=0)
        axes.axvline(self.threshold, color=picture.COLOURS["neuron"], linewidth=1.2)
        for count, share, rate in zip(*reliability(*self.answers()[:2], BINS), strict=True):
            if count:
                axes.plot([share, share], interval(rate, count), color=colour, linewidth=1.5)
                axes.plot([share], [rate], "o", color=colour, markersize=6)
                axes.annotate(f"{count}", (share, 1.03), ha="center", fontsize=8)
