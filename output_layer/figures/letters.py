"""The letters: which letter comes next, picked with temperature, top-k and top-p, and the text."""

import re

import numpy as np
import traitlets

from output_layer import scale_text
from output_layer.figures import picture
from output_layer.figures.base import Figure, bounded, table
from output_layer.figures.lehmer import uniforms
from output_layer.numerics.arguments import silent
from output_layer.scale import top_k, top_p
from output_layer.softmax import softmax

__all__ = ["Letters"]

WORDS = {
    "title": "The next letter",
    "picture": (
        "Shares of the 27 letters after “{last}” at temperature {temperature}, top-k {k}, top-p "
        "{p}. {kept} of them can be picked and have {share} of the whole; the perplexity of the "
        "pick is {perplexity}. The text so far: {text}."
    ),
    "spoken": (
        "after {last}: {kept} letters can be picked, perplexity {perplexity}; the text is {text}"
    ),
    "first": "first letter",
    "temperature": "temperature *τ*",
    "k": "top-k",
    "p": "top-p",
    "seed": "luck",
    "length": "letters picked",
    "play": "Write",
    "pause": "Pause",
    "step": "One letter",
    "again": "Start over",
    "last": "after the letter",
    "kept": "letters left",
    "share": "their share",
    "perplexity": "perplexity of the pick",
    "text": "text",
    "axis_letter": "next letter",
    "axis_share": "share",
    "note": "Bars: the shares that are picked from. Points: the shares with *τ* alone.",
}
BLANK = "␣"  # a space that would not be seen
SHOWN = BLANK + scale_text.LETTERS[1:]
CLASSES = len(SHOWN)
PAIRS = scale_text.pair_counts(scale_text.learned(scale_text.letters()), CLASSES)


class Letters(Figure):
    """Letters that follow each other as in Python's documentation, picked one after the other.

    ``first`` is the letter that the text begins with, 0 for a space, and ``length`` says how many
    were picked after it. Of the shares at a temperature first the ``k`` largest stay, and of these
    the fewest that have the share ``p``. The same ``seed`` draws the same numbers.

    >>> Letters(first=20, k=1, length=4).readouts()["text"]
    'the t'
    """

    SIZE = (6.4, 3.4)

    first = bounded(20, 0, CLASSES - 1, 1)
    temperature = bounded(1.0, 0.1, 3.0, 0.1)
    k = bounded(CLASSES, 1, CLASSES, 1)
    p = bounded(1.0, 0.05, 1.0, 0.05)
    seed = bounded(1, 1, 99, 1)
    length = bounded(0, 0, 160, 1)
    pairs = traitlets.Dict({"counts": PAIRS.tolist()}).tag(sync=True)
    words = table(WORDS)

    @silent
    def shares(self):
        """Return for each letter before: the shares at the temperature, and those picked from."""
        z = np.log(scale_text.add_one(np.array(self.pairs["counts"]))) / self.temperature
        return softmax(z), softmax(top_p(top_k(z, self.k), self.p))

    def written(self):
        """Return the numbers of the letters, the first and those picked."""
        ends = np.cumsum(self.shares()[1], axis=1)
        text, draws = [self.first], uniforms(self.seed)
        for _ in range(self.length):
            found = np.searchsorted(ends[text[-1]], next(draws), side="right")
            text.append(int(min(found, np.flatnonzero(np.diff(ends[text[-1]], prepend=0))[-1])))
        return text

    def values(self):
        """Return the last letter, what can come after it, and the text."""
        text = self.written()
        every, kept = (rows[text[-1]] for rows in self.shares())
        inside = kept > 0
        entropy = -(kept[inside] * np.log(kept[inside])).sum()
        whole = "".join(scale_text.LETTERS[place] for place in text)
        return {
            "last": SHOWN[text[-1]],
            "kept": str(inside.sum()),
            "share": every[inside].sum(),
            "perplexity": np.exp(entropy),
            "text": re.sub("^ | $| (?= )", BLANK, whole),
        }

    def draw(self, figure):
        """Draw a bar for each letter, and behind it the share before any was left out."""
        words = {"xlabel": self.words["axis_letter"], "ylabel": self.words["axis_share"]}
        axes = picture.axes(figure, **words, xticks=range(CLASSES), xticklabels=SHOWN)
        last = self.written()[-1]
        every, kept = (rows[last] for rows in self.shares())
        axes.bar(range(CLASSES), kept, color=picture.COLOURS["neuron"], width=0.7)
        axes.plot(range(CLASSES), every, "o", color=picture.COLOURS["ink"], markersize=4)
        axes.set_ylim(0, 1.02 * max(0.5, kept.max()))
