"""The page that a student is given: their work, what the checks say, and what was graded by hand.

All that comes from a student is escaped or validated; the page loads nothing and runs nothing.
"""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from output_layer.grading.session import is_plot
from output_layer.grading.submission import LONGEST
from output_layer.grading.words import plain

VERDICTS = {
    "right": ("✓", "Right"),
    "partly": ("◐", "Partly right"),
    "wrong": ("✗", "Not right"),
    "not done": ("○", "Not done"),
    "stopped": ("✗", "Stopped"),
}
EXTRAS = {"bonus": "Bonus", "penalty": "Penalty", "late": "Handed in late"}


def page(assignment, grade, result, hand, *, unsafe=False):
    """Return a student's feedback as HTML.

    ``grade`` and ``result`` are of `gradebook`, ``hand`` maps cells' names to `handgraded.Hand`.
    The source of checks is not shown. With ``unsafe`` the page says that the code ran unconfined.
    """
    by_hand = {one["name"] for one in result.outcomes if one["verdict"] == "by hand"}
    known = {"assignment": assignment, "grade": grade, "result": result, "hand": hand}
    return _template().render(known, waiting=by_hand - set(hand), unsafe=unsafe)


@cache
def _template():
    loader = PackageLoader("output_layer.grading", ".")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {"plain": _plain, "plots": _plots, "words": words}
    environment.filters["number"] = "{:g}".format
    environment.globals |= {"verdicts": VERDICTS, "extras": EXTRAS}
    return environment.get_template("feedback.html")


def _plain(text):
    return plain(text, LONGEST)


def words(sentence):
    """Return a sentence in which what stands between backticks is code."""
    escaped = str(escape(_plain(sentence)))
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped))  # escaped before


def _plots(figures):
    return [data for data in figures if is_plot(data)]
