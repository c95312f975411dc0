"""What a teacher has given to a run, kept in its folder: a later run goes on with it.

So a late submission can be graded alone, and nobody loses a bonus or a deduction by it.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from output_layer.grading.handgraded import check_given, read_hand, resolved
from output_layer.grading.lateness import read_rule, rule_text
from output_layer.grading.roster import read_roster
from output_layer.grading.whole import write

FILE = "given.json"
FORGET = "none"  # instead of a file or a rule: what an earlier run was given counts no more
ASIDE = "Leave it aside with --hand none, or delete it and give --late, --hand and --roster again"
OPTIONS = ("late", "hand", "roster")


@dataclass
class Given:
    """The text of a rule, points by the labels of students, and the rows of a roster.

    ``kept`` names the options that are those of an earlier run; ``beside`` counts the points by
    hand of earlier runs that a new file does not have.
    """

    late: str = ""
    hand: dict = field(default_factory=dict)
    roster: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    beside: int = 0

    @property
    def rule(self):
        """The `lateness.Rule`, or ``None``."""
        return read_rule(self.late) if self.late else None

    def add_hand(self, new, people, assignment):
        """Add what `read_hand` has read; an entry takes the place of the one before."""
        found = resolved(new, people, assignment)
        before = {(label, name) for label, cells in self.hand.items() for name in cells}
        self.beside = len(before - {(label, name) for label in found for name in found[label]})
        for label, cells in found.items():
            self.hand[label] = self.hand.get(label, {}) | cells

    def keep(self, folder, assignment):
        """Keep it for later runs."""
        entries = [
            [label, name, one.points, one.comment]
            for label, cells in self.hand.items()
            for name, one in cells.items()
        ]
        document = {"late": self.late, "hand": entries, "roster": self.roster}
        document = {"assignment": assignment} | document
        write(Path(folder, FILE), json.dumps(document, ensure_ascii=False, indent=1))


def read_given(folder, assignment, options):
    """Return what an earlier run was given, and the points that this run is given by hand.

    ``options`` maps `OPTIONS` to what they say, or to ``None``. Raises ``ValueError`` with a
    sentence for what cannot be read or does not fit the assignment.
    """
    given = _earlier(Path(folder, FILE), assignment, options)
    given.kept = [name for name in OPTIONS if not options[name] and getattr(given, name)]
    new = _new(options["hand"], lambda path: read_hand(path, assignment)) or {}
    given.late = _new(options["late"], rule_text) or given.late
    given.roster = _new(options["roster"], read_roster) or given.roster
    return given, new


def _new(option, read):
    return read(option) if option and option != FORGET else None


def _earlier(path, assignment, options):
    """Return what is kept, without what is to be forgotten."""
    if not path.is_file():
        return Given()
    try:
        document = json.loads(path.read_text("utf-8"))
        kept = {name: document[name] for name in OPTIONS if options[name] != FORGET}
        about, hand = document["assignment"], {}
        entries = kept.pop("hand", []) if about == assignment.name else []
        for label, cell, points, comment in entries:
            given = check_given(assignment, label, cell, points, comment)
            hand.setdefault(label, {})[cell] = given
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}, from an earlier run, does not fit: {error}. {ASIDE}") from None
    if about != assignment.name:
        raise ValueError(f"{path.parent} has the grades of {about}; name another folder")
    return Given(hand=hand, **kept)
