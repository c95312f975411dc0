"""The class at a glance: how the points are spread, what failed and why, and who is missing."""

import re
from collections import Counter, defaultdict
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from output_layer.grading.feedback import words
from output_layer.grading.words import plain

BARS = 10
HINTS = 400  # different hints of one check that are counted; rare ones give way
ARGUMENTS = re.compile(r"`(\w+)\([^`]*\)`")
WORDS = {
    "title": "{name}: the class at a glance",
    "points": "Points",
    "bar": "{count} have {low} to {high} %",
    "spread": "How many students have which share of the points: {bars}.",
    "middle": "{count} students; the middle one has {middle} of {most} points.",
    "checks": "Checks",
    "columns": ("Check", "Passed", "Not done", "The commonest hint", "How often"),
    "status": "Status",
    "time": "Handed in from {first} to {last}, as far as the system has said.",
    "missing": "Nothing handed in",
    "strangers": "Not on the roster",
    "nobody": "Everybody on the roster has handed something in.",
}


class Overview:
    """What is counted of each student while a class is graded; it grows no more than a little."""

    def __init__(self, assignment, missing=None, strangers=()):
        self.assignment, self.missing, self.strangers = assignment, missing, strangers
        self.totals, self.status, self.times = [], Counter(), []
        self.passed, self.blank, self.hints = Counter(), Counter(), defaultdict(Counter)

    def add(self, grade, result):
        """Count one student."""
        self.totals.append(grade.total)
        self.status[grade.status.partition(":")[0]] += 1
        if when := result.handed.get("when"):
            self.times = [min([*self.times[:1], when]), max([*self.times[1:], when])]
        for one in result.outcomes:
            if one["role"] != "check":
                continue
            self.passed[one["name"]] += one["verdict"] == "right"
            self.blank[one["name"]] += one["verdict"] == "not done"
            if one["verdict"] not in ("right", "not done") and one["sentence"]:
                self._hint(self.hints[one["name"]], general(one["sentence"]))

    def share(self, counts, check):
        """Return a count of a check as a share of all students."""
        return f"{100 * counts[check] / (len(self.totals) or 1):.0f} %"

    def _hint(self, hints, sentence):
        hints[sentence] += 1
        if len(hints) > HINTS:
            for rare, _ in ordered(hints)[HINTS // 2 :]:
                del hints[rare]

    @property
    def bars(self):
        """How many students are in each tenth of the points; the last one has all above."""
        most = self.assignment.points
        places = (min(BARS - 1, int(BARS * total / most)) for total in self.totals)
        counts = Counter(places)
        return [counts[place] for place in range(BARS)]

    def page(self):
        """Return the page as HTML."""
        known = {"words": WORDS, "name": self.assignment.name, "one": self, "bars": self.bars}
        known["status"] = ordered(self.status)
        bars = [
            WORDS["bar"].format(count=count, low=10 * at, high=10 * at + 10)
            for at, count in enumerate(self.bars)
        ]
        middle = sorted(self.totals)[len(self.totals) // 2] if self.totals else 0
        return _template().render(known, spread=bars, middle=middle, most=self.assignment.points)

    def commonest(self, check):
        """Return the commonest hint of a check and how often it was given."""
        return next(iter(ordered(self.hints[check])), ("", 0))


def general(hint):
    """Return a hint without the arguments of a call: they differ, and can be a hidden test's.

    >>> general("`softmax([1, 2])` stopped.")
    '`softmax(…)` stopped.'
    """
    return ARGUMENTS.sub(r"`\1(…)`", hint)


def ordered(counts):
    """Return what was counted, the commonest first, in an order that chance does not change."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@cache
def _template():
    loader = PackageLoader("output_layer.grading", ".")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {
        "plain": lambda text: plain(text, 1000),
        "number": "{:g}".format,
        "words": words,
    }
    return environment.get_template("overview.html")
