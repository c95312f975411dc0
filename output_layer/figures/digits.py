"""Digits: how many decimal digits each formula of softmax keeps, over the span of the logits."""

import numpy as np
import traitlets

from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.numbers import fixed, number
from output_layer.numerics.accuracy import correct_digits, true_log_softmax, true_softmax
from output_layer.softmax import log_softmax, softmax
from output_layer.stability import (
    naive_log_softmax,
    naive_softmax,
    shifted_log_softmax,
    shifted_softmax,
)

__all__ = ["Digits"]

WORDS = {
    "title": "Digits kept",
    "picture": (
        "The digits that three formulas keep over the span of the logits, in {type}, which "
        "holds {holds}. At a span of {span} and with {shift} added to all logits the true "
        "value is {true}. The naive formula gives {naive_value} and keeps {naive} digits, the "
        "shifted one gives {shifted_value} and keeps {shifted}, the accurate one gives "
        "{accurate_value} and keeps {accurate}."
    ),
    "spoken": (
        "naive {naive_value}, {naive} digits; shifted {shifted_value}, {shifted} digits; "
        "accurate {accurate_value}, {accurate} digits"
    ),
    "precision": "precision",
    "logarithm": "quantity",
    "share": "softmax",
    "log_share": "log-softmax",
    "largest": "class",
    "of_largest": "largest",
    "of_smallest": "smallest",
    "span": "span of the logits",
    "shift": "added to all logits",
    "type": "type",
    "holds": "digits it holds",
    "true": "true value",
    "naive": "naive",
    "shifted": "shifted by max *z*",
    "accurate": "accurate",
    "digits": "digits",
    "naive_value": "value",
    "shifted_value": "value",
    "accurate_value": "value",
    "full": "all that the type holds",
    "lost": "some digits lost",
    "limit": "too small: the type holds no more",
    "wrong": "no digit right",
    "vanished": "rounded to 0: no digit right",
    "infinite": "logarithm of 0: no digit right",
    "overflow": "overflow: not a number",
    "underflow": "underflow: not a number",
    "note": (
        "Five classes with the logits *c* + *s* · (0.4, −0.1, −0.25, −0.3, −0.6): *c* is added to "
        "all, and the span *s* is the largest logit less the smallest. Digits: the fewest of "
        "four rows, with spans of *s* and up to 3% less. Value: that for *s*."
    ),
    "axis_span": "span: largest logit less smallest",
    "axis_digits": "decimal digits kept",
}
TYPES = (np.float16, np.float32, np.float64)
FORMULAS = {
    False: {"naive": naive_softmax, "shifted": shifted_softmax, "accurate": softmax},
    True: {"naive": naive_log_softmax, "shifted": shifted_log_softmax, "accurate": log_softmax},
}
TRUTH = {False: true_softmax, True: true_log_softmax}
CLASSES = np.array([0.4, -0.1, -0.25, -0.3, -0.6])
ROWS = np.array([1.0, 0.99, 0.98, 0.97])  # one row alone may be right by luck
LOOKS = {"accurate": ("cross_entropy", 5), "shifted": ("neuron", 2), "naive": ("quadratic", 2)}
WIDEST = 700


class Digits(Figure):
    """The digits of a share, or of its logarithm, that the naive and better formulas keep.

    ``precision`` is 0, 1 or 2, for float16, float32 or float64. The logits of five classes
    are ``span`` times fixed numbers, with ``shift`` added to all; the class with the
    largest or the smallest of them is looked at.

    >>> Digits(span=28, shift=80).readouts()["accurate_value"]
    '−8.471×10⁻⁷'
    """

    precision = bounded(1, 0, 2, 1)
    logarithm = traitlets.Bool(True).tag(sync=True)
    largest = traitlets.Bool(True).tag(sync=True)
    span = bounded(28, 1, WIDEST, 1)
    shift = bounded(80, -1000, 1000, 1)
    words = table(WORDS)

    def logits(self, span):
        """Return four rows of logits for a span, or for each of several, in the precision."""
        spans = np.multiply.outer(span, ROWS)[..., np.newaxis]
        return (self.shift + spans * CLASSES).astype(TYPES[self.precision])

    def results(self, span):
        """Return the four true values for a span, and each formula's: name → values."""
        z, j = self.logits(span), 0 if self.largest else -1
        found = {name: of(z)[..., j] for name, of in FORMULAS[self.logarithm].items()}
        return TRUTH[self.logarithm](z)[..., j], found

    def kept(self, span):
        """Return the digits that each formula keeps: name → the fewest of the four rows."""
        true, found = self.results(span)
        return {name: correct_digits(of, true).min(axis=-1) for name, of in found.items()}

    def values(self):
        """Return the type, the true value, and each formula's digits and value."""
        true, found = self.results(self.span)
        texts = {"type": TYPES[self.precision].__name__, "holds": str(self.holds())}
        digits = {name: fixed(of, 1) for name, of in self.kept(self.span).items()}
        top = self.logits(self.span).max()
        values = {f"{name}_value": _quotient(of[0], top) for name, of in found.items()}
        return {**texts, "true": float(true[0]), **digits, **values}

    def holds(self):
        """Return the decimal digits that the type is sure to hold."""
        return np.finfo(TYPES[self.precision]).precision

    def draw(self, figure):
        """Draw the three curves, each with its point."""
        labels = {"xlabel": self.words["axis_span"], "ylabel": self.words["axis_digits"]}
        limits = {"xlim": (1, WIDEST), "ylim": (0, 1.1 * self.holds())}
        axes = picture.axes(figure, **labels, xscale="log", **limits)
        spans = np.geomspace(1, WIDEST, 80)
        curves, now = self.kept(spans), self.kept(self.span)
        for name, (colour, width) in LOOKS.items():
            style = {"color": picture.COLOURS[colour], "linestyle": picture.LINES[colour]}
            label = self.words[name].replace("*", "")
            axes.plot(spans, curves[name], label=label, linewidth=width, **style)
            axes.plot([self.span], [now[name]], "o", color=style["color"], clip_on=False)
        figure.legend(frameon=False, loc="outside lower center", ncols=3)


def _quotient(value, top):
    """Write a value; where the largest exponential overflowed or vanished, what became of it."""
    return number(value) if not np.isnan(value) else "∞/∞" if top > 0 else "0/0"
