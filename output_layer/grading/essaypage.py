"""One page with all texts of a class side by side, where a teacher gives points and comments.

It needs no server: what was given is saved as the file for ``--hand``, and can be opened again.
"""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from output_layer.grading.handgraded import code
from output_layer.grading.submission import LONGEST
from output_layer.grading.whole import write
from output_layer.grading.words import plain

SCRIPT = Path(__file__).with_name("essays.js")
WORDS = {
    "title": "Texts of {name}",
    "how": "A digit gives points to the text that is marked, Enter goes to the next, c to the "
    "comment, Escape back. Nothing is sent anywhere: save the file, and grade with --hand.",
    "save": "Save the points",
    "open": "Open saved points",
    "points": "Points, 0 to {most}",
    "comment": "Comment for the student",
    "done": "{count} of {all} have points",
    "wrong": "; {count} out of range, which --hand will refuse",
    "unread": "This file has no columns student, grade_id and points; nothing was opened.",
    "strange": "Texts in this file that are not on this page, and are saved again as they are: "
    "{count}.",
    "restored": "What was given here before is here again, kept by this browser.",
    "empty": "Nothing was written by",
    "none": "There is no text to grade by hand.",
}


def add_to(commands):
    """Add the command to a parser's."""
    made = commands.add_parser("essays", help="write one page to grade all texts by hand")
    made.add_argument(
        "--out", required=True, metavar="FOLDER", help="that of the graded assignment"
    )
    made.add_argument("--anonymous", action="store_true", help="show codes instead of names")


def run(chosen):
    """Run the command and return its exit code."""
    print(f"{essays(**chosen)}: open it in a browser, save the points, and grade with --hand")
    return 0


def essays(out, *, anonymous=False):
    """Write ``essays.html`` into the folder of a graded assignment and return its path.

    Raises ``ValueError`` if nothing is graded there.
    """
    kept = [json.loads(path.read_text("utf-8")) for path in Path(out, "results").glob("*.json")]
    if not kept:
        raise ValueError(f"{out} has no results; grade first")
    name, called = kept[0]["about"][0], code if anonymous else lambda student, _: student
    tasks = {}
    for one in kept:
        student = called(one["student"], name)
        for outcome in one["result"]["outcomes"]:
            if outcome["role"] == "essay":
                tasks.setdefault(outcome["name"], []).append((student, outcome))
    path = Path(out, "essays.html")
    write(path, _page(name, {task: sorted(texts, key=_first) for task, texts in tasks.items()}))
    return path


def _first(text):
    return text[0]


def _page(name, tasks):
    script = SCRIPT.read_text("utf-8")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    shown = {"name": name, "tasks": tasks, "script": script, "allowed": allowed, "words": WORDS}
    return _template().render(shown)


@cache
def _template():
    loader = PackageLoader("output_layer.grading", ".")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {"plain": lambda text: plain(text, LONGEST), "number": "{:g}".format}
    return environment.get_template("essays.html")
