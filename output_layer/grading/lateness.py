"""What it costs to hand in late: the deadline, and a rule that the teacher gives."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

END = time(23, 59, 59)
UNITS = {"": 60, "m": 60, "min": 60, "h": 3600, "d": 86400}
FORM = "due=2026-11-20T23:59, day=10%, grace=15min, most=50%"
REASONS = {
    "time": "{days} day{s} after {due}, {day} a day",
    "flag": "marked as late by Canvas, which does not say by how much: one day, {day}",
    "most": "{reason}, {most} at most",
}


@dataclass(frozen=True)
class Rule:
    """A deadline, and what each day that has begun after it costs.

    ``day`` and ``most`` are texts: points, or per cent of the points of the whole assignment.
    """

    due: datetime
    day: str = "0"
    grace: timedelta = timedelta()
    most: str = "100%"

    def cost(self, handed, points):
        """Return what lateness adds to the points, a number below 0, and why; or ``None``.

        ``handed`` says ``when``, in ISO format, or ``flag`` where a system has marked it as late.
        """
        days, kind = 0, "time"
        if handed.get("when"):
            after = datetime.fromisoformat(handed["when"]) - self.due - self.grace
            days = math.ceil(after / timedelta(days=1))
        elif handed.get("flag"):
            days, kind = 1, "flag"
        if days <= 0 or not amount(self.day, points):
            return None
        due = f"{self.due:%Y-%m-%d %H:%M}"
        reason = REASONS[kind].format(days=days, s="s" * (days > 1), due=due, day=self.day)
        cost, most = days * amount(self.day, points), amount(self.most, points)
        if cost > most:
            cost, reason = most, REASONS["most"].format(reason=reason, most=self.most)
        return -cost, reason


def amount(text, points):
    """Return a number of points: as given, or per cent of ``points``.

    >>> amount("10%", 50), amount("2.5", 50)
    (5.0, 2.5)
    """
    return float(text[:-1]) / 100 * points if text.endswith("%") else float(text)


def rule_text(text):
    """Return the text of a rule, which can be that of the file that ``text`` names.

    Raises ``ValueError`` if it is no rule.
    """
    text = text if "=" in text else Path(text).read_text("utf-8-sig")
    read_rule(text)
    return text.strip()


def read_rule(text):
    """Return the `Rule` in a text like `FORM`; ``ValueError`` with a sentence if it is none."""
    pieces = [piece.strip() for piece in re.split(r"[,\n]", text) if piece.strip()]
    known = dict(re.split(r"\s*=\s*", piece, maxsplit=1) for piece in pieces if "=" in piece)
    try:
        if len(known) < len(pieces) or not known.keys() <= {"due", "day", "grace", "most"}:
            raise ValueError("it has other words")
        known |= {"due": _deadline(known["due"])}
        known |= {"grace": _span(known["grace"])} if "grace" in known else {}
        rule = Rule(**known)
        if not all(0 <= amount(one, 1) < math.inf for one in (rule.day, rule.most)):
            raise ValueError("day and most are numbers from 0, with or without %")
    except (KeyError, ValueError, OverflowError) as error:
        raise ValueError(f"the rule {text.strip()!r} is not like {FORM!r}: {error}") from None
    return rule


def _deadline(text):
    """Return a time; that of a day is its end. Moodle's times have no zone, so none is taken."""
    try:
        return datetime.combine(date.fromisoformat(text), END)
    except ValueError:
        due = datetime.fromisoformat(text)
    if due.tzinfo:
        raise ValueError("write the time without a zone, as the clock of your Moodle shows it")
    return due


def _span(text):
    match = re.fullmatch(r"([\d.]+)\s*(m|min|h|d|)", text)
    if not match:
        raise ValueError(f"{text!r} is no span of time")
    number, unit = match.groups()
    return timedelta(seconds=float(number) * UNITS[unit])
